"""Writing the access log, and cutting it by month."""

from __future__ import annotations

import datetime as dt

from django.db import connection
from django.utils import timezone

from circulars.models import AccessKind, AccessLine
from offices.models import User


def note_access(
    kind: AccessKind,
    *,
    at: dt.datetime,
    by: User | None,
    name: str = "",
    house: int | None = None,
    copy: int | None = None,
    what: str = "",
    address: str | None = None,
) -> None:
    """One line, by itself: what it tells of has happened, whatever becomes of the page."""
    AccessLine.objects.create(
        kind=kind,
        at=at,
        user=by,
        name=(name or (by.username if by else ""))[:150],
        house_id=house,
        copy_id=copy,
        what=what[:200],
        address=address,
    )


def make_months(*, at: dt.datetime, ahead: int = 2) -> list[str]:
    """Parts of the table for this month and ``ahead`` more, where there are none. Repeatable."""
    first = timezone.localdate(at).replace(day=1)
    names = []
    with connection.cursor() as cursor:
        for _month in range(ahead + 1):
            cursor.execute("SELECT access_month(%s)", [first])
            names.append(cursor.fetchone()[0])
            first = (first + dt.timedelta(days=32)).replace(day=1)
    return names


def drop_months(*, before: dt.date, dry: bool = False) -> list[str]:
    """Take parts away that lie wholly before a day; their names. ``dry``: only name them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT access_drop(%s, %s)", [before, dry])
        return [row[0] for row in cursor.fetchall()]
