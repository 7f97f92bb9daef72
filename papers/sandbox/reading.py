"""Read the pages of a PDF. Runs behind the door only."""

import pypdfium2 as pdfium

from papers.reading.printed import Page
from papers.reading.printed_text import may_be_trusted
from papers.reading.textlayer_lines import lines_of
from papers.sandbox.characters import drawn
from papers.sandbox.glyph_repair import mended

#: Behind them are enclosures; whoever staples more scans a file in parts.
MOST_PAGES = 60
_MOSTLY_PICTURE = 0.5


def text_pages(pdf: bytes) -> list[Page]:
    """
    The pages of ``pdf`` with the lines of their text layers.

    A page whose layer does not say what is printed ``is_picture`` and has no lines.
    """
    with pdfium.PdfDocument(mended(pdf)) as document:
        count = min(len(document), MOST_PAGES)
        return [_page(document[number], number) for number in range(count)]


def _page(sheet: pdfium.PdfPage, number: int) -> Page:
    page = drawn(sheet)
    lines = lines_of(page.glyphs, number)
    text = "\n".join(line.text for line in lines)
    on_picture = page.picture_share > _MOSTLY_PICTURE
    if may_be_trusted(text, on_picture=on_picture, plain=page.plain):
        return Page(number, page.width, page.height, tuple(lines))
    return Page(number, page.width, page.height, (), is_picture=True)
