"""Counts of days from a day."""

import datetime as dt

import pytest

from tests.thai.deadline_phrases import COUNTS, ON
from tests.thai.test_deadline_phrase import said
from thai.deadline_counts import read_count
from thai.deadline_rule import Since, Unit, Within


@pytest.mark.parametrize(("phrase", "written"), COUNTS.items())
def test_a_count_is_read(phrase, written):
    assert said(phrase) == written


def test_a_count_begins_with_the_receipt_if_nothing_is_said():
    assert read_count("7 วันทำการ", ON, lambda _text, _on: None) == Within(7, Unit.WORKING_DAYS)
    assert read_count("7 วันจากวันนั้น", ON, lambda _text, _on: ON) == Within(
        7, Unit.DAYS, Since.DAY, dt.date(2026, 10, 15)
    )
    assert read_count("เจ็ด", ON, lambda _text, _on: None) is None


@pytest.mark.parametrize(
    ("phrase", "sentence"),
    [
        (
            "ภายใน 15 วันนับแต่วันสิ้นสุดโครงการ",
            "ระบบไม่รู้ว่า “วันสิ้นสุดโครงการ” คือวันใด โปรดเขียนวันที่ของวันนั้น เช่น "
            "ภายใน 15 วันนับแต่วันที่ 31 ตุลาคม 2563 หรือนับแต่วันที่ได้รับหนังสือ",
        ),
        ("ภายใน 0 วัน", "นับ 0 วันไม่ได้ โปรดเขียนจำนวนตั้งแต่ 1 เช่น ภายใน 7 วันทำการ"),
        (
            "ภายใน 24 ชั่วโมงนับแต่วันลงหนังสือ",
            "การนับเป็นชั่วโมงต้องเริ่มจากเวลาที่ได้รับหนังสือ โปรดเขียนเช่น "
            "ภายใน 24 ชั่วโมงนับแต่เวลาที่ได้รับหนังสือ หรือเขียนวันและเวลาสุดท้าย",
        ),
        ("ภายใน 30 (ยี่สิบ) วัน", "ตัวเลข 30 กับตัวหนังสือที่อ่านได้ 20 ไม่ตรงกัน โปรดตรวจกับต้นฉบับ"),
    ],
)
def test_a_count_that_nobody_can_make_is_refused(phrase, sentence):
    assert said(phrase) == sentence
