import datetime as dt

import pytest

from thai.calendar import BANGKOK
from thai.deadlines import (
    days_left,
    deadline_text,
    due_at_hour,
    due_at_on,
    due_at_within,
    last_day,
    left_text,
)

LAST = dt.date(2020, 10, 31)
DUE = due_at_on(LAST)
AT_HALF_PAST_FOUR = due_at_hour(LAST, dt.time(16, 30))


def at(day: int, hour: int = 9, minute: int = 0, month: int = 10) -> dt.datetime:
    return dt.datetime(2020, month, day, hour, minute, tzinfo=BANGKOK)


def test_a_deadline_is_the_first_late_moment():
    assert dt.datetime(2020, 10, 31, 17, 0, tzinfo=dt.UTC) == DUE
    assert last_day(DUE) == LAST
    assert deadline_text(DUE) == "ภายในวันที่ ๓๑ ตุลาคม ๒๕๖๓"


def test_a_deadline_read_back_from_the_database_in_utc_prints_the_same_day():
    assert deadline_text(DUE.astimezone(dt.UTC), digits="arabic") == "ภายในวันที่ 31 ตุลาคม 2563"


def test_a_deadline_with_an_hour_prints_it():
    assert deadline_text(AT_HALF_PAST_FOUR) == "ภายในวันที่ ๓๑ ตุลาคม ๒๕๖๓ เวลา ๑๖.๓๐ น."
    assert last_day(AT_HALF_PAST_FOUR) == LAST


def test_midnight_is_the_end_of_the_day_before():
    assert due_at_hour(dt.date(2020, 11, 1), dt.time(0, 0)) == DUE


def test_the_day_of_arrival_is_not_counted():
    assert due_at_within(at(26, 23, 59), 5) == DUE
    assert due_at_within(dt.datetime(2020, 10, 25, 18, 0, tzinfo=dt.UTC), 5) == DUE


@pytest.mark.parametrize("days", [0, -1])
def test_a_period_has_at_least_one_day(days):
    with pytest.raises(ValueError, match="at least one day"):
        due_at_within(at(26), days)


def test_periods_and_days_need_the_right_kind_of_value():
    with pytest.raises(ValueError, match="time zone"):
        due_at_within(dt.datetime(2020, 10, 26), 5)
    with pytest.raises(TypeError, match="due_at_hour"):
        due_at_on(at(26))
    with pytest.raises(ValueError, match="without a time zone"):
        due_at_hour(LAST, dt.time(9, tzinfo=dt.UTC))


@pytest.mark.parametrize(
    ("now", "left", "text"),
    [
        (at(29), 2, "เหลือ ๒ วัน"),
        (at(30, 23, 59), 1, "เหลือ ๑ วัน"),
        (at(31, 0, 0), 0, "ครบกำหนดวันนี้"),
        (at(31, 23, 59), 0, "ครบกำหนดวันนี้"),
        (at(1, 0, 0, month=11), -1, "เลยกำหนด ๑ วัน"),
        (at(3, 9, 0, month=11), -3, "เลยกำหนด ๓ วัน"),
    ],
)
def test_what_is_left_turns_negative_exactly_when_late(now, left, text):
    assert (days_left(DUE, now), left_text(DUE, now)) == (left, text)
    assert (days_left(DUE, now) < 0) == (now >= DUE)


@pytest.mark.parametrize(
    ("now", "left", "text"),
    [
        (at(31, 16, 29), 0, "ครบกำหนดวันนี้ เวลา 16.30 น."),
        (at(31, 16, 30), -1, "เลยกำหนดตั้งแต่เวลา 16.30 น. วันนี้"),
        (at(1, 8, 0, month=11), -1, "เลยกำหนด 1 วัน"),
    ],
)
def test_an_hour_makes_the_rest_of_its_day_late(now, left, text):
    due = AT_HALF_PAST_FOUR

    assert (days_left(due, now), left_text(due, now, digits="arabic")) == (left, text)


def test_the_last_day_survives_for_every_day_of_three_years():
    for number in range(3 * 365):
        day = dt.date(2020, 1, 1) + dt.timedelta(days=number)
        assert last_day(due_at_on(day)) == day
        assert last_day(due_at_hour(day, dt.time(16, 30))) == day
