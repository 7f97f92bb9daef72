"""Bringing a matter into the system: a letter from outside, or one's own new circular."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from circulars.domain.events import record
from circulars.errors import Invalid, WrongState
from circulars.models import (
    Channel,
    Circular,
    EventKind,
    FileRole,
    Letter,
    LetterFile,
    LetterKind,
    OfficeCopy,
    Secrecy,
    Urgency,
)
from circulars.policies import check_may_enter, check_may_start
from circulars.states import State
from offices.models import Office, User
from thai import reference
from thai.printed_date import not_yet, parse_date
from thai.text import normalize

#: A letter without a number is looked for among those that came in so long before.
LOOK_BACK = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class ReceivedLetter:
    """What a clerk reads off a letter that came from outside; dates as printed."""

    issuer_name: str
    subject: str
    number_printed: str = ""
    dated_printed: str = ""
    addressee: str = ""
    kind: str = LetterKind.EXTERNAL
    urgency: str = Urgency.NORMAL
    secrecy: str = Secrecy.NORMAL
    due_at: dt.datetime | None = None
    enclosures: list[dict[str, str]] = field(default_factory=list)
    body: str = ""
    channel: str = Channel.PAPER
    signer_name: str = ""


@dataclass(frozen=True, slots=True)
class IncomingFile:
    """A file that was accepted: the bytes as they came, and a clean rendition to read."""

    name: str
    data: bytes
    readable: bytes
    sha256: str
    mime: str
    pages: int


def number_key(printed: str) -> tuple[str, bool]:
    """What two writings of one number share, and whether it is a ว number."""
    try:
        parsed = reference.parse(printed)
    except ValueError:
        return normalize(printed).replace(" ", "")[:80], False
    return parsed.key[:80], parsed.is_circular


def fold(letter: Letter) -> str:
    """What the trigram search looks in: number in plain writing, subject, issuer."""
    parts = [letter.number_printed, letter.number_key, letter.subject, letter.issuer_name]
    return normalize(" ".join(parts))


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


@transaction.atomic
def receive_letter(
    office: Office,
    letter: ReceivedLetter,
    *,
    by: User,
    at: dt.datetime,
    files: Sequence[IncomingFile] = (),
    once: uuid.UUID | None = None,
) -> OfficeCopy:
    """
    Take in a letter that came by paper, e-mail or hand; the copy is ARRIVED at ``office``.

    ``office`` is the unit whose desk it lies on. An impossible date is kept as printed with
    what is wrong about it. ``once`` is the token of the form: a second letter with the same
    one is refused. Raises NotAllowed, WrongState, or Invalid with the field's name.
    """
    check_may_enter(by, office, at)
    if not letter.subject.strip():
        raise Invalid(_("โปรดกรอกเรื่อง ถ้าหนังสือไม่มีเรื่อง ให้เขียนสรุปสั้น ๆ"), field="subject")
    if letter.secrecy not in Secrecy.values:
        raise Invalid(_("หนังสือชั้นลับที่สุดลงในระบบนี้ไม่ได้ ให้ลงทะเบียนลับแยกต่างหาก"), field="secrecy")
    house = office.house or office
    circular = _new_circular(
        house, letter.subject, letter.urgency, letter.secrecy, letter.due_at, by=by, at=at
    )
    circular.origin_name = letter.issuer_name
    circular.save()
    row = Letter(circular=circular, entered_once=once)
    describe(row, letter, at=at)
    _save_once(row)
    for incoming in files:
        keep_file(row, incoming, by=by, at=at)
    copy = _place(circular, house, office, at=at)
    copy.letter, copy.channel, copy.due_at = row, letter.channel, letter.due_at
    copy.opened_at = at
    copy.save()
    record(EventKind.RECEIVED, by=by, at=at, copy=copy, channel=letter.channel)
    return copy


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
    row.folded = fold(row)


def _save_once(row: Letter) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as twice:
        if row.entered_once is None:
            raise
        words = _("แบบนี้เพิ่งลงรับไปเมื่อครู่ โปรดดูเลขรับที่โต๊ะรับ")
        raise WrongState(words) from twice


def _place(circular: Circular, house: Office, holder: Office, *, at: dt.datetime) -> OfficeCopy:
    return OfficeCopy(circular=circular, office=house, holder=holder, sent_at=at, held_since=at)


def keep_file(
    letter: Letter,
    incoming: IncomingFile,
    *,
    by: User | None,
    at: dt.datetime,
    role: FileRole = FileRole.ORIGINAL,
) -> list[LetterFile]:
    """
    Keep the bytes as they came, and beside them the rendition that people open.

    Raises Invalid for a secret letter: its content is not stored (architecture §5.8).
    """
    if letter.secrecy != Secrecy.NORMAL:
        raise Invalid(_("ระบบไม่เก็บไฟล์ของหนังสือชั้นความลับ ให้เก็บตัวจริงกับนายทะเบียน"), field="letter_file")
    kept = LetterFile(
        letter=letter,
        role=role,
        name=incoming.name[:200],
        sha256=incoming.sha256,
        mime=incoming.mime,
        pages=incoming.pages,
        size=len(incoming.data),
        added_at=at,
        added_by=by,
    )
    kept.file.save(f"{incoming.sha256}{_suffix(incoming.name)}", ContentFile(incoming.data))
    if role != FileRole.ORIGINAL:
        return [kept]
    readable = LetterFile(
        letter=letter,
        role=FileRole.READABLE,
        name=incoming.name[:200],
        sha256=incoming.sha256,
        pages=incoming.pages,
        size=len(incoming.readable),
        added_at=at,
        added_by=by,
    )
    readable.file.save(f"{incoming.sha256}-read.pdf", ContentFile(incoming.readable))
    return [kept, readable]


def _suffix(name: str) -> str:
    ending = name.rpartition(".")[2].lower()
    return f".{ending}" if ending.isalnum() and len(ending) <= 5 else ""


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
) -> OfficeCopy:
    """
    Begin a circular in the name of ``unit``'s house: a copy with no letter above it, drafting.

    Raises NotAllowed, or Invalid when there is no subject.
    """
    from circulars.domain.drafting import start_draft  # noqa: PLC0415 - the two call each other

    check_may_start(by, unit, at)
    if not subject.strip():
        raise Invalid(_("โปรดกรอกเรื่อง"), field="subject")
    house = unit.house or unit
    circular = _new_circular(house, subject, urgency, secrecy, due_at, by=by, at=at)
    circular.save()
    copy = _place(circular, house, unit, at=at)
    copy.state, copy.channel, copy.officer = State.DRAFTING, Channel.ORIGIN, by
    copy.receipted_at = copy.registered_at = copy.opened_at = at
    copy.due_at = due_at
    copy.save()
    record(EventKind.STARTED, by=by, at=at, copy=copy, subject=circular.subject)
    start_draft(copy, unit=unit, by=by, at=at)
    return copy
