"""Hanging a questionnaire on a circular, and carrying it down with the letter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.db import connection, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from circulars.domain.events import record
from circulars.domain.freezing import add_unforeseen, freeze, reach
from circulars.domain.mentioning import mention_survey
from circulars.domain.moving import lock, lock_way
from circulars.errors import Invalid
from circulars.models import Circular, Dispatch, EventKind, OfficeCopy, What
from circulars.states import State
from offices.models import Kind, User
from survey.models import (
    Choice,
    ExpectedAnswer,
    Indicator,
    QuarterTarget,
    Question,
    SurveyTask,
)
from survey.policies import check_may_ask
from survey.xlsform.blueprint import Blueprint, made
from survey.xlsform.checking import check_questions
from survey.xlsform.expressions import check_expression

# One statement, whatever the number of offices; a line that stands is passed over.
_INSERT_EXPECTED = """
INSERT INTO survey_expectedanswer (task_id, office_id, expectation_id, frozen_at, excuse)
SELECT %(task)s, line.office_id, line.id, %(at)s, ''
FROM circulars_expectation line
WHERE line.asker_id = %(asker)s AND line.what = %(what)s AND line.duty = 'answer'
ORDER BY line.id
ON CONFLICT DO NOTHING
"""

# Excused by giving the copy back, in that very act; whoever was excused otherwise stays so.
_EXPECT_AGAIN = """
WITH again AS (
  SELECT line.id, fresh.id AS copy_id
  FROM survey_expectedanswer line
  JOIN circulars_officecopy former ON former.id = line.copy_id
  JOIN circulars_officecopy fresh ON fresh.office_id = line.office_id
  WHERE fresh.dispatch_id = %(dispatch)s AND line.task_id = %(task)s
    AND former.state = ANY(%(given_back)s) AND line.excused_at = former.closed_at
  ORDER BY line.id
  FOR UPDATE OF line
)
UPDATE survey_expectedanswer line
SET copy_id = again.copy_id, frozen_at = %(at)s,
    excused_at = NULL, excused_by_id = NULL, excuse = ''
FROM again WHERE line.id = again.id
RETURNING line.office_id
"""
# The letter has come to them.
_REACHED = """
UPDATE survey_expectedanswer line SET copy_id = fresh.id
FROM circulars_officecopy fresh
WHERE fresh.dispatch_id = %(dispatch)s AND line.task_id = %(task)s
  AND fresh.office_id = line.office_id AND fresh.reminds_id IS NULL
  AND (line.copy_id IS NULL OR EXISTS (
    SELECT FROM circulars_officecopy former
    WHERE former.id = line.copy_id AND former.state = 'superseded'))
"""
_GIVEN_BACK = [State.RETURNED.value, State.RECALLED.value]


def survey_of(copy: OfficeCopy) -> SurveyTask | None:
    """The survey that reaches ``copy`` or was asked by it; None for offices above the asker."""
    return SurveyTask.objects.reaching(copy).select_related("owner", "copy").first()


def must_answer(copy: OfficeCopy) -> bool:
    """Whether the office of ``copy`` is itself in the ledger, and not excused."""
    return ExpectedAnswer.objects.counted().filter(copy=copy).exists()


@transaction.atomic
def ask(
    circular: Circular, *, copy: OfficeCopy, by: User, at: dt.datetime, blueprint: Blueprint
) -> SurveyTask:
    """
    Hang ``blueprint`` on ``copy`` of the circular, or put it in the place of its own earlier one.

    Raises WrongState once the letter was sent, Invalid when the questionnaire cannot work.
    """
    # One asker of a circular after another, so that each sees what those before him did.
    Circular.objects.select_for_update(no_key=True).get(pk=circular.pk)
    copy = lock(copy)
    check_may_ask(by, copy, at)
    if copy.circular_id != circular.pk:
        raise Invalid(_("หนังสือฉบับนี้ไม่ใช่ของเรื่องที่เลือก"))
    check_kinds(blueprint.kinds)
    head = {
        "title": blueprint.title,
        "subtitle": blueprint.subtitle,
        "note": blueprint.note,
        "kinds": list(blueprint.kinds),
        "settings": dict(blueprint.settings),
    }
    first = {"circular": circular, "owner": copy.office, "asked_at": at, "asked_by": by}
    task, created = SurveyTask.objects.update_or_create(
        copy=copy, defaults=head, create_defaults=head | first
    )
    if not created:
        _clear(task)
    _write(task, blueprint)
    if created:
        mention_survey(copy, by=by, at=at)
    record(EventKind.SURVEY_ASKED, by=by, at=at, copy=copy, title=task.title, version=task.version)
    return task


def check_kinds(kinds: Sequence[str]) -> None:
    """Raise Invalid when nobody would have to answer: no kind of office, or one there is not."""
    if not kinds:
        raise Invalid(_("โปรดเลือกว่าหน่วยงานประเภทใดต้องตอบ"), field="kinds")
    if wrong := sorted(set(kinds) - set(Kind.values)):
        sentence = _("ไม่มีประเภทหน่วยงาน %(kinds)s") % {"kinds": ", ".join(wrong)}
        raise Invalid(sentence, field="kinds")


def _clear(task: SurveyTask) -> None:
    task.questions.all().delete()
    task.choices.all().delete()
    QuarterTarget.objects.filter(indicator__task=task).delete()
    task.indicators.all().delete()
    SurveyTask.objects.filter(pk=task.pk).update(version=F("version") + 1)
    task.refresh_from_db()


def _write(task: SurveyTask, blueprint: Blueprint) -> None:
    questions, choices = made(blueprint, task)
    check_questions(questions, choices)
    Question.objects.bulk_create(questions)
    Choice.objects.bulk_create(choices)
    known = {question.name for question in questions}
    for row in blueprint.indicators:
        _write_indicator(task, row, known)


def _write_indicator(task: SurveyTask, row: object, known: set[str]) -> None:
    data = dict(row)  # type: ignore[call-overload]
    targets = data.pop("targets", {})
    check_expression(data["numerator"], known)
    indicator = Indicator.objects.create(task=task, **data)
    QuarterTarget.objects.bulk_create(
        QuarterTarget(
            indicator=indicator, fiscal_year=year, quarter=quarter, percent=Decimal(str(percent))
        )
        for year, quarters in targets.items()
        for quarter, percent in quarters.items()
    )


@transaction.atomic
def carry(sending: Dispatch, *, at: dt.datetime) -> int:
    """
    Keep the ledger of the survey that goes down with ``sending``. Repeatable.

    The first sending freezes who must answer, for every level below, and locks the questions;
    each one fills in whom it has reached. An office that gave an earlier copy back, or whose
    copy was called back, is expected again through the new one. Returns how many lines were added.
    """
    copy = lock_way(sending.copy)[0]
    task = survey_of(copy)
    if task is None:
        reach(sending)
        return 0
    SurveyTask.objects.filter(pk=task.pk, locked_at=None).update(locked_at=at)
    if task.copy_id == copy.pk:
        freeze(sending, what=What.SURVEY, kinds=task.kinds, at=at)
    else:
        add_unforeseen(sending, task.copy, what=What.SURVEY, kinds=task.kinds, at=at)
    words: dict[str, Any] = {"task": task.pk, "at": at, "dispatch": sending.pk}
    asked: dict[str, Any] = {"asker": task.copy_id, "what": What.SURVEY.value}
    with connection.cursor() as cursor:
        cursor.execute(_INSERT_EXPECTED, {**words, **asked})
        added: int = cursor.rowcount
        cursor.execute(_EXPECT_AGAIN, {**words, "given_back": _GIVEN_BACK})
        again = sorted(office for (office,) in cursor.fetchall())
        cursor.execute(_REACHED, words)
    reach(sending)
    if again:
        record(EventKind.SURVEY_ASKED, by=None, at=at, copy=copy, expected_again=again)
    return added
