"""What an office says of its letter without sitting in the system, kept with where it comes from."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from circulars.domain import expecting, reporting
from circulars.domain.events import record
from circulars.domain.expecting import note_due, settle
from circulars.domain.moving import lock, move
from circulars.domain.ruling import due_on_receipt
from circulars.errors import Invalid, WrongState
from circulars.models import AnsweredBy, EventKind, OfficeCopy, Provenance, Said, Way, What
from circulars.policies import check_may_answer
from circulars.states import State
from circulars.voices import Voice, check_is_outside, check_may_hear
from thai.calendar import BANGKOK

#: What came by these ways is shown by a file or a note.
_SHOWN_BY_ITSELF = (Way.LINK, Way.SYSTEM)


def attest(
    copy: OfficeCopy,
    said: Said,
    *,
    voice: Voice,
    at: dt.datetime,
    number: str = "",
    day: dt.date | None = None,
    about: Provenance | None = None,
) -> Provenance:
    """
    Write down what ``voice`` says of a locked ``copy``, and the event; the act has asked whether
    it may. Raises Invalid when nothing shows it.
    """
    shown = voice.note.strip() or voice.evidence or (said == Said.SENT and number.strip())
    if voice.way not in _SHOWN_BY_ITSELF and not shown:
        raise Invalid(_("โปรดแนบไฟล์หลักฐาน หรือเขียนว่าทราบจากใคร เมื่อใด"), field="note")
    row = Provenance(
        copy=copy,
        said=said,
        way=voice.way,
        said_by=voice.said_by.strip()[:200],
        note=voice.note.strip()[:500],
        number=number.strip()[:80],
        day=day,
        by=voice.user,
        at=at,
        visit=voice.visit,
        about=about,
    )
    if voice.evidence is not None:
        file = voice.evidence
        row.file_name, row.sha256, row.mime = file.name[:200], file.sha256, file.mime
        row.file.save(f"{file.sha256}.bin", ContentFile(file.data), save=False)
    row.save()
    told: dict[str, Any] = {"said": said.value, "way": voice.way.value, "said_by": row.said_by}
    if row.sha256:
        told["sha256"] = row.sha256
    record(EventKind.TOLD, by=voice.user, at=at, copy=copy, number=row.number, **told)
    return row


@transaction.atomic
def note_sent(
    copy: OfficeCopy,
    *,
    voice: Voice,
    at: dt.datetime,
    number: str = "",
    day: dt.date | None = None,
) -> Provenance:
    """
    The letter went out on paper or by mail: ``number`` is that of the post, or of the messenger's
    book. Raises NotAllowed, WrongState, Invalid without any of number, note and file.
    """
    copy = lock(copy)
    check_is_outside(copy)
    check_may_hear(voice.user, copy, at)
    return attest(copy, Said.SENT, voice=voice, at=at, number=number, day=day)


@transaction.atomic
def confirm_receipt(
    copy: OfficeCopy,
    *,
    voice: Voice,
    at: dt.datetime,
    number: str = "",
    day: dt.date | None = None,
) -> Provenance:
    """
    The office has the letter, under its own ``number`` of ``day``: ARRIVED → REGISTERED.

    No book of ours is touched: should the office come onto the system, its clerk enters the letter
    there. A deadline counted from the receipt is counted from ``day``. Said once more it corrects
    number and day. Raises NotAllowed, WrongState, Invalid for a day to come or before the sending.
    """
    copy = lock(copy)
    check_may_answer(voice, copy, at)
    moment = _moment(copy, day, at=at)
    if copy.state == State.ARRIVED:
        before = copy.due_at
        copy.due_at = due_on_receipt(copy, moment)
        move(copy, State.REGISTERED, at=at)
        copy.opened_at, copy.registered_at = copy.opened_at or at, moment
        copy.save(update_fields=["opened_at", "registered_at", "due_at"])
        if copy.due_at != before:
            note_due(copy)
        settle(copy, at=at, how=AnsweredBy.REGISTERED, whats=[What.ACKNOWLEDGE])
    return attest(copy, Said.RECEIVED, voice=voice, at=at, number=number, day=day)


def _moment(copy: OfficeCopy, day: dt.date | None, *, at: dt.datetime) -> dt.datetime:
    today = timezone.localdate(at)
    if day is None or day == today:
        return at
    if day > today or day < timezone.localdate(copy.sent_at):
        raise Invalid(_("วันที่รับต้องไม่ก่อนวันที่ส่ง และไม่หลังวันนี้"), field="day")
    return max(copy.sent_at, dt.datetime.combine(day, dt.time(12), tzinfo=BANGKOK))


@transaction.atomic
def tell_result(
    copy: OfficeCopy, *, voice: Voice, at: dt.datetime, note: str = "", nil: bool = False
) -> Provenance:
    """
    What the office did where a reply is asked and no survey: in words, or that there is nothing.

    The letter stays where it is; only the debt is paid. Raises NotAllowed, WrongState when nothing
    is owed, Invalid without words.
    """
    copy = lock(copy)
    check_may_answer(voice, copy, at)
    _need_debt(copy)
    words = note.strip()
    if not words and not nil:
        raise Invalid(_("โปรดเขียนผลการดำเนินการ ผู้ส่งจะได้ทราบ"), field="report")
    row = attest(copy, Said.REPORTED, voice=voice, at=at)
    how = AnsweredBy.NIL if nil else AnsweredBy.WORDS
    text = words or reporting.NOTHING_TO_REPORT
    settle(copy, at=at, how=how, whats=[What.REPLY], note=text)
    reporting.note_reply(copy, by=voice.user, at=at)
    record(EventKind.ANSWERED, by=voice.user, at=at, copy=copy, note=text)
    return row


def _need_debt(copy: OfficeCopy) -> None:
    if not expecting.lines_of(copy).open().filter(what=What.REPLY).exists():
        raise WrongState(_("หนังสือฉบับนี้ไม่มีเรื่องที่ต้องรายงาน หรือรายงานไปแล้ว"))


@transaction.atomic
def confirm_told(row: Provenance, *, voice: Voice, at: dt.datetime) -> Provenance:
    """
    The office itself says that what somebody else wrote down for it is so.

    Raises NotAllowed, WrongState when it came from the office itself or is confirmed already.
    """
    copy = lock(row.copy)
    check_may_answer(voice, copy, at)
    if voice.visit is None or row.way == Way.LINK:
        raise WrongState(_("ยืนยันได้เฉพาะสิ่งที่ผู้อื่นบันทึกแทนหน่วยงานของท่าน"))
    if row.confirmations.exists():
        raise WrongState(_("ยืนยันแล้ว"))
    return attest(copy, Said.CONFIRMED, voice=voice, at=at, about=row)
