"""Places in a month, a quarter, a year."""

import datetime as dt

import pytest

from tests.thai.deadline_phrases import ON, PERIODS
from tests.thai.test_deadline_phrase import said
from thai.deadline_periods import period_of, read_period
from thai.deadline_rule import InPeriod, OnDay
from thai.periods import Period, Place


@pytest.mark.parametrize(("phrase", "written"), PERIODS.items())
def test_a_place_in_a_period_is_read(phrase, written):
    assert said(phrase) == written


def test_a_named_period_is_a_day_and_an_unnamed_one_waits_for_the_letter():
    assert read_period("เดือนตุลาคม 2569", ON) == OnDay(dt.date(2026, 10, 31))
    assert read_period("สิ้นเดือน", ON) == InPeriod(Period.MONTH, Place())
    assert read_period("เดือน", ON) is None
    assert read_period("วันศุกร์ของเดือนนี้", ON) is None
    assert period_of("ปีงบประมาณ") == Period.FISCAL_YEAR


@pytest.mark.parametrize(
    ("phrase", "sentence"),
    [
        (
            "ภายในวันที่ 31 เดือนหน้า",
            "ไม่มีวันที่ 31 เพราะเดือนพฤศจิกายน 2569 มีวันที่ 1 ถึง 30 โปรดเขียนเช่น ภายในวันที่ 5 ของเดือนถัดไป",
        ),
        ("ภายในเดือนตุลาคม", "“เดือนตุลาคม” ไม่มีปี โปรดเติมปี พ.ศ. เช่น ภายในเดือนตุลาคม 2563"),
        ("ภายในไตรมาสที่ 2", "“ไตรมาสที่ 2” ไม่มีปี โปรดเติมปี พ.ศ. เช่น ภายในเดือนตุลาคม 2563"),
        (
            "ภายในกลางเดือนพฤศจิกายน 2569",
            "“กลางเดือนพฤศจิกายน 2569” ไม่บอกวัน โปรดเขียนวันสุดท้ายที่ยังทัน เช่น ภายในวันที่ 31 ตุลาคม 2563",
        ),
    ],
)
def test_a_place_that_is_none_is_refused(phrase, sentence):
    assert said(phrase) == sentence
