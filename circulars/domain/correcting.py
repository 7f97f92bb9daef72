"""Putting right what was typed or attached when a letter came by paper or e-mail."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from circulars.domain.events import record
from circulars.domain.intake import describe
from circulars.domain.keeping_files import keep_file
from circulars.domain.moving import lock
from circulars.domain.receipt_lines import columns_of
from circulars.domain.received import IncomingFile, ReceivedLetter, as_received
from circulars.errors import Invalid
from circulars.models import (
    INCOMING,
    EventKind,
    FileRole,
    Letter,
    LetterFile,
    OfficeCopy,
    RegisterEntry,
)
from circulars.models.register import RegisterEntryQuerySet
from circulars.policies import check_may_correct
from offices.models import User
from thai.text import normalize

#: What may be put right; secrecy is not read off the form.
FIELDS = (
    "number_printed",
    "dated_printed",
    "issuer_name",
    "addressee",
    "subject",
    "kind",
    "urgency",
    "due_at",
    "references",
    "enclosures",
    "body",
    "channel",
)


@dataclass(frozen=True, slots=True)
class LineWords:
    """What the desk wrote on its own line of the register."""

    action: str = ""
    note: str = ""


def line_of(copy: OfficeCopy) -> RegisterEntry | None:
    """The line with which the letter came into the house; None while its number is void."""
    return _lines(copy).order_by("pk").first()


def _lines(copy: OfficeCopy) -> RegisterEntryQuerySet:
    return RegisterEntry.objects.filter(copy=copy, voided_at=None, book__kind__in=INCOMING)


@transaction.atomic
def correct(
    copy: OfficeCopy,
    wanted: ReceivedLetter,
    *,
    by: User,
    at: dt.datetime,
    line: LineWords | None = None,
    letter_file: IncomingFile | None = None,
    enclosures: Sequence[IncomingFile] = (),
    taken_out: Collection[int] = (),
) -> OfficeCopy:
    """
    Write ``wanted`` over what is known of the letter, until it is sent on or closed.

    Only ``FIELDS`` are looked at. The lines of the registers follow; their numbers never
    change. ``line`` is what the first line says beside the letter itself. ``letter_file``
    takes the place of the scan; it and the files with the ids ``taken_out`` are kept, but
    nobody reads them any more. The event holds old and new values and the SHA-256 of each
    file. Raises NotAllowed, WrongState, or Invalid when nothing is changed.
    """
    copy = lock(copy)
    check_may_correct(by, copy, at)
    assert copy.letter is not None, "a letter from outside"
    letter = Letter.objects.select_for_update().get(pk=copy.letter.pk)
    copy.letter = letter
    before = as_received(copy)
    after = replace(before, **{name: _trimmed(getattr(wanted, name)) for name in FIELDS})
    changes = _differences(before, after)
    # Before the letter: a date put right takes away the remark that was made of it.
    beside = _write_line(copy, line)
    if changes:
        _write(copy, letter, after)
    changes |= beside
    replaced = _take_out(letter, taken_out, scan=letter_file is not None)
    added = _add(letter, letter_file, enclosures, by=by, at=at)
    if not (changes or replaced or added):
        raise Invalid(_("ยังไม่มีอะไรเปลี่ยน แก้ข้อมูลหรือแนบไฟล์ก่อนกดบันทึก"))
    files: dict[str, Any] = {"added": _named(added), "replaced": _named(replaced)}
    record(EventKind.CORRECTED, by=by, at=at, copy=copy, changes=changes, **files)
    return copy


def _differences(before: ReceivedLetter, after: ReceivedLetter) -> dict[str, list[Any]]:
    """Old and new value of each field that is changed, as JSON keeps them."""
    if not after.subject:
        raise Invalid(_("โปรดกรอกเรื่อง ถ้าหนังสือไม่มีเรื่อง ให้เขียนสรุปสั้น ๆ"), field="subject")
    pairs = {name: (getattr(before, name), getattr(after, name)) for name in FIELDS}
    return {name: [_plain(old), _plain(new)] for name, (old, new) in pairs.items() if old != new}


def _trimmed(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value


def _plain(value: Any) -> Any:
    """A value as JSON keeps it; a moment in ISO form, none of it as an empty text."""
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, dt.datetime) else value


def _write(copy: OfficeCopy, letter: Letter, after: ReceivedLetter) -> None:
    old_problem = letter.date_problem
    # A date is judged by the day on which the letter came in, also when read anew.
    describe(letter, after, at=copy.sent_at)
    letter.save()
    circular = copy.circular
    circular.subject, circular.subject_folded = letter.subject, normalize(letter.subject)[:500]
    circular.origin_name, circular.urgency = letter.issuer_name, after.urgency
    circular.due_at = copy.due_at = after.due_at
    circular.save()
    copy.channel = after.channel
    copy.save(update_fields=["due_at", "channel"])
    _write_registers(copy, letter, old_problem=old_problem)


def _write_line(copy: OfficeCopy, line: LineWords | None) -> dict[str, list[str]]:
    entry = line_of(copy)
    if entry is None or line is None:
        return {}
    changes = {}
    for name in ("action", "note"):
        old, new = getattr(entry, name), getattr(line, name).strip()
        if old != new:
            changes[name] = [old, new]
            setattr(entry, name, new)
    if changes:
        entry.save(update_fields=["action", "note"])
    return changes


def _write_registers(copy: OfficeCopy, letter: Letter, *, old_problem: str) -> None:
    """Every line of the house shows the letter as it is known now; numbers stay."""
    lines = _lines(copy)
    lines.update(**columns_of(letter, copy))
    if old_problem != letter.date_problem:
        # The remark that intake wrote by itself goes with the date that it was about.
        marked = lines.filter(note__in=["", old_problem[:300]])
        marked.update(note=letter.date_problem[:300])


def _take_out(letter: Letter, taken_out: Collection[int], *, scan: bool) -> list[LetterFile]:
    read = (FileRole.READABLE, FileRole.ENCLOSURE)
    files = list(LetterFile.objects.filter(letter=letter, role__in=read))
    gone = [one for one in files if one.pk in taken_out or (scan and one.role == FileRole.READABLE)]
    LetterFile.objects.filter(pk__in=[one.pk for one in gone]).update(role=FileRole.REPLACED)
    return gone


def _add(
    letter: Letter,
    letter_file: IncomingFile | None,
    enclosures: Sequence[IncomingFile],
    *,
    by: User,
    at: dt.datetime,
) -> list[LetterFile]:
    added = []
    if letter_file is not None:
        kept = keep_file(letter, letter_file, by=by, at=at)
        added += [one for one in kept if one.role == FileRole.ORIGINAL]
    for one in enclosures:
        added += keep_file(letter, one, by=by, at=at, role=FileRole.ENCLOSURE)
    return added


def _named(files: Sequence[LetterFile]) -> list[dict[str, str]]:
    return [{"name": one.name, "sha256": one.sha256, "role": str(one.role)} for one in files]
