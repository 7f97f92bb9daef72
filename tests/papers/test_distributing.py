"""The right edge of the lines of a letter."""

from itertools import groupby
from statistics import mean

import pytest

from papers.external import draw_external
from papers.memo import draw_memo
from papers.setting_lines import set_lines
from tests.papers import golden_letters
from tests.papers.reading_pdf import copied, squeezed, words

EDGE = 190
LETTERS = [
    (draw_external, golden_letters.DEPARTMENT),
    (draw_external, golden_letters.PROVINCE),
    (draw_memo, golden_letters.MINISTRY),
]


def gaps(pdf: bytes, letter) -> list[float]:
    """What each line that is not the last of its paragraph lacks to the edge, in millimetres."""
    full = [line for one in letter.paragraphs for line in set_lines(one, letter.places)[:-1]]
    rows = groupby(sorted(words(pdf), key=lambda item: item.top), key=lambda item: round(item.top))
    found = []
    for _top, row in rows:
        items = sorted(row, key=lambda item: item.left)
        if squeezed(*(item.text for item in items)) in map(squeezed, full):
            found.append(EDGE - max(item.right for item in items))
    assert len(found) == len(full)
    return found


@pytest.mark.parametrize(("draw", "letter"), LETTERS)
def test_full_lines_end_at_the_edge(draw, letter):
    found = gaps(draw(letter).pdf, letter)

    assert mean(found) <= 3
    assert max(found) <= 10
    assert min(found) > -0.5


def test_the_edge_is_ragged_where_the_setting_says_so(settings):
    settings.LETTER_LINES_SET_OUT = False

    found = gaps(draw_external(golden_letters.PROVINCE).pdf, golden_letters.PROVINCE)

    assert max(found) > 3


@pytest.mark.parametrize(("draw", "letter"), LETTERS)
def test_the_text_is_that_of_the_letter(draw, letter):
    text = copied(draw(letter).pdf)

    assert [one for one in letter.paragraphs if squeezed(one) not in text] == []
