"""
Deadlines of sixteen years (2555–2570) against a table that is made another way.

The table walks the weeks of every month and keeps each working day with its number; a count
of working days is then a difference of two numbers, and never a loop over days.
"""

import calendar
import datetime as dt
from bisect import bisect_left, bisect_right
from functools import lru_cache

import pytest

from thai.deadline_rule import Every, Since, Unit, Where, Within, resolve, rounds
from thai.deadlines import last_day
from thai.periods import Period, Place
from thai.working_days import official_holidays, working_days_between

YEARS = range(2555 - 543, 2570 - 543 + 1)
SPREAD = 37


@lru_cache
def holidays() -> frozenset[dt.date]:
    return frozenset(day for year in (*YEARS, 2028, 2029) for day in official_holidays(year))


@lru_cache
def table() -> list[dt.date]:
    """Every working day in order; its place in the list is its number."""
    weeks = (
        week
        for year in (*YEARS, 2028, 2029)
        for month in range(1, 13)
        for week in calendar.Calendar(firstweekday=6).monthdatescalendar(year, month)
    )
    found = {day for week in weeks for day in week[1:6]}
    return sorted(found - holidays())


def days(year: int) -> list[dt.date]:
    first = dt.date(year, 1, 1).toordinal()
    return [dt.date.fromordinal(first + step) for step in range(365 + calendar.isleap(year))]


def resolved(rule: Within, day: dt.date) -> dt.date:
    due = resolve(rule, letter_dated=day, received_on=day, is_day_off=day_off)
    assert due is not None
    return last_day(due)


def day_off(day: dt.date) -> bool:
    return calendar.weekday(day.year, day.month, day.day) > 4 or day in holidays()


@pytest.mark.parametrize("year", YEARS)
def test_working_days_are_those_of_the_table(year):
    numbers = table()

    found = [resolved(Within(n, Unit.WORKING_DAYS), day) for n in (1, 5, 15) for day in days(year)]

    expected = [
        numbers[bisect_right(numbers, day) + n - 1] for n in (1, 5, 15) for day in days(year)
    ]
    assert found == expected


@pytest.mark.parametrize("year", YEARS)
def test_the_days_between_are_the_difference_of_two_numbers(year):
    numbers = table()
    later = [(day, dt.date.fromordinal(day.toordinal() + SPREAD)) for day in days(year)]

    found = [working_days_between(start, end, holidays()) for start, end in later]

    assert found == [
        bisect_right(numbers, end) - bisect_right(numbers, start) for start, end in later
    ]


@pytest.mark.parametrize("year", YEARS)
def test_plain_days_weeks_and_months_are_those_of_the_calendar(year):
    found = [
        (
            resolved(Within(30, Unit.DAYS), day).toordinal() - day.toordinal(),
            resolved(Within(2, Unit.WEEKS), day).toordinal() - day.toordinal(),
            resolved(Within(1, Unit.MONTHS, Since.LETTER), day),
        )
        for day in days(year)
    ]

    assert found == [(30, 14, month_later(day)) for day in days(year)]


def month_later(day: dt.date) -> dt.date:
    """The same number in the next month, or the nearest one before it that exists."""
    year, month = (day.year + 1, 1) if day.month == 12 else (day.year, day.month + 1)
    numbers = [number for number in calendar.Calendar().itermonthdays(year, month) if number]
    return dt.date(year, month, numbers[min(day.day, len(numbers)) - 1])


@pytest.mark.parametrize("nth", [1, 3, 5])
def test_rounds_of_working_days_are_those_of_the_table(nth):
    numbers, first, last = table(), dt.date(YEARS[0], 1, 1), dt.date(YEARS[-1], 12, 31)
    rule = Every(Period.MONTH, Place(nth, working=True))

    found = [last_day(one.due_at) for one in rounds(rule, first, last, day_off)]

    assert found == [
        numbers[bisect_left(numbers, dt.date(year, month, 1)) + nth - 1]
        for year in YEARS
        for month in range(1, 13)
    ]


def test_quarters_end_four_times_a_year():
    rule = Every(Period.FISCAL_QUARTER, Place(15), Where.AFTER)

    found = [
        last_day(one.due_at).strftime("%m-%d")
        for one in rounds(rule, dt.date(2012, 1, 1), dt.date(2027, 12, 31), day_off)
    ]

    assert found == ["01-15", "04-15", "07-15", "10-15"] * len(YEARS)
