"""
Set the lines of a paragraph out to the right edge, the Thai way (ชิดขอบแบบไทย).

Thai has few spaces: what a line lacks is shared among all its clusters, a space taking
five times as much. The last line of a paragraph stays as it is, and one that lacks too
much goes only part of the way. Lines are broken before: nothing moves to another line.
"""

import unicodedata
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from weasyprint.document import Document
from weasyprint.formatting_structure.boxes import (
    BlockBox,
    InlineBox,
    LineBox,
    TextBox,
)
from weasyprint.text.line_break import Layout, line_size

#: Of the size of type; from some more on, readers of the file take clusters for words. That is
#: only risked where a line would lack more than ``_TOO_MUCH`` (pixels: 8 mm) without it.
_MOST, _VERY_MOST, _TOO_MUCH = 0.022, 0.06, 30.0
#: What a space takes, in clusters, beside its own; and when clusters take no more, at most.
_MORE_OF_A_SPACE, _MOST_OF_A_SPACE = 4, 0.9
#: A line of fewer clusters is no running text.
_FEWEST = 20


def distribute(document: Document) -> None:
    """Set out each full line of each paragraph of a laid-out ``document``."""
    if not settings.LETTER_LINES_SET_OUT:
        return
    pages = [list(_paragraphs(page._page_box)) for page in document.pages]  # noqa: SLF001
    for paragraphs, following in zip(pages, [*pages[1:], []], strict=True):
        going_on = {id(box.element) for box in following}
        for box in paragraphs:
            lines = [line for line in box.children if isinstance(line, LineBox)]
            for line in lines if id(box.element) in going_on else lines[:-1]:
                _set_out(line, box.content_box_x() + box.width)


def _paragraphs(box: Any) -> Iterator[Any]:
    return (
        one for one in box.descendants() if isinstance(one, BlockBox) and one.element_tag == "p"
    )


def _set_out(line: Any, edge: float) -> None:
    parts = list(_parts(line))
    texts = [one for one in parts if isinstance(one, TextBox)]
    clusters, spaces = (sum(map(count, texts)) for count in (_clusters, _spaces))
    if not texts or clusters < _FEWEST:
        return
    lacking = edge - (parts[-1].position_x + parts[-1].width)
    if lacking <= 0:
        return
    size = texts[0].style["font_size"]
    # The cluster at the edge has nothing to move.
    share = min(lacking / (clusters - 1 + _MORE_OF_A_SPACE * spaces), _MOST * size)
    rest = lacking - share * (clusters - 1)
    of_space = min(rest / spaces, _MOST_OF_A_SPACE * size) if spaces else 0.0
    left = rest - of_space * spaces - _TOO_MUCH
    share = min(max(share, share + left / (clusters - 1)), _VERY_MOST * size)
    moved = 0.0
    for one in parts:
        one.translate(moved, 0)
        if isinstance(one, TextBox):
            moved += _widen(one, share, of_space)


def _parts(box: Any) -> Iterator[Any]:
    """What stands in a line, from the left: texts, and blocks that are moved whole."""
    for child in box.children:
        if isinstance(child, InlineBox):
            yield from _parts(child)
        elif child.is_in_normal_flow():
            yield child


def _clusters(box: Any) -> int:
    return sum(1 for char in box.text if not unicodedata.category(char).startswith("M"))


def _spaces(box: Any) -> int:
    return int(box.text.count(" ") + box.text.count("\u00a0"))


def _widen(box: Any, share: float, of_space: float) -> float:
    """Let the clusters of a text stand further apart; by how much it is wider now."""
    style = box.style.copy()
    style["letter_spacing"] = share
    style["word_spacing"] += of_space
    layout = Layout(style)
    layout.set_text(box.text)
    width, _height = line_size(layout.get_first_line()[0], style)
    layout.deactivate()
    wider = width - box.width
    box.style, box.width, box.pango_layout = style, width, layout
    return float(wider)
