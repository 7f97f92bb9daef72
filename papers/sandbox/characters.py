"""The characters of a page's text layer with their places. Runs behind the door only."""

import ctypes
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

from papers.reading.printed_text import letter

_MM = 25.4 / 72
_INVISIBLE = (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP)
_BOLD_WEIGHT = 600
#: Device units to a millimetre: pdfium turns places into whole numbers.
_FINE = 1000
_LONGEST_NAME = 128
_TOUCHING_MM = 0.002
_MOST_CHARACTERS = 60_000
#: A rule, a frame, the squares of a small code; letters drawn as outlines are more.
_MOST_SHAPES = 60
_EMBLEM = 0.05


@dataclass(slots=True)
class Glyph:
    """A character as drawn: box, origin, size in millimetres from the upper left."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    x: float
    base: float
    size: float
    bold: bool
    #: Part of a run whose text stands in a label: only the whole run has a place.
    labelled: bool = False


@dataclass(frozen=True)
class Drawn:
    """What the text layer of one page holds, and how much of the page is a picture."""

    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    picture_share: float
    #: Whether it has so few lines and shapes that no text can be drawn with them.
    plain: bool = False


class _Upright:
    """Turns places of the page's own space into millimetres as a reader sees the page."""

    def __init__(self, page: Any) -> None:
        width, height = page.get_size()
        self.width, self.height = float(width) * _MM, float(height) * _MM
        zero, across, up = (self._point(page, *at) for at in ((0, 0), (1000, 0), (0, 1000)))
        self.x0, self.y0 = zero
        self.xx, self.xy = ((end - start) / 1000 for end, start in zip(across, zero, strict=True))
        self.yx, self.yy = ((end - start) / 1000 for end, start in zip(up, zero, strict=True))

    def _point(self, page: Any, x: float, y: float) -> tuple[float, float]:
        across, down = ctypes.c_int(), ctypes.c_int()
        size = int(self.width * _FINE), int(self.height * _FINE)
        raw.FPDF_PageToDevice(page, 0, 0, *size, 0, x, y, across, down)
        return across.value / _FINE, down.value / _FINE

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Millimetres from the left and from above."""
        return self.x0 + x * self.xx + y * self.yx, self.y0 + x * self.xy + y * self.yy

    def box(
        self, left: float, bottom: float, right: float, top: float
    ) -> tuple[float, float, float, float]:
        """Left, top, right, bottom."""
        (x1, y1), (x2, y2) = self.point(left, bottom), self.point(right, top)
        return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


def drawn(page: Any) -> Drawn:
    """The visible characters of ``page`` in the order in which they are drawn."""
    upright = _Upright(page)
    text_page = page.get_textpage()
    bold_fonts: dict[int, bool] = {}
    count = min(text_page.count_chars(), _MOST_CHARACTERS)
    found = (_glyph(text_page, index, upright, bold_fonts) for index in range(count))
    glyphs = tuple(glyph for glyph in found if glyph)
    _note_labels(glyphs)
    share = _picture_share(page, upright)
    return Drawn(upright.width, upright.height, glyphs, share, share < _EMBLEM and _is_plain(page))


def _is_plain(page: Any) -> bool:
    shapes = page.get_objects(filter=(raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_SHADING), max_depth=3)
    return sum(1 for _shape in islice(shapes, _MOST_SHAPES)) < _MOST_SHAPES


def _note_labels(glyphs: tuple[Glyph, ...]) -> None:
    """pdfium divides the box of a labelled run evenly among the characters of its label."""
    for before, after in pairwise(glyphs):
        level = (before.top, before.bottom) == (after.top, after.bottom)
        if level and abs(before.right - after.left) < _TOUCHING_MM and before.text != " ":
            before.labelled = after.labelled = True


def _glyph(
    text_page: Any, index: int, upright: _Upright, bold_fonts: dict[int, bool]
) -> Glyph | None:
    if raw.FPDFText_IsGenerated(text_page, index) == 1:
        return None
    text = letter(raw.FPDFText_GetUnicode(text_page, index))
    drawing = raw.FPDFText_GetTextObject(text_page, index)
    if not text or (drawing and raw.FPDFTextObj_GetTextRenderMode(drawing) in _INVISIBLE):
        return None
    left, right, bottom, top, x, y = (ctypes.c_double() for _edge in range(6))
    raw.FPDFText_GetCharBox(text_page, index, left, right, bottom, top)
    raw.FPDFText_GetCharOrigin(text_page, index, x, y)
    box = upright.box(left.value, bottom.value, right.value, top.value)
    size = raw.FPDFText_GetFontSize(text_page, index) * _MM
    origin = upright.point(x.value, y.value)
    bold = _is_bold(text_page, index, drawing, bold_fonts)
    return Glyph(text, *box, *origin, size, bold)


def _is_bold(text_page: Any, index: int, drawing: Any, known: dict[int, bool]) -> bool:
    font = raw.FPDFTextObj_GetFont(drawing) if drawing else None
    if not font:
        return False
    key = ctypes.cast(font, ctypes.c_void_p).value or 0
    if key not in known:
        name = ctypes.create_string_buffer(_LONGEST_NAME)
        raw.FPDFFont_GetBaseFontName(font, name, _LONGEST_NAME)
        weight = raw.FPDFText_GetFontWeight(text_page, index)
        known[key] = b"bold" in name.value.lower() or weight >= _BOLD_WEIGHT
    return known[key]


def _picture_share(page: Any, upright: _Upright) -> float:
    """How much of the page the largest picture covers."""
    largest = 0.0
    for picture in page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,), max_depth=3):
        try:
            left, top, right, bottom = upright.box(*picture.get_bounds())
        except pdfium.PdfiumError:
            continue
        seen = max(0.0, min(right, upright.width) - max(left, 0.0))
        largest = max(largest, seen * max(0.0, min(bottom, upright.height) - max(top, 0.0)))
    return largest / (upright.width * upright.height)
