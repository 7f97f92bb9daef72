"""
Runs of a text layer that carry their text in a label (ActualText).

pdfium divides the box of such a run evenly among the characters of the label, and tells the
label again for each of the drawings that the run consists of.
"""

import re
from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise
from statistics import median

from papers.reading.printed_text import MARKS
from papers.sandbox.characters import Glyph

_ON_THE_LINE = re.compile("[\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e46]")
_AA, _AM = "\u0e32", "\u0e33"
#: Of the size of the type, where a letter stands in labels only.
_USUAL_WIDTH = 0.42
_SPACE_WIDTH = 0.24
#: The next letter begins so much behind the ink of this one.
BEARING = 0.03
_RUNS_BACK = 4
#: No consonant is narrower, and marks stand over consonants only.
_NARROWEST = 0.3


class Widths:
    """How wide letters are on this page, learned where each stands by itself."""

    def __init__(self, glyphs: Sequence[Glyph]) -> None:
        seen: dict[str, list[float]] = defaultdict(list)
        for before, after in pairwise(glyphs):
            step = after.x - before.x
            plain = not before.labelled and before.base == after.base and after.text not in MARKS
            if plain and 0.15 < step / (before.size or 1) < 1.2:
                seen[before.text].append(step / before.size)
        self.known = {text: median(steps) for text, steps in seen.items()}
        self._learn_from_runs(list(glyphs))

    def _learn_from_runs(self, glyphs: list[Glyph]) -> None:
        """Of letters that never stand by themselves: the least distance to the next run."""
        least: dict[str, float] = {}
        for _at, run in groupby(pairwise(glyphs), key=lambda pair: (pair[0].x, pair[0].base)):
            pairs = list(run)
            letters = [one.text for one, _next in pairs if _ON_THE_LINE.match(one.text)]
            first, after = pairs[0][0], pairs[-1][1]
            step = (after.x - first.x) / first.size if first.size else 0.0
            # What tells a label again stands over the run, not behind it.
            behind = not _is_mark(first) and after.left > pairs[-1][0].right - BEARING * first.size
            if (
                len(letters) == 1
                and behind
                and first.base == after.base
                and _NARROWEST < step < 1.2
            ):
                least[letters[0]] = min(step, least.get(letters[0], step))
        self.known = {**least, **self.known}

    def of(self, text: str, size: float) -> float:
        """The width of a letter in this size."""
        if text == _AM:
            return self.known.get(_AA, _USUAL_WIDTH) * size
        usual = _SPACE_WIDTH if text == " " or text.isdigit() else _USUAL_WIDTH
        return self.known.get(text, usual) * size


def without_echoes(glyphs: Iterable[Glyph], widths: Widths) -> list[Glyph]:
    """Each label once, at its first drawing, as wide as all of its drawings."""
    kept: list[Glyph] = []
    # Drawings of the next letter may come between a letter and its marks.
    told: deque[list[Glyph]] = deque(maxlen=_RUNS_BACK)
    for _at, drawing in groupby(glyphs, key=lambda glyph: (glyph.x, glyph.top, glyph.bottom)):
        run = list(drawing)
        labelled = run[0].labelled and not run[0].text.isspace()
        echoed = _echoed(run, told, widths) if labelled else None
        if echoed is None:
            kept += run
        elif echoed and not _is_mark(run[0]):
            echoed[-1].right = max(echoed[-1].right, run[-1].right)
        if labelled and echoed is None:
            told.append(run)
    return kept


def _echoed(run: list[Glyph], told: Iterable[list[Glyph]], widths: Widths) -> list[Glyph] | None:
    """
    The run whose label is told again: with the box of a mark, or where it cannot stand yet.

    Empty for a mark of some run; None where the label is new.
    """
    glyph = run[0]
    if not _ON_THE_LINE.match(glyph.text):
        return None
    reach = 0.85 * widths.of(glyph.text, glyph.size)
    if run[-1].text == _AM:
        # Of ทำ the last drawing is that of า.
        reach = widths.of(glyph.text, glyph.size) + 0.5 * widths.of(_AM, glyph.size)
    for before in told:
        level = abs(before[0].base - glyph.base) < 0.1 * glyph.size
        if _text(before) == _text(run) and level and 0 < glyph.left - before[0].x < reach:
            return before
    return [] if _is_mark(glyph) else None


def _is_mark(glyph: Glyph) -> bool:
    """Whether nothing of it stands on the line."""
    return glyph.bottom < glyph.base - 0.15 * glyph.size or glyph.top > glyph.base


def _text(run: list[Glyph]) -> str:
    return "".join(glyph.text for glyph in run)
