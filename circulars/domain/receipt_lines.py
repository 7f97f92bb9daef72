"""A line of the received book for one letter in one unit."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _

from circulars.domain.late_entry import Late, find_number
from circulars.errors import WrongState
from circulars.models import BookKind, Letter, OfficeCopy, RegisterEntry, Secrecy
from offices.models import Office, User


def line_in(copy: OfficeCopy, unit: Office) -> RegisterEntry | None:
    """The number that ``unit`` gave the letter already, by whatever way it came to it."""
    return copy.entries.filter(book__office=unit, voided_at=None).first()


def enter_line(
    copy: OfficeCopy,
    unit: Office,
    *,
    by: User,
    at: dt.datetime,
    late: Late | None = None,
    hand_number: int | None = None,
    **written: Any,
) -> RegisterEntry:
    """
    The next number in the received book of ``unit``, which has a locked ``copy``; ``written`` by
    whoever enters it: action, note, second_number, time_known. ``late``: see ``register``.
    """
    letter = copy.letter
    if letter is None:
        raise WrongState(_("เรื่องนี้เริ่มที่หน่วยงานนี้เอง จึงไม่มีหนังสือให้ลงรับ"))
    written["note"] = written["note"] or letter.date_problem[:300]
    entry = RegisterEntry(
        copy=copy,
        letter=letter,
        entered_at=at,
        entered_by=by,
        **written,
        **columns_of(letter, copy),
    )
    # Last of all, so that the book is locked for as short a time as can be.
    secret = letter.secrecy != Secrecy.NORMAL
    kind = BookKind.SECRET_IN if secret else BookKind.RECEIVED
    find_number(entry, unit, kind, at=at, late=late, number=hand_number)
    entry.save()
    return entry


def columns_of(letter: Letter, copy: OfficeCopy) -> dict[str, Any]:
    """What a line of the received book says of the letter itself (แบบที่ 13)."""
    return {
        "number_printed": letter.number_printed,
        "dated": letter.dated,
        "dated_printed": letter.dated_printed,
        "from_text": letter.issuer_name,
        "to_text": letter.addressee or copy.office.head_title or copy.office.name,
        "subject": letter.subject,
    }
