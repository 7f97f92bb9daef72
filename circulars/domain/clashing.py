"""Everything that does not fit in a letter, found before it takes a number."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence

from django.utils.translation import gettext as _

from circulars.clashes import Clash, ClashKind
from circulars.domain.doubtful import find_doubtful
from circulars.domain.likeness import (
    Paper,
    candidates,
    is_near,
    is_same_number,
    is_twin,
    names_it,
    paper_held,
    paper_of,
    seen_of,
)
from circulars.domain.received import ReceivedLetter
from circulars.errors import Clashing
from circulars.models import Letter
from offices.models import Office
from offices.viewer import Viewer
from thai.citation import Citation

_ORDER = {kind: place for place, kind in enumerate(ClashKind)}


def find_clashes(
    house: Office,
    letter: ReceivedLetter,
    *,
    viewer: Viewer,
    at: dt.datetime,
    digests: Sequence[str] = (),
    enclosed: int = 0,
    beside: Iterable[ReceivedLetter] = (),
) -> list[Clash]:
    """
    What does not fit in ``letter``: by itself, with what ``house`` holds, with the letters
    ``beside`` it in the same pile.

    Of letters held only those are shown that ``viewer`` may open. ``digests`` are the SHA-256
    of its files, ``enclosed`` how many of them are enclosures.
    """
    paper = paper_of(letter)
    ids, with_file = candidates(house, paper, digests=digests)
    copies = seen_of(viewer, house, ids)
    held = [paper_held(copy) for copy in copies]
    found = find_doubtful(house, letter, at=at, enclosed=enclosed)
    for other in (*held, *map(paper_of, beside)):
        has_file = other.copy is not None and other.copy.letter_id in with_file
        found += _against(paper, other, has_file=has_file)
    unseen = set(ids) - {copy.letter_id for copy in copies}
    found += _unseen(paper, unseen, with_file)
    return sorted(_once(found), key=lambda one: _ORDER[one.kind])


def _against(paper: Paper, other: Paper, *, has_file: bool) -> list[Clash]:
    """What one other letter says against ``paper``."""
    found = []
    if is_twin(paper, other):
        # In a pile two copies of one letter are no contradiction.
        found = [_twin(paper, other)] if other.copy is not None else []
    elif is_same_number(paper, other):
        found = [_date(paper, other)]
    elif is_near(paper, other):
        found = [_number(paper, other)]
        if _differ(paper.day, other.day):
            found.append(_date(paper, other))
    elif has_file:
        found = [_file(paper, other)]
    named_here = [
        clash
        for name in paper.names
        if names_it(name, other, subject=paper.subject)
        for clash in _named_by_us(name, other)
    ]
    if not found:
        found = [
            clash
            for name in other.names
            if names_it(name, paper, subject=other.subject)
            for clash in _named_there(paper, name, other)
        ]
    return [*found, *named_here, *_links(paper, other)]


def _differ(one: dt.date | None, other: dt.date | None) -> bool:
    return one is not None and other is not None and one != other


def _twin(paper: Paper, other: Paper) -> Clash:
    said = _("ผู้ส่ง เลขที่ วันที่ หรือเรื่องตรงกับหนังสือที่รับไว้แล้ว")
    return Clash(
        ClashKind.TWIN, said, "number_printed", typed=paper.words, held=other.words, copy=other.copy
    )


def _number(paper: Paper, other: Paper) -> Clash:
    said = _("เรื่องเดียวกันจากผู้ส่งเดียวกัน แต่เลขที่ไม่ตรงกับฉบับที่มีอยู่ โปรดตรวจกับต้นฉบับ")
    return Clash(
        ClashKind.NUMBER, said, "number_printed", paper.number, other.number, copy=other.copy
    )


def _date(paper: Paper, other: Paper) -> Clash:
    said = _("เป็นหนังสือเดียวกับฉบับที่มีอยู่ แต่วันที่ไม่ตรงกัน โปรดตรวจกับต้นฉบับ")
    return Clash(ClashKind.DATE, said, "dated_printed", paper.dated, other.dated, copy=other.copy)


def _file(paper: Paper, other: Paper) -> Clash:
    said = _("ไฟล์ที่แนบเป็นไฟล์เดียวกับของหนังสือที่รับไว้แล้วใต้เลขอื่น โปรดตรวจเลขที่กับต้นฉบับ")
    return Clash(ClashKind.FILE, said, "letter_file", paper.words, other.words, copy=other.copy)


def _named_by_us(name: Citation, other: Paper) -> list[Clash]:
    """The letter in hand names one that is held otherwise than it is held."""
    found = []
    if name.key != other.key:
        said = _("หนังสือนี้อ้างเลขที่ไม่ตรงกับฉบับที่มีอยู่ โปรดตรวจกับต้นฉบับ")
        found.append(
            Clash(ClashKind.CITED_NUMBER, said, "enclosures", name.number, other.number, other.copy)
        )
    if _differ(name.day, other.day):
        said = _("หนังสือนี้อ้างวันที่ไม่ตรงกับฉบับที่มีอยู่ โปรดตรวจกับต้นฉบับ")
        found.append(
            Clash(ClashKind.CITED_DATE, said, "enclosures", name.dated, other.dated, other.copy)
        )
    return found


def _named_there(paper: Paper, name: Citation, other: Paper) -> list[Clash]:
    """A letter that is held names the one in hand otherwise than it is written."""
    found = []
    if name.key != paper.key:
        said = _("หนังสือที่มีอยู่อ้างถึงหนังสือนี้ด้วยเลขที่อื่น โปรดตรวจกับต้นฉบับ")
        found.append(
            Clash(
                ClashKind.CITED_NUMBER,
                said,
                "number_printed",
                paper.number,
                name.number,
                copy=other.copy,
            )
        )
    if _differ(name.day, paper.day):
        said = _("หนังสือที่มีอยู่อ้างถึงหนังสือนี้ด้วยวันที่อื่น โปรดตรวจกับต้นฉบับ")
        found.append(
            Clash(ClashKind.CITED_DATE, said, "dated_printed", paper.dated, name.dated, other.copy)
        )
    return found


def _links(paper: Paper, other: Paper) -> list[Clash]:
    """One page under two names of a machine: one of them was misread."""
    said = _("ที่อยู่แบบสำรวจต่างจากหนังสือที่มีอยู่ โปรดตรวจกับต้นฉบับหรือคิวอาร์โค้ด")
    return [
        Clash(ClashKind.LINK, said, "body", typed=ours, held=theirs, copy=other.copy)
        for ours in paper.links
        for theirs in other.links
        if ours != theirs and ours.partition("/")[2] == theirs.partition("/")[2]
    ]


def _unseen(paper: Paper, letters: Collection[int], with_file: Collection[int]) -> list[Clash]:
    """
    The house holds the very letter, and the clerk may not open it: no more than that is said.

    Only to him who has its number and its date, or its file, in his hand.
    """
    rows = Letter.objects.filter(pk__in=letters).values_list("pk", "number_key", "dated")
    known = paper.key and paper.day
    for pk, key, day in rows if letters else ():
        if (known and (key, day) == (paper.key, paper.day)) or pk in with_file:
            said = _("หน่วยงานนี้มีหนังสือฉบับนี้แล้ว แต่ท่านไม่มีสิทธิ์เปิดดู โปรดถามนายทะเบียนก่อนออกเลข")
            return [Clash(ClashKind.HELD_UNSEEN, said, "number_printed", typed=paper.words)]
    return []


def _once(found: Iterable[Clash]) -> list[Clash]:
    """One finding is shown once, by whichever letter held it came up first."""
    kept: dict[tuple[str, str, str], Clash] = {}
    for one in found:
        about = one.held if one.kind not in (ClashKind.TWIN, ClashKind.FILE) else one.code
        kept.setdefault((one.kind, one.typed, about or one.said), one)
    return list(kept.values())


def check_accepted(clashes: Sequence[Clash], accepted: Collection[str]) -> None:
    """Raise Clashing with all of ``clashes`` while one waits that nobody has accepted."""
    if any(one.waits and {one.code, one.kind}.isdisjoint(accepted) for one in clashes):
        raise Clashing(_("มีข้อที่ไม่ตรงกันหรือน่าสงสัย โปรดดูทีละข้อก่อนออกเลข"), clashes=clashes)
