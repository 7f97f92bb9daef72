"""Phrases of letters: read into rules, or refused in one true sentence."""

import datetime as dt

import pytest

from tests.thai.deadline_phrases import AT_ONCE, HOURS, ON
from thai.deadline_phrase import ReadDeadline, parse_deadline
from thai.deadline_rule import AtOnce, OnDay
from thai.deadline_words import words


def said(phrase: str) -> str:
    """How a phrase is written back, or why it is refused."""
    read = parse_deadline(phrase, on=ON)
    return words(read.rule) if read.rule else str(read.problem)


@pytest.mark.parametrize(("phrase", "written"), [*HOURS.items(), *AT_ONCE.items()])
def test_an_hour_and_a_hurry_stand_around_the_day(phrase, written):
    assert said(phrase) == written


def test_what_was_written_is_kept_beside_the_rule():
    assert parse_deadline("  31/10/69 ", on=ON) == ReadDeadline(
        "31/10/69", OnDay(dt.date(2026, 10, 31)), None
    )
    assert parse_deadline("ทันที", on=ON).rule == AtOnce()


EXAMPLE = "โปรดเขียนเช่น 31 ตุลาคม 2563, ภายใน 7 วันทำการนับแต่วันที่ได้รับหนังสือ หรือ ภายในวันที่ 5 ของทุกเดือน"
LAST_DAY = "โปรดเขียนวันสุดท้ายที่ยังทัน เช่น ภายในวันที่ 31 ตุลาคม 2563"


@pytest.mark.parametrize(
    ("phrase", "sentence"),
    [
        ("", "ยังไม่ได้ระบุกำหนด โปรดเขียนเช่น 31 ตุลาคม 2563 หรือ ภายใน 7 วันทำการ"),
        ("asdf", f"อ่าน “asdf” เป็นกำหนดไม่ได้ {EXAMPLE}"),
        ("ก่อน 7 วัน", f"อ่าน “ก่อน 7 วัน” เป็นกำหนดไม่ได้ {EXAMPLE}"),
        ("1" * 200, f"อ่าน “{'1' * 40}…” เป็นกำหนดไม่ได้ {EXAMPLE}"),
        ("-", "ถ้าไม่กำหนดวันตอบ ให้เว้นช่องนี้ว่างไว้"),
        ("ไม่มีกำหนด", "ถ้าไม่กำหนดวันตอบ ให้เว้นช่องนี้ว่างไว้"),
        ("ตามความเหมาะสม", f"“ตามความเหมาะสม” ไม่บอกวัน {LAST_DAY}"),
        (
            "ภายใน 7 วัน แต่ไม่เกินวันที่ 31 ตุลาคม 2569",
            "“ภายใน 7 วัน แต่ไม่เกินวันที่ 31 ตุลาคม 2569” มีสองกำหนด "
            "โปรดเขียนกำหนดเดียว เช่น ภายในวันที่ 31 ตุลาคม 2563",
        ),
        (
            "บ่ายโมง",
            "มีเวลา 13.00 น. แต่ไม่มีวัน โปรดเขียนวันด้วย เช่น 31 ตุลาคม 2563 เวลา 16.30 น.",
        ),
        (
            "31/10/69 เวลา 00.00 น.",
            "เวลา 00.00 น. ของวันที่ 31 ตุลาคม 2569 คือเที่ยงคืนก่อนเข้าวันนั้น โปรดเขียนให้ชัดว่า "
            "30 ตุลาคม 2569 เวลา 24.00 น. หรือ 31 ตุลาคม 2569 เวลา 24.00 น.",
        ),
        (
            "ทุกวันศุกร์ เที่ยงคืน",
            "เวลา 00.00 น. อาจหมายถึงคืนก่อนหรือคืนหลังวันนั้น โปรดเขียนเป็น 24.00 น. ของวันสุดท้ายที่ยังทัน",
        ),
        (
            "ภายใน 24 ชั่วโมง เวลา 12.00 น.",
            "กำหนดที่นับเป็นชั่วโมงมีเวลาอยู่แล้ว โปรดเขียนเพียงอย่างเดียว เช่น ภายใน 24 ชั่วโมง",
        ),
        (
            "ภายในวันศุกร์ที่ 31 ตุลาคม 2569",
            "วันที่ “วันศุกร์ที่ 31 ตุลาคม 2569” ตรงกับวันเสาร์ ไม่ใช่วันศุกร์ โปรดตรวจกับต้นฉบับ",
        ),
    ],
)
def test_what_is_no_deadline_is_refused_with_what_to_write(phrase, sentence):
    assert said(phrase) == sentence


@pytest.mark.parametrize("phrase", ["ภายใน " * 24, "และ" * 50, "วันที่ " * 22, "ทุก ๆ " * 26])
def test_words_said_again_and_again_are_refused_too(phrase):
    assert parse_deadline(phrase, on=ON).rule is None
