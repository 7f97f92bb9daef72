"""An office above looks at one answer: sends it back with a note, or accepts it."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from circulars.domain import outbox, reporting
from circulars.domain.events import record
from circulars.errors import Invalid, NotAllowed, WrongState
from circulars.models import EventKind, OfficeCopy, User
from circulars.policies import check_may_certify
from circulars.states import State
from survey.models import (
    Answer,
    AnswerCheck,
    AnswerState,
    Certificate,
    CheckVerdict,
    ExpectedAnswer,
)


@transaction.atomic
def return_answer(
    answer: Answer, note: str, *, copy: OfficeCopy, by: User, at: dt.datetime
) -> AnswerCheck:
    """
    Send one answer back to its office; ``copy`` is that of the office that checks.

    The office's copy, and those between, await again; certificates between that covered
    the answer are withdrawn. Raises Invalid without a note, WrongState when the answer was
    already sent back or replaced, NotAllowed when it does not lie below ``copy``.
    """
    note = note.strip()
    if not note:
        raise Invalid(_("โปรดเขียนว่าต้องแก้ไขอะไร ผู้ตอบจะเห็นข้อความนี้"), field="note")
    _lock_way(answer.expected.copy, copy)
    expected = _locked(answer, copy, by=by, at=at)
    _refuse_if_certified_above(copy)
    answer = _current(expected, answer)
    answer.state = AnswerState.RETURNED
    answer.save(update_fields=["state"])
    row = AnswerCheck.objects.create(
        answer=answer, office=copy.office, verdict=CheckVerdict.RETURNED, note=note, by=by, at=at
    )
    if expected.copy.state != State.REPORTED:  # otherwise reopening it writes the event
        reporting.take_back(expected.copy, by=by, at=at, reason=note)
    for open_again in _way_up(expected.copy, copy):
        _withdraw(open_again, by=by, at=at, reason=note)
        if open_again.state == State.REPORTED:
            reporting.reopen(open_again, by=by, at=at, reason=note)
    outbox.post(
        "answer_returned",
        str(row.pk),
        at=at,
        payload={"copy": expected.copy_id, "note": note, "from": copy.office_id},
    )
    return row


@transaction.atomic
def accept(answer: Answer, *, copy: OfficeCopy, by: User, at: dt.datetime) -> AnswerCheck:
    """Note that the office of ``copy`` found the answer right. Repeatable."""
    expected = _locked(answer, copy, by=by, at=at)
    answer = _current(expected, answer)
    known = answer.checks.filter(office=copy.office, verdict=CheckVerdict.ACCEPTED).first()
    return known or AnswerCheck.objects.create(
        answer=answer, office=copy.office, verdict=CheckVerdict.ACCEPTED, by=by, at=at
    )


@transaction.atomic
def excuse(
    expected: ExpectedAnswer, reason: str, *, copy: OfficeCopy, by: User, at: dt.datetime
) -> ExpectedAnswer:
    """Take one office out of the denominator, with a reason that stays on record."""
    check_may_certify(by, copy, at)
    if not reason.strip():
        raise Invalid(_("โปรดเขียนเหตุที่หน่วยงานนี้ไม่ต้องตอบ"), field="reason")
    row = (
        ExpectedAnswer.objects.select_for_update(of=("self",))
        .below(copy)
        .filter(pk=expected.pk)
        .select_related("copy", "current")
        .first()
    )
    if row is None:
        raise NotAllowed(_("หน่วยงานนี้ไม่ได้รับหนังสือผ่านหน่วยงานของท่าน"))
    if row.is_answered or row.excused_at is not None:
        raise WrongState(_("หน่วยงานนี้ตอบแล้วหรือได้รับยกเว้นแล้ว"))
    row.excused_at, row.excused_by, row.excuse = at, by, reason.strip()
    row.save(update_fields=["excused_at", "excused_by", "excuse"])
    record(EventKind.SURVEY_ASKED, by=by, at=at, copy=row.copy, excused=row.excuse)
    return row


def _locked(answer: Answer, copy: OfficeCopy, *, by: User, at: dt.datetime) -> ExpectedAnswer:
    check_may_certify(by, copy, at)
    expected = (
        ExpectedAnswer.objects.select_for_update(of=("self",))
        .below(copy)
        .filter(pk=answer.expected_id)
        .select_related("copy__office", "current")
        .first()
    )
    if expected is None:
        raise NotAllowed(_("คำตอบนี้ไม่ได้มาจากหน่วยงานที่ท่านส่งหนังสือไป"))
    return expected


def _lock_way(below: OfficeCopy, above: OfficeCopy) -> None:
    """Lock the collecting copies before the line, in the order in which certifying does."""
    between = [one.pk for one in _way_up(below, above)[1:]]
    rows = OfficeCopy.objects.select_for_update().filter(pk__in=between)
    list(rows.order_by("pk").values_list("pk", flat=True))


def _refuse_if_certified_above(copy: OfficeCopy) -> None:
    above = [int(part) for part in copy.above.split(".") if part]
    certified = Certificate.objects.filter(copy__in=above, withdrawn_at=None).select_related(
        "copy__office"
    )
    if (certificate := certified.first()) is not None:
        raise WrongState(
            _("%(office)s รับรองผลแล้ว โปรดขอให้ %(office)s เป็นผู้ส่งคำตอบกลับ")
            % {"office": certificate.copy.office.label}
        )


def _current(expected: ExpectedAnswer, answer: Answer) -> Answer:
    current = expected.current
    if current is None or current.pk != answer.pk or not current.counts:
        raise WrongState(_("คำตอบฉบับนี้ถูกส่งกลับหรือมีฉบับใหม่แล้ว โปรดเปิดหน้านี้ใหม่อีกครั้ง"))
    return current


def _way_up(below: OfficeCopy, above: OfficeCopy) -> list[OfficeCopy]:
    """The copies from ``below`` up to, and with, ``above``: nearest first."""
    ids = [int(part) for part in below.above.removeprefix(above.branch).split(".") if part]
    between = OfficeCopy.objects.filter(pk__in=ids).order_by("-pk")
    return [below, *between, above]


def _withdraw(copy: OfficeCopy, *, by: User, at: dt.datetime, reason: str) -> None:
    Certificate.objects.filter(copy=copy, withdrawn_at=None).update(
        withdrawn_at=at, withdrawn_by=by, withdrawn_reason=reason[:500]
    )
