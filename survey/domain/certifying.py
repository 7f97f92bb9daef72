"""A level vouches for the answers below it, and reports upward."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from circulars.domain import reporting
from circulars.domain.events import record
from circulars.domain.locking import hold
from circulars.domain.moving import lock
from circulars.errors import Invalid, WrongState
from circulars.models import Dispatch, EventKind, OfficeCopy
from circulars.models.copy import OfficeCopyQuerySet
from circulars.policies import check_may_certify
from circulars.states import DONE, State
from offices.models import Office, User
from survey.domain.asking import survey_of
from survey.domain.rolling_up import totals_below
from survey.models import Answer, AnswerState, Certificate, ExpectedAnswer, SurveyTask


def missing_below(task: SurveyTask, copy: OfficeCopy) -> list[str]:
    """
    Who is still awaited below ``copy``: offices that have not answered, and offices in
    between that have not passed the letter on or not certified their own part; also those
    that closed the letter, so that it never reached offices under them that are asked.
    """
    silent = ExpectedAnswer.objects.filter(task=task).counted().below(copy).missing()
    names = list(silent.in_printed_order().values_list("office__name", flat=True))
    between = OfficeCopy.objects.below(copy).filter(expected_answer=None)
    awaited = between.exclude(state__in=DONE) | stopped(task, between)
    for name, state in awaited.order_by("office__code").values_list("office__name", "state"):
        names.append(f"{name} ({_why(State(state))})")
    return names


def stopped(task: SurveyTask, between: OfficeCopyQuerySet) -> OfficeCopyQuerySet:
    """
    Those of ``between`` with which the letter ended though it should have gone further.

    An office with nobody under it whom the letter could still reach has stopped nothing;
    nor has one that got the letter once more.
    """
    known = ExpectedAnswer.objects.filter(task=task).values("office")
    under = (
        Q(path__startswith=OuterRef("office__path"))
        | Q(province=OuterRef("office"))
        | Q(district=OuterRef("office"))
    )
    unreached = Office.objects.active().filter(under, kind__in=task.kinds).exclude(pk__in=known)
    again = OfficeCopy.objects.filter(
        circular=OuterRef("circular"), office=OuterRef("office"), pk__gt=OuterRef("pk")
    )
    sent = Dispatch.objects.filter(copy=OuterRef("pk"))
    ended = between.filter(state__in=(State.FILED, State.RETURNED, State.REPORTED))
    # As plain numbers, mostly none: whom each could reach is looked up for these alone.
    kept = list(ended.exclude(Exists(sent)).exclude(Exists(again)).values_list("pk", flat=True))
    return between.filter(Exists(unreached), pk__in=kept)


def _why(state: State) -> str:
    """Why an office in between is still named."""
    if state == State.RETURNED:
        return _("ส่งหนังสือคืน หน่วยงานข้างใต้จึงยังไม่ได้รับ")
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
