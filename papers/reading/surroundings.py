"""Ink that the net does not see, or sees across a line: why a piece of text is not trusted."""

from dataclasses import dataclass

import numpy as np

from papers.reading.ink import Mask, Pieces, Runs
from papers.reading.segments import GAP, Segment

#: Where letters stand between base line and top, without underlines, in heights.
_UPPER, _LOWER = 0.9, 0.12
_BESIDE = 3.0
#: A column or row of ink so full is the edge of a box.
_FULL = 0.85
_SPECK = 0.04


@dataclass(frozen=True)
class Doubts:
    """Whether ink goes on ``before`` and ``after`` a run, and the columns that are ``crossed``."""

    before: bool
    after: bool
    crossed: tuple[int, ...]


class Surroundings:
    """All the ink of a page that may speak against what was read."""

    def __init__(self, mask: Mask, runs: Runs, found: Pieces, letters: np.ndarray, dpi: float):
        own = np.zeros(len(found.left), bool)
        own[letters] = True
        self._letters = found, letters
        self._strange = _strange(mask, runs, ~own[found.of_run] & _large(found, dpi)[found.of_run])
        self._most = GAP * dpi / 25.4

    def of(self, run: Segment) -> Doubts:
        """What stands beside and across ``run``."""
        reach = min(_BESIDE * run.height, self._most - 1)
        left, right = int(run.left), int(run.right) + 1
        rows = self._rows(run)
        return Doubts(
            self._goes_on(run, left - reach, left) or self._is_inky(run, left - reach, left),
            self._goes_on(run, right, right + reach) or self._is_inky(run, right, right + reach),
            tuple((left + np.nonzero(rows[:, max(0, left) : right].any(axis=0))[0]).tolist()),
        )

    def _rows(self, run: Segment) -> Mask:
        top = max(0, int(run.base - _UPPER * run.height))
        return self._strange[top : max(top + 1, int(run.base - _LOWER * run.height))]

    def _goes_on(self, run: Segment, left: float, right: float) -> bool:
        """True when letters on this base line lie between ``left`` and ``right``."""
        found, letters = self._letters
        starts, ends = found.left[letters], found.left[letters] + found.width[letters]
        bottoms, tops = found.top[letters] + found.height[letters], found.top[letters]
        level = (bottoms > run.base - 0.5 * run.height) & (tops < run.base - 0.5 * run.height)
        outside = (starts >= run.right) | (ends <= run.left)
        return bool((level & outside & (ends > left) & (starts < right)).any())

    def _is_inky(self, run: Segment, left: float, right: float) -> bool:
        """True when something other than letters and straight edges lies there."""
        part = self._rows(run)[:, max(0, int(left)) : max(0, int(right))]
        if not part.any():
            return False
        part = part[:, part.mean(axis=0) < _FULL]
        part = part[part.mean(axis=1) < _FULL] if part.size else part
        return int(part.sum()) > _SPECK * run.height**2


def _large(found: Pieces, dpi: float) -> np.ndarray:
    """Rings, signatures, edges: more than any letter."""
    large: np.ndarray = (found.height > 9 * dpi / 25.4) | (found.width > 60 * dpi / 25.4)
    return large


def _strange(mask: Mask, runs: Runs, which: np.ndarray) -> Mask:
    """The ink of large pieces, and rules, which are in no run."""
    steps = np.zeros((mask.shape[0], mask.shape[1] + 1), np.int8)
    plain = ~which
    steps[runs.row[plain], runs.start[plain]] += 1
    steps[runs.row[plain], runs.end[plain]] -= 1
    ordinary = np.cumsum(steps, axis=1, dtype=np.int8)[:, :-1] > 0
    strange: Mask = mask & ~ordinary
    return strange
