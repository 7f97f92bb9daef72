"""One letter of a pile on its way to its number: looked at, put off, left out, entered once."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from circulars.clashes import Clash
from circulars.domain.clashing import find_clashes
from circulars.domain.locking import hold
from circulars.domain.piles import bytes_at, close_if_done
from circulars.domain.received import CameAs, IncomingFile, ReceivedLetter
from circulars.domain.ruling import resolved
from circulars.errors import CircularError, WrongState
from circulars.models import Letter, LetterReading, PileFile, PileLetter, ReadingState
from circulars.policies import check_may_enter
from offices.models import User
from offices.viewer import Viewer
from papers.joining import mime_of
from papers.upload import accept_upload
from thai.deadline_phrase import parse_deadline
from thai.printed_date import parse_date

#: Without these a letter is not known well enough to be entered unseen.
NEEDED = ("issuer_name", "number_printed", "dated_printed", "subject")
#: In these a doubt does no harm to the book: they are read to find what does not fit.
_BESIDE = frozenset({"body", "references", "enclosures"})
_MOST_MB = 1024  # it was measured when it was dropped


def values_of(reading: LetterReading | None) -> dict[str, str]:
    """Field of the form → what was read for it; empty for what is left to the clerk."""
    fields: dict[str, Any] = reading.found.get("fields", {}) if reading is not None else {}
    return dict.fromkeys((*NEEDED, "addressee"), "") | {
        n: one["value"] for n, one in fields.items()
    }


def doubtful_in(reading: LetterReading | None) -> set[str]:
    """The fields of which the reader is not certain."""
    fields: dict[str, Any] = reading.found.get("fields", {}) if reading is not None else {}
    return {name for name, one in fields.items() if one["doubtful"]}


def received_of(reading: LetterReading | None, *, at: dt.datetime) -> ReceivedLetter:
    """The letter as far as it was read. Raises CircularError for a deadline that is none."""
    known: dict[str, Any] = {name: value for name, value in values_of(reading).items() if value}
    known = {"issuer_name": "", "subject": "", **known}
    known["references"] = known.get("references", "").splitlines()
    lines = [line.partition("|") for line in known.get("enclosures", "").splitlines()]
    known["enclosures"] = [
        {"text": text.strip(), "amount": amount.strip()} for text, _bar, amount in lines
    ]
    written = known.pop("due_at", "")
    return ReceivedLetter(**known, due_at=_due(written, known.get("dated_printed", ""), at))


def _due(written: str, dated: str, at: dt.datetime) -> dt.datetime | None:
    rule = parse_deadline(written, on=timezone.localdate(at)).rule if written else None
    return resolved(rule, parse_date(dated).day if dated else None, at) if rule else None


def beside(letter: PileLetter, *, at: dt.datetime) -> list[ReceivedLetter]:
    """The other letters of its pile that wait for their number, as far as they were read."""
    others = letter.pile.letters.filter(letter=None, dropped_at=None).exclude(pk=letter.pk)
    found = []
    for other in others.select_related("reading"):
        try:
            found.append(received_of(other.reading, at=at))
        except CircularError:
            continue
    return found


def look_over(letter: PileLetter, *, viewer: Viewer, at: dt.datetime) -> list[Clash]:
    """What does not fit in a letter of a pile, as it was read."""
    house = letter.pile.unit.house or letter.pile.unit
    try:
        known = received_of(letter.reading, at=at)
    except CircularError:
        return []
    return find_clashes(house, known, viewer=viewer, at=at, beside=beside(letter, at=at))


def why_not_certain(letter: PileLetter) -> str:
    """Why a letter is not entered unseen; empty where every field is certain."""
    reading = letter.reading
    if reading is None or reading.state != ReadingState.DONE:
        return _("ยังอ่านไม่เสร็จ")
    if reading.found.get("secret"):
        return _("หนังสือชั้นความลับ ให้ลงรับโดยไม่แนบไฟล์")
    values = values_of(reading)
    if not all(values[name] for name in NEEDED):
        return _("อ่านได้ไม่ครบ ให้ลงรับทีละฉบับ")
    if doubtful_in(reading) - _BESIDE:
        return _("มีช่องที่อ่านไม่ชัด ให้ลงรับทีละฉบับ")
    return ""


@transaction.atomic
def put_off(letter: PileLetter, *, by: User, at: dt.datetime) -> None:
    """Skip a letter for later: it comes again after the others."""
    _still_left(letter, by=by, at=at)
    PileLetter.objects.filter(pk=letter.pk).update(skipped_at=at)


@transaction.atomic
def leave_out(letter: PileLetter, *, by: User, at: dt.datetime) -> None:
    """A letter of a pile that takes no number: it is none, or is here already."""
    _still_left(letter, by=by, at=at)
    PileLetter.objects.filter(pk=letter.pk).update(dropped_at=at)
    close_if_done(letter.pile, at=at)


@transaction.atomic
def take_in_again(letter: PileLetter, *, by: User, at: dt.datetime) -> None:
    """A letter that was left out waits again, and with it its pile."""
    check_may_enter(by, letter.pile.unit, at)
    hold(PileLetter, [letter.pk])
    pile = letter.pile
    pile.refresh_from_db()
    if not pile.path:
        raise WrongState(_("กองนี้ปิดไปนานแล้ว ไม่มีไฟล์แล้ว โปรดสแกนใหม่"))
    PileLetter.objects.filter(pk=letter.pk).update(dropped_at=None, skipped_at=at)
    pile.closed_at = None
    pile.save(update_fields=["closed_at"])


def claim(letter: PileLetter, *, by: User, at: dt.datetime) -> None:
    """
    Keep a letter of a pile for the transaction that enters it.

    Raises WrongState when it was entered or left out meanwhile: one letter, one number.
    """
    _still_left(letter, by=by, at=at)


def _still_left(letter: PileLetter, *, by: User, at: dt.datetime) -> None:
    check_may_enter(by, letter.pile.unit, at)
    try:
        hold(PileLetter, [letter.pk])
    except LookupError as gone:
        raise WrongState(_("กองนี้เพิ่งตัดใหม่ โปรดเปิดหน้ากองใหม่อีกครั้ง")) from gone
    letter.refresh_from_db(fields=["letter", "dropped_at"])
    if letter.letter_id is not None:
        raise WrongState(_("หนังสือฉบับนี้ของกองลงรับไปแล้ว ไม่ได้ออกเลขใหม่"))
    if letter.dropped_at is not None:
        raise WrongState(_("หนังสือฉบับนี้ของกองถูกเอาออกแล้ว โปรดเปิดหน้ากองใหม่อีกครั้ง"))


def entered(letter: PileLetter, became: Letter, *, at: dt.datetime) -> None:
    """Note what a claimed letter became; its pile is closed with its last one."""
    letter.letter = became
    letter.save(update_fields=["letter"])
    close_if_done(letter.pile, at=at)


def file_of(letter: PileLetter) -> IncomingFile:
    """
    The pages of a letter as its file.

    Whole files are kept as they came; of a scan of several letters each keeps its own pages.
    Raises FileNotFoundError, PaperError.
    """
    reading = letter.reading
    assert reading is not None, "cut out when the pile was read"
    data = bytes_at(reading.path)
    accepted = accept_upload(data, reading.name, limit_mb=_MOST_MB)
    return IncomingFile(
        name=accepted.original_name,
        data=data,
        readable=accepted.pdf_bytes,
        sha256=accepted.sha256,
        mime=accepted.mime,
        pages=accepted.pages,
        parts=tuple(_came_as(file) for file in whole_files(letter)),
    )


def whole_files(letter: PileLetter) -> Sequence[PileFile]:
    """The dropped files that are this letter and nothing else; none when it is a part of one."""
    touching = [
        file
        for file in letter.pile.files.exclude(pages=0)
        if file.first <= letter.last and file.first + file.pages > letter.first
    ]
    covered = sum(file.pages for file in touching)
    inside = all(file.path and file.first >= letter.first for file in touching)
    return touching if inside and covered == len(letter.pages) else ()


def _came_as(file: PileFile) -> CameAs:
    data = bytes_at(file.path)
    return CameAs(file.name, data, hashlib.sha256(data).hexdigest(), mime_of(data, file.name))
