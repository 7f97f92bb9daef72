"""Lines for training: a strip and what it says, and batches of strips of like width."""

import numpy as np

from papers.reading.strip import HEIGHT, Strip, contrast
from scripts.reader.clutter import neighbour, ringed, ruled, scribble
from scripts.reader.damage import cut, scanned, warped
from scripts.reader.drawing import BASE, Pen
from scripts.reader.lot import Lot
from scripts.reader.wording import Wording

Sample = tuple[Strip, str]
Batch = tuple[Strip, list[str]]

#: Short pieces train faster, and the net reads 1000 dots all the same.
_WIDEST = 440
_DOTS_A_CHARACTER = 2.2
_SEEDS_APART = 1_000_003
#: Lines in a batch, batches in a pool; widths of a batch are a multiple of ``STEP``.
BATCH, POOL, STEP = 32, 12, 4


class Lines:
    """
    An endless row of lines, in pools of batches.

    A pool follows from the seed and its own place alone: training that was cut off goes on
    where it stood and ends with the same net.
    """

    def __init__(self, wording: Wording, pen: Pen, seed: int) -> None:
        self._wording, self._pen, self._seed = wording, pen, seed

    def pool(self, place: int) -> list[Batch]:
        """The batches of pool number ``place``: lines of like width together."""
        lot = Lot(self._seed * _SEEDS_APART + place)
        lines = sorted(
            (self.one(lot) for _ in range(BATCH * POOL)), key=lambda line: line[0].shape[1]
        )
        starts = list(range(0, len(lines), BATCH))
        lot.choices.shuffle(starts)
        return [together(lines[start : start + BATCH]) for start in starts]

    def one(self, lot: Lot) -> Sample:
        """A strip and its text; of a few the text is empty, for they show none."""
        while True:
            text = "" if lot.chance(0.02) else self._wording.line(lot)
            strip = self._strip(text, lot)
            if _DOTS_A_CHARACTER * len(text) <= strip.shape[1] <= _WIDEST:
                return strip, text

    def _strip(self, text: str, lot: Lot) -> Strip:
        pen = self._pen
        drawn = pen.draw(text, lot) if text else scribble(lot)
        ink, consonant = drawn.ink, drawn.consonant
        if lot.chance(0.35):
            for side in (-1, 1):
                if lot.chance(0.6):
                    other = pen.draw(self._wording.words(lot, 4), lot)
                    ink = neighbour(ink, other, consonant, side, lot)
        if lot.chance(0.15):
            ink = ruled(ink, consonant, lot)
        if lot.chance(0.06):
            ink = ringed(ink, lot)
        if lot.chance(0.4):
            # Only what may be seen: warping is the dearest of all.
            top, bottom = int(BASE - 2.7 * consonant), int(BASE + 1.2 * consonant)
            ink[top:bottom] = warped(ink[top:bottom], lot)
        return contrast(scanned(cut(drawn, ink, lot), lot))


def together(lines: list[Sample]) -> Batch:
    """The strips of ``lines`` in one array, filled up with paper on the right."""
    widest = max(strip.shape[1] for strip, _text in lines)
    strips = np.zeros((len(lines), 1, HEIGHT, -(-widest // STEP) * STEP), np.float32)
    for place, (strip, _text) in enumerate(lines):
        strips[place, 0, :, : strip.shape[1]] = strip
    return strips, [text for _strip, text in lines]
