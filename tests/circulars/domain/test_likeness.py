"""Two letters that are one, and two that only look like it."""

import datetime as dt
from dataclasses import replace

import pytest

from circulars.domain.likeness import is_near, is_twin, links_in, names_it, paper_of
from tests.circulars import chain
from thai.citation import read_citation

LETTER = paper_of(chain.LETTER)


def like(**words):
    return paper_of(replace(chain.LETTER, **words))


@pytest.mark.parametrize(
    ("words", "near"),
    [
        ({"number_printed": "มท ๐๔๑๐.๓/ว ๕๐๙๙", "dated_printed": "๕ ตุลาคม ๒๕๖๓"}, True),
        ({"number_printed": "มท ๐๘๑๐.๓/ว ๓๑๙"}, True),
        ({"number_printed": "มท ๐๘๑๐.๓/ว ๓๑๙๖", "dated_printed": "๑๖ ตุลาคม ๒๕๖๓"}, False),
        ({"number_printed": "มท ๐๘๑๐.๓/ว ๔๔๔๔"}, False),
        ({"number_printed": "มท ๐๔๑๐.๓/ว ๓๑๙๕", "subject": "อีกเรื่องหนึ่ง"}, False),
        ({"number_printed": "มท ๐๔๑๐.๓/ว ๓๑๙๕", "dated_printed": "๑๕ มกราคม ๒๕๖๓"}, False),
        ({"number_printed": ""}, False),
    ],
)
def test_a_slip_makes_it_near_and_another_letter_is_not(words, near):
    assert is_near(like(**words), LETTER) is near


def test_a_twin_has_the_number_and_no_other_date():
    assert is_twin(like(number_printed="มท 0810.3/ว3195", dated_printed="15/10/63"), LETTER)
    assert is_twin(like(dated_printed="๒๕๓ ตุลาคม ๒๕๖๓"), LETTER)
    assert not is_twin(like(dated_printed="๑๖ ตุลาคม ๒๕๖๓"), LETTER)


@pytest.mark.parametrize(
    ("line", "subject", "it"),
    [
        ("หนังสือกรมส่งเสริมการปกครองท้องถิ่น ที่ มท ๐๘๑๐.๓/ว ๓๑๙๕ ลงวันที่ ๕ ตุลาคม ๒๕๖๓", "อื่น", True),
        ("หนังสือกรมส่งเสริมการปกครองท้องถิ่น ที่ มท ๐๘๑๐.๓/ว ๓๑๙๖ ลงวันที่ ๑๕ ตุลาคม ๒๕๖๓", "อื่น", False),
        (
            "หนังสือกรมส่งเสริมการปกครองท้องถิ่น ที่ มท ๐๘๑๐.๓/ว ๓๑๙๖ ลงวันที่ ๑๕ ตุลาคม ๒๕๖๓",
            chain.SUBJECT,
            True,
        ),
        ("หนังสือกรมอื่น ที่ มท ๐๘๑๐.๓/ว ๓๑๙๖ ลงวันที่ ๑๕ ตุลาคม ๒๕๖๓", chain.SUBJECT, False),
        ("ที่ มท ๐๘๑๐.๓/ว ๓๑๙๕ ลงวันที่ ๑๕ ตุลาคม ๒๕๕๙", "อื่น", False),
    ],
)
def test_which_letter_a_naming_means(line, subject, it):
    assert names_it(read_citation(line), LETTER, subject=subject) is it


def test_what_is_compared_of_a_letter():
    assert (LETTER.key, LETTER.day, LETTER.links) == (
        "มท|0810.3|ว|3195",
        dt.date(2020, 10, 15),
        ("oah.me/QetKY",),
    )
    assert [name.number for name in LETTER.names] == ["มท ๐๒๑๑.๖/ว ๕๘๓๑"]


def test_addresses_are_found_in_running_text():
    assert links_in("ที่ https://OAH.me/QetKY. และ www.moi.go.th", "oth.me/QetKY") == (
        "oah.me/QetKY",
        "oth.me/QetKY",
    )
