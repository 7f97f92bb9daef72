"""A level vouches for the answers below it, and reports upward."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from circulars.domain import reporting
from circulars.domain.events import record
from circulars.domain.expecting import note_certified
from circulars.domain.locking import hold
from circulars.domain.moving import lock
from circulars.errors import Invalid, WrongState
from circulars.models import EventKind, OfficeCopy
from circulars.models.copy import OfficeCopyQuerySet
from circulars.policies import check_may_certify
from circulars.states import DONE, State
from offices.models import User
from survey.domain.asking import survey_of
from survey.domain.rolling_up import totals_below
from survey.models import (
    Answer,
    AnswerState,
    Certificate,
    ExpectedAnswer,
    ExpectedAnswerQuerySet,
    SurveyTask,
)


def missing_below(task: SurveyTask, copy: OfficeCopy) -> list[str]:
    """
    Who is still awaited below ``copy``: offices that have the letter and have not answered, and
    offices in between that have not certified their own part, or hold the letter up, whether
    they still work on it or have closed it (one beside the system that has passed it on
    certifies nothing here: whoever stands above vouches for its part); an office that is held up here itself is named so.
    """
    lines = ExpectedAnswer.objects.filter(task=task).counted().below(copy).missing()
    silent = lines.reached().in_printed_order()
    names = list(silent.values_list("expectation__office_name", flat=True))
    between = OfficeCopy.objects.below(copy).filter(expected_answer=None)
    beside = Q(office__on_system=False, forwarded_at__isnull=False)
    awaited = between.exclude(state__in=DONE).exclude(beside) | stopped(task, between)
    for name, state in awaited.order_by("office__code").values_list("office__name", "state"):
        names.append(f"{name} ({_why(State(state))})")
    return names + _held_here(lines, copy)


def _held_here(lines: ExpectedAnswerQuerySet, copy: OfficeCopy) -> list[str]:
    """
    Whom the letter has not reached though it lies nowhere below: by the office that gave it
    back, or one by one where it was not sent.
    """
    given_back = OfficeCopy.objects.filter(parent=copy, state=State.RETURNED)
    back = dict(given_back.order_by("office__code").values_list("office", "office__name"))
    named: dict[str, None] = {}
    held = lines.filter(copy=None, expectation__above=copy.branch).in_printed_order()
    for name, *areas in held.values_list(
        "expectation__office_name", "expectation__district", "expectation__province"
    ):
        by = next((back[area] for area in areas if area in back), None)
        why = _("ยังไม่ได้รับหนังสือ")
        if by is not None:
            why = _("ส่งหนังสือคืน หน่วยงานข้างใต้จึงยังไม่ได้รับ")
        named[f"{by or name} ({why})"] = None
    return list(named)


def stopped(task: SurveyTask, between: OfficeCopyQuerySet) -> OfficeCopyQuerySet:
    """Those of ``between`` with which the letter ended though it should have gone further."""
    held = ExpectedAnswer.objects.filter(task=task, copy=None).counted()
    branches = set(held.values_list("expectation__above", flat=True))
    ids = [int(branch.rstrip(".").rpartition(".")[2]) for branch in branches]
    return between.filter(pk__in=ids, state__in=(State.FILED, State.REPORTED))


def _why(state: State) -> str:
    """Why an office in between is still named."""
    if state in (State.FILED, State.REPORTED):
        return _("ปิดเรื่องโดยไม่ส่งต่อหนังสือ")
    collecting = state in (State.DISPATCHED, State.REPORTING)
    return _("ยังไม่รับรองผล") if collecting else _("ยังไม่ส่งต่อหนังสือ")


@transaction.atomic
def certify(
    copy: OfficeCopy, *, by: User, at: dt.datetime, text: str = "", early_reason: str = ""
) -> Certificate:
    """
    Freeze the totals below ``copy``, lock the answers, and report upward.

    Raises Invalid when somebody is still missing and no reason is given for closing early;
    WrongState when the copy does not collect answers, or was certified already.
    """
    copy = lock(copy)
    check_may_certify(by, copy, at)
    task = survey_of(copy)
    if task is None or copy.state not in (State.DISPATCHED, State.REPORTING):
        raise WrongState(_("หนังสือฉบับนี้ไม่ได้อยู่ในขั้นรวบรวมคำตอบ หรือรับรองผลไปแล้ว"))
    lines = list(ExpectedAnswer.objects.filter(task=task).below(copy).values_list("pk", flat=True))
    hold(ExpectedAnswer, lines)
    missing = missing_below(task, copy)
    early_reason = early_reason.strip()
    if missing and not early_reason:
        raise Invalid(
            _("ยังขาดอีก %(count)s รายการ หากจะปิดก่อนครบ โปรดเขียนเหตุผล") % {"count": len(missing)},
            field="early_reason",
        )
    Answer.objects.filter(current_of__in=lines, state=AnswerState.SUBMITTED).update(
        state=AnswerState.CERTIFIED
    )
    note_certified(copy, at=at)
    certificate = _issue(task, copy, missing, early_reason, text=text.strip(), by=by, at=at)
    reporting.start_collecting(copy, at=at)
    reporting.report(copy, by=by, at=at, note=early_reason)
    return certificate


def _issue(
    task: SurveyTask,
    copy: OfficeCopy,
    missing: list[str],
    early_reason: str,
    *,
    text: str,
    by: User,
    at: dt.datetime,
) -> Certificate:
    totals = totals_below(task, copy)
    certificate = Certificate.objects.create(
        task=task,
        copy=copy,
        at=at,
        by=by,
        text=text,
        totals=totals.as_json(),
        missing=missing,
        early_reason=early_reason if missing else "",
    )
    record(
        EventKind.CERTIFIED,
        by=by,
        at=at,
        copy=copy,
        answered=totals.answered,
        expected=totals.expected,
        missing=missing,
        reason=certificate.early_reason,
    )
    return certificate
