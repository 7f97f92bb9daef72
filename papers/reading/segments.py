"""Runs of text on one base line, broken at wide gaps: what the net reads one at a time."""

from dataclasses import dataclass, field, replace

import numpy as np

from papers.reading.ink import Pieces, Whole
from papers.reading.strip import ABOVE, BELOW

#: Millimetres: letters are this high and no wider (letters that touch are one piece), ink of
#: dots is this much, and pieces of one line are no further apart.
_LOWEST, _HIGHEST, _NARROWEST, _WIDEST = 1.15, 9.0, 0.35, 60.0
_LETTER_INK, _DOT_INK = 0.25, 0.04
GAP = 7.0
#: A full page has 3000 letters in 60 runs; with more it is a drawing, or made to keep us busy.
_MOST_LETTERS, _MOST_RUNS = 8000, 300
#: Shares of a letter's height.
_ALIKE, _OVERLAP, _RATIO, _MEMBERS = 0.28, 0.45, 3.6, 4
_DOT_REACH = 1.3
_ONE_LINE, _ONE_SIZE, _ONE_ROW, _TALLEST = 0.3, 1.7, 0.5, 2.6
#: From so few letters nobody can tell a consonant's height: they may all be tall ones.
_FEW, _SHORTER, _ABOUT = 8, 0.6, 0.85


@dataclass(frozen=True)
class Segment:
    """
    A run of text in dots: its sides, its base line, the height of a consonant, how many letters
    it has and how high the ``lowest`` of them is.
    """

    left: float
    right: float
    base: float
    height: float
    letters: int
    lowest: float = 0.0

    @property
    def top(self) -> float:
        """Where its strip begins."""
        return self.base - ABOVE * self.height

    @property
    def bottom(self) -> float:
        """Where its strip ends."""
        return self.base + BELOW * self.height

    def with_(self, other: "Segment") -> "Segment":
        """Both as one; the longer one says more about base line and height."""
        count = self.letters + other.letters
        share = self.letters**3 / (self.letters**3 + other.letters**3)
        return Segment(
            min(self.left, other.left),
            max(self.right, other.right),
            share * self.base + (1 - share) * other.base,
            share * self.height + (1 - share) * other.height,
            count,
            min(self.lowest, other.lowest),
        )


@dataclass
class _Chain:
    """Letters linked from left to right, with the edges of the last few of them."""

    members: list[int] = field(default_factory=list)
    tops: list[int] = field(default_factory=list)
    bottoms: list[int] = field(default_factory=list)
    right: int = 0
    top: int = 0
    bottom: int = 0

    def add(self, member: int, top: int, bottom: int, right: int) -> None:
        self.members.append(member)
        self.tops = [*self.tops, top][-_MEMBERS:]
        self.bottoms = [*self.bottoms, bottom][-_MEMBERS:]
        middle = len(self.tops) // 2
        self.top, self.bottom = sorted(self.tops)[middle], sorted(self.bottoms)[middle]
        self.right = max(self.right, right)

    def fit(self, top: int, bottom: int) -> float | None:
        """How well a letter goes on with this line: marks share neither top nor base with it."""
        tall, height = max(1, self.bottom - self.top), bottom - top
        low = min(tall, height)
        overlap = min(self.bottom, bottom) - max(self.top, top)
        apart = min(abs(self.bottom - bottom), abs(self.top - top))
        alike = overlap > _OVERLAP * low and apart < max(_ALIKE * low, 2)
        return overlap - apart if alike and max(tall, height) < _RATIO * low else None


def letters(found: Pieces, dpi: float) -> Whole:
    """The pieces that may be letters, from left to right."""
    mm = dpi / 25.4
    fits = (found.height > _LOWEST * mm) & (found.height < _HIGHEST * mm)
    fits &= (found.width > _NARROWEST * mm) & (found.width < _WIDEST * mm)
    fits &= found.dots > _LETTER_INK * mm * mm
    chosen = np.nonzero(fits)[0]
    return chosen[np.argsort(found.left[chosen], kind="stable")]


def segments(found: Pieces, dpi: float) -> list[Segment]:
    """All runs of text of a page, from top to bottom, those on one base line from the left."""
    chosen = letters(found, dpi)
    if len(chosen) > _MOST_LETTERS:
        return []
    chains = _chains(found, chosen, GAP * dpi / 25.4)
    chains.sort(key=lambda chain: -len(chain.members))
    runs = [_segment(found, chain.members, dpi) for chain in chains[:_MOST_RUNS]]
    runs = _merged(_without_marks(_as_tall_as_others(runs)), GAP * dpi / 25.4)
    return _in_reading_order(_without_scraps(runs))


def _in_reading_order(runs: list[Segment]) -> list[Segment]:
    rows: list[list[Segment]] = []
    for run in sorted(runs, key=lambda run: run.base):
        if rows and run.base - rows[-1][0].base < _ONE_ROW * min(run.height, rows[-1][0].height):
            rows[-1].append(run)
        else:
            rows.append([run])
    return [run for row in rows for run in sorted(row, key=lambda run: run.left)]


def _chains(found: Pieces, chosen: Whole, gap: float) -> list[_Chain]:
    chains: list[_Chain] = []
    live: list[_Chain] = []
    for member in chosen.tolist():
        left, top = int(found.left[member]), int(found.top[member])
        right, bottom = left + int(found.width[member]), top + int(found.height[member])
        live = [chain for chain in live if left - chain.right < gap]
        fits = [
            (fit, chain)
            for chain in live
            if chain.top < bottom
            and top < chain.bottom
            and (fit := chain.fit(top, bottom)) is not None
        ]
        if fits:
            chain = max(fits, key=lambda pair: pair[0])[1]
        else:
            chain = _Chain()
            chains.append(chain)
            live.append(chain)
        chain.add(member, top, bottom, right)
    return chains


def _segment(found: Pieces, members: list[int], dpi: float) -> Segment:
    """The run of ``members``, with the dots and marks just before and after them."""
    bottoms = found.top[members] + found.height[members]
    run = Segment(
        float(found.left[members].min()),
        float((found.left[members] + found.width[members]).max()),
        float(np.median(bottoms)),
        float(np.median(found.height[members])),
        len(members),
        float(found.height[members].min()),
    )
    return _with_dots(found, run, dpi) if len(members) > 1 else run


def _with_dots(found: Pieces, run: Segment, dpi: float) -> Segment:
    mm = dpi / 25.4
    middle = found.top + found.height / 2
    near = (found.dots > _DOT_INK * mm * mm) & (found.height < 0.75 * run.height)
    near &= (middle > run.base - 2 * run.height) & (middle < run.base + 0.5 * run.height)
    reach = _DOT_REACH * run.height
    near &= (found.left < run.right + 4 * reach) & (found.left > run.left - 4 * reach)
    left, right = run.left, run.right
    dots = np.nonzero(near)[0]
    for dot in dots[np.argsort(found.left[dots], kind="stable")].tolist():
        start, end = float(found.left[dot]), float(found.left[dot] + found.width[dot])
        if right <= start < right + reach:
            right = max(right, end)
        if left - reach < end <= left:
            left = min(left, start)
    return replace(run, left=left, right=right)


def _as_tall_as_others(runs: list[Segment]) -> list[Segment]:
    """Short runs like ทำให้, whose letters are mostly tall, with the height of long ones."""
    long = [run.height for run in runs if run.letters >= _FEW]
    if not long:
        return runs
    usual = float(np.median(long))

    def seems_taller(run: Segment) -> bool:
        taller = _SHORTER * run.height < usual < run.height
        return run.letters < _FEW and taller and run.lowest > _ABOUT * usual

    return [replace(run, height=usual) if seems_taller(run) else run for run in runs]


def _without_marks(runs: list[Segment]) -> list[Segment]:
    """Leave out vowels above or below a line that were taken for a line."""
    kept: list[Segment] = []
    for run in sorted(runs, key=lambda run: (run.left - run.right) * run.height):
        if not any(_is_mark_of(run, line) for line in kept):
            kept.append(run)
    return kept


def _is_mark_of(run: Segment, line: Segment) -> bool:
    inside = run.left >= line.left - line.height and run.right <= line.right + line.height
    above = (run.base - run.height / 2 - line.base) / line.height
    return inside and run.height < 0.9 * line.height and -1.75 < above < 0.55


def _merged(runs: list[Segment], gap: float) -> list[Segment]:
    """Join neighbours on one base line; letters with tails break a line."""
    rest = sorted(runs, key=lambda run: run.left)
    place = 0
    while place < len(rest):
        run = rest[place]
        partner = next((other for other in rest[place + 1 :] if _one_line(run, other, gap)), None)
        if partner is None:
            place += 1
            continue
        rest.remove(partner)
        rest[place] = run.with_(partner)
        # What was passed over before may go on with the longer line.
        place = 0
    return rest


def _one_line(run: Segment, other: Segment, gap: float) -> bool:
    low, high = sorted((run.height, other.height))
    near = other.left - run.right < gap and run.left - other.right < gap
    level = abs(run.base - other.base) < _ONE_LINE * high and high < _ONE_SIZE * low
    return near and (level or _is_one_letter_of(run, other) or _is_one_letter_of(other, run))


def _is_one_letter_of(run: Segment, line: Segment) -> bool:
    """True for ผู้ beside the rest of its word: with both its marks it shares no edge with it."""
    one = run.letters == 1 and line.letters > 1
    over = run.base - run.height < line.base - 0.85 * line.height
    under = line.base - 0.15 * line.height < run.base < line.base + 0.9 * line.height
    beside = max(run.left - line.right, line.left - run.right) < 1.5 * line.height
    return one and over and under and beside and run.height < _TALLEST * line.height


def _without_scraps(runs: list[Segment]) -> list[Segment]:
    """Leave out one or two pieces that lie within the strip of a longer run."""

    def within(run: Segment, line: Segment) -> bool:
        middle, level = (run.left + run.right) / 2, run.base - run.height / 2
        beside = line.left - 3 <= middle <= line.right + 3
        return beside and line.top - 0.3 * line.height <= level <= line.bottom

    return [
        run
        for run in runs
        if run.right - run.left > 0.6 * run.height
        and not (run.letters <= 2 and any(o.letters > 2 and within(run, o) for o in runs))
    ]
