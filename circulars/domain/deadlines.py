"""Deadlines per hop, stored as the first late moment: what is said of them, and of days off."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q
from django.utils.translation import gettext as _

from circulars.errors import Invalid
from offices.models import Holiday
from thai.working_days import warn_due


def check_time_left(due_at: dt.datetime | None, at: dt.datetime, *, knowingly: bool) -> None:
    """
    Nobody is given a deadline that has passed, unless its sender says that he knows.

    Raises Invalid for the field ``late``.
    """
    if due_at is not None and due_at <= at and not knowingly:
        raise Invalid(
            _("กำหนดให้ผู้รับตอบผ่านไปแล้ว โปรดยืนยันว่าจะส่งทั้งที่เลยกำหนด หรือส่งร่างกลับไปแก้กำหนด"),
            field="late",
        )


def holidays_between(
    start: dt.date, end: dt.date, *, province: int | None = None
) -> dict[dt.date, str]:
    """
    The holiday table's days from ``start`` to ``end`` inclusive, with their names.

    Days off of one province count only for the offices in it.
    """
    closed = Q(province=None) | Q(province=province) if province else Q(province=None)
    rows = Holiday.objects.filter(closed, day__range=(start, end)).values_list("day", "name")
    return dict(rows)


def explain_due(day: dt.date) -> str:
    """What to say of a deadline on ``day``: a warning on a day off, else nothing."""
    around = dt.timedelta(days=30)
    return warn_due(day, holidays_between(day - around, day + around)) or ""
