import datetime as dt

import pytest

from thai.dates import (
    MONTHS,
    MONTHS_SHORT,
    be_year,
    fiscal_quarter,
    fiscal_year,
    format_date,
    format_moment,
    format_weekday_date,
    parse_date,
)

DAY = dt.date(2020, 10, 28)
EVERY_DAY = [dt.date(2019, 12, 1) + dt.timedelta(days=n) for n in range(4 * 366)]


def test_a_day_is_printed_in_three_styles():
    assert format_date(DAY) == "๒๘ ตุลาคม ๒๕๖๓"
    assert format_date(DAY, style="short") == "๒๘ ต.ค. ๒๕๖๓"
    assert format_date(DAY, style="register", digits="arabic") == "28/10/63"
    assert format_date(dt.date(2021, 1, 5), style="register") == "๐๕/๐๑/๖๔"
    assert format_weekday_date(DAY) == "วันพุธที่ ๒๘ ตุลาคม ๒๕๖๓"


def test_a_moment_is_printed_on_the_bangkok_clock():
    stamped = dt.datetime(2020, 10, 1, 2, 26, tzinfo=dt.UTC)

    assert format_moment(stamped) == "๑ ตุลาคม ๒๕๖๓ เวลา ๐๙.๒๖ น."
    assert format_moment(stamped, digits="arabic", style="short") == "1 ต.ค. 2563 เวลา 09.26 น."


def test_the_bangkok_day_counts_late_in_the_evening_of_utc():
    moment = dt.datetime(2020, 12, 31, 17, 0, tzinfo=dt.UTC)

    assert format_date(moment) == "๑ มกราคม ๒๕๖๔"
    assert be_year(moment) == 2564


def test_a_moment_without_a_time_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        format_moment(dt.datetime(2020, 10, 1, 9, 26))
    with pytest.raises(ValueError, match="time zone"):
        format_date(dt.datetime(2020, 10, 1, 9, 26))


@pytest.mark.parametrize(
    ("day", "year", "quarter"),
    [
        (dt.date(2020, 9, 30), 2563, 4),
        (dt.date(2020, 10, 1), 2564, 1),
        (dt.date(2020, 12, 31), 2564, 1),
        (dt.date(2021, 1, 1), 2564, 2),
        (dt.date(2021, 4, 1), 2564, 3),
        (dt.date(2021, 7, 1), 2564, 4),
        (dt.date(2021, 9, 30), 2564, 4),
    ],
)
def test_the_fiscal_year_begins_in_october(day, year, quarter):
    assert (fiscal_year(day), fiscal_quarter(day)) == (year, quarter)


@pytest.mark.parametrize("digits", ["thai", "arabic"])
@pytest.mark.parametrize("style", ["long", "short", "register"])
def test_every_day_is_read_back_as_it_was_printed(digits, style):
    for day in EVERY_DAY:
        assert parse_date(format_date(day, digits=digits, style=style)).day == day


def test_every_day_is_read_back_with_its_weekday_and_in_iso():
    for day in EVERY_DAY:
        assert parse_date(format_weekday_date(day)).day == day
        assert parse_date(day.isoformat()).day == day


@pytest.mark.parametrize("number", range(1, 13))
def test_months_are_read_with_and_without_dots(number):
    long, short = MONTHS[number - 1], MONTHS_SHORT[number - 1]
    expected = dt.date(2020, number, 7)

    for month in (long, short, short.replace(".", ""), short.replace(".", ". "), short[:-1]):
        assert parse_date(f"๗ {month} ๒๕๖๓").day == expected
        assert parse_date(f"7{month}63").day == expected


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("26 / ๑๐ / 63", dt.date(2020, 10, 26)),
        ("๒๖/๑๐/๖๓", dt.date(2020, 10, 26)),
        ("26-10-2563", dt.date(2020, 10, 26)),
        ("26.10.2563", dt.date(2020, 10, 26)),
        ("26/10/2020", dt.date(2020, 10, 26)),
        ("2020-10-26", dt.date(2020, 10, 26)),
        ("2563-10-26", dt.date(2020, 10, 26)),
        ("22 ต.ค. 2563", dt.date(2020, 10, 22)),
        ("30 ก.ย. 2563", dt.date(2020, 9, 30)),
        ("ลงวันที่ ๑๕ ตุลาคม ๒๕๖๓", dt.date(2020, 10, 15)),
        ("ภายในวันที่ ๓๑ ตุลาคม พ.ศ. ๒๕๖๓", dt.date(2020, 10, 31)),
        ("๓๑ ตุลาคม พ.ศ.๒๕๖๓", dt.date(2020, 10, 31)),
        ("๓๑ ต.ค. พ.ศ. ๖๓", dt.date(2020, 10, 31)),
        ("31 ตุลาคม ค.ศ. 2020", dt.date(2020, 10, 31)),
        ("31 ตุลาคม ค.ศ. 20", dt.date(2020, 10, 31)),
        ("ภายในวันศุกร์ที่ 8 พฤศจิกายน 2556", dt.date(2013, 11, 8)),
        ("วันพฤหัสบดีที่ ๑ ตุลาคม ๒๕๖๓", dt.date(2020, 10, 1)),
        ("วันที่ 26 เดือน ตุลาคม พ.ศ. 2563", dt.date(2020, 10, 26)),
        ("- 1 ต.ค. 2563", dt.date(2020, 10, 1)),
        ("29 กุมภาพันธ์ 2563", dt.date(2020, 2, 29)),
        ("28 Oct 2563 BE", DAY),
        ("28 October 2020", DAY),
        ("๑๕\nตุลาคม\u00a0๒๕๖๓", dt.date(2020, 10, 15)),
        ("15 ตุลา\u200bคม 2563", dt.date(2020, 10, 15)),
    ],
)
def test_dates_are_read_as_offices_write_them(printed, day):
    read = parse_date(printed)

    assert (read.day, read.problem, read.printed) == (day, None, printed.strip())


@pytest.mark.parametrize(
    ("printed", "problem"),
    [
        (
            "๒๕๓ ตุลาคม ๒๕๖๓",
            "ไม่มีวันที่ 253 เพราะเดือนตุลาคม 2563 มีวันที่ 1 ถึง 31 โปรดตรวจกับต้นฉบับ แล้วเขียนเช่น 28 ตุลาคม 2563",
        ),
        (
            "31 กุมภาพันธ์ 2563",
            "ไม่มีวันที่ 31 เพราะเดือนกุมภาพันธ์ 2563 มีวันที่ 1 ถึง 29 โปรดตรวจกับต้นฉบับ แล้วเขียนเช่น 28 ตุลาคม 2563",
        ),
        (
            "29/2/64",
            "ไม่มีวันที่ 29 เพราะเดือนกุมภาพันธ์ 2564 มีวันที่ 1 ถึง 28 โปรดตรวจกับต้นฉบับ แล้วเขียนเช่น 28 ตุลาคม 2563",
        ),
        (
            "- 1 ค.ค. 2563",
            "ไม่มีเดือน “ค.ค.” โปรดตรวจกับต้นฉบับ แล้วเขียนเช่น 28 ตุลาคม 2563 หรือ 28/10/2563",
        ),
        (
            "26/13/63",
            "ไม่มีเดือน “13” โปรดตรวจกับต้นฉบับ แล้วเขียนเช่น 28 ตุลาคม 2563 หรือ 28/10/2563",
        ),
        (
            "14 พฤษภาคมนี้",
            "วันที่ “14 พฤษภาคมนี้” ไม่มีปี โปรดเติมปี พ.ศ. เช่น 28 ตุลาคม 2563",
        ),
        (
            "15 ตุลาคม 256",
            "ปี “256” ไม่น่าจะถูกต้อง โปรดเขียนปี พ.ศ. สี่หลัก เช่น 28 ตุลาคม 2563",
        ),
        (
            "15 ตุลาคม พ.ศ. 2020",
            "ปี “2020” ไม่น่าจะถูกต้อง โปรดเขียนปี พ.ศ. สี่หลัก เช่น 28 ตุลาคม 2563",
        ),
        (
            "วันพุธที่ 8 พฤศจิกายน 2556",
            "วันที่ “วันพุธที่ 8 พฤศจิกายน 2556” ตรงกับวันศุกร์ ไม่ใช่วันพุธ โปรดตรวจกับต้นฉบับ",
        ),
        (
            "โดยด่วน",
            "อ่าน “โดยด่วน” เป็นวันที่ไม่ได้ โปรดเขียนเช่น 28 ตุลาคม 2563 หรือ 28/10/2563",
        ),
        ("  ", "ยังไม่ได้ระบุวันที่ โปรดเขียนเช่น 28 ตุลาคม 2563 หรือ 28/10/2563"),
        (
            "0 ตุลาคม 2563",
            "ไม่มีวันที่ 0 เพราะเดือนตุลาคม 2563 มีวันที่ 1 ถึง 31 โปรดตรวจกับต้นฉบับ แล้วเขียนเช่น 28 ตุลาคม 2563",
        ),
    ],
)
def test_impossible_dates_are_kept_and_explained(printed, problem):
    read = parse_date(printed)

    assert (read.printed, read.day, read.problem) == (printed.strip(), None, problem)


@pytest.mark.parametrize("noise", ["%s %d", "1/1/", "วันที่", "\x00", "٣/٣/٦٣", "/", "๑", "วัน "])
def test_no_input_makes_reading_fail(noise):
    assert parse_date(noise).day is None
    assert parse_date(noise * 5_000).day is None
