"""
Days off as every page explains them: the table of holidays, read once for many pages.

It is kept in the cache and dropped when somebody changes it, so that a list asks nothing
per row and, as a rule, nothing at all.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

from django.core.cache import cache
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from circulars.domain.deadlines import holidays_between
from thai.deadlines import last_day

KEY = "days-off"
_KEPT_SECONDS = 300
#: Deadlines of pages lie in these years.
_AROUND = dt.timedelta(days=800)

_table: ContextVar[dict[str, Mapping[dt.date, str]] | None] = ContextVar("days_off", default=None)


@contextmanager
def once() -> Iterator[None]:
    """Read the table at most once inside the block, which is one request."""
    token = _table.set({})
    try:
        yield
    finally:
        _table.reset(token)


def forget() -> None:
    """Somebody changed the table: the next page reads it anew."""
    cache.delete(KEY)


def why_off(due_at: dt.datetime) -> str:
    """Why the last day of a deadline is a day off: เสาร์, or the holiday; else nothing."""
    day = last_day(due_at)
    holiday = _holidays().get(day)
    if holiday:
        return _("วันหยุด: %(name)s") % {"name": holiday}
    return str(WEEKDAYS[day.weekday()]) if day.weekday() > 4 else ""


def _holidays() -> Mapping[dt.date, str]:
    kept = _table.get()
    if kept is None:
        return _read()
    if KEY not in kept:
        kept[KEY] = _read()
    return kept[KEY]


def _read() -> Mapping[dt.date, str]:
    table: Mapping[dt.date, str] | None = cache.get(KEY)
    if table is None:
        today = timezone.localdate()
        table = holidays_between(today - _AROUND, today + _AROUND)
        cache.set(KEY, table, _KEPT_SECONDS)
    return table
