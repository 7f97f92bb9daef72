"""Boxes, rotation and unit of a page: read as a reader sees them, and mended when malformed."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import pikepdf

MM = 72 / 25.4
_A4 = (0.0, 0.0, 595.276, 841.89)
#: A chain of parents in the page tree that is longer leads nowhere.
_LONGEST_CHAIN = 100
#: What a reader sees is at least 5 mm and at most 5 m; ISO 32000 allows 14,400 units.
_SMALLEST_PT, _LARGEST_PT = 5 * MM, 14400.0
_TURNS = {-270, -180, -90, 0, 90, 180, 270}
_OTHER_BOXES = ("/BleedBox", "/TrimBox", "/ArtBox")

Box = tuple[float, float, float, float]
Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class PageFrame:
    """The visible part of a page: its crop box in PDF units, rotation and points per unit."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int
    unit: float

    @classmethod
    def of(cls, page: pikepdf.Page) -> PageFrame:
        """What is seen of ``page``; what is malformed in it counts as absent."""
        sheet = _box(_inherited(page, "/MediaBox")) or _A4
        crop = _box(_inherited(page, "/CropBox"))
        seen = (_common(sheet, crop) if crop else None) or sheet
        return cls(*seen, _rotation(page), _unit(page))

    @property
    def seen_mm(self) -> tuple[float, float]:
        """Width and height as a reader sees them, in millimetres."""
        across = (self.right - self.left) * self.unit / MM
        up = (self.top - self.bottom) * self.unit / MM
        return (up, across) if self.rotation in {90, 270} else (across, up)

    @property
    def can_be_drawn(self) -> bool:
        """Neither a dot nor a street."""
        sides = [side * MM for side in self.seen_mm]
        return min(sides) >= _SMALLEST_PT and max(sides) <= _LARGEST_PT

    def matrix(
        self, right_mm: float, top_mm: float, width_mm: float, height_mm: float, shrunk: float = 1
    ) -> Matrix:
        """
        The operands of ``cm`` that draw a form upright for the reader.

        ``right_mm`` and ``top_mm`` are the distances of its right and upper edge from
        those of the seen page. The form is drawn in points from its lower left corner,
        ``shrunk`` to a part of its size; width and height are those on the page.
        """
        to_unit = MM / self.unit
        right, top = right_mm * to_unit, top_mm * to_unit
        width, height = width_mm * to_unit, height_mm * to_unit
        scale = shrunk / self.unit
        turns = {
            0: (scale, 0, 0, scale, self.right - right - width, self.top - top - height),
            90: (0, scale, -scale, 0, self.left + top + height, self.top - right - width),
            180: (-scale, 0, 0, -scale, self.left + right + width, self.bottom + top + height),
            270: (0, -scale, scale, 0, self.right - top - height, self.bottom + right + width),
        }
        return turns[self.rotation]


def covered(matrix: Matrix, width: float, height: float) -> Box:
    """The part of the page that a form of this size takes when it is drawn by ``matrix``."""
    a, b, c, d, e, f = matrix
    corners = [(0, 0), (width, 0), (0, height), (width, height)]
    across = [a * x + c * y + e for x, y in corners]
    up = [b * x + d * y + f for x, y in corners]
    return min(across), min(up), max(across), max(up)


def mend(page: pikepdf.Page) -> bool:
    """
    Write down what a reader sees where the page says something else, or nothing sensible.

    Returns whether anything was malformed; a sound page stays as it is.
    """
    frame = PageFrame.of(page)
    sheet = _box(_inherited(page, "/MediaBox"))
    crop, turn = _inherited(page, "/CropBox"), _inherited(page, "/Rotate")
    shown, unit = _box(crop), page.obj.get("/UserUnit")
    nowhere = shown is None or _common(sheet or _A4, shown) is None
    mended = {
        "/MediaBox": sheet is None,
        "/CropBox": crop is not None and nowhere,
        "/Rotate": turn is not None and _number(turn) not in _TURNS,
        "/UserUnit": unit is not None and _number(unit) != frame.unit,
    }
    seen = pikepdf.Array([frame.left, frame.bottom, frame.right, frame.top])
    values = {"/MediaBox": seen, "/CropBox": seen, "/Rotate": frame.rotation, "/UserUnit": 1}
    for key in (key for key, malformed in mended.items() if malformed):
        page.obj[key] = values[key]
    wrong = [key for key in _OTHER_BOXES if key in page.obj and _box(page.obj[key]) is None]
    for key in wrong:
        del page.obj[key]
    return any(mended.values()) or bool(wrong)


def _inherited(page: pikepdf.Page, key: str) -> Any:
    node: Any = page.obj
    for _level in range(_LONGEST_CHAIN):
        if not isinstance(node, pikepdf.Dictionary):
            return None
        if key in node:
            return node[key]
        node = node.get("/Parent")
    return None


def _number(value: Any) -> float | None:
    """A finite number as a float; pikepdf gives whole ones as int, others as Decimal."""
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return number if math.isfinite(number) and not isinstance(value, bool) else None


def _box(value: Any) -> Box | None:
    """Left, bottom, right, top; None unless it is four numbers around some area."""
    if not isinstance(value, pikepdf.Array) or len(value) != 4:
        return None
    numbers = [number for edge in value if (number := _number(edge)) is not None]
    if len(numbers) != 4:
        return None
    left, right = sorted((numbers[0], numbers[2]))
    bottom, top = sorted((numbers[1], numbers[3]))
    return (left, bottom, right, top) if left < right and bottom < top else None


def _common(one: Box, other: Box) -> Box | None:
    left, bottom = max(one[0], other[0]), max(one[1], other[1])
    right, top = min(one[2], other[2]), min(one[3], other[3])
    return (left, bottom, right, top) if left < right and bottom < top else None


def _rotation(page: pikepdf.Page) -> int:
    """0, 90, 180 or 270; what lies between counts as the quarter before it, as in readers."""
    turn = _number(_inherited(page, "/Rotate")) or 0
    return int(turn / 90) * 90 % 360


def _unit(page: pikepdf.Page) -> float:
    unit = _number(page.obj.get("/UserUnit"))
    return unit if unit and unit > 0 else 1.0
