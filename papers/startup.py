"""A check at start-up that this machine draws Thai as it is written."""

import pypdfium2 as pdfium
from django.core import checks
from django.utils.html import escape

from papers.fonts import SYSTEM_FONT, letter_typeface
from papers.pdf import draw, lay_out

SAMPLE = "ทั้งนี้ น้ำ ปี่ QR 2563"


def extracted(pdf: bytes) -> str:
    """The text of all pages as a reader copies it, without white space."""
    with pdfium.PdfDocument(pdf) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
    return "".join("".join(texts).split())


def check_letters() -> list[checks.CheckMessage]:
    """System check: the letter font is there, and its text comes back out of the PDF."""
    try:
        face = letter_typeface()
        document = lay_out(f'<html lang="th"><p>{escape(SAMPLE)}', [])
        text = extracted(draw(document))
    except OSError as error:
        return [checks.Error(f"letters cannot be drawn: {error}", id="letters.E001")]
    fonts = {font.family for font in document.fonts.values()}
    if face.family == SYSTEM_FONT and fonts != {SYSTEM_FONT}:
        return [
            checks.Error(
                f"letters are drawn with {sorted(fonts)} instead of {SYSTEM_FONT}",
                hint="install the package fonts-tlwg-laksaman-ttf",
                id="letters.E002",
            )
        ]
    if text != "".join(SAMPLE.split()):
        return [checks.Warning(f"letter text comes back as {text!r}", id="letters.W001")]
    return []
