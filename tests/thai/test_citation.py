"""The line that names another letter."""

import datetime as dt

from thai.citation import cite
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
