"""A page in dots: made level, its ink found, its letters put together to runs of text."""

import numpy as np
import pytest
from PIL import Image

from papers.reading.ink import Runs, ink, pieces
from papers.reading.segments import Segment, segments
from papers.reading.straight import levelled, skew
from papers.reading.strip import contrast
from tests.papers.reading.drawn_pages import page_dots, page_pdf

DPI = 200
BODY = [(30, 40 + 8 * row, "ขอความร่วมมือหน่วยงานรายงานผลการดำเนินงาน") for row in range(12)]


def runs_of(dots: np.ndarray) -> list[Segment]:
    return segments(pieces(Runs.of(ink(dots), DPI), dots.shape), DPI)


def sides(run: Segment) -> tuple[int, int]:
    """Left and right in millimetres."""
    return round(run.left * 25.4 / DPI), round(run.right * 25.4 / DPI)


@pytest.mark.parametrize("turn", [-2.3, -0.7, 0.4, 1.5])
def test_a_turned_page_is_made_level(turn):
    dots = page_dots(page_pdf(*BODY))
    turned = np.asarray(Image.fromarray(dots).rotate(turn, Image.Resampling.BICUBIC, fillcolor=255))

    found = skew(turned, DPI)

    assert found == pytest.approx(-turn, abs=0.05)
    assert skew(levelled(turned, found), DPI) == pytest.approx(0, abs=0.05)


def test_a_page_that_lies_straight_stays_as_it_is():
    dots = page_dots(page_pdf(*BODY))

    assert levelled(dots, skew(dots, DPI)) is dots


def test_an_empty_page_has_no_skew_and_no_runs():
    dots = np.full((2339, 1654), 250, np.uint8)

    assert skew(dots, DPI) == 0
    assert runs_of(dots) == []


def test_pieces_hang_together_at_their_corners():
    mask = np.array([[1, 0, 0, 1], [0, 1, 0, 1], [0, 0, 0, 1], [1, 1, 0, 0]], bool)

    found = pieces(Runs.of(mask, DPI), mask.shape)

    boxes = zip(found.left, found.top, found.width, found.height, found.dots, strict=True)
    assert sorted(map(tuple, boxes)) == [(0, 0, 2, 2, 2), (0, 3, 2, 1, 2), (3, 0, 1, 3, 3)]


def test_number_and_agency_on_one_base_line_stay_apart():
    runs = runs_of(
        page_dots(page_pdf((30, 40, "ที่ มท ๐๘๑๐.๘/ว ๑๒๓๔"), (110, 40, "กรมการปกครอง"), *BODY[2:]))
    )

    assert [sides(run) for run in runs[:2]] == [(30, 68), (110, 134)]


def test_tall_letters_alone_are_as_high_as_the_rest_of_the_page():
    runs = runs_of(page_dots(page_pdf((150, 40, "ทำให้"), *BODY)))

    heights = {round(run.height * 25.4 / DPI, 1) for run in runs}
    assert len(runs) == 13
    assert max(heights) - min(heights) < 0.2


def test_a_letter_with_marks_above_and_below_belongs_to_its_word():
    mask = np.zeros((200, 600), bool)
    for place in range(8):
        mask[80:100, 100 + 30 * place : 118 + 30 * place] = True
    mask[66:112, 70:88] = True

    runs = segments(pieces(Runs.of(mask, DPI), mask.shape), DPI)

    assert [(run.left, run.right, run.letters) for run in runs] == [(70, 328, 9)]
    assert (runs[0].base, runs[0].height) == pytest.approx((100, 20), abs=0.5)


def test_a_rule_under_a_line_does_not_tie_its_letters():
    rule = '<div style="left:30mm;top:44.6mm;width:70mm;border-top:.3mm solid"></div>'

    plain = runs_of(page_dots(page_pdf(*BODY)))
    ruled = runs_of(page_dots(page_pdf(*BODY, more=rule)))

    assert [sides(run) for run in ruled] == [sides(run) for run in plain]


def test_contrast_spreads_the_greys_of_a_line():
    grey = np.full((40, 100), 200, np.uint8)
    grey[10:30, 40:50] = 80

    strip = contrast(grey)

    assert (float(strip[0, 0]), float(strip[20, 45])) == (0, 1)
