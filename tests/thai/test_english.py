import datetime as dt

import pytest

from thai.calendar import BANGKOK
from thai.deadlines import due_at_hour, due_at_on
from thai.english import deadline_text, format_date, format_moment, left_text

LAST_DAY = dt.date(2020, 10, 31)
WHOLE_DAY = due_at_on(LAST_DAY)
AT_HALF_PAST_FOUR = due_at_hour(LAST_DAY, dt.time(16, 30))


def at(day: int, hour: int = 9, minute: int = 0, *, month: int = 10) -> dt.datetime:
    return dt.datetime(2020, month, day, hour, minute, tzinfo=BANGKOK)


def test_years_are_those_of_the_buddhist_era():
    assert format_date(dt.date(2020, 1, 5)) == "5 Jan 2563 BE"
    assert format_date(dt.date(2020, 12, 31)) == "31 Dec 2563 BE"


def test_a_moment_is_that_of_bangkok():
    assert format_moment(dt.datetime(2020, 9, 30, 17, 5, tzinfo=dt.UTC)) == "1 Oct 2563 BE, 00:05"


def test_a_deadline_names_its_last_day_and_its_hour_if_it_has_one():
    assert deadline_text(WHOLE_DAY) == "by 31 Oct 2563 BE"
    assert deadline_text(AT_HALF_PAST_FOUR) == "by 31 Oct 2563 BE, 16:30"


@pytest.mark.parametrize(
    ("due_at", "now", "words"),
    [
        (WHOLE_DAY, at(29), "2 days left"),
        (WHOLE_DAY, at(30), "1 day left"),
        (WHOLE_DAY, at(31), "due today"),
        (AT_HALF_PAST_FOUR, at(31), "due today, 16:30"),
        (AT_HALF_PAST_FOUR, at(31, 16, 30), "overdue since 16:30 today"),
        (WHOLE_DAY, at(1, month=11), "1 day overdue"),
        (WHOLE_DAY, at(3, month=11), "3 days overdue"),
    ],
)
def test_what_is_left_is_said_in_whole_days(due_at, now, words):
    assert left_text(due_at, now) == words
