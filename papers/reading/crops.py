"""Cutting a run of text out of its page, as high as the net wants it."""

from dataclasses import dataclass

import numpy as np
from PIL import Image

from papers.reading.segments import Segment
from papers.reading.strip import BESIDE, HEIGHT, Grey, Strip, contrast

_NARROWEST = 16


@dataclass(frozen=True)
class Crop:
    """A strip, where its left edge lies on the page, and how many dots of the page make one."""

    strip: Strip
    left: float
    scale: float

    def on_page(self, dot: float) -> float:
        """The place of a dot of the strip on the page."""
        return self.left + dot * self.scale


def crop(page: Grey, run: Segment) -> Crop:
    """The strip of ``run``; where it leaves the page it shows paper."""
    beside = BESIDE * run.height
    left, top = round(run.left - beside), round(run.top)
    right, bottom = round(run.right + beside), max(round(run.bottom), round(run.top) + 1)
    height, width = page.shape
    part = page[max(0, top) : min(height, bottom), max(0, left) : min(width, right)]
    missing = (max(0, -top), max(0, bottom - height)), (max(0, -left), max(0, right - width))
    if missing != ((0, 0), (0, 0)):
        part = np.pad(part, missing, constant_values=int(np.percentile(part, 85)))
    size = (max(_NARROWEST, round(part.shape[1] * HEIGHT / part.shape[0])), HEIGHT)
    smaller = part.shape[0] > 1.5 * HEIGHT
    way = Image.Resampling.BOX if smaller else Image.Resampling.BICUBIC
    strip = np.asarray(Image.fromarray(part).resize(size, way))
    return Crop(contrast(strip), left, part.shape[1] / size[0])
