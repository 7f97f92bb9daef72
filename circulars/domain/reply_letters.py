"""A reply letter that an office without an account hands in by its link."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from circulars.domain import expecting, reporting
from circulars.domain.events import record
from circulars.domain.intake import describe
from circulars.domain.keeping_files import keep_file
from circulars.domain.moving import lock
from circulars.domain.received import IncomingFile, ReceivedLetter
from circulars.domain.telling import attest
from circulars.errors import Invalid, WrongState
from circulars.models import (
    AnsweredBy,
    Channel,
    Circular,
    EventKind,
    Letter,
    OfficeCopy,
    Said,
    What,
)
from circulars.policies import check_may_answer
from circulars.voices import Voice
from thai.text import normalize


@transaction.atomic
def hand_in_reply(
    copy: OfficeCopy, letter: ReceivedLetter, file: IncomingFile, *, voice: Voice, at: dt.datetime
) -> OfficeCopy:
    """
    The reply lies ARRIVED on the desk of the sender of ``copy``, to be registered there like any
    other; what the office owes is paid with it, of rounds the oldest.

    Raises NotAllowed, WrongState when nobody is there to take it, Invalid without a subject.
    """
    copy = lock(copy)
    check_may_answer(voice, copy, at)
    if copy.parent is None:
        raise WrongState(_("หนังสือฉบับนี้ไม่มีผู้ส่งในระบบ"))
    if not letter.subject.strip():
        raise Invalid(_("โปรดกรอกเรื่องของหนังสือตอบ"), field="subject")
    came = _lay_on_desk(copy.parent, letter, file, voice=voice, at=at)
    row = came.letter
    assert row is not None, "laid there with it"
    attest(copy, Said.REPLIED, voice=voice, at=at, number=row.number_printed, day=row.dated)
    for line in expecting.lines_of(copy).oldest_owed().filter(what=What.REPLY):
        expecting.settle_line(line, at=at, how=AnsweredBy.LETTER, reply=row)
    record(
        EventKind.ANSWERED,
        by=voice.user,
        at=at,
        copy=copy,
        by_letter=row.number_printed or row.subject,
        office_name=copy.office.name,
    )
    reporting.note_reply(copy, by=voice.user, at=at)
    return came


def _lay_on_desk(
    sender: OfficeCopy, letter: ReceivedLetter, file: IncomingFile, *, voice: Voice, at: dt.datetime
) -> OfficeCopy:
    house = sender.office
    circular = Circular.objects.create(
        subject=letter.subject.strip(),
        subject_folded=normalize(letter.subject)[:500],
        owner=house,
        origin_name=letter.issuer_name,
        urgency=letter.urgency,
        secrecy=letter.secrecy,
        started_at=at,
        started_by=voice.user,
    )
    row = Letter(circular=circular)
    describe(row, letter, at=at)
    row.save()
    keep_file(row, file, by=voice.user, at=at)
    came = OfficeCopy.objects.create(
        circular=circular,
        letter=row,
        office=house,
        holder=house.reception or house,
        channel=Channel.LINK,
        sent_at=at,
        held_since=at,
    )
    record(EventKind.RECEIVED, by=voice.user, at=at, copy=came, channel=Channel.LINK.value)
    return came
