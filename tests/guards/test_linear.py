"""
What reads a text takes twice as long for twice the text: not the square of it.

Each is tried with texts that patterns like to go back over: runs of spaces, digits, letters,
beginnings of a thing that never ends. Growth is measured in CPU, the best of three.
"""

import contextlib
import time

import pytest

from circulars.letters.building import paragraphs_of, thai_text
from papers.wrapping import keep_together
from thai import numerals, printed_date
from thai.text import normalize
from thai.wording import terms, told

READERS = {
    "thai_text": thai_text,
    "paragraphs_of": paragraphs_of,
    "keep_together": lambda text: keep_together(text, frozenset({"เซกา"})),
    "normalize": normalize,
    "with_numbers": numerals.with_numbers,
    "deadlines_in": terms.deadlines_in,
    "answered_by": terms.answered_by,
    "without_answering": terms.without_answering,
    "without_others": terms.without_others,
    "source_of": told.source_of,
    "parse_date": printed_date.parse_date,
}
UNITS = (
    *("a", "a.", "www.", "a@", "1", "๑", "1,", "1/", "(", " ", "\n ", "\n\n", "-", "0-", "0 2"),
    *("1 มกราคม ", "ว ", " ๆ", "จังหวัด", "อ. ", "ที่ มท 0801/ว 1 ", "และส่ง", "สำหรับ", "ที่"),
    "ขอให้แจ้งอำเภอ รายงานภายในวันที่ 1 มกราคม 2569 ",
)
SIZE = 8000
#: Below this nothing is measured, only noise.
LEAST = 0.02
GROWTH = 2.5


def seconds(read, text):
    began = time.process_time()
    with contextlib.suppress(ValueError):  # that it cannot be read is an answer
        read(text)
    return time.process_time() - began


@pytest.mark.parametrize("name", READERS)
def test_twice_the_text_takes_twice_the_time(name):
    read, slow = READERS[name], {}
    for unit in UNITS:
        text = (unit * SIZE)[: 2 * SIZE]
        long = min(seconds(read, text) for _one in range(3))
        if long > LEAST:
            short = min(seconds(read, text[:SIZE]) for _one in range(3))
            if long > GROWTH * max(short, LEAST / 2):
                slow[unit] = (round(short, 3), round(long, 3))

    assert slow == {}


def test_a_mail_address_keeps_its_digits_also_behind_thai_words():
    text = "ส่งทางไปรษณีย์อิเล็กทรอนิกส์ที่dla1234@dla.go.th ภายใน 7 วัน หรือ www.dla.go.th/2569"

    assert thai_text(text) == (
        "ส่งทางไปรษณีย์อิเล็กทรอนิกส์ที่dla1234@dla.go.th ภายใน ๗ วัน หรือ www.dla.go.th/2569"
    )
