"""One day, however it is named."""

import datetime as dt

import pytest

from tests.thai.deadline_phrases import DAYS, ON
from tests.thai.test_deadline_phrase import said
from thai.deadline_days import day_before, near_year, read_day


@pytest.mark.parametrize(("phrase", "written"), DAYS.items())
def test_a_day_is_read(phrase, written):
    assert said(phrase) == written


@pytest.mark.parametrize(
    ("phrase", "sentence"),
    [
        (
            "30 ก.พ. 2570",
            "ไม่มีวันที่ 30 เพราะเดือนกุมภาพันธ์ 2570 มีวันที่ 1 ถึง 28 โปรดตรวจกับต้นฉบับ แล้วเขียนเช่น 28 ตุลาคม 2563",
        ),
        ("31 ตุลาคม", "วันที่ “31 ตุลาคม” ไม่มีปี โปรดเติมปี พ.ศ. เช่น 28 ตุลาคม 2563"),
        (
            "30 - 31 กุมภาพันธ์ 2570",
            "ไม่มีวันที่ 31 เพราะเดือนกุมภาพันธ์ 2570 มีวันที่ 1 ถึง 28 โปรดตรวจกับต้นฉบับ แล้วเขียนเช่น 28 ตุลาคม 2563",
        ),
        (
            "31 - 25 ตุลาคม 2569",
            "ช่วงวันที่ “31 - 25 ตุลาคม 2569” จบก่อนเริ่ม โปรดตรวจกับต้นฉบับ แล้วเขียนเช่น 25 - 31 ตุลาคม 2563",
        ),
        (
            "วันจันทร์ที่ 27 - วันศุกร์ที่ 30 ตุลาคม 2569",
            "วันที่ “วันจันทร์ที่ 27/10/2569” ตรงกับวันอังคาร ไม่ใช่วันจันทร์ โปรดตรวจกับต้นฉบับ",
        ),
        (
            "ตั้งแต่วันที่ 1 พฤศจิกายน 2569 เป็นต้นไป",
            "“ตั้งแต่วันที่ 1 พฤศจิกายน 2569 เป็นต้นไป” ไม่มีวันสุดท้าย "
            "โปรดเขียนวันสุดท้ายที่ยังทัน เช่น ภายในวันที่ 31 ตุลาคม 2563",
        ),
        (
            "ภายในวันที่ 1 ตุลาคมนี้",
            "“วันที่ 1 ตุลาคม” ไม่มีปี และวันนั้นของปีนี้ผ่านไปแล้ว โปรดเติมปี พ.ศ. เช่น 28 ตุลาคม 2563",
        ),
    ],
)
def test_a_day_that_cannot_be_is_named(phrase, sentence):
    assert said(phrase) == sentence


def test_words_without_a_day_are_left_to_others():
    assert read_day("สิ้นเดือน", ON) is None


def test_a_year_that_is_left_out_is_the_one_soon_to_come():
    assert near_year("3 มกราคม", 3, 1, ON) == dt.date(2027, 1, 3)
    assert near_year("15 ตุลาคม", 15, 10, ON) == ON
    assert day_before(dt.date(2027, 1, 1)) == dt.date(2026, 12, 31)
