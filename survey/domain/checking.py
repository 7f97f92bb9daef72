"""An office above looks at one answer: sends it back with a note, or accepts it."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from circulars.domain import reporting
from circulars.domain.locking import hold
from circulars.domain.moving import lock, lock_way
from circulars.errors import Invalid, NotAllowed, WrongState
from circulars.models import OfficeCopy
from circulars.policies import check_may_certify
from circulars.states import State
from offices.models import User
from outbox import posting as outbox
from survey.domain.excusing import take_out
from survey.domain.reopening import open_again
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

    The office's copy, even one filed meanwhile, and those between await again; certificates
    between that covered the answer are withdrawn. Raises Invalid without a note, WrongState when the answer was
    already sent back or replaced, NotAllowed when it does not lie below ``copy``.
    """
    note = note.strip()
    if not note:
        raise Invalid(_("โปรดเขียนว่าต้องแก้ไขอะไร ผู้ตอบจะเห็นข้อความนี้"), field="note")
    way = lock_way(answer.expected.own_copy)
    expected = _locked(answer, copy, by=by, at=at)
    _refuse_if_certified_above(copy)
    answer = _current(expected, answer)
    answer.state = AnswerState.RETURNED
    answer.save(update_fields=["state"])
    row = AnswerCheck.objects.create(
        answer=answer, office=copy.office, verdict=CheckVerdict.RETURNED, note=note, by=by, at=at
    )
    answered = way[0]
    if answered.state == State.FILED:
        reporting.reopen(answered, by=by, at=at, reason=note)
    elif answered.state != State.REPORTED:  # otherwise opening it again writes the event
        reporting.take_back(answered, by=by, at=at, reason=note)
    between = [one for one in way if one.branch.startswith(copy.branch)]
    open_again(between, by=by, at=at, reason=note)
    outbox.post(
        "answer_returned",
        str(row.pk),
        at=at,
        payload={"copy": answered.pk, "note": note, "from": copy.office_id},
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
    """
    Take one office out of the denominator, with a reason that stays on record.

    A copy that only waited for this answer is filed. Raises Invalid without a reason,
    WrongState when the office has answered or is excused, NotAllowed.
    """
    check_may_certify(by, copy, at)
    if not reason.strip():
        raise Invalid(_("โปรดเขียนเหตุที่หน่วยงานนี้ไม่ต้องตอบ"), field="reason")
    awaited = lock(expected.copy) if expected.copy else None
    row = _locked_below(copy, expected.pk)
    if row is None:
        raise NotAllowed(_("หน่วยงานนี้ไม่ได้รับหนังสือผ่านหน่วยงานของท่าน"))
    if row.is_answered or row.excused_at is not None:
        raise WrongState(_("หน่วยงานนี้ตอบแล้วหรือได้รับยกเว้นแล้ว"))
    take_out(row, awaited, reason.strip(), by=by, at=at)
    return row


def _locked(answer: Answer, copy: OfficeCopy, *, by: User, at: dt.datetime) -> ExpectedAnswer:
    check_may_certify(by, copy, at)
    expected = _locked_below(copy, answer.expected_id)
    if expected is None:
        raise NotAllowed(_("คำตอบนี้ไม่ได้มาจากหน่วยงานที่ท่านส่งหนังสือไป"))
    return expected


def _locked_below(copy: OfficeCopy, line: int) -> ExpectedAnswer | None:
    """A line of the ledger below ``copy``; read once it is locked, so with its newest answer."""
    hold(ExpectedAnswer, [line])
    return ExpectedAnswer.objects.below(copy).select_related("current").filter(pk=line).first()


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
