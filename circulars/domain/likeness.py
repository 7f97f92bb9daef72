"""Letters of a house that a new one may be, or may be one of a chain with."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from circulars.domain.received import ReceivedLetter, number_key
from circulars.models import Letter, OfficeCopy
from offices.models import Office
from offices.viewer import Viewer
from thai.citation import Citation, read_citation
from thai.dates import format_date
from thai.nearness import bare, one_off, same_subject, slips
from thai.printed_date import parse_date
from thai.text import normalize

#: Letters of one chain, and a letter with its bad copy, lie no further apart.
NEAR = dt.timedelta(days=31)
#: A number repeats in another year; within so many days it does not.
YEAR = dt.timedelta(days=300)
#: Of those that look like it only the newest are compared.
MOST = 40
_LINK = re.compile(
    r"(?:https?://)?(?P<host>[\w-]+(?:\.[\w-]+)+)/(?P<path>[\w\-./?=&%#]{3,})", re.ASCII
)


@dataclass(frozen=True, slots=True)
class Paper:
    """
    A letter as far as letters are compared: one that is typed, or one that is held.

    ``names`` are the letters that it refers to or encloses, ``links`` the addresses on the
    network in it. ``copy`` is where it lies in the house, None of one that is not held yet.
    """

    number: str
    key: str
    dated: str
    day: dt.date | None
    issuer: str
    subject: str
    names: tuple[Citation, ...] = ()
    links: tuple[str, ...] = ()
    copy: OfficeCopy | None = None

    @property
    def words(self) -> str:
        """Number and date in one line."""
        return " ลงวันที่ ".join(filter(None, (self.number, self.dated)))


def paper_of(letter: ReceivedLetter) -> Paper:
    """What was typed or read of a letter."""
    return Paper(
        number=letter.number_printed.strip(),
        key=number_key(letter.number_printed)[0],
        dated=letter.dated_printed.strip(),
        day=parse_date(letter.dated_printed).day if letter.dated_printed.strip() else None,
        issuer=letter.issuer_name.strip(),
        subject=letter.subject,
        names=_names(letter.references, letter.enclosures),
        links=links_in(letter.body, *(one["text"] for one in letter.enclosures)),
    )


def paper_held(copy: OfficeCopy) -> Paper:
    """A letter that lies in the house."""
    letter = copy.letter
    assert letter is not None, "found by its letter"
    dated = letter.dated_printed
    if not dated and letter.dated:
        dated = format_date(letter.dated)
    return Paper(
        number=letter.number_printed,
        key=letter.number_key,
        dated=dated,
        day=letter.dated,
        issuer=letter.issuer_name,
        subject=letter.subject,
        names=_names(letter.references, letter.enclosures),
        links=links_in(letter.body, *(str(one.get("text", "")) for one in letter.enclosures)),
        copy=copy,
    )


def _names(references: Iterable[str], enclosures: Iterable[dict[str, Any]]) -> tuple[Citation, ...]:
    lines = [*map(str, references), *(str(one.get("text", "")) for one in enclosures)]
    return tuple(found for line in lines if (found := read_citation(line)))


def links_in(*texts: str) -> tuple[str, ...]:
    """The addresses on the network that stand in ``texts``: host and path."""
    found = (match for text in texts for match in _LINK.finditer(text))
    return tuple(dict.fromkeys(f"{one['host'].lower()}/{one['path'].rstrip('.')}" for one in found))


def candidates(
    house: Office, paper: Paper, *, digests: Sequence[str] = ()
) -> tuple[list[int], set[int]]:
    """
    Ids of letters of ``house`` worth comparing, and of those that have one of the files.

    By number, a slip of it, a number that it names, its subject; not by a walk through all.
    """
    ours = Letter.objects.filter(copies__office=house).order_by("-pk")
    keys = {paper.key, *slips(paper.key), *(one.key for one in paper.names)} - {""}
    wanted = set(ours.filter(number_key__in=keys).values_list("pk", flat=True)[:MOST])
    folded = normalize(paper.subject)[:500]
    if folded:
        by_subject = ours.filter(circular__subject_folded=folded)
        wanted |= set(by_subject.values_list("pk", flat=True)[:MOST])
    same_file: set[int] = set()
    if digests:
        with_file = ours.filter(files__sha256__in=digests)
        same_file = set(with_file.values_list("pk", flat=True)[:MOST])
    return sorted(wanted | same_file, reverse=True), same_file


def seen_of(viewer: Viewer, house: Office, letters: Sequence[int]) -> list[OfficeCopy]:
    """The copies of these letters in ``house`` that ``viewer`` may open, newest first."""
    if not letters:
        return []
    copies = OfficeCopy.objects.of(viewer).filter(office=house, letter__in=letters)
    return list(copies.for_lists().order_by("-pk"))


def is_same_number(one: Paper, other: Paper) -> bool:
    """One number in one year."""
    if not one.key or one.key != other.key:
        return False
    return one.day is None or other.day is None or abs(one.day - other.day) < YEAR


def is_twin(one: Paper, other: Paper) -> bool:
    """The same number and no other date."""
    unknown = one.day is None or other.day is None
    return is_same_number(one, other) and (unknown or one.day == other.day)


def is_near(one: Paper, other: Paper) -> bool:
    """Most likely the same letter, its number written otherwise."""
    if not one.key or not other.key or one.key == other.key or not _close(one.day, other.day):
        return False
    if not same_subject(one.subject, other.subject):
        return False
    same_issuer = bare(one.issuer) == bare(other.issuer)
    return _nearly(one.key, other.key, same_issuer, one_day=one.day == other.day)


def names_it(name: Citation, paper: Paper, *, subject: str) -> bool:
    """
    Whether ``name``, in a letter about ``subject``, means ``paper``, however it is written.

    A letter that is passed on keeps its subject from hop to hop.
    """
    if name.key == paper.key:
        return name.day is None or paper.day is None or abs(name.day - paper.day) < YEAR
    if not _close(name.day, paper.day) or not name.issuer or not paper.key:
        return False
    if bare(name.issuer) != bare(paper.issuer):
        return False
    chain = same_subject(subject, paper.subject)
    return _nearly(name.key, paper.key, chain, one_day=chain)


def _close(one: dt.date | None, other: dt.date | None) -> bool:
    return one is None or other is None or abs(one - other) <= NEAR


def _nearly(key: str, other: str, same_issuer: bool, *, one_day: bool) -> bool:
    """
    A slip in the code of the office, whatever the running number; or, on ``one_day``, a slip
    in the running number. Otherwise two letters of one office differ by just such a digit.
    """
    letters, office, series, number = _parts(key)
    letters_there, office_there, series_there, number_there = _parts(other)
    if series != series_there or letters != letters_there:
        return False
    if one_off(office, office_there):
        return same_issuer or number == number_there
    return office == office_there and one_day and one_off(number, number_there)


def _parts(key: str) -> tuple[str, str, str, str]:
    letters, office, series, number = (*key.split("|"), "", "", "", "")[:4]
    return letters, office, series, number
