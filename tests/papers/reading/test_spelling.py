"""Letters of doubt are read as the ones that make words; what is sure, and every digit, stays."""

import numpy as np
import pytest

from papers.reading.alphabet import partners
from papers.reading.ctc import Text
from papers.reading.spelling import spelt


def seen(read: str, **doubts: dict[str, float]) -> Text:
    """``read``, each letter in a frame of its own; ``doubts`` by place: what the frame shows."""
    shares = [doubts.get(f"at{place}", {letter: 0.99}) for place, letter in enumerate(read)]
    letters = "".join(sorted({letter for share in shares for letter in share}))
    known = np.full((2 * len(read), len(letters) + 1), 1e-4, np.float32)
    for place, share in enumerate(shares):
        known[2 * place + 1, 0] = 0.99
        for letter, chance in share.items():
            known[2 * place, letters.index(letter) + 1] = chance
    return Text(read, tuple(range(0, 2 * len(read), 2)), letters, np.log(known))


def test_a_doubted_letter_becomes_the_one_that_makes_a_word():
    read, kept = spelt(seen("และตำเนินการ", at3={"ต": 0.59, "ด": 0.4}))

    assert read.text == "และดำเนินการ"
    assert kept == tuple(range(12))
    assert read.confidence(3, 4) == pytest.approx(0.4, abs=0.02)


@pytest.mark.parametrize(
    ("read", "doubts"),
    [
        ("และตำเนินการ", {"at3": {"ต": 0.97, "ด": 0.03}}),
        ("และตำเนินการ", {"at3": {"ต": 0.6, "ด": 0.01}}),
        ("และตำเนินการ", {"at3": {"ต": 0.6, "ม": 0.4}}),
        ("และดำเนินการ", {"at3": {"ด": 0.5, "ต": 0.5}}),
        ("เลข ๓๑", {"at4": {"๓": 0.5, "๑": 0.5}}),
    ],
    ids=["sure", "without a chance", "not alike", "a word already", "a digit"],
)
def test_all_else_stays_as_it_was_read(read, doubts):
    given = seen(read, **doubts)

    said, kept = spelt(given)

    assert said.text == read
    assert (said.peaks, kept) == (given.peaks, tuple(range(len(read))))


def test_a_letter_that_was_read_as_two_is_one():
    read, kept = spelt(seen("จังหวัดปบึงกาฬ", at7={"ป": 0.7, "บ": 0.2}))

    assert read.text == "จังหวัดบึงกาฬ"
    assert kept == (0, 1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 13)
    assert len(read.peaks) == len(read.text)


def test_two_vowels_above_one_consonant_are_one():
    read, kept = spelt(seen("จังหวัดบี็งกาฬ", at8={"ี": 0.6, "ึ": 0.3}, at9={"็": 0.5}))

    assert read.text == "จังหวัดบึงกาฬ"
    assert kept == (0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13)


def test_no_digit_and_no_sign_has_a_partner():
    assert [partners(one) for one in "๐๑๒๓๔๕๖๗๘๙0123456789/().- "] == [""] * 26
    assert partners("ด") == "คต"
