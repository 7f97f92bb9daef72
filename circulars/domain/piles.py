"""Several letters that were dropped together: kept, read in the background, told apart."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from circulars.domain.locking import hold
from circulars.domain.pile_cuts import forget, keep_letters, leave_secret_out
from circulars.errors import WrongState
from circulars.models import LetterReading, Pile, PileFile, PileLetter, ReadingState
from circulars.policies import DESK_ROLES, check_may_enter
from offices.models import Office, User
from offices.viewer import Viewer
from outbox.posting import post
from papers.errors import PaperError
from papers.joining import mime_of
from papers.piles import gather, open_file, parted, read_pages
from papers.reading.printed import Page

FOLDER = "piles"
#: Closed ones stay so long, in case a letter of them is looked for.
KEPT_FOR = dt.timedelta(days=7)
#: Pages that are read by one piece of work, and by one question to the sandbox.
AT_ONCE = 20
_ASKED = 10
#: A letter with more is read by its first ones.
_LONGEST = 60
_READ = "read_pile"


def piles_of(viewer: Viewer) -> QuerySet[Pile]:
    """The piles on the desk at which ``viewer`` sits, while he may enter letters there."""
    units = [unit.pk for unit in viewer.desk_units if viewer.posts_at(unit, DESK_ROLES)]
    return Pile.objects.filter(unit__in=units)


def with_left(piles: QuerySet[Pile]) -> QuerySet[Pile]:
    """The same with ``left``: how many letters of each somebody still has to look at."""
    waiting = Q(letters__letter=None, letters__dropped_at=None)
    return piles.annotate(left=Count("letters", filter=waiting))


def readings_of(viewer: Viewer) -> QuerySet[LetterReading]:
    """The readings of files that ``viewer`` dropped, and of the piles on his desk."""
    return LetterReading.objects.filter(
        Q(by=viewer.user, pile_letter=None) | Q(pile_letter__pile__in=piles_of(viewer))
    )


@transaction.atomic
def start_pile(
    unit: Office, files: Sequence[tuple[str, bytes]], *, by: User, at: dt.datetime
) -> Pile:
    """Keep ``files``, name and bytes, as one pile, and have it read. Raises NotAllowed."""
    check_may_enter(by, unit, at)
    pile = Pile.objects.create(unit=unit, by=by, asked_at=at)
    for place, (name, data) in enumerate(files):
        path = default_storage.save(f"{FOLDER}/{uuid.uuid4().hex}", ContentFile(data))
        PileFile.objects.create(pile=pile, place=place, name=name[-200:], path=path)
    _go_on(pile, at=at)
    return pile


def _go_on(pile: Pile, *, at: dt.datetime) -> None:
    step = f"{pile.pk}:{pile.pages_read if pile.pages else 'open'}"
    post(_READ, step, at=at, payload={"pile": pile.pk})


def read_on(pk: int, *, at: dt.datetime) -> None:
    """Do the next piece of reading a pile; repeatable."""
    pile = Pile.objects.filter(pk=pk, state=ReadingState.WAITING).first()
    if pile is None:
        return
    if not pile.pages:
        _open(pile, at=at)
    else:
        _read(pile, at=at)


def _open(pile: Pile, *, at: dt.datetime) -> None:
    """All that can be opened becomes one PDF; of the rest is said why it is not in it."""
    opened: list[tuple[PileFile, bytes]] = []
    for file in pile.files.all():
        try:
            found = open_file(bytes_at(file.path), file.name)
        except (FileNotFoundError, PaperError) as refusal:
            gone = isinstance(refusal, FileNotFoundError)
            said = _("ไม่มีไฟล์ให้อ่านแล้ว โปรดแนบไฟล์อีกครั้ง") if gone else str(refusal)
            pile.remarks.append(f"{file.name}: {said}")
            continue
        if found.remark:
            pile.remarks.append(f"{file.name}: {found.remark}")
        opened.append((file, found.pdf))
    if not opened:
        pile.state, pile.read_at, pile.closed_at = ReadingState.FAILED, at, at
        pile.save()
        return
    pdf, counts = gather([data for _file, data in opened])
    with transaction.atomic():
        _place_files([file for file, _data in opened], counts)
        pile.path = default_storage.save(f"{FOLDER}/{uuid.uuid4().hex}", ContentFile(pdf))
        pile.pages, pile.starts = sum(counts), _starts(pile)
        pile.save()
        _go_on(pile, at=at)


def _place_files(files: Sequence[PileFile], counts: Sequence[int]) -> None:
    first = 1
    for file, count in zip(files, counts, strict=True):
        file.first, file.pages = first, count
        file.save(update_fields=["first", "pages"])
        first += count


def _starts(pile: Pile) -> list[int]:
    """Where a file begins a letter of its own: photos one after the other are one."""
    found, after_photo = [], False
    for file in pile.files.exclude(pages=0):
        photo = mime_of(bytes_at(file.path)).startswith("image/")
        if not (photo and after_photo):
            found.append(file.first)
        after_photo = photo
    return found


def _read(pile: Pile, *, at: dt.datetime) -> None:
    """Read the next pages up to the end of a letter."""
    pdf, begun = bytes_at(pile.path), pile.pages_read
    pages: list[Page] = []
    last = begun
    while last < pile.pages:
        first, last = last + 1, min(last + _ASKED, pile.pages)
        pages += read_pages(pdf, first, last)
        letters = parted(pages, pile.starts)
        whole = letters if last == pile.pages else letters[:-1]
        if whole and (len(pages) >= AT_ONCE or last == pile.pages):
            break
    with transaction.atomic():
        hold(Pile, [pile.pk])
        if Pile.objects.get(pk=pile.pk).pages_read != begun:
            return  # another worker was faster
        keep_letters(pile, pdf, [letter[:_LONGEST] for letter in whole], ends=_ends(whole), at=at)
        pile.sizes += [list(page.paper) for letter in whole for page in letter]
        pile.pages_read = whole[-1][-1].number + 1
        if pile.pages_read < pile.pages:
            pile.save()
            _go_on(pile, at=at)
        else:
            _finish(pile, pdf, at=at)


def _ends(letters: Sequence[Sequence[Page]]) -> list[int]:
    return [letter[-1].number + 1 for letter in letters]


def _finish(pile: Pile, pdf: bytes, *, at: dt.datetime) -> None:
    if pile.secret:
        leave_secret_out(pile, pdf)
    pile.state, pile.read_at = ReadingState.DONE, at
    pile.save()
    close_if_done(pile, at=at)


@transaction.atomic
def take_secret_out(reading: int, *, at: dt.datetime) -> None:
    """
    A letter that a cut uncovered turned out to be secret: its pages leave the pile.

    Repeatable; does nothing with any other ``reading``.
    """
    found = PileLetter.objects.filter(reading=reading, reading__found__secret=True)
    pile = Pile.objects.filter(letters__in=found).first()
    if pile is None:
        return
    hold(Pile, [pile.pk])
    pile.refresh_from_db()
    letter = found.filter(letter=None).first()
    if letter is None:
        return  # entered meanwhile, by a person who had it before his eyes
    pile.secret = list(letter.pages)
    forget(letter)
    leave_secret_out(pile, bytes_at(pile.path))
    pile.save()
    close_if_done(pile, at=at)


def bytes_at(path: str) -> bytes:
    """What is kept of a pile there. Raises FileNotFoundError."""
    with default_storage.open(path) as stored:
        data: bytes = stored.read()
    return data


def close_if_done(pile: Pile, *, at: dt.datetime) -> None:
    """A pile of which no letter is left is closed."""
    if not left_of(pile).exists():
        Pile.objects.filter(pk=pile.pk, closed_at=None).update(closed_at=at)


def left_of(pile: Pile) -> QuerySet[PileLetter]:
    """The letters of ``pile`` that somebody still has to look at."""
    return pile.letters.filter(letter=None, dropped_at=None)


@transaction.atomic
def close_pile(pile: Pile, *, by: User, at: dt.datetime) -> None:
    """Put the pile away with what is left of it, which takes no number."""
    check_may_enter(by, pile.unit, at)
    hold(Pile, [pile.pk])
    if Pile.objects.get(pk=pile.pk).state == ReadingState.WAITING:
        raise WrongState(_("ระบบยังอ่านกองนี้อยู่ โปรดรอให้อ่านเสร็จก่อน"))
    left_of(pile).update(dropped_at=at)
    close_if_done(pile, at=at)


def drop_closed(*, at: dt.datetime) -> int:
    """Forget the files of piles that were closed long ago; gives how many piles."""
    old = list(Pile.objects.filter(closed_at__lte=at - KEPT_FOR).exclude(path=""))
    for pile in old:
        paths = [pile.path, *(file.path for file in pile.files.all())]
        paths += [one.reading.path for one in pile.letters.all() if one.reading is not None]
        for path in filter(None, paths):
            default_storage.delete(path)
        pile.path = ""
        pile.save(update_fields=["path"])
    return len(old)
