"""Which dots of a page are ink, and which of them hang together."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image

from papers.reading.strip import Grey

Mask = npt.NDArray[np.bool_]
Whole = npt.NDArray[np.intp]

#: Darker than the paper by so much, and by less where all of the ink is faint.
_DARKER, _LEAST_DARKER, _FAINT_SHARE = 45, 16, 0.5
#: The paper's own grey is taken from tiles of this many dots, at this share of their greys.
_TILE, _PAPER_SHARE, _THINNED = 96, 75, 3
_SAMPLE = 50_000
#: No letter has a stroke of this length, in millimetres: it is a rule or an edge of a box.
_LONGEST_STROKE = 12.0


def ink(page: Grey) -> Mask:
    """Where the page is clearly darker than its paper thereabouts."""
    darkness = _paper(page) - _smooth(page)
    marks = darkness[darkness > _LEAST_DARKER]
    usual = float(np.percentile(marks[:: 1 + len(marks) // _SAMPLE], 90)) if len(marks) else 0.0
    limit = min(_DARKER, max(_LEAST_DARKER, _FAINT_SHARE * usual))
    dark: Mask = darkness > limit
    return dark


def _smooth(page: Grey) -> Grey:
    """Each dot with its neighbours at half weight: specks of one dot pale."""
    wide = np.pad(page, 1, mode="edge").astype(np.uint16)
    rows = wide[:, :-2] + 2 * wide[:, 1:-1] + wide[:, 2:]
    smooth: Grey = ((rows[:-2] + 2 * rows[1:-1] + rows[2:]) >> 4).astype(np.uint8)
    return smooth


def _paper(page: Grey) -> npt.NDArray[np.int16]:
    """The grey of the paper at every dot, as light falls on it."""
    height, width = page.shape
    down, across = max(1, height // _TILE), max(1, width // _TILE)
    tall, wide = height // down, width // across
    tiles = page[: down * tall : _THINNED, : across * wide : _THINNED]
    tall, wide = tiles.shape[0] // down, tiles.shape[1] // across
    tiles = tiles[: down * tall, : across * wide].reshape(down, tall, across, wide)
    levels = np.percentile(tiles, _PAPER_SHARE, axis=(1, 3)).astype(np.uint8)
    smooth = Image.fromarray(levels).resize((width, height), Image.Resampling.BILINEAR)
    return np.asarray(smooth).astype(np.int16)


@dataclass(frozen=True)
class Runs:
    """Rows of ink dots ``start`` to ``end`` on row ``row``, in reading order."""

    row: Whole
    start: Whole
    end: Whole

    @classmethod
    def of(cls, mask: Mask, dpi: float) -> "Runs":
        """The rows of ``mask`` without rules."""
        edges = np.diff(np.pad(mask.view(np.int8), ((0, 0), (1, 1))), axis=1)
        row, start = np.nonzero(edges == 1)
        end = np.nonzero(edges == -1)[1]
        kept = end - start < _LONGEST_STROKE * dpi / 25.4
        return cls(row[kept], start[kept], end[kept])


@dataclass(frozen=True)
class Pieces:
    """Pieces of ink that hang together: their boxes, their dots, and the piece of each run."""

    left: Whole
    top: Whole
    width: Whole
    height: Whole
    dots: Whole
    of_run: Whole


def pieces(runs: Runs, shape: tuple[int, ...]) -> Pieces:
    """Join the runs that touch, also at their corners."""
    upper, lower = _touching(runs, shape)
    _roots, piece = np.unique(_joined(len(runs.row), upper, lower), return_inverse=True)
    count = int(piece.max()) + 1 if len(piece) else 0
    left, top = np.full(count, shape[1]), np.full(count, shape[0])
    right, bottom = np.zeros(count, np.intp), np.zeros(count, np.intp)
    np.minimum.at(left, piece, runs.start)
    np.maximum.at(right, piece, runs.end)
    np.minimum.at(top, piece, runs.row)
    np.maximum.at(bottom, piece, runs.row + 1)
    dots = np.bincount(piece, runs.end - runs.start, count).astype(np.intp)
    return Pieces(left, top, right - left, bottom - top, dots, piece)


def _touching(runs: Runs, shape: tuple[int, ...]) -> tuple[Whole, Whole]:
    """Pairs of runs in rows that follow each other."""
    height, width = shape[0], shape[1] + 2
    begins = np.searchsorted(runs.row, np.arange(height + 1))
    below = np.minimum(runs.row + 1, height - 1)
    place = runs.row * width
    first = np.searchsorted(place + runs.end, below * width + runs.start, "left")
    last = np.searchsorted(place + runs.start, below * width + runs.end, "right")
    first, last = np.maximum(first, begins[below]), np.minimum(last, begins[below + 1])
    counts = np.where(runs.row + 1 < height, np.maximum(last - first, 0), 0)
    upper = np.repeat(np.arange(len(runs.row)), counts)
    within = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    return upper, first.repeat(counts) + within


def _joined(count: int, upper: Whole, lower: Whole) -> Whole:
    """For each run the first run that it hangs together with."""
    root = np.arange(count)
    while True:
        least = np.minimum(root[upper], root[lower])
        before = root.copy()
        for ends in (before[upper], before[lower], upper, lower):
            np.minimum.at(root, ends, least)
        while (root[root] != root).any():
            root = root[root]
        if (root == before).all():
            return root
