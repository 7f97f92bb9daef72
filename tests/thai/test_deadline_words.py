"""The phrase of a rule in a letter, and the names of rounds."""

import datetime as dt

import pytest

from tests.thai.deadline_phrases import ON, PHRASES
from thai.deadline_phrase import parse_deadline
from thai.deadline_rule import Every, InPeriod, Where
from thai.deadline_words import round_name, words
from thai.periods import Period, Place


@pytest.mark.parametrize("phrase", sorted(set(PHRASES.values())))
def test_what_is_written_into_a_letter_is_read_again(phrase):
    rule = parse_deadline(phrase, on=ON).rule

    assert rule is not None
    assert words(rule) == phrase


@pytest.mark.parametrize("where", list(Where))
@pytest.mark.parametrize("working", [False, True])
@pytest.mark.parametrize("period", [one for one in Period if one != Period.DAY])
def test_every_rule_of_rounds_has_words_of_its_own(period, working, where):
    nth = 5 if working or period not in (Period.YEAR, Period.FISCAL_YEAR) else -1
    if where == Where.AFTER:
        nth = 5
    rule = Every(period, Place(nth, working=working), where)

    assert parse_deadline(words(rule), on=ON).rule == rule


@pytest.mark.parametrize("period", [one for one in Period if one != Period.DAY])
@pytest.mark.parametrize("ahead", [False, True])
def test_every_place_in_a_period_has_words_of_its_own(period, ahead):
    rule = InPeriod(period, Place(2, working=True), ahead)

    assert parse_deadline(words(rule), on=ON).rule == rule


@pytest.mark.parametrize(
    ("period", "starts", "name"),
    [
        (Period.DAY, dt.date(2026, 10, 5), "วันที่ ๕ ตุลาคม ๒๕๖๙"),
        (Period.WEEK, dt.date(2026, 10, 5), "สัปดาห์ที่เริ่มวันที่ ๕ ตุลาคม ๒๕๖๙"),
        (Period.MONTH, dt.date(2026, 10, 1), "เดือนตุลาคม ๒๕๖๙"),
        (Period.QUARTER, dt.date(2026, 10, 1), "ไตรมาสที่ ๔ ปี พ.ศ. ๒๕๖๙"),
        (Period.QUARTER, dt.date(2027, 1, 1), "ไตรมาสที่ ๑ ปี พ.ศ. ๒๕๗๐"),
        (Period.FISCAL_QUARTER, dt.date(2026, 10, 1), "ไตรมาสที่ ๑ ปีงบประมาณ พ.ศ. ๒๕๗๐"),
        (Period.FISCAL_QUARTER, dt.date(2027, 7, 1), "ไตรมาสที่ ๔ ปีงบประมาณ พ.ศ. ๒๕๗๐"),
        (Period.HALF, dt.date(2026, 7, 1), "ครึ่งปีที่ ๒ พ.ศ. ๒๕๖๙"),
        (Period.FISCAL_HALF, dt.date(2026, 10, 1), "ครึ่งปีที่ ๑ ปีงบประมาณ พ.ศ. ๒๕๗๐"),
        (Period.FISCAL_HALF, dt.date(2027, 4, 1), "ครึ่งปีที่ ๒ ปีงบประมาณ พ.ศ. ๒๕๗๐"),
        (Period.YEAR, dt.date(2026, 1, 1), "ปี พ.ศ. ๒๕๖๙"),
        (Period.FISCAL_YEAR, dt.date(2026, 10, 1), "ปีงบประมาณ พ.ศ. ๒๕๗๐"),
    ],
)
def test_rounds_have_the_names_of_their_periods(period, starts, name):
    assert round_name(period, starts) == name
