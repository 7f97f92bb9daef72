"""Find free paper for receipt stamps: as near to the upper right corner as there is any."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from PIL import Image

WIDTH_MM, HEIGHT_MM = 50.0, 25.0
MARGIN_MM = 8.0
GAP_MM = 3.0
#: Paper that is left free round a stamp, so that it touches no letter.
_ROUND_MM = 1.0
_STEP_MM = 2.0
#: On a large sheet the steps are longer: the search costs the same for a slip and a poster.
_MOST_STEPS = 90
_LOWEST_SHARE = 0.9
#: The first stamp stays in the upper part of the page, as ข้อ 37 wants it.
_BAND_SHARE = 0.4
_SMALL_MARGIN_SHARE = 0.04
_DARK = 215
#: One percent of ink under a block weighs as much as 25 cm of way.
_INK_WEIGHT_MM = 25_000.0

Size = tuple[float, float]
Grid = Any


@dataclass(frozen=True, slots=True)
class Block:
    """What is to be placed, in one of the ``shapes`` (width, height) that it may have."""

    shapes: tuple[Size, ...] = ((WIDTH_MM, HEIGHT_MM),)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a block stands: from the right and the upper edge (mm), and in which shape."""

    right: float
    top: float
    width: float
    height: float
    shape: int = 0


@dataclass(frozen=True)
class Sheet:
    """A page as its reader sees it: its dark spots (see ``ink_of``) and size in millimetres."""

    ink: Image.Image
    width_mm: float
    depth_mm: float

    @cached_property
    def sums(self) -> Grid:
        """At each dot, how many dark dots lie above and to the left of it."""
        dots = np.asarray(self.ink, dtype=np.int64)
        return np.pad(dots.cumsum(0).cumsum(1), ((1, 0), (1, 0)))

    def scale(self, blocks: Sequence[Block]) -> float:
        """1, or less on a slip that is too small for a stamp."""
        fits = [max(self._fit(shape) for shape in block.shapes) for block in blocks]
        return min([1.0, *fits])

    def _fit(self, size: Size) -> float:
        room = 1 - 2 * _SMALL_MARGIN_SHARE
        return min(self.width_mm * room / size[0], self.depth_mm * room / size[1])

    def margins(self, width: float, height: float) -> tuple[float, float]:
        """From the right and from the upper edge; less where there is no more."""
        right = min(MARGIN_MM, (self.width_mm - width) / 2)
        return max(0.0, right), max(0.0, min(MARGIN_MM, (self.depth_mm - height) / 2))

    def cover(self, spot: Spot) -> float:
        """The share of ink, 0 to 1, under a block."""
        rights, tops = np.array([spot.right]), np.array([spot.top])
        return float(self.covers(rights, tops, (spot.width, spot.height))[0, 0])

    def covers(self, rights: Grid, tops: Grid, size: Size, more: float = 0) -> Grid:
        """
        The same for every top (rows) and right (columns) at once, ``more`` millimetres wider.

        What lies outside the page has no ink.
        """
        dots = self.ink.width / self.width_mm
        wide, high = self.ink.size
        left = self.width_mm - rights - size[0]
        x0, x1 = (_dots(edge, dots, wide) for edge in (left - more, left + size[0] + more))
        y0, y1 = (_dots(edge, dots, high) for edge in (tops - more, tops + size[1] + more))
        found = self.sums[y1][:, x1] - self.sums[y0][:, x1]
        found = found - self.sums[y1][:, x0] + self.sums[y0][:, x0]
        return found / max(1.0, size[0] * size[1] * dots * dots)


def _dots(edges: Grid, dots: float, most: int) -> Grid:
    return np.clip((edges * dots).astype(np.int64), 0, most)


def ink_of(page: Image.Image) -> Image.Image:
    """Dark spots of a page seen upright, as 0 and 1."""
    return page.convert("L").point([1 if value < _DARK else 0 for value in range(256)])


def places(blocks: Sequence[Block], sheet: Sheet) -> list[Spot]:
    """
    A spot for each block, in order.

    Blocks never lie on each other; on text only where no free place is near.
    """
    scale = sheet.scale(blocks)
    found: list[Spot] = []
    for number, block in enumerate(blocks):
        band = _BAND_SHARE if number == 0 else _LOWEST_SHARE
        tried = [
            _best(sheet, (width * scale, height * scale), shape, band, found)
            for shape, (width, height) in enumerate(block.shapes)
            if width * scale <= sheet.width_mm and height * scale <= sheet.depth_mm
        ]
        found.append(min(tried, key=lambda one: one[0])[1])
    return found


def _best(
    sheet: Sheet, size: Size, shape: int, band: float, taken: Sequence[Spot]
) -> tuple[float, Spot]:
    """The nearest to the corner, every ink under it counted as way; and what it costs."""
    right, top = sheet.margins(*size)
    rights = _steps(right, max(right, sheet.width_mm - size[0] - right))
    tops = _steps(top, max(top, sheet.depth_mm * band - size[1]))
    way = (rights - right)[None, :] + (tops - top)[:, None]
    cost = way + _INK_WEIGHT_MM * sheet.covers(rights, tops, size, _ROUND_MM)
    for other in taken:
        left_of = rights + size[0] + GAP_MM <= other.right
        right_of = other.right + other.width + GAP_MM <= rights
        across = (tops < other.top + other.height + GAP_MM) & (other.top < tops + size[1] + GAP_MM)
        cost = np.where(across[:, None] & ~(left_of | right_of)[None, :], np.inf, cost)
    row, column = np.unravel_index(int(np.argmin(cost)), cost.shape)
    return float(cost[row, column]), Spot(float(rights[column]), float(tops[row]), *size, shape)


def _steps(first: float, last: float) -> Grid:
    step = max(_STEP_MM, (last - first) / _MOST_STEPS)
    return np.arange(first, last + 1e-6, step)
