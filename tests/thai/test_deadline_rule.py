"""Which moment a rule means for one receiver, and when its rounds are due."""

import datetime as dt

import pytest

from thai.calendar import BANGKOK
from thai.deadline_rule import (
    AtOnce,
    Every,
    InPeriod,
    OnDay,
    Rule,
    Since,
    Unit,
    Where,
    Within,
    is_per_receiver,
    resolve,
    rounds,
)
from thai.deadlines import last_day
from thai.periods import Period, Place

LETTER = dt.date(2026, 10, 15)
#: Thursday; its Friday is a day off.
RECEIVED = dt.date(2026, 10, 22)
HOLIDAYS = {dt.date(2026, 10, 13), dt.date(2026, 10, 23)}


def day_off(day: dt.date) -> bool:
    return day.weekday() > 4 or day in HOLIDAYS


def due(rule: Rule, received: dt.date = RECEIVED) -> dt.datetime | None:
    return resolve(rule, letter_dated=LETTER, received_on=received, is_day_off=day_off)


@pytest.mark.parametrize(
    ("rule", "day"),
    [
        (OnDay(dt.date(2026, 10, 31)), "2026-10-31"),
        (Within(7, Unit.DAYS), "2026-10-29"),
        (Within(1, Unit.WORKING_DAYS), "2026-10-26"),
        (Within(7, Unit.WORKING_DAYS), "2026-11-03"),
        (Within(2, Unit.WEEKS), "2026-11-05"),
        (Within(1, Unit.MONTHS), "2026-11-22"),
        (Within(1, Unit.YEARS), "2027-10-22"),
        (Within(15, Unit.DAYS, Since.LETTER), "2026-10-30"),
        (Within(4, Unit.MONTHS, Since.DAY, dt.date(2026, 10, 31)), "2027-02-28"),
        (InPeriod(Period.MONTH, Place()), "2026-10-31"),
        (InPeriod(Period.MONTH, Place(5), next=True), "2026-11-05"),
        (InPeriod(Period.MONTH, Place(working=True), begins=dt.date(2027, 1, 1)), "2027-01-29"),
        (InPeriod(Period.FISCAL_YEAR, Place()), "2027-09-30"),
        (Every(Period.MONTH, Place(5)), "2026-11-05"),
        (Every(Period.MONTH, Place(20)), "2026-10-20"),
        (Every(Period.MONTH, Place(5), first=dt.date(2027, 2, 6)), "2027-03-05"),
    ],
)
def test_a_rule_ends_with_a_day(rule, day):
    found = due(rule)

    assert found is not None
    assert last_day(found) == dt.date.fromisoformat(day)


def test_a_whole_day_ends_at_midnight_and_an_hour_where_it_is_said():
    assert due(OnDay(LETTER)) == dt.datetime(2026, 10, 16, tzinfo=BANGKOK)
    assert due(OnDay(LETTER, dt.time(12))) == dt.datetime(2026, 10, 15, 12, tzinfo=BANGKOK)
    assert due(AtOnce()) is None


def test_hours_run_from_the_moment_of_the_receipt():
    rule = Within(24, Unit.HOURS)
    moment = dt.datetime(2026, 10, 22, 9, 30, tzinfo=BANGKOK)

    assert due(rule, moment) == dt.datetime(2026, 10, 23, 9, 30, tzinfo=BANGKOK)
    assert due(rule) == dt.datetime(2026, 10, 24, tzinfo=BANGKOK)


def test_rounds_whose_end_comes_before_the_letter_are_no_rule():
    with pytest.raises(ValueError, match="the rounds end before the letter's date"):
        due(Every(Period.MONTH, Place(5), until=dt.date(2026, 10, 31)))


def days(rule: Every, start: str, until: str) -> list[str]:
    found = rounds(rule, dt.date.fromisoformat(start), dt.date.fromisoformat(until), day_off)
    return [last_day(one.due_at).isoformat() for one in found]


@pytest.mark.parametrize(
    ("rule", "due_on"),
    [
        (
            Every(Period.MONTH, Place(31)),
            ["2026-10-31", "2026-11-30", "2026-12-31", "2027-01-31", "2027-02-28"],
        ),
        (
            Every(Period.MONTH, Place(5), until=dt.date(2026, 12, 5)),
            ["2026-11-05", "2026-12-05"],
        ),
        (Every(Period.FISCAL_QUARTER, Place()), ["2026-12-31"]),
        (Every(Period.QUARTER, Place(10), Where.NEXT), ["2027-01-10"]),
        (Every(Period.FISCAL_QUARTER, Place(45), Where.AFTER), ["2026-11-14", "2027-02-14"]),
        (Every(Period.YEAR, Place(29, month=2)), ["2027-02-28"]),
        (Every(Period.FISCAL_YEAR, Place(30), Where.AFTER), ["2026-10-30"]),
    ],
)
def test_rounds_are_due_between_two_days(rule, due_on):
    assert days(rule, "2026-10-15", "2027-02-28") == due_on


def test_rounds_of_weeks_and_working_days():
    assert days(Every(Period.WEEK, Place(5)), "2026-10-15", "2026-10-31") == [
        "2026-10-16",
        "2026-10-23",
        "2026-10-30",
    ]
    assert days(Every(Period.DAY, Place(working=True)), "2026-10-22", "2026-10-27") == [
        "2026-10-22",
        "2026-10-26",
        "2026-10-27",
    ]


def test_a_round_says_what_it_is_about():
    rule = Every(Period.MONTH, Place(3, working=True), Where.NEXT)
    found = list(rounds(rule, LETTER, dt.date(2026, 11, 30), day_off))

    assert [(one.starts, one.ends, last_day(one.due_at)) for one in found] == [
        (dt.date(2026, 10, 1), dt.date(2026, 10, 31), dt.date(2026, 11, 4))
    ]


def test_only_a_count_from_the_receipt_differs_by_receiver():
    assert is_per_receiver(Within(7, Unit.DAYS))
    assert not is_per_receiver(Within(7, Unit.DAYS, Since.LETTER))
    assert not is_per_receiver(AtOnce())


def test_a_count_has_a_start_and_a_length():
    with pytest.raises(ValueError, match="a day is given exactly when it is counted from one"):
        Within(7, Unit.DAYS, Since.DAY)
    with pytest.raises(ValueError, match="a count from 1 to 3660, not 0"):
        Within(0, Unit.DAYS)
