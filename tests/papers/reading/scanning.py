"""Letters as a scanner gives them: skewed, blurred, noisy, compressed; made by chance of a seed."""

from __future__ import annotations

import io
from dataclasses import dataclass

import img2pdf
import numpy as np
import pypdfium2 as pdfium
from PIL import Image, ImageFilter

_QUIET_DPI = 200


@dataclass(frozen=True)
class Scanner:
    """What it does to a page; ``blur`` in dots at 200 dpi, ``light`` what is left at the far edge."""

    dpi: int = 200
    skew: float = 0.8
    blur: float = 0.6
    noise: float = 7.0
    specks: float = 0.0004
    light: float = 1.0
    contrast: float = 1.0
    quality: int = 70
    two_tone: bool = False
    #: How the sheet lay on the glass: quarters of a turn, counter-clockwise.
    quarters: int = 0

    def scan(self, pdf: bytes, seed: int) -> bytes:
        """``pdf`` printed and scanned: a PDF of pictures, turned by up to ``skew`` degrees."""
        chance = np.random.default_rng(seed)
        with pdfium.PdfDocument(pdf) as document:
            drawn = [sheet.render(scale=self.dpi / 72).to_pil() for sheet in document]
        pages = [page.rotate(90 * self.quarters, expand=True) for page in drawn]
        jpegs = [self.page(page, chance) for page in pages]
        layout = img2pdf.get_fixed_dpi_layout_fun((self.dpi, self.dpi))
        scanned: bytes = img2pdf.convert(jpegs, layout_fun=layout, nodate=True)
        return scanned

    def page(self, page: Image.Image, chance: np.random.Generator) -> bytes:
        """One page as JPEG."""
        turn = chance.uniform(-self.skew, self.skew)
        grey = page.convert("L").rotate(turn, Image.Resampling.BICUBIC, fillcolor=255)
        blur = chance.uniform(0.5, 1) * self.blur * self.dpi / _QUIET_DPI
        dots = np.asarray(grey.filter(ImageFilter.GaussianBlur(blur)), np.float32)
        paper = chance.uniform(235, 252)
        dots = paper - (255 - dots) * self.contrast * chance.uniform(0.8, 0.95)
        dots *= np.linspace(1, self.light, dots.shape[1], dtype=np.float32)[None]
        dots += chance.standard_normal(dots.shape, np.float32) * np.float32(self.noise)
        dots[chance.random(dots.shape, np.float32) < self.specks] = 60
        if self.two_tone:
            dots = np.where(dots < 150, 0, 255)
        target = io.BytesIO()
        stored = Image.fromarray(np.clip(dots, 0, 255).astype(np.uint8))
        stored.save(target, "JPEG", quality=self.quality)
        return target.getvalue()
