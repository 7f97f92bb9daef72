"""
What a page shows: lines of text and where they stand.

Both readers give these, the one of text layers and the one of pictures; the rules that find
fields (``fields``) know nothing else of a page.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, field

SURE = 1.0


@dataclass(frozen=True)
class Box:
    """A rectangle on a page in millimetres from its upper left corner."""

    left: float
    top: float
    right: float
    bottom: float


def _sure(_start: int, _end: int) -> float:
    return SURE


@dataclass(frozen=True)
class Line:
    """
    A printed line, or the piece of one that stands alone (number at the left, agency at the right).

    ``text`` keeps its digits as printed (๐-๙ or 0-9), marks in one order, ``ํา`` as ``ำ``.
    ``letter_height`` is the height of บ in millimetres. ``edges`` are the left edges of the
    characters of ``text`` and the right edge of the last one, in millimetres.
    ``confidence(start, end)`` is the probability (0-1) that ``text[start:end]`` is what is
    printed; 1 for a text layer.
    """

    page: int
    text: str
    box: Box
    letter_height: float
    edges: tuple[float, ...] = ()
    bold: bool = False
    confidence: Callable[[int, int], float] = field(default=_sure, compare=False)

    def box_of(self, start: int, end: int) -> Box:
        """Where ``text[start:end]`` stands."""
        if not self.edges:
            return self.box
        return Box(self.edges[start], self.box.top, self.edges[end], self.box.bottom)


@dataclass(frozen=True)
class Page:
    """
    A page of ``width`` x ``height`` millimetres; ``lines`` from top to bottom.

    The lines of a scan that must be turned by ``quarters`` and by ``turned`` degrees, both
    counter-clockwise, stand where they would stand on the straight page, whose width and
    height these are; ``on_paper`` finds them on the scan.
    """

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    codes: tuple[str, ...] = ()
    is_picture: bool = False
    turned: float = 0.0
    quarters: int = 0

    @property
    def paper(self) -> tuple[float, float]:
        """Width and height of the page as it was scanned."""
        return (self.height, self.width) if self.quarters % 2 else (self.width, self.height)

    def on_paper(self, box: Box) -> Box:
        """Where the straight page's ``box`` lies on the page as it was scanned."""
        slope = math.tan(math.radians(self.turned))
        ends = [slope * (edge - self.width / 2) for edge in (box.left, box.right)]
        box = Box(box.left, box.top + min(ends), box.right, box.bottom + max(ends))
        width, height = self.width, self.height
        for _quarter in range(self.quarters):
            box = Box(height - box.bottom, box.left, height - box.top, box.right)
            width, height = height, width
        return box
