"""Read a page of a PDF from its picture. Runs behind the door only."""

from typing import Any

import pypdfium2 as pdfium

from papers.reading.picture import read
from papers.reading.seen import to_plain

#: More dots show the net nothing more: it makes 14 of the height of a letter.
_DPI = 200
#: A sheet larger than A3 is drawn coarser.
_MOST_DOTS = 3400
_POINTS, _MM = 72, 25.4


def read_page(pdf: bytes, page: int) -> tuple[dict[str, Any], bytes]:
    """Page number ``page`` (from 1). Raises IndexError when there is no such page."""
    with pdfium.PdfDocument(pdf) as document:
        if not 1 <= page <= len(document):
            raise IndexError(f"page {page} of {len(document)}")
        sheet = document[page - 1]
        across, down = sheet.get_size()
        scale = min(_DPI / _POINTS, _MOST_DOTS / max(across, down))
        drawn = sheet.render(scale=scale, grayscale=True).to_pil()
    points = _MM / _POINTS
    return to_plain(read(drawn, scale * _POINTS), across * points, down * points)
