"""A level vouches for the answers below it, and reports upward."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from circulars.domain import reporting
from circulars.domain.events import record
from circulars.domain.moving import lock
from circulars.errors import Invalid, WrongState
from circulars.models import EventKind, OfficeCopy, User
from circulars.policies import check_may_certify
from circulars.states import DONE, State
from survey.domain.asking import survey_of
from survey.domain.rolling_up import totals_below
from survey.models import Answer, AnswerState, Certificate, ExpectedAnswer, SurveyTask


def missing_below(task: SurveyTask, copy: OfficeCopy) -> list[str]:
    """
    Who is still awaited below ``copy``: offices that have not answered, and offices in
    between that have not passed the letter on or not certified their own part.
    """
    silent = ExpectedAnswer.objects.filter(task=task).counted().below(copy).missing()
    names = list(silent.in_printed_order().values_list("office__name", flat=True))
    between = (
        OfficeCopy.objects.below(copy)
        .exclude(state__in=DONE)
        .filter(expected_answer=None)
        .order_by("office__code")
        .values_list("office__name", "state")
    )
    for name, state in between:
        collecting = state in (State.DISPATCHED, State.REPORTING)
        why = _("ยังไม่รับรองผล") if collecting else _("ยังไม่ส่งต่อหนังสือ")
        names.append(f"{name} ({why})")
    return names


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
    rows = ExpectedAnswer.objects.filter(task=task).below(copy)
    locked = rows.select_for_update(of=("self",)).order_by("pk")
    lines = list(locked.values_list("pk", flat=True))
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
