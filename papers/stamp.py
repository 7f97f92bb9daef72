"""
Receipt stamps on the first page of a letter (ข้อ 37, แบบที่ 12).

The original bytes are never changed: what comes back is a new rendition. Every stamp
stands at the upper right corner as a reader sees the page, whatever its rotation, crop
box or unit; the next one finds the nearest room beside or below it.
"""

from collections.abc import Sequence

from django.template.loader import render_to_string

from papers.content import StampContent
from papers.pdf import draw, lay_out, stylesheet
from papers.placing import HEIGHT_MM, Block
from papers.sandbox.door import ask

_CHOICE_MM = 4.25
_CHOICES_PADDING_MM = 0.8


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

    Give all stamps of the letter at once, oldest first: each finds its own place. Our
    drawings are made here, the letter is opened in the sandbox. Raises Unreadable when it
    cannot be.
    """
    drawn = [(block, stamp) for stamp in stamps for block in blocks_of(stamp)]
    drawings = [draw_block(stamp, block) for block, stamp in drawn]
    blocks = [(block.height_mm, block.follows) for block, _stamp in drawn]
    return ask("stamp", original, *drawings, blocks=blocks).parts[0]
