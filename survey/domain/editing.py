"""Changing a questionnaire on the screen, question by question, before it is sent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from circulars.domain.events import record
from circulars.domain.moving import lock
from circulars.errors import Invalid, NotAllowed, WrongState
from circulars.models import EventKind, OfficeCopy
from offices.models import User
from survey.domain.asking import check_kinds
from survey.models import Choice, Question, SurveyTask
from survey.models.question_types import BEGINNING, ENDING, ENDS, GROUPING
from survey.policies import check_may_ask
from survey.xlsform.checking import check_questions

#: Rows of a choice list as they are typed: (name, label).
Choices = Sequence[tuple[str, str]]


@transaction.atomic
def save_head(
    task: SurveyTask, fields: Mapping[str, Any], *, by: User, at: dt.datetime
) -> SurveyTask:
    """Set title, note, who must answer and when it closes."""
    task = _editable(task, by=by, at=at)
    for name in ("title", "subtitle", "note", "kinds", "closes_at"):
        setattr(task, name, fields[name])
    check_kinds(task.kinds)
    if task.closes_at is not None and task.closes_at <= at:
        raise Invalid(_("วันปิดรับคำตอบผ่านไปแล้ว โปรดเลือกวันที่ยังมาไม่ถึง"), field="closes_at")
    task.save()
    _changed(task, by=by, at=at)
    return task


@transaction.atomic
def save_question(
    task: SurveyTask,
    question: Question | None,
    fields: Mapping[str, Any],
    *,
    choices: Choices = (),
    by: User,
    at: dt.datetime,
) -> Question:
    """
    Change a question, or add one at the end (None). A new group brings its own end.

    Raises Invalid, naming the question, when the questionnaire would no longer work.
    """
    task = _editable(task, by=by, at=at)
    if question is None:
        last = task.questions.aggregate(last=Max("order"))["last"] or 0
        question = Question(task=task, order=last + 1)
    elif question.task_id != task.pk:
        raise NotAllowed(_("คำถามนี้ไม่ได้อยู่ในแบบสำรวจฉบับนี้"))
    is_new = question.pk is None
    for name, value in fields.items():
        _say_anew(question, name, value)
        setattr(question, name, value)
    if choices:
        _replace_choices(task, question, choices)
    question.save()
    if is_new and question.type in BEGINNING:
        Question.objects.create(
            task=task, order=question.order + 1, type=ENDS[question.type], name=question.name
        )
    _changed(task, by=by, at=at)
    return question


@transaction.atomic
def remove_question(question: Question, *, by: User, at: dt.datetime) -> None:
    """Take a question out; a group loses its two ends and keeps what was in it."""
    task = _editable(question.task, by=by, at=at)
    if question.type in GROUPING:
        task.questions.filter(pk__in=[question.pk, _other_end(question).pk]).delete()
    else:
        task.questions.filter(pk=question.pk).delete()
    _changed(task, by=by, at=at)


@transaction.atomic
def move_question(question: Question, *, up: bool, by: User, at: dt.datetime) -> None:
    """Change places with the question before or after; at the end nothing happens."""
    task = _editable(question.task, by=by, at=at)
    rows = list(task.questions.order_by("order"))
    place = next(n for n, row in enumerate(rows) if row.pk == question.pk)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(rows):
        return
    first, second = rows[place], rows[other]
    first.order, second.order = second.order, first.order
    Question.objects.bulk_update([first, second], ["order"])
    _changed(task, by=by, at=at)


def _editable(task: SurveyTask, *, by: User, at: dt.datetime) -> SurveyTask:
    copy: OfficeCopy = lock(task.copy)
    check_may_ask(by, copy, at)
    return keep_task(task)


def keep_task(task: SurveyTask) -> SurveyTask:
    """Read ``task`` afresh and keep it; raises WrongState when it was taken off its circular."""
    kept = SurveyTask.objects.select_for_update().filter(pk=task.pk).first()
    if kept is None:
        raise WrongState(_("แบบสำรวจนี้ถูกถอดออกจากเรื่องแล้ว โปรดเปิดหน้าหนังสือใหม่อีกครั้ง"))
    return kept


def _say_anew(question: Question, column: str, text: object) -> None:
    """What is shown is changed in the language that it was in; other languages stay."""
    words, shown = question.words.get(column), getattr(question, column, None)
    if words and text != shown:
        said = {language: text if old == shown else old for language, old in words.items()}
        question.words = {**question.words, column: said}


def _replace_choices(task: SurveyTask, question: Question, choices: Choices) -> None:
    question.list_name = question.list_name or question.name
    known = task.choices.filter(list_name=question.list_name)
    # The form shows the Thai words only: the others go with what was left as it was.
    same = {(row.name, row.label): row for row in known}
    former = {row.name: row for row in known}
    known.delete()
    Choice.objects.bulk_create(
        Choice(
            task=task,
            list_name=question.list_name,
            order=n,
            name=name,
            label=label,
            label_en=same[name, label].label_en if (name, label) in same else "",
            words=same[name, label].words if (name, label) in same else {},
            extra=former[name].extra if name in former else {},
        )
        for n, (name, label) in enumerate(choices, start=1)
    )


def _other_end(question: Question) -> Question:
    """The matching begin or end of a group."""
    down = question.type in BEGINNING
    rows = question.task.questions.order_by("order" if down else "-order")
    rows = (
        rows.filter(order__gte=question.order) if down else rows.filter(order__lte=question.order)
    )
    depth = 0
    for row in rows:
        depth += row.type in BEGINNING
        depth -= row.type in ENDING
        if depth == 0:
            return row
    return question


def _changed(task: SurveyTask, *, by: User, at: dt.datetime) -> None:
    check_questions(list(task.questions.order_by("order")), list(task.choices.all()))
    SurveyTask.objects.filter(pk=task.pk).update(version=F("version") + 1)
    task.refresh_from_db()
    record(
        EventKind.SURVEY_ASKED,
        by=by,
        at=at,
        copy=task.copy,
        title=task.title,
        version=task.version,
    )
