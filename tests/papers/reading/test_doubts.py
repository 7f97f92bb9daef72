"""What does not fit is said; the value is then no value of ``as_data``."""

import datetime as dt

import pytest

from papers.reading.as_data import as_data
from papers.reading.fields import read_fields
from tests.papers.reading.typed_letters import letter_page, line


def letter(*more, day="๑๕ ตุลาคม ๒๕๖๓", number="มท ๐๘๑๐.๓/ว ๓๑๙๕", sure=1.0):
    return read_fields([
        letter_page(
            line(f"ที่ {number}", 30, 40, sure),
            line("กรมส่งเสริมการปกครองท้องถิ่น", 120, 40),
            line(day, 100, 58),
            line("เรื่อง การสำรวจ", 30, 66),
            line("เรียน ผู้ว่าราชการจังหวัด", 30, 74),
            line("ด้วยกรมส่งเสริมการปกครองท้องถิ่นขอแจ้งแนวทาง", 55, 90),
            *more,
        )
    ])  # fmt: skip


def test_a_clean_letter_has_no_doubts():
    reading = letter()

    assert reading.day.value == dt.date(2020, 10, 15)
    assert as_data(reading)["doubtful"] == {}


def test_a_deadline_before_the_letter_is_doubted():
    reading = letter(line("ขอให้รายงานภายในวันที่ ๓๐ กันยายน ๒๕๖๓", 55, 98))

    (deadline,) = reading.deadlines
    assert deadline.why_doubtful == (
        "กำหนด “ภายในวันที่ ๓๐ กันยายน ๒๕๖๓” อยู่ก่อนวันที่ของหนังสือ (๑๕ ตุลาคม ๒๕๖๓) โปรดตรวจกับต้นฉบับ"
    )
    assert as_data(reading)["fields"]["deadlines"] == []


def test_what_another_letter_wanted_is_no_deadline_of_this_one():
    told = line("ตามที่กรมได้ขอให้รายงานภายในวันที่ ๓๐ กันยายน ๒๕๖๓ นั้น", 55, 98)

    assert letter(told).deadlines == ()


def test_a_letter_cited_from_a_later_day_is_doubted():
    reading = letter(line("ตามหนังสือกระทรวงมหาดไทย ที่ มท ๐๒๑๑/ว ๑ ลงวันที่ ๒๙ ตุลาคม ๒๕๖๓", 55, 98))

    (cited,) = reading.references
    assert cited.why_doubtful == (
        "หนังสือที่อ้างถึงลงวันที่ ๒๙ ตุลาคม ๒๕๖๓ หลังวันที่ของหนังสือ (๑๕ ตุลาคม ๒๕๖๓) โปรดตรวจกับต้นฉบับ"
    )


def test_a_letter_received_before_it_was_written_is_doubted():
    reading = letter(
        line("เลขรับ ๖๘๔๘", 150, 10), line("วันที่ ๒ ต.ค. ๒๕๖๓", 150, 15), line("เวลา", 150, 20)
    )

    assert reading.day.why_doubtful == (
        "วันที่ของหนังสือ (๑๕ ตุลาคม ๒๕๖๓) อยู่หลังวันที่ในตรารับ (๒ ตุลาคม ๒๕๖๓) โปรดตรวจกับต้นฉบับ"
    )
    assert as_data(reading)["fields"]["date"] is None


@pytest.mark.parametrize("year", ["๒๔๖๓", "๒๕๙๓"])
def test_a_year_far_from_all_others_is_doubted(year):
    reading = letter(line("ขอให้รายงานภายในวันที่ ๓๑ ตุลาคม ๒๕๖๓", 55, 98), day=f"๑๕ ตุลาคม {year}")

    assert reading.day.why_doubtful == (
        f"ปีของวันที่ “๑๕ ตุลาคม {year}” ห่างจากปีอื่นในหนังสือเกิน 15 ปี โปรดตรวจกับต้นฉบับ"
    )


def test_a_damaged_number_is_proposed_but_is_no_value():
    read = as_data(letter(number="มท ๐๒๓๑ ๖/ว ๕๙๑๑"))

    assert read["fields"]["number"] is None
    assert read["doubtful"]["number"] == [
        {
            "value": "มท ๐๒๓๑ ๖/ว ๕๙๑๑",
            "printed": "มท ๐๒๓๑ ๖/ว ๕๙๑๑",
            "why": "รหัสหน่วยงาน “0231 6” มีช่องว่างคั่น อาจเป็น “0231.6” โปรดตรวจกับต้นฉบับ",
            "confidence": 1.0,
        }
    ]


def test_a_number_that_was_read_unsurely_is_no_value():
    read = as_data(letter(sure=0.98))

    assert read["fields"]["number"] is None
    assert [one["value"] for one in read["doubtful"]["number"]] == ["มท ๐๘๑๐.๓/ว ๓๑๙๕"]
    assert read["confidence"]["number"] == round(0.98 ** len("มท ๐๘๑๐.๓/ว ๓๑๙๕"), 3)


def test_an_unfilled_number_and_a_day_of_the_text_are_nothing():
    reading = letter(
        line("จะประชุมในวันที่ ๕ ตุลาคม ๒๕๖๓", 55, 98), number="มท ๐๘๑๐.๓/ว", day="ตุลาคม ๒๕๖๓"
    )

    assert (reading.number, reading.day, reading.deadlines) == (None, None, ())


def test_a_phrase_of_known_words_is_as_sure_as_its_figures():
    reading = letter(line("ขอให้รายงานภายในวันที่ ๓๑ ตุลาคม ๒๕๖๓ ด้วย", 55, 98, 0.99))

    (deadline,) = reading.deadlines
    # Two figures and their neighbours, four and theirs: nine characters of 27.
    assert deadline.confidence == pytest.approx(0.99 ** len(" ๓๑ ") * 0.99 ** len(" ๒๕๖๓"))
    assert deadline.value.day == dt.date(2020, 10, 31)


@pytest.mark.parametrize(
    "text",
    [
        "ขอให้รายงานภายใน ๑๕ วัน นับแค่วับที่ไค้รับหนังสือ",
        "ขอให้รายงานภาขในวับที่ ๕ ของทุกเดือน",
    ],
)
def test_a_deadline_of_which_a_part_is_misread_is_doubted(text):
    (deadline,) = letter(line(text, 55, 98, 0.999)).deadlines

    assert deadline.why_doubtful == "ข้อความรอบกำหนดอ่านไม่ออก โปรดตรวจกับต้นฉบับ"


def test_a_date_with_a_short_month_may_belong_to_a_stamp():
    assert letter(day="๑๕ ต.ค. ๒๕๖๓").day.why_doubtful == (
        "วันที่ไม่ได้เขียนเดือนเต็มตามแบบ อาจเป็นวันในตรารับ โปรดตรวจกับต้นฉบับ"
    )


def test_a_cited_number_whose_day_is_misread_is_doubted():
    reading = letter(line("ตามหนังสือจังหวัดบึงกาฬ ที่ บก ๐๐๒๓/ว ๑ ลงวันที่ ๑๕ ตxxคม ๒๕๖๓", 55, 98))

    (cited,) = reading.references
    assert cited.why_doubtful == "อ่านวันที่ของหนังสือที่อ้างถึงไม่ออก โปรดตรวจกับต้นฉบับ"
