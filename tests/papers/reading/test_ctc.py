"""Text from frames, and the probability of any part of it."""

import itertools
from math import log

import numpy as np
import pytest

from papers.reading.alphabet import CHARACTERS, CLASS_OF, fold
from papers.reading.ctc import text_of

ONE, TWO = CLASS_OF["๑"], CLASS_OF["๒"]


def frames(*shares: dict[int, float]) -> np.ndarray:
    """Log-probabilities; what is not named is next to impossible."""
    made = np.full((len(shares), len(CHARACTERS) + 1), -60, np.float32)
    for row, kinds in zip(made, shares, strict=True):
        for kind, share in kinds.items():
            row[kind] = log(share)
    return made


def spelled(path: tuple[int, ...]) -> str:
    kinds = [kind for kind, _same in itertools.groupby(path)]
    return "".join(CHARACTERS[kind - 1] for kind in kinds if kind)


def test_repeats_are_one_character_unless_a_blank_parts_them():
    read = text_of(frames({ONE: 1}, {ONE: 1}, {0: 1}, {ONE: 0.9, 0: 0.1}, {TWO: 1}, {0: 1}))

    assert (read.text, read.letters) == ("๑๑๒", "๑๒")
    assert read.starts() == (0, 2, 4, 6)


def test_confidence_is_the_sum_over_all_ways_to_spell_the_text():
    shares = [
        {0: 0.5, ONE: 0.3, TWO: 0.2},
        {0: 0.2, ONE: 0.7, TWO: 0.1},
        {0: 0.3, ONE: 0.1, TWO: 0.6},
    ]
    read = text_of(frames(*shares))

    ways = itertools.product((0, ONE, TWO), repeat=3)
    chances = [
        shares[0][way[0]] * shares[1][way[1]] * shares[2][way[2]]
        for way in ways
        if spelled(way) == read.text
    ]
    assert read.text == "๑๒"
    assert read.confidence(0, 2) == pytest.approx(sum(chances), abs=1e-6)


def test_a_part_is_judged_by_its_own_frames():
    sure, unsure = {ONE: 0.99, 0: 0.01}, {TWO: 0.6, ONE: 0.4}
    read = text_of(frames(sure, {0: 1}, {0: 1}, unsure, {0: 1}))

    assert read.text == "๑๒"
    assert (read.confidence(0, 1), read.confidence(1, 2)) == pytest.approx((0.99, 0.6), abs=1e-5)
    assert read.confidence(1, 1) == 1


def test_marks_stand_in_one_order():
    assert fold("นํ้า") == "น้ำ"
    assert fold("ที่") == fold("ท่ี") == "ที่"
    assert fold("กํา") == "กำ"
