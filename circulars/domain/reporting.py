"""Closing a copy upward: its office has answered, or certified the answers below it."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from circulars.domain import expecting, rounds
from circulars.domain.events import record
from circulars.domain.moving import lock, move
from circulars.errors import Invalid
from circulars.models import AnsweredBy, EventKind, OfficeCopy, What
from circulars.policies import check_may_answer
from circulars.states import State
from offices.models import User
from outbox import posting as outbox

#: A report that there is nothing, in the words of an office.
NOTHING_TO_REPORT = "ไม่มีข้อมูลที่จะรายงาน"


@transaction.atomic
def start_collecting(copy: OfficeCopy, *, at: dt.datetime) -> bool:
    """
    Answers are awaited from below: DISPATCHED → REPORTING. Repeatable; True the first time.
    """
    copy = lock(copy)
    if copy.state != State.DISPATCHED:
        return False
    move(copy, State.REPORTING, at=at)
    return True


@transaction.atomic
def close_sent(copy: OfficeCopy, *, at: dt.datetime) -> bool:
    """
    Nothing is to be collected: passing it on was all. DISPATCHED → FILED. Repeatable.
    """
    copy = lock(copy)
    if copy.state != State.DISPATCHED:
        return False
    move(copy, State.FILED, at=at)
    return True


@transaction.atomic
def note_answered(copy: OfficeCopy, *, at: dt.datetime) -> bool:
    """
    The office of ``copy`` has answered the survey, wherever its letter is: unless it owes
    more, it owes nothing, and the level above hears of it. Repeatable; True the first time.
    """
    copy = lock(copy)
    expecting.settle(copy, at=at, how=AnsweredBy.SURVEY, whats=[What.SURVEY])
    if copy.is_settled or expecting.owes(copy):
        return False
    copy.answered_at = at
    copy.save(update_fields=["answered_at"])
    _tell_above(copy, at=at)
    return True


@transaction.atomic
def release(copy: OfficeCopy, *, at: dt.datetime) -> bool:
    """
    No answer is asked of the office any more. One that only had to answer is closed
    (REPORTING → FILED); elsewhere the deadline of the answer presses no more.

    True when it was closed now. The caller records why.
    """
    copy = lock(copy)
    if not copy.is_open or copy.dispatches.exists():
        return False
    if copy.state == State.REPORTING:
        move(copy, State.FILED, at=at)
        return True
    copy.due_at = None
    copy.save(update_fields=["due_at"])
    return False


@transaction.atomic
def report(
    copy: OfficeCopy,
    *,
    by: User,
    at: dt.datetime,
    note: str = "",
    how: AnsweredBy = AnsweredBy.CERTIFIED,
) -> OfficeCopy:
    """
    The office of ``copy`` has reported upward; who may is checked by the caller's act.

    The moment of an answer that came before stays; where a later round is owed already, the
    letter waits for that at once. Raises WrongState when the copy is not awaiting a report.
    """
    copy = lock(copy)
    move(copy, State.REPORTED, at=at)
    expecting.settle(copy, at=at, how=how, note=note)
    copy.answered_at = copy.answered_at or at
    copy.save(update_fields=["answered_at"])
    record(EventKind.REPORTED, by=by, at=at, copy=copy, note=note)
    _tell_above(copy, at=at)
    if how != AnsweredBy.SURVEY and rounds.take_up(copy, at=at):
        copy.refresh_from_db(fields=["state", "answered_at", "due_at", "closed_at"])
    return copy


def _tell_above(copy: OfficeCopy, *, at: dt.datetime) -> None:
    if copy.parent_id is not None:
        outbox.post(
            "child_reported",
            f"{copy.pk}:{at.isoformat()}",
            at=at,
            payload={"copy": copy.pk, "parent": copy.parent_id},
        )


@transaction.atomic
def note_reply(copy: OfficeCopy, *, by: User, at: dt.datetime) -> None:
    """
    The answer of the office of ``copy`` has come as a letter; the act that took it in has
    settled the ledger. A copy that only waited for the answer is reported.
    """
    copy = lock(copy)
    if expecting.owes(copy):
        rounds.take_up(copy, at=at)
        return
    if copy.state == State.REPORTING and not copy.dispatches.exists():
        report(copy, by=by, at=at, how=AnsweredBy.LETTER)
    elif not copy.is_settled:
        copy.answered_at = at
        copy.save(update_fields=["answered_at"])
        _tell_above(copy, at=at)


@transaction.atomic
def take_back(
    copy: OfficeCopy, *, by: User, at: dt.datetime, reason: str, number: int | None = None
) -> OfficeCopy:
    """
    The level above gives an answer back whose letter has not been reported: the office owes
    it again. A report is given back by ``reopen``.
    """
    copy = lock(copy)
    copy.answered_at = None
    copy.save(update_fields=["answered_at"])
    expecting.ask_again(copy, number=number)
    rounds.press(copy)
    record(EventKind.ANSWER_RETURNED, by=by, at=at, copy=copy, reason=reason)
    return copy


@transaction.atomic
def report_done(
    copy: OfficeCopy, *, by: User, at: dt.datetime, note: str, nil: bool = False
) -> OfficeCopy:
    """
    Say what the office did where no survey asks: the sender reads ``note``.

    ``nil``: there is nothing to report, which is a report, too ("หากไม่มีให้รายงาน") and needs
    no words. Raises NotAllowed, WrongState, or Invalid without a note.
    """
    copy = lock(copy)
    check_may_answer(by, copy, at)
    words = note.strip()
    if not words and not nil:
        raise Invalid(_("โปรดเขียนผลการดำเนินการ ผู้ส่งจะได้ทราบ"), field="note")
    how = AnsweredBy.NIL if nil else AnsweredBy.WORDS
    return report(copy, by=by, at=at, note=words or NOTHING_TO_REPORT, how=how)


@transaction.atomic
def reopen(
    copy: OfficeCopy,
    *,
    by: User,
    at: dt.datetime,
    reason: str,
    kind: EventKind = EventKind.ANSWER_RETURNED,
    number: int | None = None,
) -> OfficeCopy:
    """
    An answer or a report is awaited once more: REPORTED or FILED → REPORTING, with a reason.

    ``kind``: the level above gave it back, or an answer came from below (ANSWERED). ``number``:
    of which round, else of the last.
    """
    copy = lock(copy)
    if not reason.strip():
        raise Invalid(_("โปรดเขียนเหตุผลที่ส่งกลับ"), field="reason")
    move(copy, State.REPORTING, at=at)
    copy.answered_at = None
    copy.save(update_fields=["answered_at"])
    expecting.ask_again(copy, number=number)
    rounds.press(copy)
    record(kind, by=by, at=at, copy=copy, reason=reason.strip())
    return copy
