"""Periods of the calendar, and places in them."""

import datetime as dt

import pytest

from thai.periods import Period, Place, bounds, place_day

DAY = dt.date(2026, 10, 15)


def weekend(day: dt.date) -> bool:
    return day.weekday() > 4


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        (Period.DAY, "2026-10-15", "2026-10-15"),
        (Period.WEEK, "2026-10-12", "2026-10-18"),
        (Period.MONTH, "2026-10-01", "2026-10-31"),
        (Period.QUARTER, "2026-10-01", "2026-12-31"),
        (Period.FISCAL_QUARTER, "2026-10-01", "2026-12-31"),
        (Period.HALF, "2026-07-01", "2026-12-31"),
        (Period.FISCAL_HALF, "2026-10-01", "2027-03-31"),
        (Period.YEAR, "2026-01-01", "2026-12-31"),
        (Period.FISCAL_YEAR, "2026-10-01", "2027-09-30"),
    ],
)
def test_every_day_lies_in_one_period_of_each_kind(period, first, last):
    assert bounds(period, DAY) == (dt.date.fromisoformat(first), dt.date.fromisoformat(last))


@pytest.mark.parametrize(
    ("place", "day"),
    [
        (Place(), "2026-10-31"),
        (Place(5), "2026-10-05"),
        (Place(31), "2026-10-31"),
        (Place(40), "2026-10-31"),
        (Place(working=True), "2026-10-30"),
        (Place(1, working=True), "2026-10-01"),
        (Place(3, working=True), "2026-10-05"),
        (Place(30, working=True), "2026-10-30"),
    ],
)
def test_a_place_is_a_day_of_the_month(place, day):
    found = place_day(place, *bounds(Period.MONTH, DAY), weekend)

    assert found == dt.date.fromisoformat(day)


def test_a_month_of_the_fiscal_year_may_lie_in_the_next():
    year = bounds(Period.FISCAL_YEAR, DAY)

    assert place_day(Place(10, month=1), *year, weekend) == dt.date(2027, 1, 10)
    assert place_day(Place(29, month=2), *year, weekend) == dt.date(2027, 2, 28)


def test_where_nobody_works_it_is_the_last_day():
    assert place_day(Place(2, working=True), DAY, DAY, lambda _day: True) == DAY


@pytest.mark.parametrize("nth", [0, -2])
def test_a_place_counts_from_one(nth):
    with pytest.raises(ValueError, match="a place counts from 1, or is -1"):
        Place(nth)
