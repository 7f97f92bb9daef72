"""A date as people write it: read, or a sentence that says what is wrong with it."""

import datetime as dt

import pytest

from thai.printed_date import PrintedDate, date_problem, month_of, not_yet, parse_date, year_of

DAY = dt.date(2020, 10, 28)
EXAMPLE = "โปรดเขียนเช่น 28 ตุลาคม 2563 หรือ 28/10/2563"
CHECK = "โปรดตรวจกับต้นฉบับ แล้วเขียนเช่น 28 ตุลาคม 2563"


@pytest.mark.parametrize(
    "written",
    [
        "28 ตุลาคม 2563",
        "๒๘ ตุลาคม ๒๕๖๓",
        "๒๘ ต.ค. ๖๓",
        "28 ตค 2563",
        "28/10/2563",
        "28-10-63",
        "28.10.2020",
        "2020-10-28",
        "ลงวันที่ 28 ตุลาคม 2563",
        "วันพุธที่ ๒๘ ตุลาคม ๒๕๖๓",
        "ภายในวันที่ 28 เดือนตุลาคม พ.ศ. 2563",
        "28 October 2020",
        "28 Oct 2020 CE",
        "28 ตุลาคม ค.ศ. 2020",
        "28 ตุลาคม 2563 พ.ศ.",
        "28 ต.ค. '63",
        "28 ต.ค. 2563 เวลา 15.47 น.",
        "October 28, 2020",
        "๒๘ เดือนตุลาคม พุทธศักราช ๒๕๖๓",
        "ให้ไว้ ณ วันที่ ๒๘ ตุลาคม พ.ศ. ๒๕๖๓",
        "ประกาศ ณ วันที่ ๒๘ ตุลาคม ๒๕๖๓",
        "สั่ง ณ วันที่ ๒๘ ตุลาคม ๒๕๖๓",
        "281063",
        "28102563",
    ],
)
def test_one_day_in_many_writings(written):
    assert parse_date(f"  {written} ") == PrintedDate(written, DAY, None)


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("", f"ยังไม่ได้ระบุวันที่ {EXAMPLE}"),
        ("ลงวันที่", f"ยังไม่ได้ระบุวันที่ {EXAMPLE}"),
        ("เมื่อวาน", f"อ่าน “เมื่อวาน” เป็นวันที่ไม่ได้ {EXAMPLE}"),
        ("28 ตุลาคม", "วันที่ “28 ตุลาคม” ไม่มีปี โปรดเติมปี พ.ศ. เช่น 28 ตุลาคม 2563"),
        ("28/13/2563", f"ไม่มีเดือน “13” {CHECK} หรือ 28/10/2563"),
        ("28 ตุลา 2563", f"ไม่มีเดือน “ตุลา” {CHECK} หรือ 28/10/2563"),
        ("30/2/2563", f"ไม่มีวันที่ 30 เพราะเดือนกุมภาพันธ์ 2563 มีวันที่ 1 ถึง 29 {CHECK}"),
        ("0/1/2563", f"ไม่มีวันที่ 0 เพราะเดือนมกราคม 2563 มีวันที่ 1 ถึง 31 {CHECK}"),
        (
            "28/10/256",
            "ปี “256” ไม่น่าจะถูกต้อง โปรดเขียนปี พ.ศ. สี่หลัก เช่น 28 ตุลาคม 2563",
        ),
        (
            "วันศุกร์ที่ 28 ตุลาคม 2563",
            "วันที่ “วันศุกร์ที่ 28 ตุลาคม 2563” ตรงกับวันพุธ ไม่ใช่วันศุกร์ โปรดตรวจกับต้นฉบับ",
        ),
    ],
)
def test_what_is_no_date_is_kept_and_explained(written, sentence):
    read = parse_date(written)

    assert (read.printed, read.day, str(read.problem)) == (written, None, sentence)


def test_a_letter_is_not_written_after_the_day_on_which_it_came():
    read = parse_date("28/10/2563")

    assert not_yet(read, DAY) is None
    assert str(not_yet(read, DAY - dt.timedelta(days=1))) == (
        "“28/10/2563” เป็นวันหลังวันที่รับหนังสือ โปรดตรวจวันและปีกับต้นฉบับ"
    )
    assert not_yet(parse_date("ไม่มีวันที่"), DAY) is None


def test_words_that_are_no_date_at_all_have_no_problem_of_one():
    assert date_problem(parse_date("เมื่อวาน")) is None
    assert date_problem(parse_date("28/10/2563")) is None
    assert date_problem(parse_date("30/2/2563")) == parse_date("30/2/2563").problem


def test_months_and_years_are_known_by_themselves():
    assert (month_of("ต.ค."), month_of("October"), month_of("ตุลา")) == (10, 10, None)
    assert (year_of("63", ""), year_of("2563", ""), year_of("2020", "")) == (2020, 2020, 2020)
