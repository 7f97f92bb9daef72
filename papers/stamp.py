"""
Receipt stamps on the first page of a letter (ข้อ 37, แบบที่ 12).

The original bytes are never changed: what comes back is a new rendition. Every stamp
stands on free paper as near to the upper right corner as there is any, as a reader sees the
page, whatever its rotation, crop box or unit.
"""

import unicodedata
from collections.abc import Sequence

from django.template.loader import render_to_string

from papers.content import StampContent
from papers.pdf import draw, lay_out, stylesheet
from papers.placing import HEIGHT_MM, WIDTH_MM, Block, Size
from papers.sandbox.door import ask

_CHOICE_MM = 4.25
_CHOICES_PADDING_MM = 0.8
#: Room for the tick, and for a letter of the choices.
_TICK_MM, _LETTER_MM = 8.0, 1.5


def block_of(stamp: StampContent) -> Block:
    """One piece of paper: the stamp with its routing choices beneath it, or beside it."""
    if not stamp.choices:
        return Block()
    listed = 2 * _CHOICES_PADDING_MM + _CHOICE_MM * len(stamp.choices)
    longest = max(map(_letters, stamp.choices))
    beside = (WIDTH_MM + _TICK_MM + longest * _LETTER_MM, max(HEIGHT_MM, listed))
    return Block(((WIDTH_MM, HEIGHT_MM + listed), beside))


def _letters(words: str) -> int:
    """How many letters stand beside each other; marks stand above and below them."""
    return sum(unicodedata.category(letter) != "Mn" for letter in words)


def draw_block(stamp: StampContent, shape: int = 0) -> bytes:
    """The stamp and its choices on white ground, as a PDF of the size of one of its shapes."""
    html = render_to_string("letters/stamp.html", {"stamp": stamp, "beside": shape == 1})
    width, height = block_of(stamp).shapes[shape]
    rules = stylesheet("stamp").replace("var(--width)", f"{width}mm")
    return draw(lay_out(html, [rules.replace("var(--height)", f"{height}mm")]))


def stamp_pdf(original: bytes, stamps: Sequence[StampContent]) -> bytes:
    """
    A rendition of ``original`` with ``stamps`` on its first page, in order of receipt.

    Give all stamps of the letter at once, oldest first: each finds its own place. Our
    drawings are made here, the letter is opened in the sandbox. Raises Unreadable when it
    cannot be, Busy.
    """
    drawings, shapes = _drawn(stamps)
    return ask("stamp", original, *drawings, shapes=shapes).parts[0]


def stamped_page(original: bytes, stamps: Sequence[StampContent], width: int) -> bytes:
    """The first page of the same as PNG, ``width`` pixels wide; only that page is touched."""
    drawings, shapes = _drawn(stamps)
    return ask("stamped_page", original, *drawings, shapes=shapes, width=width).parts[0]


def _drawn(stamps: Sequence[StampContent]) -> tuple[list[bytes], list[tuple[Size, ...]]]:
    shapes = [block_of(stamp).shapes for stamp in stamps]
    pairs = zip(stamps, shapes, strict=True)
    return [draw_block(one, number) for one, its in pairs for number in range(len(its))], shapes
