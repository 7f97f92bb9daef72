"""An office that asked, or stands between, takes in what comes back and closes the matter."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from circulars.domain import expecting, reporting, rounds
from circulars.domain.counting import branch_lines
from circulars.domain.events import record
from circulars.domain.locking import hold
from circulars.domain.moving import lock
from circulars.domain.received import number_key
from circulars.errors import Invalid, NotAllowed, WrongState
from circulars.models import (
    AnsweredBy,
    Duty,
    EventKind,
    Expectation,
    Letter,
    OfficeCopy,
    RegisterEntry,
    Round,
    What,
)
from circulars.models.expectation import ExpectationQuerySet
from circulars.policies import check_may_certify
from circulars.states import State
from offices.models import User
from offices.viewer import Viewer
from outbox import posting as outbox
from thai.digits import to_arabic


@transaction.atomic
def take_reply(
    line: Expectation, *, copy: OfficeCopy, number: str, by: User, at: dt.datetime, note: str = ""
) -> Expectation:
    """
    A reply letter has come, by whatever way, and is in a received book of this house:
    the office of ``line`` has answered with it; of rounds, the oldest that it owes.

    ``number`` is its receipt number or what is printed on it. Raises Invalid when no letter of that number
    stands in the books of the house, WrongState when the office has answered or is excused, NotAllowed.
    """
    check_may_certify(by, copy, at)
    line, own = _locked_below(line, copy)
    _need_open(line)
    line = _oldest_owed(line)
    entry, letter = _entry_of(copy, number, by=by, at=at)
    expecting.settle_line(line, at=at, how=AnsweredBy.LETTER, reply=letter, note=note.strip())
    record(
        EventKind.ANSWERED,
        by=by,
        at=at,
        copy=own or copy,
        by_letter=letter.number_printed or letter.subject,
        receipt=entry.number_text,
        office_name=line.office_name,
    )
    if own is not None:
        reporting.note_reply(own, by=by, at=at)
    line.refresh_from_db()
    return line


def _entry_of(
    copy: OfficeCopy, number: str, *, by: User, at: dt.datetime
) -> tuple[RegisterEntry, Letter]:
    """The newest line of the books of this house with that number, of a letter that ``by`` may see."""
    wanted = number.strip()
    if not wanted:
        raise Invalid(_("โปรดเขียนเลขรับ หรือที่ของหนังสือตอบ"), field="number")
    seen = OfficeCopy.objects.of(Viewer.of(by, at)).filter(office=copy.office)
    entries = RegisterEntry.objects.filter(voided_at=None, copy__in=seen).exclude(letter=None)
    newest = entries.select_related("letter").order_by("-entered_at", "-pk")
    key, _circular = number_key(wanted)
    found = newest.filter(letter__number_key=key).first()
    receipt = to_arabic(wanted)
    if found is None and receipt.isdecimal() and len(receipt) < 10:
        found = newest.filter(number=int(receipt)).first()
    if found is None or found.letter is None:
        raise Invalid(
            _("ไม่พบหนังสือเลข %(number)s ในทะเบียนรับของหน่วยงานนี้ โปรดลงทะเบียนรับหนังสือตอบก่อน")
            % {"number": wanted},
            field="number",
        )
    return found, found.letter


@transaction.atomic
def send_back(
    line: Expectation, *, copy: OfficeCopy, by: User, at: dt.datetime, note: str
) -> Expectation:
    """
    What came in is not enough: the office owes it once more, and reads ``note``.

    Raises Invalid without a note, WrongState when nothing has come, NotAllowed.
    """
    check_may_certify(by, copy, at)
    words = note.strip()
    if not words:
        raise Invalid(_("โปรดเขียนว่าต้องแก้ไขอะไร ผู้ตอบจะเห็นข้อความนี้"), field="note")
    line, own = _locked_below(line, copy)
    if line.answered_at is None:
        raise WrongState(_("หน่วยงานนี้ยังไม่ได้ตอบ จึงไม่มีอะไรให้ส่งกลับ"))
    if own is None:
        expecting.ask_line_again(line)
        line.refresh_from_db()
        record(
            EventKind.ANSWER_RETURNED,
            by=by,
            at=at,
            copy=copy,
            reason=words,
            office_name=line.office_name,
        )
        return line
    if own.state in (State.REPORTED, State.FILED):
        reporting.reopen(own, by=by, at=at, reason=words, number=line.round)
    else:
        reporting.take_back(own, by=by, at=at, reason=words, number=line.round)
    outbox.post(
        "answer_returned",
        f"{line.pk}:{at.isoformat()}",
        at=at,
        payload={"copy": own.pk, "note": words, "from": copy.office_id},
    )
    line.refresh_from_db()
    return line


@transaction.atomic
def excuse(
    line: Expectation,
    *,
    copy: OfficeCopy,
    by: User,
    at: dt.datetime,
    reason: str,
    for_all: bool = False,
) -> Expectation:
    """
    Take one office out of every rate, with a reason that stays on record; of rounds, out of
    this one, or ``for_all`` out of those to come, too.

    Raises Invalid without a reason, WrongState when it has answered or is excused, NotAllowed.
    """
    check_may_certify(by, copy, at)
    words = reason.strip()
    if not words:
        raise Invalid(_("โปรดเขียนเหตุที่หน่วยงานนี้ไม่ต้องตอบ"), field="reason")
    line, own = _locked_below(line, copy)
    _need_open(line)
    owed = Expectation.objects.filter(pk=line.pk)
    expecting.excuse(owed, by=by, at=at, reason=words, for_all=for_all)
    if own is not None and not rounds.take_up(own, at=at) and not expecting.owes(own):
        reporting.release(own, at=at)
    record(
        EventKind.EXCUSED,
        by=by,
        at=at,
        copy=own or copy,
        reason=words[:300],
        office_name=line.office_name,
    )
    line.refresh_from_db()
    return line


def missing_below(copy: OfficeCopy) -> list[str]:
    """Who still owes below ``copy``, by name; whom the letter has not reached, with who holds it."""
    held_by = {int(branch.rstrip(".").rpartition(".")[2]) for branch in _held(copy)}
    holders = dict(OfficeCopy.objects.filter(pk__in=held_by).values_list("pk", "office__name"))
    names: dict[str, None] = {}
    lines = _gathered(copy).open().exclude(what=What.SURVEY).in_printed_order()
    for name, reached, above in lines.values_list("office_name", "copy", "above"):
        holder = int(above.rstrip(".").rpartition(".")[2])
        if reached is not None or holder == copy.pk:
            names[name] = None
        else:
            names[_("%(office)s (ยังไม่ส่งต่อหนังสือ)") % {"office": holders[holder]}] = None
    return list(names)


def round_to_close(copy: OfficeCopy) -> Round | None:
    """Of rounds that ``copy`` gathers for somebody above, the oldest that it owes; None: the newest."""
    owed = expecting.lines_of(copy).oldest_owed().filter(what=What.REPLY, duty=Duty.COLLECT)
    line = owed.order_by("due_at").first()
    return Round.objects.filter(asker=line.asker_id, number=line.round).first() if line else None


def _gathered(copy: OfficeCopy) -> ExpectationQuerySet:
    return branch_lines(copy, chosen=round_to_close(copy))


def _held(copy: OfficeCopy) -> list[str]:
    held = _gathered(copy).open().filter(copy=None).order_by()
    return list(held.values_list("above", flat=True).distinct())


@transaction.atomic
def close(
    copy: OfficeCopy,
    *,
    by: User,
    at: dt.datetime,
    note: str,
    early_reason: str = "",
    last: bool = False,
) -> OfficeCopy:
    """
    Everything is in: vouch for it and report upward; where nobody above asks, the matter ends.
    Of rounds only this one ends, unless it is to be the ``last``.

    Raises Invalid when somebody still owes and no reason is given for closing early, WrongState
    when the copy gathers nothing, NotAllowed.
    """
    copy = lock(copy)
    check_may_certify(by, copy, at)
    if copy.forwarded_at is None or copy.state not in (State.DISPATCHED, State.REPORTING):
        raise WrongState(_("หนังสือฉบับนี้ไม่ได้อยู่ในขั้นรวบรวมคำตอบ หรือรายงานไปแล้ว"))
    missing, reason = missing_below(copy), early_reason.strip()
    if missing and not reason:
        raise Invalid(
            _("ยังขาดอีก %(count)s รายการ หากจะปิดก่อนครบ โปรดเขียนเหตุผล") % {"count": len(missing)},
            field="early_reason",
        )
    expecting.note_certified(copy, at=at)
    why: dict[str, Any] = {"reason": reason if missing else ""}
    if last and (stopped := rounds.stop(copy, at=at)):
        why["rounds_stopped"] = stopped
    record(EventKind.CERTIFIED, by=by, at=at, copy=copy, missing=missing, **why)
    reporting.start_collecting(copy, at=at)
    return reporting.report(copy, by=by, at=at, note=note.strip() or reason)


def _locked_below(line: Expectation, copy: OfficeCopy) -> tuple[Expectation, OfficeCopy | None]:
    """The line and its letter, kept and read afresh; first the letter, as every act does."""
    own = lock(line.copy) if line.copy is not None else None
    hold(Expectation, [line.pk])
    fresh = Expectation.objects.below(copy).answering().filter(pk=line.pk).first()
    if fresh is None or fresh.what == What.SURVEY:
        raise NotAllowed(_("หน่วยงานนี้ไม่ได้รับหนังสือผ่านหน่วยงานของท่าน"))
    return fresh, own


def _oldest_owed(line: Expectation) -> Expectation:
    """An office pays its rounds in order; its lines hang on one letter, which is kept."""
    same = {"asker": line.asker_id, "what": line.what, "office": line.office_id}
    return Expectation.objects.oldest_owed().get(**same)


def _need_open(line: Expectation) -> None:
    if not line.is_open:
        raise WrongState(_("หน่วยงานนี้ตอบแล้วหรือได้รับยกเว้นแล้ว"))
