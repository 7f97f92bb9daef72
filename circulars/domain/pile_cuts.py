"""Where the letters of a pile begin: as they were read, and as somebody cuts them."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Sequence

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from circulars.domain.locking import hold
from circulars.domain.proposing import proposals_of
from circulars.domain.readings import read_again
from circulars.errors import Invalid, WrongState
from circulars.models import LetterReading, Pile, PileLetter, ReadingState
from circulars.policies import check_may_enter
from offices.models import User
from papers.piles import numbered, pick
from papers.reading.fields import read_fields
from papers.reading.printed import Page

FOLDER = "piles"


def keep_letters(
    pile: Pile,
    pdf: bytes,
    letters: Sequence[Sequence[Page]],
    *,
    ends: Sequence[int],
    at: dt.datetime,
) -> None:
    """
    Keep what was read in each of ``letters`` of the pile, which go on to the pages ``ends``.

    Of a secret letter nothing is kept but which pages it has: see ``leave_secret_out``.
    """
    for pages, last in zip(letters, ends, strict=True):
        first = pages[0].number + 1
        found = read_fields(tuple(numbered(page, place) for place, page in enumerate(pages)))
        if found.secrecy is not None:
            pile.secret += range(first, last + 1)
            continue
        reading = _cut_out(pile, pdf, range(first, last + 1), at=at)
        reading.state, reading.read_at, reading.found = ReadingState.DONE, at, proposals_of(found)
        reading.save()
        PileLetter.objects.create(pile=pile, first=first, last=last, reading=reading)


def _cut_out(pile: Pile, pdf: bytes, pages: range, *, at: dt.datetime) -> LetterReading:
    """The pages of one letter as a file of its own, and its reading, not saved."""
    path = default_storage.save(f"{FOLDER}/{uuid.uuid4().hex}", ContentFile(pick(pdf, pages)))
    span = PileLetter(first=pages.start, last=pages.stop - 1).span
    name, words = _("กองหนังสือ %(pile)s หน้า %(pages)s.pdf"), {"pile": pile.pk, "pages": span}
    return LetterReading(unit=pile.unit, by=pile.by, asked_at=at, name=name % words, path=path)


def leave_secret_out(pile: Pile, pdf: bytes) -> None:
    """Take the pages of secret letters out of the pile, and forget the files they came in."""
    secret = set(pile.secret)
    kept = [page for page in range(1, pile.pages + 1) if page not in secret]
    place = {page: number for number, page in enumerate(kept, start=1)}
    _delete(pile.path)
    pile.path = ""
    if kept:
        data = ContentFile(pick(pdf, kept))
        pile.path = default_storage.save(f"{FOLDER}/{uuid.uuid4().hex}", data)
    for file in pile.files.exclude(pages=0):
        own = range(file.first, file.first + file.pages)
        if secret.intersection(own):
            _delete(file.path)
            file.path, file.first, file.pages = "", 0, 0
        else:
            file.first = place[file.first]
        file.save()
    for letter in pile.letters.all():
        letter.first, letter.last = place[letter.first], place[letter.last]
        letter.save()
    words = _("หนังสือชั้นความลับ %s หน้า ระบบไม่อ่านและไม่เก็บ โปรดลงรับที่หน้าลงรับโดยไม่แนบไฟล์")
    pile.remarks.append(words % len(secret))
    pile.sizes = [pile.sizes[page - 1] for page in kept]
    pile.starts = [place[page] for page in pile.starts if page in place]
    pile.pages, pile.pages_read, pile.secret = len(kept), len(kept), []


@transaction.atomic
def cut_pile(pile: Pile, cuts: Collection[int], *, by: User, at: dt.datetime) -> int:
    """
    Let a letter begin on each page of ``cuts``, counted from 1; gives how many are read anew.

    What was entered or dropped stays as it is. Raises NotAllowed, WrongState while it is
    read or when it is closed, Invalid for a page that is not there.
    """
    check_may_enter(by, pile.unit, at)
    hold(Pile, [pile.pk])
    pile.refresh_from_db()
    if pile.state != ReadingState.DONE or pile.closed_at is not None:
        raise WrongState(_("กองนี้ปิดแล้วหรือยังอ่านไม่เสร็จ จึงเปลี่ยนรอยตัดไม่ได้"))
    if any(not 1 <= page <= pile.pages for page in cuts):
        raise Invalid(_("ไม่มีหน้านี้ในกอง โปรดเปิดหน้านี้ใหม่อีกครั้ง"))
    letters = list(pile.letters.select_related("reading"))
    hold(PileLetter, [one.pk for one in letters])
    settled = [one for one in pile.letters.all() if not one.is_left]
    wanted = _ranges(pile.pages, cuts, settled)
    there = {(one.first, one.last): one for one in letters}
    for one in letters:
        if one.is_left and (one.first, one.last) not in wanted:
            forget(one)
    new = [pages for pages in wanted if pages not in there]
    pdf = _whole(pile) if new else b""
    for first, last in new:
        reading = _cut_out(pile, pdf, range(first, last + 1), at=at)
        read_again(reading, at=at)
        PileLetter.objects.create(pile=pile, first=first, last=last, reading=reading)
    return len(new)


def _ranges(
    pages: int, cuts: Collection[int], settled: Sequence[PileLetter]
) -> list[tuple[int, int]]:
    """First and last page of each letter; what is settled keeps its pages."""
    fixed = {edge for one in settled for edge in (one.first, one.last + 1)}
    inside = {page for one in settled for page in range(one.first + 1, one.last + 1)}
    firsts = sorted(({1} | set(cuts) | fixed) - inside - {pages + 1})
    return list(zip(firsts, [page - 1 for page in firsts[1:]] + [pages], strict=True))


def forget(letter: PileLetter) -> None:
    """Take a letter that nobody has entered out of its pile, with what was read in it."""
    reading = letter.reading
    letter.delete()
    if reading is not None:
        _delete(reading.path)
        reading.delete()


def _delete(path: str) -> None:
    """A file is gone only once the rows that named it are."""
    transaction.on_commit(lambda: default_storage.delete(path))


def _whole(pile: Pile) -> bytes:
    with default_storage.open(pile.path) as stored:
        data: bytes = stored.read()
    return data
