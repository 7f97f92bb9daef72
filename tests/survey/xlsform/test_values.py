"""What the server accepts for each type of question, and the sentence when it does not."""

import datetime as dt

import pytest

from circulars.errors import Invalid
from survey.xlsform.values import is_nothing, read_value

ACCEPTED = [
    ("integer", "๑๒", 12),
    ("integer", "1,250", 1250),
    ("integer", "-3", -3),
    ("integer", "12.0", 12),
    ("integer", " ", None),
    ("integer", None, None),
    ("decimal", "๑,๒๕๐,๐๐๐", "1250000"),
    ("decimal", "350.50 บาท", "350.50"),
    ("decimal", "500000", "500000"),
    ("decimal", "0", "0"),
    ("decimal", ".5", "0.5"),
    ("text", "  ข้อความ ", "ข้อความ"),
    ("text", "", None),
    ("date", "๓๑ ตุลาคม ๒๕๖๓", "2020-10-31"),
    ("date", "31/10/2563", "2020-10-31"),
    ("date", "2020-10-31", "2020-10-31"),
    ("select_one", "yes", "yes"),
    ("select_one", ["yes"], "yes"),
    ("select_multiple", ["yes", "no"], ["yes", "no"]),
    ("select_multiple", "no", ["no"]),
    ("select_multiple", [], None),
    ("acknowledge", "OK", "OK"),
    ("acknowledge", "on", "OK"),
    ("select_multiple", ["yes", "yes"], ["yes"]),
    ("text", "\u200b", None),
    ("text", "ก\u202eข", "กข"),
    ("time", "๘.๓๐ น.", "08:30:00.000"),
    ("time", "13:45", "13:45:00.000"),
    ("dateTime", "31 ต.ค. 2563 เวลา 08.30 น.", "2020-10-31T08:30:00.000+07:00"),
    ("dateTime", "2020-10-31T08:30:00.000+07:00", "2020-10-31T08:30:00.000+07:00"),
    ("range", "๕", 5),
    ("geopoint", "18.3609, 103.6464", "18.3609 103.6464 0 0"),
    ("geotrace", "1 2\n3 4", "1 2 0 0;3 4 0 0"),
    ("geoshape", "1 2;3 4;5 6", "1 2 0 0;3 4 0 0;5 6 0 0;1 2 0 0"),
    ("barcode", " 8850123 ", "8850123"),
    ("rank", ["no", "yes"], ["no", "yes"]),
    ("image", ["yes"], ["yes"]),
    ("image", "yes", ["yes"]),
]

NOT_A_NUMBER = "อ่าน “{}” เป็นตัวเลขไม่ได้ โปรดเขียนเฉพาะตัวเลข เช่น 1,250,000 หรือ ๑๒๕๐๐๐๐"
REFUSED = [
    ("integer", "สิบสอง", NOT_A_NUMBER.format("สิบสอง")),
    ("integer", "12abc", NOT_A_NUMBER.format("12abc")),
    ("integer", "1.5", "“1.5” มีทศนิยม ข้อนี้ต้องเป็นจำนวนเต็ม เช่น 12"),
    ("decimal", "1,25", NOT_A_NUMBER.format("1,25")),
    ("decimal", "12,34,567", NOT_A_NUMBER.format("12,34,567")),
    ("decimal", "1e5", NOT_A_NUMBER.format("1e5")),
    ("decimal", "NaN", NOT_A_NUMBER.format("NaN")),
    ("decimal", "-", NOT_A_NUMBER.format("-")),
    ("decimal", "1" * 20, f"ตัวเลข “{'1' * 20}” ยาวเกินไป โปรดตรวจอีกครั้ง"),
    ("decimal", ["1", "2"], "ข้อนี้ตอบได้เพียงหนึ่งคำตอบ"),
    ("decimal", {"a": 1}, "รูปแบบของคำตอบไม่ถูกต้อง โปรดตอบใหม่ในหน้าแบบสำรวจ"),
    ("integer", "12 บาท", NOT_A_NUMBER.format("12 บาท")),
    ("time", "25.00", "อ่าน “25.00” เป็นเวลาไม่ได้ โปรดเขียนเช่น 08.30 หรือ 13:45"),
    (
        "dateTime",
        "08.30",
        "อ่าน “08.30” เป็นวันที่และเวลาไม่ได้ โปรดเขียนเช่น 31 ตุลาคม 2563 08.30",
    ),
    ("range", "11", "ข้อนี้ตอบได้ตั้งแต่ 1 ถึง 10 ทีละ 1"),
    ("range", "1.5", "ข้อนี้ตอบได้ตั้งแต่ 1 ถึง 10 ทีละ 1"),
    (
        "geopoint",
        "95 100",
        "อ่าน “95 100” เป็นพิกัดไม่ได้ โปรดเขียนละติจูดแล้วลองจิจูด เช่น 18.3609, 103.6464",
    ),
    (
        "geoshape",
        "1 2",
        "โปรดเขียนพิกัดให้ครบ บรรทัดละหนึ่งจุด แนวเส้นอย่างน้อยสองจุด ขอบเขตอย่างน้อยสามจุด",
    ),
    ("rank", ["yes", "yes"], "โปรดจัดลำดับให้ครบทุกตัวเลือก โดยไม่ซ้ำกัน"),
    ("image", ["99"], "ไม่มีตัวเลือก “99” ในข้อนี้ โปรดเลือกจากรายการ"),
    ("select_one", "maybe", "ไม่มีตัวเลือก “maybe” ในข้อนี้ โปรดเลือกจากรายการ"),
    ("select_one", ["yes", "no"], "ข้อนี้ตอบได้เพียงหนึ่งคำตอบ"),
    ("select_multiple", ["yes", "x"], "ไม่มีตัวเลือก “x” ในข้อนี้ โปรดเลือกจากรายการ"),
    ("acknowledge", "no", "ข้อนี้มีเพียงช่องรับทราบ โปรดทำเครื่องหมายในช่อง"),
    (
        "text",
        "ก\N{REPLACEMENT CHARACTER}ข",
        "ข้อความมีอักขระที่อ่านไม่ได้ (\N{REPLACEMENT CHARACTER}) โปรดลบหรือพิมพ์ใหม่",
    ),
    ("text", "ก" * 2001, "ข้อความยาว 2001 ตัวอักษร เขียนได้ไม่เกิน 2000 ตัวอักษร"),
    (
        "date",
        "31 กุมภาพันธ์ 2563",
        "ไม่มีวันที่ 31 เพราะเดือนกุมภาพันธ์ 2563 มีวันที่ 1 ถึง 29 โปรดตรวจกับต้นฉบับ แล้วเขียนเช่น 28 ตุลาคม 2563",
    ),
]


@pytest.mark.parametrize(("kind", "typed", "value"), ACCEPTED)
def test_a_right_value_is_read(kind, typed, value):
    assert read_value(kind, typed, ["yes", "no"]) == value


@pytest.mark.parametrize(("kind", "typed", "sentence"), REFUSED)
def test_a_wrong_value_is_refused_with_its_sentence(kind, typed, sentence):
    with pytest.raises(Invalid) as refusal:
        read_value(kind, typed, ["yes", "no"])

    assert str(refusal.value) == sentence


def test_control_characters_that_no_workbook_can_hold_are_dropped():
    assert read_value("text", "ก\x01ข\x0b\x1bค\nง") == "กขค\nง"


@pytest.mark.parametrize(
    ("typed", "year"), [("31/10/20", "20"), ("1/2/99", "99"), ("1/2/00", "00"), ("1-2-25", "25")]
)
def test_a_year_of_two_digits_that_may_be_of_either_era_is_refused(typed, year):
    with pytest.raises(Invalid) as refusal:
        read_value("date", typed, today=dt.date(2020, 11, 15))

    assert str(refusal.value) == (
        f"ปี “{year}” เป็น พ.ศ. หรือ ค.ศ. ก็ได้ โปรดเขียนปีสี่หลัก เช่น 31 ตุลาคม 2563"
    )


def test_a_short_buddhist_year_that_is_near_is_taken():
    assert read_value("date", "31/10/63", today=dt.date(2020, 11, 15)) == "2020-10-31"


@pytest.mark.parametrize(
    ("typed", "besides", "nothing"),
    [("", "", True), ([" ", None], "", True), ("x", "x", True), ("x", "", False), (0, "", False)],
)
def test_what_nobody_wrote(typed, besides, nothing):
    assert is_nothing(typed, besides=besides) is nothing
