"""How far a scanned page is turned, and its lines made level."""

import numpy as np
import numpy.typing as npt
from PIL import Image

from papers.reading.strip import Grey

#: Degrees; pages turned more lie the wrong way round, which is another matter.
_MOST = 3.0
_COARSE, _FINE, _SHARP = 0.2, 0.025, 0.9
#: A turn of less moves no end of a line by a dot and a half.
_LEAST = 0.05
_DARKER = 60
_FEWEST_DOTS, _MOST_DOTS = 200, 60_000
_DPI = 100
Numbers = npt.NDArray[np.float64]


def skew(page: Grey, dpi: float) -> float:
    """The degrees, counter-clockwise, by which the page must be turned to lie straight."""
    small = np.asarray(Image.fromarray(page).reduce(max(1, round(dpi / _DPI))))
    down, across = np.nonzero(small < float(np.median(small)) - _DARKER)
    if len(down) < _FEWEST_DOTS:
        return 0.0
    every = -(-len(down) // _MOST_DOTS)
    rows = down[::every].astype(np.float64)
    columns = across[::every] - small.shape[1] / 2
    angles = np.arange(-_MOST, _MOST + _FINE, _COARSE)
    coarse = angles[_sharpness(rows, columns, angles).argmax()]
    angles = np.arange(coarse - _COARSE, coarse + _COARSE + _FINE, _FINE)
    sharp = _sharpness(rows, columns, angles)
    # The middle of the sharpest ones: a dot more or less on a row decides between neighbours.
    weight = np.clip(sharp - _SHARP * sharp.max(), 0, None)
    return float((angles * weight).sum() / weight.sum())


def _sharpness(rows: Numbers, columns: Numbers, angles: Numbers) -> Numbers:
    """How sharply lines of ink and gaps between them follow each other, for each angle."""

    def at(angle: float) -> float:
        moved = rows - columns * np.tan(np.radians(angle))
        counts = np.bincount((moved - moved.min()).round().astype(np.intp))
        return float((np.diff(counts).astype(np.float64) ** 2).sum())

    return np.array([at(angle) for angle in angles.tolist()])


def levelled(page: Grey, degrees: float) -> Grey:
    """
    The page with its lines made level: each column moved up or down by its share.

    A letter leans by ``degrees`` afterwards, which nobody sees; turning the whole page costs
    ten times as much.
    """
    if abs(degrees) < _LEAST:
        return page
    height, width = page.shape
    moves = moves_of(degrees, width)
    whole = np.floor(moves).astype(np.intp)
    room = int(np.abs(whole).max()) + 2
    padded = np.pad(page, ((room, room), (0, 0)), mode="edge")
    level = np.empty_like(page)
    breaks = np.flatnonzero(np.diff(whole)) + 1
    for columns in np.split(np.arange(width), breaks):
        left, right = int(columns[0]), int(columns[-1]) + 1
        top = room + int(whole[left])
        share = np.round(256 * (moves[left:right] - whole[left])).astype(np.uint16)
        upper = padded[top : top + height, left:right].astype(np.uint16) * (256 - share)
        lower = padded[top + 1 : top + 1 + height, left:right].astype(np.uint16) * share
        level[:, left:right] = (upper // 2 + lower // 2) >> 7
    return level


def moves_of(degrees: float, width: int) -> Numbers:
    """How far below its place in the level page each column stood before, in dots."""
    moves: Numbers = (np.arange(width) - width / 2) * np.tan(np.radians(degrees))
    return moves
