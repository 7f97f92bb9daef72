"""Pages of a PDF as pictures."""

import io

import pypdfium2 as pdfium
from PIL import Image

_WIDEST_PX = 3000


def page_png(pdf: bytes, page: int, width: int) -> bytes:
    """
    Page number ``page`` (from 1) as PNG, ``width`` pixels wide (at most 3000).

    Raises IndexError when there is no such page.
    """
    target = io.BytesIO()
    page_image(pdf, page, width).save(target, "PNG")
    return target.getvalue()


def page_image(pdf: bytes, page: int, width: int) -> Image.Image:
    """The same as a picture in memory, turned as a reader sees the page."""
    with pdfium.PdfDocument(pdf) as document:
        if not 1 <= page <= len(document):
            raise IndexError(f"page {page} of {len(document)}")
        sheet = document[page - 1]
        scale = min(width, _WIDEST_PX) / sheet.get_width()
        return sheet.render(scale=scale).to_pil()


def page_count(pdf: bytes) -> int:
    """How many pages ``pdf`` has."""
    with pdfium.PdfDocument(pdf) as document:
        return len(document)
