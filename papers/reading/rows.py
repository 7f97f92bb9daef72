"""Rows of a letter: pieces on one base line, labels at their head, and where they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from papers.reading.passage import Passage
from papers.reading.printed import SURE, Box, Line, Page

#: How like its label a misread word must be.
_ALIKE = 0.72
_SHARED_HEIGHT = 0.55
_CENTRED_MM = 18.0
_MARGIN_SHARE = 0.17
_AFTER_LABEL = re.compile(r"[\s:：.]*")


@dataclass(frozen=True)
class Row:
    """What stands on one base line of a page, from left to right."""

    page: Page
    lines: tuple[Line, ...]

    @cached_property
    def passage(self) -> Passage:
        """All of it, with a space between the pieces."""
        return Passage.side_by_side(self.lines)

    @property
    def text(self) -> str:
        """The words."""
        return self.passage.text

    @cached_property
    def box(self) -> Box:
        """The rectangle around it."""
        boxes = [line.box for line in self.lines]
        return Box(
            min(box.left for box in boxes),
            min(box.top for box in boxes),
            max(box.right for box in boxes),
            max(box.bottom for box in boxes),
        )

    @property
    def is_centred(self) -> bool:
        """True when it stands in the middle of the paper, by itself."""
        middle = (self.box.left + self.box.right) / 2
        near = abs(middle - self.page.width / 2) < _CENTRED_MM
        return near and self.box.left > _MARGIN_SHARE * self.page.width

    def without(self, lines: set[int]) -> Row | None:
        """The row without the pieces of these identities; None when nothing is left."""
        kept = tuple(line for line in self.lines if id(line) not in lines)
        return Row(self.page, kept) if kept else None


def rows_of(pages: Sequence[Page]) -> list[Row]:
    """The rows of all pages from top to bottom."""
    return [row for page in pages for row in _rows_of_page(page)]


def _rows_of_page(page: Page) -> list[Row]:
    rows: list[list[Line]] = []
    for line in sorted(page.lines, key=lambda one: (one.box.top + one.box.bottom) / 2):
        home = next((row for row in reversed(rows[-4:]) if _share_a_row(row, line)), None)
        if home is None:
            rows.append([line])
        else:
            home.append(line)
    return [Row(page, tuple(sorted(row, key=lambda one: one.box.left))) for row in rows]


def _share_a_row(row: list[Line], line: Line) -> bool:
    box = line.box
    for other in row:
        shared = min(other.box.bottom, box.bottom) - max(other.box.top, box.top)
        least = min(other.box.bottom - other.box.top, box.bottom - box.top)
        if shared < _SHARED_HEIGHT * least:
            return False
        if min(other.box.right, box.right) - max(other.box.left, box.left) > 1:
            return False
    return True


def after_label(passage: Passage, *labels: str, loose: bool = False) -> Passage | None:
    """
    What follows one of ``labels`` at the beginning of ``passage``; None without a label.

    A label is a word of its own; ``loose`` allows that the next word touches it. Of a page
    that was read from a picture a word that is like the label will do.
    """
    for label in labels:
        end = _label_end(passage, label, loose=loose)
        if end is not None:
            start = _AFTER_LABEL.match(passage.text, end)
            return passage.cut(start.end() if start else end)
    return None


def _label_end(passage: Passage, label: str, *, loose: bool) -> int | None:
    text = passage.text
    if text.startswith(label):
        follows = text[len(label) : len(label) + 1]
        apart = not follows or not follows.isalpha() or _ends_piece(passage, len(label))
        marked = follows and "\u0e30" <= follows <= "\u0e4e"
        return len(label) if (apart and not marked) or (loose and not marked) else None
    first = passage.spots[0] if passage.spots else None
    if first is None or first[0].confidence(0, len(first[0].text)) >= SURE:
        return None
    word = re.match(r"\S+", text)
    if word is None or abs(len(word[0].rstrip(".:")) - len(label)) > 1:
        return None
    alike = SequenceMatcher(None, word[0].rstrip(".:"), label).ratio()
    return word.end() if alike >= _ALIKE and len(label) > 3 else None


def _ends_piece(passage: Passage, at: int) -> bool:
    before, after = passage.spots[at - 1], passage.spots[at]
    return before is not None and after is not None and before[0] is not after[0]
