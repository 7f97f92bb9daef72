"""Bringing a matter into the system: a letter from outside, or one's own new circular."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from circulars.clashes import Clash, ClashKind
from circulars.domain.clashing import check_accepted, find_clashes
from circulars.domain.doubles import sent_twice, take_turns_at, warn_of_double
from circulars.domain.events import record
from circulars.domain.folding import fold
from circulars.domain.keeping_files import keep_file
from circulars.domain.received import IncomingFile, ReceivedLetter, number_key
from circulars.errors import Invalid
from circulars.models import (
    Channel,
    Circular,
    EventKind,
    FileRole,
    Letter,
    OfficeCopy,
    Secrecy,
    Urgency,
)
from circulars.policies import check_may_enter, check_may_reply, check_may_start
from circulars.states import State
from offices.models import Office, User
from offices.viewer import Viewer
from thai.printed_date import not_yet, parse_date
from thai.text import normalize

#: A letter without a number is looked for among those that came in so long before.
LOOK_BACK = dt.timedelta(days=7)


def similar_letters(office: Office, letter: ReceivedLetter, *, at: dt.datetime) -> QuerySet[Letter]:
    """
    Letters ``office`` already has that look like the same one: number and date, or, of a
    letter without a number, issuer and subject among those of the last days.

    To be warned about, never to refuse: several series run under one prefix (saraban §2.2).
    """
    key, _circular = number_key(letter.number_printed)
    found = Letter.objects.filter(copies__office=office.house_id_or_self)
    if not key:
        found = found.filter(
            issuer_name=letter.issuer_name.strip(),
            circular__subject_folded=normalize(letter.subject)[:500],
            circular__started_at__gte=at - LOOK_BACK,
        )
        return found.distinct().order_by("-id")[:5]
    dated = parse_date(letter.dated_printed).day if letter.dated_printed else None
    found = found.filter(number_key=key)
    if dated is not None:
        found = found.filter(dated=dated)
    return found.distinct().order_by("-id")[:5]


def _likeness(letter: ReceivedLetter) -> str:
    """What two letters that ``similar_letters`` finds alike have in common, whatever else."""
    key, _circular = number_key(letter.number_printed)
    return key or f"{letter.issuer_name.strip()}/{normalize(letter.subject)[:500]}"


@transaction.atomic
def receive_letter(
    office: Office,
    letter: ReceivedLetter,
    *,
    by: User,
    at: dt.datetime,
    files: Sequence[IncomingFile] = (),
    once: uuid.UUID | None = None,
    different: str = "",
    accepted: Collection[str] | None = None,
    beside: Sequence[ReceivedLetter] = (),
) -> OfficeCopy:
    """
    Take in a letter that came by paper, e-mail or hand; the copy is ARRIVED at ``office``.

    ``office`` is the unit whose desk it lies on. An impossible date is kept as printed with
    what is wrong about it. ``once`` is the token of the form: a second letter with the same
    one is refused. ``different`` says why it is another letter than those that look like it.
    ``accepted`` are the codes or kinds of what does not fit and was looked at; None where no
    person looks. Both stand in the event. ``beside`` are the other letters of its pile.
    Raises NotAllowed, WrongState, LooksAlike, Clashing, or Invalid with the field's name.
    """
    check_may_enter(by, office, at)
    if not letter.subject.strip():
        raise Invalid(_("โปรดกรอกเรื่อง ถ้าหนังสือไม่มีเรื่อง ให้เขียนสรุปสั้น ๆ"), field="subject")
    if letter.secrecy not in Secrecy.values:
        raise Invalid(_("หนังสือชั้นลับที่สุดลงในระบบนี้ไม่ได้ ให้ลงทะเบียนลับแยกต่างหาก"), field="secrecy")
    house = office.house or office
    take_turns_at(house, _likeness(letter))
    viewer = Viewer.of(by, at)
    clashes = (
        [] if accepted is None else _look_over(house, letter, files, viewer, at=at, beside=beside)
    )
    if not different:
        alike = similar_letters(office, letter, at=at)
        warn_of_double(alike, viewer=viewer, once=once, clashes=clashes)
    check_accepted([one for one in clashes if one.kind != ClashKind.TWIN], accepted or ())
    circular = _new_circular(
        house, letter.subject, letter.urgency, letter.secrecy, letter.due_at, by=by, at=at
    )
    circular.origin_name = letter.issuer_name
    circular.save()
    row = Letter(circular=circular, entered_once=once)
    describe(row, letter, at=at)
    _save_once(row)
    for incoming in files:
        keep_file(row, incoming, by=by, at=at, role=incoming.role)
    copy = _place(circular, house, office, at=at)
    copy.letter, copy.channel, copy.due_at = row, letter.channel, letter.due_at
    copy.opened_at = at
    copy.save()
    seen = {"different": different, "accepted": [one.for_log for one in clashes]}
    told: dict[str, Any] = {name: value for name, value in seen.items() if value}
    record(EventKind.RECEIVED, by=by, at=at, copy=copy, channel=letter.channel, **told)
    return copy


def _look_over(
    house: Office,
    letter: ReceivedLetter,
    files: Sequence[IncomingFile],
    viewer: Viewer,
    *,
    at: dt.datetime,
    beside: Sequence[ReceivedLetter],
) -> list[Clash]:
    digests = [one.sha256 for file in files if file.role == FileRole.ORIGINAL for one in file.came]
    enclosed = sum(file.role == FileRole.ENCLOSURE for file in files)
    return find_clashes(
        house, letter, viewer=viewer, at=at, digests=digests, enclosed=enclosed, beside=beside
    )


def _new_circular(
    house: Office,
    subject: str,
    urgency: str,
    secrecy: str,
    due_at: dt.datetime | None,
    *,
    by: User,
    at: dt.datetime,
) -> Circular:
    return Circular(
        subject=subject.strip(),
        subject_folded=normalize(subject)[:500],
        owner=house,
        origin_name=house.name,
        urgency=urgency,
        secrecy=secrecy,
        due_at=due_at,
        started_at=at,
        started_by=by,
    )


def describe(row: Letter, letter: ReceivedLetter, *, at: dt.datetime) -> None:
    """Write on ``row`` what was read off the letter that came in at ``at``; saves nothing."""
    row.kind, row.urgency, row.secrecy = letter.kind, letter.urgency, letter.secrecy
    row.subject, row.addressee = letter.subject.strip(), letter.addressee
    row.references = letter.references
    row.enclosures, row.body = letter.enclosures, letter.body
    row.issuer_name, row.signer_name = letter.issuer_name.strip(), letter.signer_name
    row.issuer = Office.objects.active().houses().filter(name=row.issuer_name).first()
    row.number_printed = letter.number_printed.strip()
    row.number_key, row.is_circular = number_key(letter.number_printed)
    row.dated_printed = letter.dated_printed.strip()
    row.dated, row.date_problem = None, ""
    if row.dated_printed:
        read = parse_date(row.dated_printed)
        problem = read.problem or not_yet(read, timezone.localdate(at)) or ""
        row.dated, row.date_problem = read.day, str(problem)[:200]
    fold(row)


def _save_once(row: Letter) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as twice:
        if row.entered_once is None:
            raise
        raise sent_twice() from twice


def _place(circular: Circular, house: Office, holder: Office, *, at: dt.datetime) -> OfficeCopy:
    return OfficeCopy(circular=circular, office=house, holder=holder, sent_at=at, held_since=at)


@transaction.atomic
def start_circular(
    unit: Office,
    *,
    by: User,
    at: dt.datetime,
    subject: str,
    urgency: str = Urgency.NORMAL,
    secrecy: str = Secrecy.NORMAL,
    due_at: dt.datetime | None = None,
    answers: OfficeCopy | None = None,
    kind: str = "",
) -> OfficeCopy:
    """
    Begin a circular in the name of ``unit``'s house: a copy with no letter above it, drafting.

    ``answers``: the received copy to which it is the reply. ``kind`` of its letter, else the
    usual one of the office. Raises NotAllowed, or Invalid when
    there is no subject.
    """
    from circulars.domain.drafting import start_draft  # noqa: PLC0415 - the two call each other

    if answers is None:
        check_may_start(by, unit, at)
    else:
        check_may_reply(by, answers, at)
    if not subject.strip():
        raise Invalid(_("โปรดกรอกเรื่อง"), field="subject")
    house = unit.house or unit
    circular = _new_circular(house, subject, urgency, secrecy, due_at, by=by, at=at)
    circular.save()
    copy = _place(circular, house, unit, at=at)
    copy.state, copy.channel, copy.officer = State.DRAFTING, Channel.ORIGIN, by
    copy.receipted_at = copy.registered_at = copy.opened_at = at
    copy.due_at, copy.answers = due_at, answers
    copy.save()
    record(EventKind.STARTED, by=by, at=at, copy=copy, subject=circular.subject)
    start_draft(copy, unit=unit, by=by, at=at, kind=kind)
    return copy
