"""Reports that come again."""

import datetime as dt

import pytest

from tests.thai.deadline_phrases import ON, ROUNDS
from tests.thai.test_deadline_phrase import said
from thai.deadline_json import from_json, to_json
from thai.deadline_phrase import parse_deadline
from thai.deadline_rule import Every
from thai.deadline_words import words
from thai.periods import Period, Place


@pytest.mark.parametrize(("phrase", "written"), ROUNDS.items())
def test_rounds_are_read(phrase, written):
    assert said(phrase) == written


def test_rounds_keep_their_first_and_last_day():
    read = parse_deadline("วันที่ 5 ของทุกเดือน ตั้งแต่เดือนพฤศจิกายน 2569 ถึงเดือนกันยายน 2570", on=ON)

    assert read.rule == Every(
        Period.MONTH, Place(5), first=dt.date(2026, 11, 1), until=dt.date(2027, 9, 30)
    )


@pytest.mark.parametrize(
    ("phrase", "written"),
    [
        ("วันที่ 5 ของทุกเดือน จำนวน 12 งวด", "ภายในวันที่ ๕ ของทุกเดือน จำนวน ๑๒ งวด"),
        (
            "ทุกไตรมาส ภายในวันที่ 10 ของเดือนถัดไป รวม ๔ ครั้ง",
            "ทุกไตรมาส ภายในวันที่ ๑๐ ของเดือนถัดไป จำนวน ๔ งวด",
        ),
        (
            "วันทำการที่ 3 ของทุกเดือน ติดต่อกัน 6 รอบ ตั้งแต่เดือนมกราคม 2564",
            "ภายในวันทำการที่ ๓ ของทุกเดือน ตั้งแต่วันที่ ๑ มกราคม ๒๕๖๔ จำนวน ๖ งวด",
        ),
    ],
)
def test_rounds_keep_their_number(phrase, written):
    read = parse_deadline(phrase, on=ON)
    assert read.rule is not None

    assert words(read.rule) == written
    assert parse_deadline(written, on=ON).rule == read.rule
    assert from_json(to_json(read.rule)) == read.rule


@pytest.mark.parametrize(
    ("phrase", "sentence"),
    [
        (
            "ทุกเดือน จำนวน 0 งวด",
            "“จำนวน 0 งวด” ไม่มีงวดใดเลย โปรดเขียนจำนวนงวดตั้งแต่ 1 ขึ้นไป",
        ),
        (
            "ทุก 2 เดือน",
            "ระบบทำงวด “ทุก 2 เดือน” ไม่ได้ ทำได้ทุกวัน ทุกสัปดาห์ ทุกเดือน ทุกไตรมาส ทุก 6 เดือน และทุกปี "
            "โปรดเขียนเช่น ภายในวันที่ 5 ของทุกเดือน",
        ),
        (
            "วันที่ 5 และวันที่ 20 ของทุกเดือน",
            "อ่านไม่ออกว่าแต่ละงวดครบกำหนดวันใดจาก “วันที่ 5 และวันที่ 20 ของทุกเดือน” "
            "โปรดเขียนเช่น ภายในวันที่ 5 ของทุกเดือน",
        ),
        (
            "ภายในวันที่ 30 ก.พ. ของทุกปี",
            "ไม่มีวันที่ 30 เพราะเดือนกุมภาพันธ์มีวันที่ 1 ถึง 29 โปรดเขียนเช่น ภายในวันที่ 5 ของเดือนถัดไป",
        ),
        (
            "ภายในวันที่ 32 ของทุกเดือน",
            "ไม่มีวันที่ 32 เพราะเดือนหนึ่งมีวันที่ 1 ถึง 31 โปรดเขียนเช่น ภายในวันที่ 5 ของเดือนถัดไป",
        ),
        (
            "ทุกเดือน จนถึงเสร็จโครงการ",
            "อ่าน “เสร็จโครงการ” เป็นวันเริ่มหรือวันสุดท้ายของงวดไม่ได้ โปรดเขียนเช่น จนถึงวันที่ 30 กันยายน 2564",
        ),
        (
            "ทุกเดือน ตั้งแต่เดือนตุลาคม 2570 ถึงเดือนกันยายน 2570",
            "งวดสุดท้าย “ตั้งแต่เดือนตุลาคม 2570 ถึงเดือนกันยายน 2570” อยู่ก่อนงวดแรก โปรดตรวจวันและปี",
        ),
    ],
)
def test_rounds_that_nobody_can_count_are_refused(phrase, sentence):
    assert said(phrase) == sentence
