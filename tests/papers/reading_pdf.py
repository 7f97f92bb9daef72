"""Look at drawn pages as a reader does: text as copied, places in millimetres, pixels."""

import io
import re
import subprocess
from dataclasses import dataclass
from html import unescape

import pypdfium2 as pdfium
from PIL import Image

MM = 25.4 / 72
_WORD = re.compile(
    r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>'
)


@dataclass(frozen=True)
class Word:
    """A word of the page and its box in millimetres from the upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def _pdftotext(pdf: bytes, *options: str) -> str:
    command = ["pdftotext", *options, "-", "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()


def copied(pdf: bytes) -> str:
    """All text in drawing order, without white space."""
    return "".join(_pdftotext(pdf, "-raw").split())


def squeezed(*texts: str) -> str:
    return "".join("".join(texts).split())


def words(pdf: bytes, page: int = 1) -> list[Word]:
    text = _pdftotext(pdf, "-bbox", "-f", str(page), "-l", str(page))
    return [
        Word(unescape(found[5]), *(float(found[n]) * MM for n in (1, 2, 3, 4)))
        for found in _WORD.finditer(text)
    ]


def word(pdf: bytes, start: str, page: int = 1) -> Word:
    """The first word that begins with ``start``."""
    return next(item for item in words(pdf, page) if item.text.startswith(start))


def picture(pdf: bytes, page: int = 1, dots_per_mm: int = 8) -> Image.Image:
    with pdfium.PdfDocument(pdf) as document:
        scale = dots_per_mm * MM
        return document[page - 1].render(scale=scale).to_pil().convert("RGB")


def ink_box(image: Image.Image, area: tuple[float, float, float, float], dots_per_mm: int = 8):
    """The box of everything dark inside ``area`` (left, top, right, bottom in millimetres)."""
    crop = image.crop(tuple(round(value * dots_per_mm) for value in area)).convert("L")
    box = crop.point(lambda value: 255 if value < 160 else 0).getbbox()
    assert box is not None, "nothing is drawn there"
    left, top = area[:2]
    return tuple(
        round(edge / dots_per_mm + start, 1)
        for edge, start in zip(box, (left, top, left, top), strict=True)
    )


def png_size(png: bytes) -> tuple[int, int]:
    with Image.open(io.BytesIO(png)) as image:
        return image.size


def copied_lines(pdf: bytes) -> list[str]:
    """The lines as pdftotext reads them, spaces kept as they are."""
    return _lines(_pdftotext(pdf, "-raw"))


def read_lines(pdf: bytes) -> list[str]:
    """The lines as a browser's reader (PDFium) reads them, spaces kept as they are."""
    with pdfium.PdfDocument(pdf) as document:
        return _lines("\n".join(page.get_textpage().get_text_range() for page in document))


def _lines(text: str) -> list[str]:
    lines = (line.strip() for line in text.replace("\f", "").replace("\u00a0", " ").splitlines())
    return [line for line in lines if line]
