"""Every number of a book that is not an ordinary line, explained: for the end of a day or year."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import connection
from django.db.models import Q

from circulars.models import RegisterBook, RegisterEntry


@dataclass(frozen=True, slots=True)
class Explained:
    """
    What stands out in a book. ``missing`` are numbers without any line: there must be none.

    ``waiting`` are reserved and free still, ``lapsed`` were reserved and never used.
    """

    lines: int
    missing: list[int]
    waiting: list[RegisterEntry]
    lapsed: list[RegisterEntry]
    void: list[RegisterEntry]
    late: list[RegisterEntry]

    @property
    def is_plain(self) -> bool:
        """Nothing is to be explained."""
        return not any((self.missing, self.waiting, self.lapsed, self.void, self.late))


_MISSING = """
SELECT number FROM generate_series(%s, %s) AS number
WHERE NOT EXISTS (
    SELECT FROM circulars_registerentry entry
    WHERE entry.book_id = %s AND entry.number = number.number AND NOT entry.given_back
)
ORDER BY number LIMIT 200
"""


def explain(
    book: RegisterBook, *, first: dt.datetime | None = None, after: dt.datetime | None = None
) -> Explained:
    """
    The numbers of ``book`` that stand out, in order; between ``first`` and ``after`` if given.

    Missing numbers are looked for in the whole book, whatever the days.
    """
    lines = book.entries.in_book()
    if first is not None and after is not None:
        lines = lines.filter(entered_at__gte=first, entered_at__lt=after)
    joined = lines.select_related(
        "reservation", "letter", "copy__holder", "entered_by", "voided_by", "book__office"
    ).order_by("number")
    out = list(joined.filter(~Q(voided_at=None) | ~Q(typed_at=None) | _WAITING))
    void = [line for line in out if line.voided_at is not None]
    return Explained(
        lines=lines.count(),
        missing=missing_in(book),
        waiting=[line for line in out if line.waits],
        lapsed=[line for line in void if line.reservation_id and not line.used_at],
        void=[line for line in void if not line.reservation_id or line.used_at],
        late=[line for line in out if line.typed_at is not None and line.voided_at is None],
    )


_WAITING = Q(reservation__isnull=False, used_at=None)


def missing_in(book: RegisterBook) -> list[int]:
    """Numbers that were counted and have no line; the first two hundred of them."""
    with connection.cursor() as cursor:
        cursor.execute(_MISSING, [book.first_number, book.last_number, book.pk])
        return [number for (number,) in cursor.fetchall()]
