"""
Break the paragraphs of a letter into lines: never inside a word, and with an even right edge.

The word breaker of the layout knows no compounds and fills line by line. Here the lines of
a paragraph are chosen together, so that what they lack is little and alike: the total fit
of Knuth and Plass (1981), badness being the cube of what a line lacks.
"""

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import Any

from weasyprint.formatting_structure.boxes import TextBox
from weasyprint.text.line_break import Layout, line_size

from papers.fonts import Typeface, letter_typeface
from papers.pdf import lay_out, stylesheet
from papers.word_breaks import breaks_in, never_cut
from papers.wrapping import kept_spans

#: Pixels of the layout in a centimetre.
_CM = 96 / 2.54
#: Of the body of a letter, and how much less its first lines have (typing guide: 2.5 cm).
WIDTH, INDENT = 16 * _CM, 2.5 * _CM
#: A word whose marks are measured apart may be wider by this.
_TOLERANCE = 0.5
_SPACES = re.compile("[ \t\r\n]+")
_PROBE = '<html lang="th"><body><p>ก</p>'


def set_lines(text: str, places: Collection[str] = ()) -> list[str]:
    """The lines of one paragraph of a letter; ``places`` are names that no line ends inside."""
    text = _SPACES.sub(" ", text).strip(" ")
    if not text:
        return []
    parts = [part for piece in _pieces(text, places) for part in _fitting(piece)]
    starts = _best_starts([_width(one) for one in parts], [_width(one.rstrip()) for one in parts])
    lines, end = [], len(parts)
    while end:
        lines.append("".join(parts[starts[end] : end]).strip())
        end = starts[end]
    return lines[::-1]


def _pieces(text: str, places: Collection[str]) -> Iterator[str]:
    """What goes to the next line as a whole, from the left."""
    inside = {
        at
        for start, stop in (*kept_spans(text, places), *never_cut(text))
        for at in range(start + 1, stop)
    }
    ends = [at for at in sorted(breaks_in(text)) if at not in inside]
    for start, stop in zip([0, *ends], [*ends, len(text)], strict=True):
        yield text[start:stop]


def _fitting(piece: str) -> Iterator[str]:
    """A piece wider than a line is broken where the word breaker would, or anywhere."""
    if _width(piece.rstrip()) <= WIDTH - INDENT:
        yield piece
        return
    breaks = sorted(breaks_in(piece)) or range(1, len(piece))
    for start, stop in zip([0, *breaks], [*breaks, len(piece)], strict=True):
        yield piece[start:stop]


def _best_starts(whole: list[float], bare: list[float]) -> list[int]:
    """
    For the end of each line the part with which it best begins: no line more than needed.

    ``whole`` are the widths of the parts, ``bare`` the same without the space at the end.
    What the last line lacks costs nothing.
    """
    count = len(whole)
    #: Lines so far, and how bad they are.
    best = [(0, 0.0), *[(count + 1, 0.0)] * count]
    starts = [0] * (count + 1)
    for end in range(1, count + 1):
        length = bare[end - 1]
        for start in range(end - 1, -1, -1):
            if start < end - 1:
                length += whole[start]
            lacking = WIDTH - (INDENT if start == 0 else 0) + _TOLERANCE - length
            if lacking < 0 and start < end - 1:
                break
            lines, bad = best[start]
            found = lines + 1, bad + (0.0 if end == count else abs(lacking) ** 3)
            if found < best[end]:
                best[end], starts[end] = found, start
    return starts


def _width(text: str) -> float:
    return _measured(text, letter_typeface())


@lru_cache(maxsize=20_000)
def _measured(text: str, face: Typeface) -> float:
    """In pixels, drawn in the regular face of a letter."""
    style = _style(face)
    layout = Layout(style)
    layout.set_text(text)
    width, _height = line_size(layout.get_first_line()[0], style)
    return float(width)


@lru_cache(maxsize=4)
def _style(_face: Typeface) -> Any:
    """The style of a paragraph, from one that is laid out."""
    document = lay_out(_PROBE, [stylesheet("letter"), "html{--line:21pt;--gap:6pt}"])
    boxes = document.pages[0]._page_box.descendants()  # noqa: SLF001 - styles are found nowhere else
    return next(one.style for one in boxes if isinstance(one, TextBox) and one.text == "ก")
