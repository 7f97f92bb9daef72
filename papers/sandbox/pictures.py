"""Draw pages of a PDF (see ``papers.pages``, which is what the program calls)."""

import io

import pypdfium2 as pdfium
from PIL import Image

_WIDEST_PX = 3000
#: A4 at the widest is 4243 high; a page drawn as one long strip must not fill the memory.
_TALLEST_PX = 9000


def page_png(pdf: bytes, page: int, width: int) -> bytes:
    """Page number ``page`` as PNG. Raises IndexError when there is no such page."""
    target = io.BytesIO()
    page_image(pdf, page, width).save(target, "PNG")
    return target.getvalue()


def page_image(pdf: bytes, page: int, width: int) -> Image.Image:
    """The same as a picture in memory, turned as a reader sees the page."""
    with pdfium.PdfDocument(pdf) as document:
        if not 1 <= page <= len(document):
            raise IndexError(f"page {page} of {len(document)}")
        sheet = document[page - 1]
        across, down = sheet.get_size()
        scale = min(min(width, _WIDEST_PX) / across, _TALLEST_PX / down)
        return sheet.render(scale=scale).to_pil()


def page_count(pdf: bytes) -> int:
    """How many pages ``pdf`` has."""
    with pdfium.PdfDocument(pdf) as document:
        return len(document)
