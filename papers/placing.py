"""Find room for receipt stamps: the upper right corner first, and not on the text."""

from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image

WIDTH_MM, HEIGHT_MM = 50.0, 25.0
MARGIN_MM = 8.0
GAP_MM = 3.0
_STEP_MM = 2.0
_LOWEST_SHARE = 0.9
#: The first stamp stays in the corner, as ข้อ 37 wants it.
_CORNER_MM = 20.0
_DARK = 215
#: One percent of ink under a block weighs as much as 25 cm of way.
_INK_WEIGHT_MM = 25_000.0

Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Block:
    """What is to be placed: a stamp, or (``follows``) the routing choices of the one before."""

    height_mm: float
    follows: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as its reader sees it: its dark spots (see ``ink_of``) and size in millimetres."""

    ink: Image.Image
    width_mm: float
    depth_mm: float

    def cover(self, place: Place, height: float) -> float:
        """The share of ink, 0 to 1, under a block at ``place``."""
        right, top = place
        dots = self.ink.width / self.width_mm
        left = self.width_mm - right - WIDTH_MM
        box = (
            int(left * dots),
            int(top * dots),
            int((left + WIDTH_MM) * dots),
            int((top + height) * dots),
        )
        area = max(1, (box[2] - box[0]) * (box[3] - box[1]))
        seen = self.ink.crop(_within(box, self.ink.size))
        return seen.histogram()[1] / area


def _within(box: tuple[int, int, int, int], size: tuple[int, int]) -> tuple[int, int, int, int]:
    """The part of ``box`` that lies on the page; what is outside has no ink."""
    left, top, right, bottom = box
    wide, deep = size
    left, top = min(max(left, 0), wide), min(max(top, 0), deep)
    return left, top, max(left, min(right, wide)), max(top, min(bottom, deep))


def ink_of(page: Image.Image) -> Image.Image:
    """Dark spots of a page seen upright, as 0 and 1."""
    return page.convert("L").point([1 if value < _DARK else 0 for value in range(256)])


def places(blocks: Sequence[Block], sheet: Sheet) -> list[Place]:
    """
    A place for each block: distance from the right and from the upper edge, in millimetres.

    Blocks never lie on each other; on text only where no free place is near.
    """
    found: list[Place] = []
    for number, block in enumerate(blocks):
        anchor = (MARGIN_MM, MARGIN_MM)
        if block.follows and found:
            right, top = found[-1]
            anchor = (right, top + blocks[number - 1].height_mm)
        reach = _CORNER_MM if number == 0 else max(sheet.width_mm, sheet.depth_mm)
        taken = list(zip(found, blocks, strict=False))
        free = [
            place
            for place in _candidates(block, sheet, anchor, reach)
            if not any(_overlap(place, block, *other) for other in taken)
        ]
        costs = [_cost(place, block, sheet, anchor) for place in free]
        found.append(free[costs.index(min(costs))] if free else anchor)
    return found


def _candidates(block: Block, sheet: Sheet, anchor: Place, reach: float) -> list[Place]:
    lowest = max(anchor[1], sheet.depth_mm * _LOWEST_SHARE - block.height_mm)
    leftmost = max(anchor[0], sheet.width_mm - WIDTH_MM - MARGIN_MM)
    rights = _steps(MARGIN_MM, min(leftmost, MARGIN_MM + reach), anchor[0])
    tops = _steps(MARGIN_MM, min(lowest, MARGIN_MM + reach), anchor[1])
    return [(right, top) for right in rights for top in tops]


def _steps(first: float, last: float, also: float) -> list[float]:
    count = int((last - first) / _STEP_MM) + 1
    return sorted({also, *(first + _STEP_MM * number for number in range(count))})


def _overlap(place: Place, block: Block, other: Place, other_block: Block) -> bool:
    gap = 0.0 if block.follows else GAP_MM
    return (
        abs(place[0] - other[0]) < WIDTH_MM + gap
        and place[1] < other[1] + other_block.height_mm + gap
        and other[1] < place[1] + block.height_mm + gap
    )


def _cost(place: Place, block: Block, sheet: Sheet, anchor: Place) -> float:
    """Millimetres from where it belongs, and more for the text it would cover."""
    way = abs(place[0] - anchor[0]) + abs(place[1] - anchor[1])
    return way + _INK_WEIGHT_MM * sheet.cover(place, block.height_mm)
