"""A picture of a page to its lines: straight, cut, read, doubted. Runs in the sandbox."""

from dataclasses import dataclass, replace

import numpy as np
import zxingcpp
from PIL import Image

from papers.reading.crops import Crop, crop
from papers.reading.ctc import Text, text_of
from papers.reading.ink import Runs, ink, pieces
from papers.reading.line_net import frames_of
from papers.reading.segments import Segment, letters, segments
from papers.reading.straight import levelled, skew
from papers.reading.strip import Grey
from papers.reading.surroundings import Doubts, Surroundings

#: A page holds 45 lines; what has more pieces is a drawing.
_MOST_LINES = 200
#: Upright letters stand clearer than this, also faint and blurred ones; others do not.
_CLEAR = 0.8
_QR_CODES = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
_MM = 25.4
_DOTS_A_FRAME = 2


@dataclass(frozen=True)
class PictureLine:
    """One run of text in millimetres of the straight page, and what its frames say."""

    text: Text
    box: tuple[float, float, float, float]
    letter_height: float
    edges: tuple[float, ...]
    doubted: tuple[int, ...]


@dataclass(frozen=True)
class Picture:
    """
    All that was seen on a page.

    To lie straight it is turned by ``quarters`` and then ``turned`` degrees, counter-clockwise.
    """

    lines: tuple[PictureLine, ...]
    codes: tuple[str, ...]
    turned: float
    quarters: int = 0

    @property
    def clearness(self) -> float:
        """How likely the characters are on average (0-1); letters on their head are not."""
        clear = [
            float(np.exp(line.text.known[list(line.text.peaks)].max(axis=1)).sum())
            for line in self.lines
        ]
        return sum(clear) / max(1, sum(len(line.text.text) for line in self.lines))


def read(image: Image.Image, dpi: float) -> Picture:
    """Lines from top to bottom and QR codes of a page drawn at ``dpi``, whichever way it lies."""
    page = np.asarray(image.convert("L"))
    upright = _read(page, dpi)
    if not upright.lines or upright.clearness > _CLEAR:
        return upright
    others = (
        replace(_read(np.ascontiguousarray(np.rot90(page, quarters)), dpi), quarters=quarters)
        for quarters in (2, 1, 3)
    )
    clear = next((other for other in others if other.clearness > _CLEAR), None)
    return clear or upright


def _read(page: Grey, dpi: float) -> Picture:
    degrees = skew(page, dpi)
    level = levelled(page, degrees)
    found = zxingcpp.read_barcodes(page, formats=_QR_CODES, text_mode=zxingcpp.TextMode.Plain)
    codes = tuple(sorted({code.text for code in found if code.text}))
    return Picture(_lines(level, dpi), codes, degrees)


def _lines(page: Grey, dpi: float) -> tuple[PictureLine, ...]:
    mask = ink(page)
    runs = Runs.of(mask, dpi)
    found = pieces(runs, page.shape)
    around = Surroundings(mask, runs, found, letters(found, dpi), dpi)
    read_ones = (
        _line(page, run, around.of(run), dpi) for run in segments(found, dpi)[:_MOST_LINES]
    )
    return tuple(line for line in read_ones if line.text.text)


def _line(page: Grey, run: Segment, doubts: Doubts, dpi: float) -> PictureLine:
    cut = crop(page, run)
    text = text_of(frames_of(cut.strip))
    edges = _edges(cut, text, run)
    mm = _MM / dpi
    return PictureLine(
        text=text,
        box=(run.left * mm, (run.base - 1.6 * run.height) * mm, run.right * mm, run.bottom * mm),
        letter_height=run.height * mm,
        edges=tuple(edge * mm for edge in edges),
        doubted=_doubted(doubts, edges),
    )


def _edges(cut: Crop, text: Text, run: Segment) -> list[float]:
    """Where characters begin on the page, and where the last one ends."""
    inner = [cut.on_page(_DOTS_A_FRAME * start) for start in text.starts()[1:-1]]
    return [run.left, *(min(max(edge, run.left), run.right) for edge in inner), run.right]


def _doubted(doubts: Doubts, edges: list[float]) -> tuple[int, ...]:
    """The characters that ink beside or across the line speaks against."""
    last = len(edges) - 2
    crossed = np.searchsorted(edges, doubts.crossed, "right") - 1
    found = {int(place) for place in np.unique(crossed) if 0 <= place <= last}
    if doubts.before:
        found.add(0)
    if doubts.after:
        found.add(last)
    return tuple(sorted(found))
