"""What the line reader is taught: figures as letters print them, the same for each seed."""

import pytest

from papers.reading.alphabet import CLASS_OF, fold
from scripts.reader import official
from scripts.reader.lot import Lot


@pytest.mark.parametrize("source", official.FIGURES, ids=lambda source: source.__name__)
def test_every_line_can_be_spelled(source):
    lot = Lot(1)

    lines = [fold(source(lot)) for _ in range(200)]

    assert {character for line in lines for character in line} <= set(CLASS_OF)


def test_one_seed_gives_one_row_of_lines():
    first, again, other = Lot(5), Lot(5), Lot(6)

    lines = [official.figures(first) for _ in range(20)]

    assert [official.figures(again) for _ in range(20)] == lines
    assert [official.figures(other) for _ in range(20)] != lines


def test_most_figures_are_thai():
    lot = Lot(2)

    lines = [official.figures(lot) for _ in range(1000)]

    thai = sum(any(digit in line for digit in "๐๑๒๓๔๕๖๗๘๙") for line in lines)
    assert 650 < thai < 800
