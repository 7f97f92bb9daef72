"""Lines for tests, as a reader of pages gives them."""

from math import prod

from papers.reading.printed import Box, Line, Page

WIDTH = 1.6


def line(text: str, left: float = 30.0, top: float = 40.0, sure: float = 1.0) -> Line:
    """A line of which every character is read with the probability ``sure``."""
    edges = tuple(left + WIDTH * at for at in range(len(text) + 1))
    known = [sure] * len(text)
    return Line(
        0, text, Box(left, top, edges[-1], top + 4), 2.3, edges,
        confidence=lambda start, end: prod(known[start:end]),
    )  # fmt: skip


def letter_page(*lines: Line, number: int = 0) -> Page:
    return Page(number, 210.0, 297.0, lines)
