"""Days in the middle of a text, in the writings that people type."""

import datetime as dt

import pytest

from thai.days_in_text import days_in, one_writing, without_days
from thai.text import normalize

DAY = dt.date(2026, 11, 25)


@pytest.mark.parametrize(
    "typed",
    [
        "25 พฤศจิกายน 2569",
        "๒๕ พ.ย. ๒๕๖๙",
        "25 พ.ย. 69",
        "25พย69",
        "25 พฤศจิกายน พ.ศ. 2569",
        "25 พฤศจิกายนพ.ศ.2569",
        "25/11/2569",
        "25/11/69",
        "25-11-2569",
        "25.11.2569",
        "25/11/2026",
        "2026-11-25",
    ],
)
def test_one_day_in_all_its_writings(typed):
    text = f"หนังสือลงวันที่ {typed} เรื่องน้ำ"

    assert [day for _where, day in days_in(normalize(text))] == [DAY]
    assert without_days(normalize(text))[1] == [DAY]


@pytest.mark.parametrize(
    "typed",
    [
        "31/2/2569",
        "ข้อ 1.2.34",
        "มท 0810.3/ว 3195",
        "พ.ย. 2569",
        "125/11/2569",
        "25/11/25690",
        "66/1/2-3",
    ],
)
def test_what_is_no_day_is_left_alone(typed):
    folded = normalize(typed)

    assert list(days_in(folded)) == []
    assert without_days(folded) == (folded, [])


def test_the_days_are_taken_out_of_the_words():
    rest, days = without_days("ตั้งแต่ 5 ธ.ค. 2563 ถึง 6/12/63 ที่เซกา")

    assert rest.split() == ["ตั้งแต่", "ถึง", "ที่เซกา"]
    assert sorted(days) == [dt.date(2020, 12, 5), dt.date(2020, 12, 6)]


def test_the_one_writing_has_no_needless_noughts():
    assert one_writing(dt.date(2020, 1, 5)) == "5/1/2563"
