"""Hours as people write them."""

import datetime as dt

import pytest

from thai.clock import Clock, take_clock
from thai.sentences import UnreadableError


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("เวลา 16.30 น.", Clock(16, 30)),
        ("ก่อนเวลา 12.00 น.", Clock(12)),
        ("16:30", Clock(16, 30)),
        ("16.30น.", Clock(16, 30)),
        ("16 นาฬิกา", Clock(16)),
        ("16 นาฬิกา 30 นาที", Clock(16, 30)),
        ("บ่ายโมง", Clock(13)),
        ("บ่าย 3 โมงครึ่ง", Clock(15, 30)),
        ("9 โมงเช้า", Clock(9)),
        ("3 โมงเช้า", Clock(9)),
        ("10 โมงครึ่ง", Clock(10, 30)),
        ("4 โมงเย็น", Clock(16)),
        ("2 ทุ่ม", Clock(20)),
        ("เที่ยงวัน", Clock(12)),
        ("เที่ยงคืน", Clock(0)),
        ("24.00 น.", Clock(24)),
        ("เวลา 08.30 - 16.30 น.", Clock(16, 30)),
        ("ในเวลาราชการ", Clock(16, 30)),
    ],
)
def test_an_hour_is_cut_out(text, hour):
    assert take_clock(text) == ("", hour)
    assert take_clock(f"31/10/69 {text}") == ("31/10/69", hour)


def test_the_day_may_come_after_the_hour():
    assert take_clock("ก่อน 12.00 น. ของวันที่ 31 ต.ค. 69") == ("วันที่ 31 ต.ค. 69", Clock(12))


@pytest.mark.parametrize("text", ["31.10.63", "31.10.2563", "5 วัน", "28/10/2563", "2026-10-31"])
def test_a_date_is_no_hour(text):
    assert take_clock(text) == (text, None)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "เวลา 25.00 น.",
            "ไม่มีเวลา 25.00 น. เขียนเวลาเป็น 00.01 ถึง 23.59 เช่น 16.30 น. หรือ 24.00 น. ถ้าหมายถึงสิ้นวัน",
        ),
        (
            "เวลา 24.30 น.",
            "ไม่มีเวลา 24.30 น. เขียนเวลาเป็น 00.01 ถึง 23.59 เช่น 16.30 น. หรือ 24.00 น. ถ้าหมายถึงสิ้นวัน",
        ),
        (
            "เวลา 12.00 น. หรือเวลา 16.00 น.",
            "กำหนดมีมากกว่าหนึ่งเวลา โปรดเขียนเวลาสุดท้ายเวลาเดียว เช่น 16.30 น.",
        ),
    ],
)
def test_an_hour_that_cannot_be_is_named(text, sentence):
    with pytest.raises(UnreadableError) as refused:
        take_clock(text)

    assert str(refused.value) == sentence


def test_the_end_of_a_day_has_no_hour_and_its_beginning_is_doubtful():
    assert Clock(24).time is None
    assert Clock(9, 5).time == dt.time(9, 5)
    assert (Clock(0).is_midnight, Clock(0, 1).is_midnight) == (True, False)
