import pytest

from thai.wording.asked import asks, read_asked, read_item, tells
from thai.wording.doers import House, Level

ME, SENDER = House("จังหวัดบึงกาฬ", Level.PROVINCE), House("กรมการปกครอง", Level.DEPARTMENT)


@pytest.mark.parametrize(
    ("paragraph", "does"),
    [
        ("จึงขอความร่วมมือจังหวัดแจ้งอำเภอ", True),
        ("ในการนี้ กรมขอให้จังหวัดรายงาน", True),
        ("กรมได้ขอให้จังหวัดรายงานแล้ว", False),
        ("จึงขอขยายเวลาถึงวันที่ ๕", False),
        ("จึงขอซักซ้อมความเข้าใจ", False),
        ("จึงแจ้งมาเพื่อทราบ", False),
    ],
)
def test_a_wish_is_told_from_what_the_sender_does_himself(paragraph, does):
    assert asks(paragraph) is does


def test_a_request_is_read_into_its_parts():
    text = "กรมการปกครองพิจารณาแล้ว เพื่อให้ทันเวลา จึงขอให้จังหวัดกำชับให้อำเภอและเทศบาลในพื้นที่เร่งรายงาน"

    asked = read_asked(text, ME, SENDER)

    assert (asked.wish, asked.reason, asked.prefix) == ("ขอให้", "เพื่อให้ทันเวลา", "")
    assert (asked.first.addressee, asked.tell) == (True, "กำชับให้")
    assert (asked.last.bare, asked.link, asked.to_do) == ("อำเภอและเทศบาล", "", "เร่งรายงาน")


def test_a_further_request_keeps_its_word_and_its_link():
    asked = read_asked("อนึ่ง ขอให้แจ้งอำเภอในพื้นที่ให้รายงาน", ME, SENDER)

    assert (asked.prefix, asked.first, asked.link, asked.to_do) == ("อนึ่ง", None, "ให้", "รายงาน")


@pytest.mark.parametrize(
    "text",
    [
        "จึงขอให้หน่วยรับงบประมาณเสนอคำขอ",
        "จึงขอให้เทศบาลที่ได้รับถ่ายโอนขึ้นทะเบียน",
        "จึงขอให้จังหวัดแจ้งหน่วยงานรายงาน",
        "รายงานมาแล้ว",
    ],
)
def test_what_cannot_be_parted_is_not_read(text):
    assert read_asked(text, ME, SENDER) is None


def test_an_item_tells_somebody_or_nobody():
    doers, to_do = read_item("แจ้งอำเภอในพื้นที่ให้สำรวจ", ME)

    assert (doers.bare, to_do) == ("อำเภอ", "สำรวจ")
    assert read_item("รวบรวมผล", ME) is None
    assert [one.bare for one in tells("สำรวจ และแจ้งอำเภอรายงาน", ME)] == ["อำเภอ"]
