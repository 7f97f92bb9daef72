"""A dropped file is read in the background; what was read is kept beside what was entered."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from circulars.domain.proposing import proposals_of
from circulars.models import Letter, LetterReading, ReadingState, Secrecy
from circulars.policies import check_may_enter
from offices.models import Office, User
from outbox.posting import post
from papers.errors import BUSY, Busy, PaperError
from papers.held_files import KEPT_FOR, HeldFile
from papers.reading.fields import read_fields
from papers.reading.letters import letters_of
from papers.reading.reading import pages_of
from papers.upload import accept_upload

_MOST_MB = 1024  # it was measured when it was held
_READ = "read_letter"


@transaction.atomic
def ask_reading(unit: Office, held: HeldFile, *, by: User, at: dt.datetime) -> LetterReading:
    """Have ``held``, a file dropped at the desk of ``unit``, read. Raises NotAllowed."""
    check_may_enter(by, unit, at)
    reading = LetterReading.objects.create(
        unit=unit, by=by, asked_at=at, name=held.name[:200], path=held.path
    )
    post(_READ, str(reading.pk), at=at, payload={"reading": reading.pk})
    return reading


def read_again(reading: LetterReading, *, at: dt.datetime) -> None:
    """Have a file read that is kept already; call it in a transaction."""
    reading.save()
    post(_READ, str(reading.pk), at=at, payload={"reading": reading.pk})


def read_now(pk: int, *, at: dt.datetime) -> None:
    """
    Read the file and keep what was found; repeatable. A file that is gone is not read.

    Raises Busy, or UploadRefused with the code "busy": the outbox tries again.
    """
    reading = LetterReading.objects.filter(pk=pk, state=ReadingState.WAITING).first()
    if reading is None:
        return
    try:
        with default_storage.open(reading.path) as stored:
            data = stored.read()
        accepted = accept_upload(data, reading.name, limit_mb=_MOST_MB)
        letters = letters_of(pages_of(accepted.pdf_bytes))
        found = read_fields(letters[0])
    except (FileNotFoundError, PaperError) as refusal:
        if isinstance(refusal, Busy) or getattr(refusal, "code", "") == BUSY:
            raise
        gone = isinstance(refusal, FileNotFoundError)
        reading.problem = (_("ไม่มีไฟล์ให้อ่านแล้ว โปรดแนบไฟล์อีกครั้ง") if gone else str(refusal))[:300]
        reading.state, reading.read_at = ReadingState.FAILED, at
        reading.save()
        return
    reading.state, reading.sha256 = ReadingState.DONE, accepted.sha256
    reading.read_at = at
    # Of a secret letter nothing is kept, not even for the form.
    reading.found = {"secret": True} if found.secrecy is not None else proposals_of(found)
    if len(letters) > 1:
        reading.found["letters"] = len(letters)
    reading.save()


def keep_final(reading: LetterReading, letter: Letter, *, given: dict[str, str]) -> None:
    """
    Beside each proposal what was ``given`` in its place: the reader is measured by it.

    Call it in the transaction that enters ``letter``.
    """
    reading.letter = letter
    if letter.secrecy != Secrecy.NORMAL:
        reading.found, reading.final = {}, {}
    else:
        fields = reading.found.get("fields", {})
        reading.final = {name: given[name] for name in fields if name in given}
    reading.save(update_fields=["letter", "found", "final"])


def differences(reading: LetterReading) -> dict[str, tuple[str, str]]:
    """The fields that were entered otherwise than they were proposed: read and entered."""
    fields: dict[str, Any] = reading.found.get("fields", {})
    pairs = {name: (fields[name]["value"], value) for name, value in reading.final.items()}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def drop_abandoned(*, at: dt.datetime) -> int:
    """
    Forget readings whose letter never came, with their files; gives how many.

    Those of a pile stay with it.
    """
    mine = LetterReading.objects.filter(letter=None, pile_letter=None)
    old = mine.filter(asked_at__lte=at - KEPT_FOR)
    return old.delete()[0]
