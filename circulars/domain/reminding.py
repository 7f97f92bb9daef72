"""
The reminder of those who are late, as an official letter.

Reminding of a pending matter is one of the few uses of a หนังสือประทับตรา (ข้อ 13). Several
receivers make it a circular with a ว number (ข้อ 32).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from circulars.capacities import acting_choices
from circulars.domain.drafting import Content, cite_letter, contact_block
from circulars.domain.events import record
from circulars.domain.issuing import enter_outgoing, signed_letter
from circulars.domain.moving import lock
from circulars.domain.recipients import listed, subset_text
from circulars.errors import WrongState
from circulars.models import Dispatch, Event, EventKind, Letter, LetterKind, OfficeCopy
from circulars.policies import check_may_issue_reminder
from offices.models import Office, User
from outbox import posting as outbox
from thai.deadlines import deadline_text
from thai.digits import to_thai

#: How an event of reminding says that it was this letter.
BY_LETTER = "letter"
_LONGEST_ADDRESSEE = 500


def late_ones(silent: Sequence[OfficeCopy], *, at: dt.datetime) -> list[OfficeCopy]:
    """Those of ``silent`` whose own time is over; without a deadline there is no such time."""
    return [copy for copy in silent if copy.due_at is None or copy.due_at <= at]


def times(copy: OfficeCopy, *, at: dt.datetime) -> int:
    """
    Which reminder it is: one more than the days before ``at`` on which somebody reminded.

    What is sent in the system and on paper on one day is one reminder.
    """
    told = Event.objects.filter(copy=copy, kind=EventKind.REMINDED, actor__isnull=False)
    days = {timezone.localdate(moment) for moment in told.values_list("at", flat=True)}
    return 1 + sum(day < timezone.localdate(at) for day in days)


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
    addressee = subset_text(house, sending.rule, sending.recipients, _offices(late))
    told = cite_letter(letter).removeprefix("สำเนา")
    overdue = "พ้นกำหนดแล้ว " if any(copy.due_at for copy in late) else ""
    paragraphs = [
        f"ตาม{told} เรื่อง {letter.subject} {_asked(sending, late)} นั้น",
        f"บัดนี้ {overdue}ยังไม่ได้รับรายงานจากท่าน จึงขอเตือน (ครั้งที่ {to_thai(times(sending.copy, at=at))}) "
        "ให้เร่งดำเนินการและรายงานโดยด่วน หากได้ดำเนินการแล้ว ต้องขออภัยมา ณ โอกาสนี้",
    ]
    if len(addressee) > _LONGEST_ADDRESSEE:
        paragraphs.append(f"รายชื่อผู้รับ ได้แก่ {addressee}")
        addressee = "ผู้รับตามรายชื่อท้ายหนังสือนี้"
    return Content(
        subject=f"เตือนการรายงาน เรื่อง {letter.subject}"[:500],
        kind=LetterKind.SEALED,
        secrecy=letter.secrecy,
        salutation="ถึง",
        addressee=addressee,
        body="\n\n".join(paragraphs),
        closing="",
        contact=contact_block(letter.unit or house),
    )


def _offices(copies: Sequence[OfficeCopy]) -> list[Office]:
    return [copy.office for copy in copies]


def _asked(sending: Dispatch, late: Sequence[OfficeCopy]) -> str:
    """What was asked, with the deadline of each."""
    asked = "ขอให้ดำเนินการและรายงาน"
    by_due: dict[dt.datetime, list[OfficeCopy]] = {}
    for copy in late:
        if copy.due_at:
            by_due.setdefault(copy.due_at, []).append(copy)
    if not by_due:
        return asked
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
    Send the reminder out as a letter: numbered, in the outgoing book, kept.

    The seal is initialled by whoever may sign. Raises NotAllowed; WrongState when nobody
    is late, or when one was sent out that day already.
    """
    copy = lock(sending.copy)
    check_may_issue_reminder(by, copy, at)
    if not late:
        raise WrongState(_("ไม่มีผู้รับที่เลยกำหนดแล้วยังไม่ตอบ จึงไม่มีใครต้องเตือน"))
    _need_first_today(copy, at)
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
    outbox.post("render_letter", str(letter.pk), at=at, payload={"letter": letter.pk})
    record(
        EventKind.REMINDED,
        by=by,
        at=at,
        copy=copy,
        stage=BY_LETTER,
        number=letter.number_printed,
        letter=letter.pk,
        count=len(late),
        offices=[one.office_id for one in late],
    )
    return letter


def _need_first_today(copy: OfficeCopy, at: dt.datetime) -> None:
    before = letters_of(copy)
    if before and timezone.localdate(before[-1].at) == timezone.localdate(at):
        number = before[-1].data["number"]
        raise WrongState(_("วันนี้ออกหนังสือเตือนเรื่องนี้แล้ว ที่ %(number)s") % {"number": number})
