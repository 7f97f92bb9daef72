"""
Receipt stamps on the first page of a letter (ข้อ 37, แบบที่ 12).

The original bytes are never changed: what comes back is a new rendition. Every stamp
stands at the upper right corner as a reader sees the page, whatever its rotation, crop
box or unit; the next one finds the nearest room beside or below it.
"""

import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pikepdf
from django.template.loader import render_to_string

from circulars.letters.content import StampContent
from circulars.letters.pages import page_image
from circulars.letters.pdf import draw, lay_out, stylesheet
from circulars.letters.placing import HEIGHT_MM, WIDTH_MM, Block, Sheet, ink_of, places

MM = 72 / 25.4
_CHOICE_MM = 4.25
_CHOICES_PADDING_MM = 0.8
_LOOK_PX = 420


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
    def of(cls, page: pikepdf.Page) -> "PageFrame":
        box = [float(value) for value in page.cropbox]
        rotation = int(_inherited(page, "/Rotate", 0)) % 360
        unit = float(page.obj.get("/UserUnit", 1))
        left, right = sorted((box[0], box[2]))
        bottom, top = sorted((box[1], box[3]))
        return cls(left, bottom, right, top, rotation, unit)

    @property
    def seen_mm(self) -> tuple[float, float]:
        """Width and height as a reader sees them, in millimetres."""
        across = (self.right - self.left) * self.unit / MM
        up = (self.top - self.bottom) * self.unit / MM
        return (up, across) if self.rotation in {90, 270} else (across, up)

    def matrix(self, right_mm: float, top_mm: float, width_mm: float, height_mm: float) -> str:
        """
        The operands of ``cm`` that draw a form upright for the reader.

        ``right_mm`` and ``top_mm`` are the distances of its right and upper edge from
        those of the seen page. The form is drawn in points from its lower left corner.
        """
        to_unit = MM / self.unit
        right, top = right_mm * to_unit, top_mm * to_unit
        width, height = width_mm * to_unit, height_mm * to_unit
        scale = 1 / self.unit
        turns = {
            0: (scale, 0, 0, scale, self.right - right - width, self.top - top - height),
            90: (0, scale, -scale, 0, self.left + top + height, self.top - right - width),
            180: (-scale, 0, 0, -scale, self.left + right + width, self.bottom + top + height),
            270: (0, -scale, scale, 0, self.right - top - height, self.bottom + right + width),
        }
        return " ".join(f"{value:.4f}" for value in turns[self.rotation])


def _inherited(page: pikepdf.Page, key: str, default: int) -> Any:
    node: Any = page.obj
    while node is not None:
        if key in node:
            return node[key]
        node = node.get("/Parent")
    return default


def blocks_of(stamp: StampContent) -> list[Block]:
    """The stamp, and the block of its routing choices when it has any."""
    blocks = [Block(HEIGHT_MM)]
    if stamp.choices:
        height = 2 * _CHOICES_PADDING_MM + _CHOICE_MM * len(stamp.choices)
        blocks.append(Block(height, follows=True))
    return blocks


def draw_block(stamp: StampContent, block: Block) -> bytes:
    """The stamp, or its choices, as a PDF of the block's own size."""
    template = "letters/stamp_choices.html" if block.follows else "letters/stamp.html"
    html = render_to_string(template, {"stamp": stamp})
    rules = stylesheet("stamp").replace("var(--height)", f"{block.height_mm}mm")
    return draw(lay_out(html, [rules]))


def stamp_pdf(original: bytes, stamps: Sequence[StampContent]) -> bytes:
    """
    A rendition of ``original`` with ``stamps`` on its first page, in order of receipt.

    Give all stamps of the letter at once, oldest first: each finds its own place.
    """
    ink = ink_of(page_image(original, 1, _LOOK_PX))
    with pikepdf.open(io.BytesIO(original)) as document:
        page = document.pages[0]
        frame = PageFrame.of(page)
        _isolate(document, page)
        drawn = [(block, stamp) for stamp in stamps for block in blocks_of(stamp)]
        spots = places([block for block, _ in drawn], Sheet(ink, *frame.seen_mm))
        for (block, stamp), (right, top) in zip(drawn, spots, strict=True):
            name = _add_form(document, page, draw_block(stamp, block))
            matrix = frame.matrix(right, top, WIDTH_MM, block.height_mm)
            page.contents_add(f"q {matrix} cm {name} Do Q".encode())
        target = io.BytesIO()
        document.save(target, deterministic_id=True)
        return target.getvalue()


def _add_form(document: pikepdf.Pdf, page: pikepdf.Page, drawing: bytes) -> str:
    """Put a one-page PDF among the resources of ``page``; its name comes from its bytes."""
    name = f"/Receipt{hashlib.sha256(drawing).hexdigest()[:16]}"
    with pikepdf.open(io.BytesIO(drawing)) as source:
        form = document.copy_foreign(source.pages[0].as_form_xobject())
        page.add_resource(form, pikepdf.Name.XObject, pikepdf.Name(name))
    return name


def _isolate(document: pikepdf.Pdf, page: pikepdf.Page) -> None:
    """Fence the old content in, so that its graphics state does not reach the stamp."""
    if "/Contents" not in page.obj:
        page.obj.Contents = document.make_stream(b"")
    before, after = _fences(page)
    page.contents_add(b"q " * before, prepend=True)
    page.contents_add(b"Q " * after)


def _fences(page: pikepdf.Page) -> tuple[int, int]:
    """How many ``q`` to put before a page and ``Q`` after it; careless writers lose some."""
    depth = lowest = 0
    for instruction in pikepdf.parse_content_stream(page, "q Q"):
        depth += 1 if str(instruction.operator) == "q" else -1
        lowest = min(lowest, depth)
    before = 1 - lowest
    return before, before + depth
