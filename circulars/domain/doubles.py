"""A letter that came in before, or comes in twice at this moment: warned about, never refused."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from circulars.clashes import Clash, ClashKind
from circulars.domain.locking import take_turns
from circulars.errors import LooksAlike, WrongState
from circulars.models import Letter, OfficeCopy
from offices.models import Office
from offices.viewer import Viewer

#: Any fixed number of our own: what take_turns knows the entering of letters by.
_ENTERING = 4_601_530


def take_turns_at(house: Office, words: str) -> None:
    """Of two who enter one letter at ``house`` the second waits, and then sees the first."""
    take_turns(_ENTERING, f"{house.pk}:{words}")


def warn_of_double(
    letters: QuerySet[Letter],
    *,
    viewer: Viewer,
    once: uuid.UUID | None,
    clashes: Sequence[Clash] = (),
) -> None:
    """
    Raise LooksAlike with the copies of ``letters`` that ``viewer`` may see, and ``clashes``.

    WrongState when one of them came in by the very form ``once``: it was sent twice.
    """
    copies = OfficeCopy.objects.of(viewer).for_lists().filter(letter__in=letters)
    alike = list(copies.order_by("-pk")[:5])
    if once is not None and any(one.letter and one.letter.entered_once == once for one in alike):
        raise sent_twice()
    if alike:
        said = _("อาจเป็นหนังสือที่รับไว้แล้ว โปรดตรวจรายการด้านล่างก่อน")
        shown = {one.copy.pk for one in clashes if one.kind == ClashKind.TWIN and one.copy}
        more = [twin_of(copy) for copy in alike if copy.pk not in shown]
        raise LooksAlike(said, copies=alike, clashes=[*more, *clashes])


def twin_of(copy: OfficeCopy) -> Clash:
    """A letter held that the new one seems to be."""
    letter = copy.letter
    assert letter is not None, "found by its letter"
    dated = letter.dated_printed and f"ลงวันที่ {letter.dated_printed}"
    held = " ".join(filter(None, (letter.number_printed, dated)))
    said = _("ผู้ส่ง เลขที่ วันที่ หรือเรื่องตรงกับหนังสือที่รับไว้แล้ว")
    return Clash(ClashKind.TWIN, said, "number_printed", held=held or letter.subject, copy=copy)


def sent_twice() -> WrongState:
    """What is said of a form that has taken its number already."""
    return WrongState(_("แบบนี้เพิ่งลงรับไปเมื่อครู่ โปรดดูเลขรับที่โต๊ะรับ"))
