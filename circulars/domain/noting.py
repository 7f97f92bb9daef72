"""What became of a letter of ours after it was sent stands beside its number in the book."""

from __future__ import annotations

import datetime as dt

from circulars.domain.locking import hold
from circulars.models import Letter, RegisterEntry
from thai.dates import format_date, local_day

_LENGTH = 300
_BETWEEN = " · "


def note_in_book(letter: Letter, words: str, *, at: dt.datetime) -> None:
    """
    Write ``words`` and the day behind the remark of the line of ``letter`` in the outgoing book.

    What no longer fits is said by the event of the act alone.
    """
    lines = RegisterEntry.objects.filter(letter=letter, copy=None, voided_at=None)
    hold(RegisterEntry, lines.values_list("pk", flat=True))
    day = format_date(local_day(at), digits="arabic", style="short")
    for entry in lines:
        told = _BETWEEN.join(filter(None, (entry.note, f"{words} ({day})")))
        if len(told) <= _LENGTH:
            entry.note = told
            entry.save(update_fields=["note"])
