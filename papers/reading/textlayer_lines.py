"""Lines of a text layer, rebuilt from where its characters stand."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from papers.reading.labelled_runs import BEARING, Widths, without_echoes
from papers.reading.printed import Box, Line
from papers.reading.printed_text import MARKS, from_western, joined, looks_western, written
from papers.sandbox.characters import Glyph

#: As wide a gap parts what stands on one base line, as in the reader of pictures.
_APART_MM = 7.0
#: Shares of the height of บ: in some fonts it is a third of the size of the type, in others a half.
_SPACE = 0.42
_NO_SPACE = 0.2
#: Addresses are set loosely; where spaces are typed on the line they have none.
_WIDE = 1.2
#: Shares of the size of the type.
_SAME_LINE = 0.22
_OVERPRINTED = 0.12
_MARK_REACH = 0.6
_MARK_BEFORE = 0.02
_PLAIN_LETTERS = frozenset("บกมดตคนพทยลวอสผง")
#: พ.ศ. .... is the year of a draft.
_LEADERS = re.compile(r"(?<!พ\.ศ\. )(?<!พ\.ศ\.)[.…·_]{4,}|…{2,}")


@dataclass(slots=True)
class Cluster:
    """A letter with its marks."""

    glyph: Glyph
    marks: str = ""
    text: str = ""
    right: float = field(init=False)

    def __post_init__(self) -> None:
        self.right = self.glyph.right

    def take(self, mark: Glyph) -> None:
        """Put ``mark`` over or under the letter."""
        self.marks += mark.text
        if mark.right - self.right < 0.3 * self.glyph.size:
            self.right = max(self.right, mark.right)


def lines_of(glyphs: tuple[Glyph, ...], page: int) -> list[Line]:
    """The lines of a page from top to bottom, pieces of one base line from left to right."""
    if looks_western("".join(glyph.text for glyph in glyphs)):
        for glyph in glyphs:
            glyph.text = from_western(glyph.text)
    widths = Widths(glyphs)
    made = []
    for row in _rows(_clusters(without_echoes(glyphs, widths), widths)):
        made += [line for piece in _pieces(row) if (line := _line(piece, page))]
    return made


def _clusters(glyphs: Iterable[Glyph], widths: Widths) -> list[Cluster]:
    """Letters with the marks that follow them or, failing that, that they stand under."""
    clusters: list[Cluster] = []
    strays: list[tuple[Glyph, Cluster | None]] = []
    last: Cluster | None = None
    for glyph in glyphs:
        if glyph.text not in MARKS:
            cluster = Cluster(glyph)
            clusters.append(cluster)
            last = last if glyph.text.isspace() else cluster
        elif last is not None and _belongs(glyph, last) and not _is_before(glyph, last):
            last.take(glyph)
            if clusters[-1] is not last:
                # Some programs write a space before a mark; no reader sees it.
                clusters.pop()
        else:
            strays.append((glyph, last))
    for stray, before in strays:
        _place(stray, clusters, before)
    _stretch(clusters, widths)
    return clusters


def _stretch(clusters: list[Cluster], widths: Widths) -> None:
    """Give the letters of a labelled run, and figures, the room that they take."""
    run: tuple[float, float] | None = None
    end = 0.0
    for cluster in clusters:
        glyph = cluster.glyph
        if (glyph.x, glyph.base) != run:
            run, end = (glyph.x, glyph.base), glyph.x
        end += widths.of(glyph.text, glyph.size)
        # So do figures: 1 is narrow, and as wide as the others.
        if glyph.labelled or glyph.text.isdigit():
            cluster.right = max(cluster.right, end - BEARING * glyph.size)


def _belongs(mark: Glyph, cluster: Cluster) -> bool:
    under = cluster.glyph
    reach = _MARK_REACH * max(under.size, 0.1)
    near = abs(mark.base - under.base) < under.size
    return near and under.left - reach < (mark.left + mark.right) / 2 < under.right + reach


def _is_before(mark: Glyph, cluster: Cluster) -> bool:
    """Some programs draw a raised mark later than the letters behind it."""
    return (mark.left + mark.right) / 2 < cluster.glyph.left - _MARK_BEFORE * cluster.glyph.size


def _place(mark: Glyph, clusters: list[Cluster], before: Cluster | None) -> None:
    """Over the letter where it stands; stretched lines may leave it alone behind its letter."""
    near = [one for one in clusters if not one.glyph.text.isspace() and _belongs(mark, one)]
    if near:
        # The right edge of a mark stands over the right edge of its letter.
        min(near, key=lambda one: abs(one.glyph.right - mark.right)).take(mark)
    elif before is not None and abs(mark.base - before.glyph.base) < _SAME_LINE * mark.size:
        before.take(mark)


def _rows(clusters: list[Cluster]) -> list[list[Cluster]]:
    rows: list[list[Cluster]] = []
    for cluster in sorted(clusters, key=lambda one: one.glyph.base):
        base, size = cluster.glyph.base, cluster.glyph.size
        if rows and base - rows[-1][-1].glyph.base < _SAME_LINE * size:
            rows[-1].append(cluster)
        else:
            rows.append([cluster])
    return [sorted(row, key=lambda one: one.glyph.left) for row in rows]


def _pieces(row: list[Cluster]) -> list[list[Cluster]]:
    """The row parted at wide gaps and dotted leaders, spaces where a reader sees them."""
    printed = [one for one in row if not one.glyph.text.isspace()]
    spaces = [one.glyph for one in row if one.glyph.text.isspace()]
    printed = _once(printed)
    if not printed:
        return []
    # An old layer of a scan has a space behind every letter.
    height = _letter_height([one.glyph for one in printed])
    narrowest = _NO_SPACE if 2 * len(spaces) > len(printed) else -1
    wide = _WIDE if spaces else _SPACE
    pieces = [[printed[0]]]
    for before, cluster in pairwise(printed):
        gap = cluster.glyph.left - before.right
        typed = any(
            before.glyph.left < (one.left + one.right) / 2 < cluster.glyph.right for one in spaces
        )
        if gap > _APART_MM:
            pieces.append([])
        elif gap > (wide if _are_latin(before, cluster) else _SPACE) * height or (
            typed and gap > narrowest * height
        ):
            pieces[-1].append(_space(before, cluster))
        pieces[-1].append(cluster)
    return [part for piece in pieces for part in _without_leaders(piece)]


def _are_latin(before: Cluster, after: Cluster) -> bool:
    return before.glyph.text.isascii() and after.glyph.text.isascii()


def _once(row: list[Cluster]) -> list[Cluster]:
    """Drop what is printed twice at one place to look bold."""
    kept: list[Cluster] = []
    for cluster in row:
        near = _OVERPRINTED * cluster.glyph.size
        twice = any(
            one.glyph.text == cluster.glyph.text and abs(one.glyph.left - cluster.glyph.left) < near
            for one in kept[-3:]
        )
        if not twice:
            kept.append(cluster)
    return kept


def _space(before: Cluster, after: Cluster) -> Cluster:
    glyph = before.glyph
    gap = Glyph(
        " ", before.right, glyph.top, after.glyph.left, glyph.bottom,
        before.right, glyph.base, glyph.size, glyph.bold,
    )  # fmt: skip
    return Cluster(gap)


def _without_leaders(piece: list[Cluster]) -> list[list[Cluster]]:
    text = "".join(one.glyph.text for one in piece)
    parts, start = [], 0
    for dots in _LEADERS.finditer(text):
        parts.append(piece[start : dots.start()])
        start = dots.end()
    parts.append(piece[start:])
    return [part for part in parts if any(not one.glyph.text.isspace() for one in part)]


def _line(piece: list[Cluster], page: int) -> Line | None:
    while piece and piece[0].glyph.text.isspace():
        piece = piece[1:]
    while piece and piece[-1].glyph.text.isspace():
        piece = piece[:-1]
    text, edges = _spread(piece)
    if not text:
        return None
    glyphs = [one.glyph for one in piece]
    box = Box(
        min(one.left for one in glyphs),
        min(one.top for one in glyphs),
        max(one.right for one in piece),
        max(one.bottom for one in glyphs),
    )
    bold = 2 * sum(one.bold for one in glyphs) > len(glyphs)
    return Line(page, text, box, _letter_height(glyphs), edges, bold)


def _letter_height(glyphs: list[Glyph]) -> float:
    """The height of บ, or a guess from the size of the type where no such letter stands alone."""
    plain = [one.bottom - one.top for one in glyphs if one.text in _PLAIN_LETTERS]
    # What carries a label for copying has one box for letters and marks together.
    plain = [height for height in plain if 0 < height < 0.65 * _size(glyphs)]
    return median(plain) if plain else 0.4 * _size(glyphs)


def _size(glyphs: list[Glyph]) -> float:
    return max(0.1, median(glyph.size for glyph in glyphs))


def _spread(piece: list[Cluster]) -> tuple[str, tuple[float, ...]]:
    """The text of the piece and the left edge of each of its characters."""
    text, edges = "", list[float]()
    for cluster in piece:
        part = written(cluster.glyph.text, cluster.marks)
        before, text = text, joined(text + part)
        grown = len(text) - len(before)
        if grown <= 0:
            # ํ and า, or two เ, became one letter.
            edges = edges[: len(text)]
            continue
        width = (cluster.right - cluster.glyph.left) / grown
        edges += [cluster.glyph.left + width * step for step in range(grown)]
    return text, (*edges, piece[-1].right) if piece else ()
