"""
The reminder of those who are late, as an official letter.

Reminding of a pending matter is one of the few uses of a หนังสือประทับตรา (ข้อ 13). Several
receivers make it a circular with a ว number (ข้อ 32). It lies on the desk of every office that
it names, and asks for no answer of its own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import asdict

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from circulars.capacities import acting_choices
from circulars.domain.content import Content
from circulars.domain.events import record
from circulars.domain.issuing import enter_outgoing, keep_drawn, signed_letter
from circulars.domain.moving import lock
from circulars.domain.prewriting import cite_letter, contact_block
from circulars.domain.recipients import listed, subset_text
from circulars.domain.ruling import phrase_of
from circulars.errors import WrongState
from circulars.models import Channel, Dispatch, Event, EventKind, Letter, LetterKind, OfficeCopy
from circulars.sent_policies import check_may_issue_reminder
from offices.models import Kind, Office, User
from outbox import posting as outbox
from thai.deadlines import deadline_text
from thai.digits import to_thai

#: How an event of reminding says that it was this letter.
BY_LETTER = "letter"
_LONGEST_ADDRESSEE = 500


def late_ones(silent: Sequence[OfficeCopy], *, at: dt.datetime) -> list[OfficeCopy]:
    """Those of ``silent`` whose own time is over; without a deadline there is no such time."""
    return [copy for copy in silent if copy.due_at is None or copy.due_at <= at]


def times(copy: OfficeCopy, *, at: dt.datetime, offices: Collection[int] = ()) -> int:
    """
    Which reminder it is: one more than the days before ``at`` on which somebody reminded.

    What is sent in the system and on paper on one day is one reminder. ``offices``: only
    what named one of these offices counts.
    """
    told = Event.objects.filter(copy=copy, kind=EventKind.REMINDED, actor__isnull=False)
    asked = set(offices)
    days = {
        timezone.localdate(moment)
        for moment, data in told.values_list("at", "data")
        if not asked or asked & set(data.get("offices", ()))
    }
    return 1 + sum(day < timezone.localdate(at) for day in days)


def bundles(sending: Dispatch, late: Sequence[OfficeCopy]) -> list[list[OfficeCopy]]:
    """
    ``late`` as the letters that remind them: the receivers of the sending itself in one, those
    further down one for each district, or province, in which they lie.
    """
    found: dict[tuple[str, int | None], list[OfficeCopy]] = {}
    for copy in late:
        direct = copy.parent_id == sending.copy_id
        area = copy.office.district_id or copy.office.province_id
        found.setdefault(("direct", None) if direct else ("area", area), []).append(copy)
    return list(found.values())


def letters_of(copy: OfficeCopy) -> list[Event]:
    """The reminders that went out from ``copy`` as letters, oldest first."""
    told = Event.objects.filter(copy=copy, kind=EventKind.REMINDED, data__stage=BY_LETTER)
    return list(told.order_by("at", "pk"))


def reminder_of(sending: Dispatch, late: Sequence[OfficeCopy], *, at: dt.datetime) -> Content:
    """
    The words of the reminder of one sending to those who are ``late`` (with their offices).

    Each is told his own deadline: an extension is named with whom it was given to.
    """
    house, letter = sending.copy.office, sending.letter
    addressee, told = _addressee(sending, late), cite_letter(letter).removeprefix("สำเนา")
    number = to_thai(times(sending.copy, at=at, offices=_ids(late)))
    overdue = "พ้นกำหนดแล้ว " if any(copy.due_at for copy in late) else ""
    paragraphs = [
        f"ตาม{told} เรื่อง {letter.subject} {_carried(sending, late)}{_asked(sending, late)} นั้น",
        f"บัดนี้ {overdue}ยังไม่ได้รับรายงานจาก{_called(late)} จึงขอเตือน (ครั้งที่ {number}) "
        "ให้เร่งดำเนินการและรายงานโดยด่วน หากได้ดำเนินการแล้ว ต้องขออภัยมา ณ โอกาสนี้",
    ]
    if len(addressee) > _LONGEST_ADDRESSEE:
        paragraphs.append(f"รายชื่อผู้รับ ได้แก่ {addressee}")
        addressee = "ผู้รับตามรายชื่อท้ายหนังสือนี้"
    return Content(
        subject=f"เตือนการรายงาน เรื่อง {letter.subject}"[:500],
        kind=LetterKind.SEALED,
        urgency=letter.urgency,
        secrecy=letter.secrecy,
        salutation="ถึง",
        addressee=addressee,
        body="\n\n".join(paragraphs),
        closing="",
        contact=contact_block(letter.unit or house),
    )


def _offices(copies: Sequence[OfficeCopy]) -> list[Office]:
    return [copy.office for copy in copies]


def _ids(copies: Sequence[OfficeCopy]) -> list[int]:
    return [copy.office_id for copy in copies]


def _addressee(sending: Dispatch, late: Sequence[OfficeCopy]) -> str:
    """The rule of the sending as far as it names them, or their names."""
    offices = _offices(late)
    if set(_ids(late)) <= set(sending.recipients):
        return subset_text(sending.copy.office, sending.rule, sending.recipients, offices)
    return listed([office.name for office in offices])


def _called(late: Sequence[OfficeCopy]) -> str:
    """Those who are late in one word, as a letter to offices says it: "อำเภอ"."""
    kinds = {Kind(copy.office.kind) for copy in late}
    return str(kinds.pop().label) if len(kinds) == 1 else "หน่วยงานดังกล่าว"


def _carried(sending: Dispatch, late: Sequence[OfficeCopy]) -> str:
    """By which letter of an office between it reached them, where one did for all."""
    between = {copy.letter_id: copy.letter for copy in late if copy.letter_id != sending.letter_id}
    letter = next(iter(between.values()), None)
    if len(between) != 1 or letter is None or any(copy.letter_id not in between for copy in late):
        return ""
    return f"ซึ่ง{letter.issuer_name}แจ้งต่อตาม{cite_letter(letter).removeprefix('สำเนา')} "


def _asked(sending: Dispatch, late: Sequence[OfficeCopy]) -> str:
    """What was asked, with the deadline of each."""
    asked = "ขอให้ดำเนินการและรายงาน"
    by_due: dict[dt.datetime, list[OfficeCopy]] = {}
    for copy in late:
        if copy.due_at:
            by_due.setdefault(copy.due_at, []).append(copy)
    if not by_due:
        return asked
    if sending.deadline:
        # Each has a day of his own; nobody was given more time by that.
        return f"{asked}{phrase_of(sending)}"
    usual = sending.due_at if sending.due_at in by_due else min(by_due)
    asked += deadline_text(usual)
    for due_at in sorted(set(by_due) - {usual}):
        names = listed([office.name for office in _offices(by_due[due_at])])
        asked += f" และขยายเวลาให้{names} {deadline_text(due_at)}"
    return asked


@transaction.atomic
def issue_reminder(
    sending: Dispatch, late: Sequence[OfficeCopy], *, by: User, at: dt.datetime
) -> Letter:
    """
    Send the reminder out as a letter: numbered, in the outgoing book, kept, and laid on the
    desk of everybody it names.

    The seal is initialled by whoever may sign. Raises NotAllowed; WrongState when nobody
    is late, or when one of them was sent a reminder that day already.
    """
    copy = lock(sending.copy)
    check_may_issue_reminder(by, copy, at)
    if not late:
        raise WrongState(_("ไม่มีผู้รับที่เลยกำหนดแล้วยังไม่ตอบ จึงไม่มีใครต้องเตือน"))
    _need_first_today(copy, late, at)
    unit = sending.letter.unit or copy.office
    letter = Letter(
        **asdict(reminder_of(sending, late, at=at)),
        circular=copy.circular,
        issuer=copy.office,
        issuer_name=copy.office.name,
        unit=unit,
        is_circular=len(late) > 1,
    )
    choice = acting_choices(by, copy, timezone.localdate(at))[0]
    enter_outgoing(signed_letter(letter, choice, at=at), unit, by=by, at=at)
    _deliver(letter, late, at=at)
    kept = keep_drawn(letter)
    outbox.post("reminder_sent", str(letter.pk), at=at, payload={"letter": letter.pk})
    record(
        EventKind.REMINDED,
        by=by,
        at=at,
        copy=copy,
        stage=BY_LETTER,
        number=letter.number_printed,
        letter=letter.pk,
        sha256=kept.sha256,
        count=len(late),
        offices=_ids(late),
    )
    return letter


def _deliver(letter: Letter, late: Sequence[OfficeCopy], *, at: dt.datetime) -> None:
    """The copy of each: outside the tree, hung on the copy that it presses, due never."""
    OfficeCopy.objects.bulk_create(
        OfficeCopy(
            circular_id=one.circular_id,
            letter=letter,
            office=one.office,
            reminds=one,
            channel=Channel.SYSTEM if one.office.on_system else Channel.PAPER,
            holder_id=one.office.reception_id or one.office_id,
            sent_at=at,
            held_since=at,
        )
        for one in late
    )


def _need_first_today(copy: OfficeCopy, late: Sequence[OfficeCopy], at: dt.datetime) -> None:
    named = set(_ids(late))
    for told in letters_of(copy):
        if timezone.localdate(told.at) == timezone.localdate(at) and named & {
            *told.data["offices"]
        }:
            number = told.data["number"]
            raise WrongState(_("วันนี้ออกหนังสือเตือนเรื่องนี้แล้ว ที่ %(number)s") % {"number": number})
