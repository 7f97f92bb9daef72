"""Months, quarters, halves and years, plain or of the fiscal year, and days inside them."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

_ONE_DAY = dt.timedelta(days=1)


class Period(StrEnum):
    """A stretch of the calendar that comes again; the week begins on Monday."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    FISCAL_QUARTER = "fiscal_quarter"
    HALF = "half"
    FISCAL_HALF = "fiscal_half"
    YEAR = "year"
    FISCAL_YEAR = "fiscal_year"


#: How many months a period has, and one month in which it begins. The quarters of both
#: years begin on the same days; they differ in their numbers.
_MONTHS = {
    Period.MONTH: (1, 1),
    Period.QUARTER: (3, 1),
    Period.FISCAL_QUARTER: (3, 10),
    Period.HALF: (6, 1),
    Period.FISCAL_HALF: (6, 10),
    Period.YEAR: (12, 1),
    Period.FISCAL_YEAR: (12, 10),
}


@dataclass(frozen=True, slots=True)
class Place:
    """
    A day inside a period.

    nth      counts from 1; -1 is the last day
    working  only working days are counted
    month    counted inside this month of a year
    """

    nth: int = -1
    working: bool = False
    month: int | None = None

    def __post_init__(self) -> None:
        if self.nth == 0 or self.nth < -1:
            raise ValueError(f"a place counts from 1, or is -1: {self.nth}")


def bounds(period: Period, day: dt.date) -> tuple[dt.date, dt.date]:
    """The first and last day of the ``period`` in which ``day`` lies."""
    if period == Period.DAY:
        return day, day
    if period == Period.WEEK:
        monday = day - dt.timedelta(days=day.weekday())
        return monday, monday + dt.timedelta(days=6)
    length, start = _MONTHS[period]
    index = day.year * 12 + day.month - 1
    begin = index - (index - (start - 1)) % length
    return _first_of(begin), _first_of(begin + length) - _ONE_DAY


def place_day(
    place: Place, first: dt.date, last: dt.date, is_day_off: Callable[[dt.date], bool]
) -> dt.date:
    """
    The day of ``place`` between ``first`` and ``last``.

    Where there are fewer days it is the last of them: day 31 of a month of 30. Where there
    is no working day at all it is ``last``.
    """
    if place.month is not None:
        first, last = _month_in(place.month, first)
    if place.working:
        return _working_day(place.nth, first, last, is_day_off)
    if place.nth == -1:
        return last
    return min(first + dt.timedelta(days=place.nth - 1), last)


def _working_day(
    nth: int, first: dt.date, last: dt.date, is_day_off: Callable[[dt.date], bool]
) -> dt.date:
    days = (first + dt.timedelta(days=step) for step in range((last - first).days + 1))
    working = [day for day in days if not is_day_off(day)]
    if not working:
        return last
    return working[-1] if nth == -1 or nth > len(working) else working[nth - 1]


def _month_in(month: int, first: dt.date) -> tuple[dt.date, dt.date]:
    """That month in the year of twelve months which begins at ``first``."""
    ahead = (month - first.month) % 12
    return bounds(Period.MONTH, _first_of(first.year * 12 + first.month - 1 + ahead))


def _first_of(index: int) -> dt.date:
    """The first day of a month, counted from the beginning of the era."""
    year, month = divmod(index, 12)
    return dt.date(year, month + 1, 1)
