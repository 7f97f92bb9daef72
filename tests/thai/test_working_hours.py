"""Working hours counted backwards, over nights, weekends and holidays."""

import datetime as dt

import pytest

from tests.factories import at
from thai.working_hours import hours_before


@pytest.mark.parametrize(
    ("now", "hours", "since"),
    [
        (("2020-10-26", "11:00"), 2, ("2020-10-26", "09:00")),
        (("2020-10-26", "09:30"), 2, ("2020-10-22", "15:30")),
        (("2020-10-26", "08:30"), 2, ("2020-10-22", "14:30")),
        (("2020-10-26", "07:00"), 2, ("2020-10-22", "14:30")),
        (("2020-10-26", "22:00"), 8, ("2020-10-26", "08:30")),
        (("2020-10-25", "12:00"), 24, ("2020-10-20", "08:30")),
        (("2020-10-27", "12:30"), 4, ("2020-10-27", "08:30")),
    ],
)
def test_nothing_passes_at_night_on_weekends_and_on_friday_the_holiday(now, hours, since):
    holidays = {dt.date(2020, 10, 23)}

    assert hours_before(at(*now), hours, holidays) == at(*since)


def test_it_counts_by_the_clock_of_bangkok():
    now = at("2020-10-26", "11:00").astimezone(dt.UTC)

    assert hours_before(now, 1, set()) == at("2020-10-26", "10:00")


def test_a_table_without_a_working_day_is_wrong():
    today = at("2020-10-26", "11:00")
    off = {today.date() - dt.timedelta(days=step) for step in range(200)}

    with pytest.raises(ValueError, match="no 2 working hours"):
        hours_before(today, 2, off)
