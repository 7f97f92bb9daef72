import datetime as dt

import pytest

from thai.working_days import (
    is_working_day,
    last_working_day_before,
    next_working_day_after,
    official_holidays,
    warn_due,
    working_days_between,
)

NAVAMIN = dt.date(2020, 10, 13)
PIYA = dt.date(2020, 10, 23)
OCTOBER = {NAVAMIN: "วันนวมินทรมหาราช", PIYA: "วันปิยมหาราช"}


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        (dt.date(2020, 9, 30), dt.date(2020, 10, 15), 10),
        (dt.date(2020, 10, 15), dt.date(2020, 10, 22), 5),
        (dt.date(2020, 10, 22), dt.date(2020, 10, 26), 1),
        (dt.date(2020, 10, 26), dt.date(2020, 10, 31), 4),
    ],
    ids=["ministry to department", "to province", "to its group", "what was left"],
)
def test_the_hops_of_the_real_circular(start, end, days):
    assert working_days_between(start, end, OCTOBER) == days
    assert working_days_between(end, start, OCTOBER) == -days


def test_counting_agrees_with_looking_at_every_day():
    first = dt.date(2020, 9, 1)
    for length in range(120):
        for shift in range(7):
            start = first + dt.timedelta(days=shift)
            end = start + dt.timedelta(days=length)
            days = (start + dt.timedelta(days=n) for n in range(1, length + 1))
            looked_at = sum(is_working_day(day, OCTOBER) for day in days)
            assert working_days_between(start, end, OCTOBER) == looked_at


def test_a_due_saturday_is_explained():
    assert warn_due(dt.date(2020, 10, 31), OCTOBER) == (
        "วันที่ ๓๑ ตุลาคม ๒๕๖๓ เป็นวันหยุด (วันเสาร์) วันทำการสุดท้ายก่อนหน้านั้นคือวันศุกร์ที่ ๓๐ ตุลาคม ๒๕๖๓"
    )


def test_a_due_holiday_is_named():
    assert warn_due(PIYA, OCTOBER, digits="arabic") == (
        "วันที่ 23 ตุลาคม 2563 เป็นวันหยุด (วันปิยมหาราช) วันทำการสุดท้ายก่อนหน้านั้นคือวันพฤหัสบดีที่ 22 ตุลาคม 2563"
    )


def test_a_due_working_day_needs_no_warning():
    assert warn_due(dt.date(2020, 10, 30), OCTOBER) is None


def test_a_table_without_any_working_day_is_refused():
    everything = {dt.date(2020, 1, 1) + dt.timedelta(days=n) for n in range(366)}

    with pytest.raises(ValueError, match="no working day"):
        last_working_day_before(dt.date(2020, 10, 31), everything)


def test_offices_rest_on_their_own_days_in_2563():
    days = official_holidays(2020)

    assert days[dt.date(2020, 5, 11)] == "วันพืชมงคล"
    assert days[PIYA] == "วันปิยมหาราช"
    assert NAVAMIN in days
    assert dt.date(2020, 1, 11) not in days
    assert dt.date(2020, 5, 1) not in days


def test_the_substitute_of_labour_day_is_no_day_off_for_offices():
    assert dt.date(2022, 5, 2) not in official_holidays(2022)


def test_the_real_hops_agree_with_the_seeded_table():
    days = official_holidays(2020)

    assert working_days_between(dt.date(2020, 9, 30), dt.date(2020, 10, 15), days) == 10
    assert working_days_between(dt.date(2020, 10, 26), dt.date(2020, 10, 31), days) == 4


def test_a_buddhist_year_is_refused():
    with pytest.raises(ValueError, match="2020"):
        official_holidays(2563)


def test_the_cabinet_gave_the_friday_before_in_2564():
    days = official_holidays(2021)

    assert days[dt.date(2021, 10, 22)] == "ชดเชยวันปิยมหาราช"
    assert dt.date(2021, 10, 25) not in days
    assert list(days) == sorted(days)


def test_the_next_working_day_lies_behind_weekend_and_holidays():
    assert next_working_day_after(dt.date(2020, 10, 22), OCTOBER) == dt.date(2020, 10, 26)
    assert next_working_day_after(dt.date(2020, 10, 12), OCTOBER) == dt.date(2020, 10, 14)
    with pytest.raises(ValueError, match="no working day in the 60 days after"):
        next_working_day_after(PIYA, [PIYA + dt.timedelta(days=n) for n in range(90)])
