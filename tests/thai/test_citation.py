"""The line that names another letter."""

import datetime as dt

import pytest

from thai.citation import cite, read_citation
from thai.reference import ReferenceNumber, parse

DEPARTMENT = ReferenceNumber("มท", "0810.3", "ว", "3195")


def test_the_enclosure_line_is_written_as_the_province_wrote_it():
    line = cite("กรมส่งเสริมการปกครองท้องถิ่น", "ด่วนที่สุด", DEPARTMENT, dt.date(2020, 10, 15))

    assert line == (
        "สำเนาหนังสือกรมส่งเสริมการปกครองท้องถิ่น ด่วนที่สุด ที่ มท ๐๘๑๐.๓/ว ๓๑๙๕ ลงวันที่ ๑๕ ตุลาคม ๒๕๖๓"
    )


def test_an_unknown_date_and_no_urgency_are_left_out():
    line = cite("จังหวัดบึงกาฬ", "", parse("บก 0023.3/ว 3165"), None)

    assert line == "สำเนาหนังสือจังหวัดบึงกาฬ ที่ บก ๐๐๒๓.๓/ว ๓๑๖๕"


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (
            "หนังสือกรมการปกครอง ด่วนที่สุด ที่ มท 0305.2/ว 1842 ลงวันที่ 25 พ.ย. 2569",
            ("กรมการปกครอง", "ด่วนที่สุด", "มท 0305.2/ว 1842", "25 พ.ย. 2569", "2026-11-25"),
        ),
        (
            "สำเนาหนังสือกระทรวงมหาดไทย ด่วนที่สุด ที่ มท ๐๒๓๑ ๖/ว ๕๙๑๑ ลงวันที่ ๓๐ กันยายน ๒๕๖๓ | จำนวน ๑ ฉบับ",
            ("กระทรวงมหาดไทย", "ด่วนที่สุด", "มท ๐๒๓๑ ๖/ว ๕๙๑๑", "๓๐ กันยายน ๒๕๖๓", "2020-09-30"),
        ),
        (
            "๑. หนังสือจังหวัดบึงกาฬ ที่ บก ๐๐๒๓.๓/ว ๓๑๖๕ ลงวันที่ ๒๕๓ ตุลาคม ๒๕๖๓",
            ("จังหวัดบึงกาฬ", "", "บก ๐๐๒๓.๓/ว ๓๑๖๕", "๒๕๓ ตุลาคม ๒๕๖๓", "None"),
        ),
        ("บก 0023.3/ว3165 ลว 28 ต.ค. 63", ("", "", "บก 0023.3/ว3165", "28 ต.ค. 63", "2020-10-28")),
        ("3. ที่ พณ 0404/ว 220", ("", "", "พณ 0404/ว 220", "", "None")),
        (
            "หนังสือกระทรวงการคลัง ที่ กค (กวจ) 0405.2/ว 78 ลงวันที่ 31 มกราคม 2565",
            ("กระทรวงการคลัง", "", "กค (กวจ) 0405.2/ว 78", "31 มกราคม 2565", "2022-01-31"),
        ),
    ],
)
def test_a_naming_is_read_as_it_stands(text, read):
    found = read_citation(text)

    assert (found.issuer, found.urgency, found.number, found.dated, str(found.day)) == read


@pytest.mark.parametrize("text", ["", "แบบสำรวจ จำนวน ๑ ชุด", "หนังสือที่อ้างถึง"])
def test_what_has_no_number_names_no_letter(text):
    assert read_citation(text) is None


def test_two_writings_of_a_named_number_share_a_key():
    one, other = read_citation("มท ๐๘๑๐.๓/ว ๓๑๙๕"), read_citation("มท 0810.3/ว3195")

    assert one.key == other.key == "มท|0810.3|ว|3195"
