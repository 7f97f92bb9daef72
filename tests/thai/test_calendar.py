import datetime as dt

import pytest

from thai.calendar import BANGKOK, ERA, MONTHS, MONTHS_SHORT, WEEKDAYS, as_day, local, local_day

LATE = dt.datetime(2020, 10, 31, 17, 0, tzinfo=dt.UTC)  # midnight in Bangkok


def test_the_day_changes_at_midnight_in_bangkok():
    assert local_day(LATE - dt.timedelta(microseconds=1)) == dt.date(2020, 10, 31)
    assert local_day(LATE) == dt.date(2020, 11, 1)


def test_a_moment_is_shown_on_a_bangkok_clock():
    assert local(LATE) == dt.datetime(2020, 11, 1, tzinfo=BANGKOK)
    assert local(LATE).hour == 0


def test_a_moment_without_a_zone_is_a_bug():
    with pytest.raises(ValueError, match="a moment without a time zone"):
        local_day(dt.datetime(2020, 10, 31))


def test_a_day_stays_and_a_moment_becomes_its_day():
    assert as_day(dt.date(2020, 10, 31)) == dt.date(2020, 10, 31)
    assert as_day(LATE) == dt.date(2020, 11, 1)


def test_names_stand_where_python_counts_them():
    monday = dt.date(2020, 10, 26)

    assert (MONTHS[monday.month - 1], MONTHS_SHORT[monday.month - 1]) == ("ตุลาคม", "ต.ค.")
    assert (WEEKDAYS[monday.weekday()], WEEKDAYS[-1]) == ("จันทร์", "อาทิตย์")
    assert (len(MONTHS), len(MONTHS_SHORT), len(WEEKDAYS), ERA) == (12, 12, 7, 543)
