"""Small pages with known text, as pictures in dots and as scans."""

from __future__ import annotations

from html import escape

import numpy as np
import pypdfium2 as pdfium
from weasyprint import HTML

from papers.reading.strip import Grey

_STYLE = """
@page { size: A4; margin: 0 }
body { font: 10.65pt Laksaman; }
div { position: absolute; white-space: pre; }
"""


def page_pdf(*pieces: tuple[float, float, str], more: str = "") -> bytes:
    """An A4 page with texts at (left, top) in millimetres; ``more`` is HTML."""
    body = "".join(
        f'<div style="left: {left}mm; top: {top}mm">{escape(text)}</div>'
        for left, top, text in pieces
    )
    drawn: bytes = HTML(string=f"<style>{_STYLE}</style>{body}{more}").write_pdf()
    return drawn


def ring(left: float, top: float, across: float) -> str:
    """A pen's circle."""
    return (
        f'<div style="left: {left}mm; top: {top}mm; width: {across}mm; height: {across}mm;'
        ' border: .5mm solid #666; border-radius: 50%"></div>'
    )


def page_dots(pdf: bytes, dpi: float = 200) -> Grey:
    """The first page in grey."""
    with pdfium.PdfDocument(pdf) as document:
        return np.asarray(document[0].render(scale=dpi / 72, grayscale=True).to_pil())
