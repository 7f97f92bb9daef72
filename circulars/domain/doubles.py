"""A letter that came in before, or comes in twice at this moment: warned about, never refused."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from circulars.domain.locking import take_turns
from circulars.errors import LooksAlike, WrongState
from circulars.models import Letter, OfficeCopy
from offices.models import Office, User
from offices.viewer import Viewer

#: Any fixed number of our own: what take_turns knows the entering of letters by.
_ENTERING = 4_601_530


def take_turns_at(house: Office, words: str) -> None:
    """Of two who enter one letter at ``house`` the second waits, and then sees the first."""
    take_turns(_ENTERING, f"{house.pk}:{words}")


def warn_of_double(
    letters: QuerySet[Letter], *, by: User, at: dt.datetime, once: uuid.UUID | None
) -> None:
    """
    Raise LooksAlike with the copies of ``letters`` that ``by`` may see.

    WrongState when one of them came in by the very form ``once``: it was sent twice.
    """
    copies = OfficeCopy.objects.of(Viewer.of(by, at)).for_lists().filter(letter__in=letters)
    alike = list(copies.order_by("-pk")[:5])
    if once is not None and any(one.letter and one.letter.entered_once == once for one in alike):
        raise sent_twice()
    if alike:
        raise LooksAlike(_("อาจเป็นหนังสือที่รับไว้แล้ว โปรดตรวจรายการด้านล่างก่อน"), copies=alike)


def sent_twice() -> WrongState:
    """What is said of a form that has taken its number already."""
    return WrongState(_("แบบนี้เพิ่งลงรับไปเมื่อครู่ โปรดดูเลขรับที่โต๊ะรับ"))
