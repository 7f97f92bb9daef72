"""Photos and scans as one PDF, upright and in their order. Runs behind the door only."""

import io

import pikepdf
from PIL import Image, ImageSequence

from papers.errors import UploadRefused
from papers.sandbox.trial import MOST_PIXELS
from papers.sandbox.upright import TOO_LARGE, refusing, upright

_A4_MM = 297.0
#: A page is read at 300 dots an inch; a telephone takes more than the reader can use.
_LONGEST_PX = 3600
_QUALITY = 92
_MOST_PAGES = 200


def pdf_of(pictures: list[bytes]) -> bytes:
    """
    One PDF with a page for each picture, and for each page of a TIFF.

    Raises UploadRefused when one of them is no picture, broken, or far too large.
    """
    with pikepdf.new() as document:
        for data in pictures:
            for sheet in _sheets(data):
                with pikepdf.open(io.BytesIO(sheet)) as page:
                    document.pages.extend(page.pages)
        target = io.BytesIO()
        document.save(target)
        return target.getvalue()


def _sheets(data: bytes) -> list[bytes]:
    with refusing(), Image.open(io.BytesIO(data)) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            raise UploadRefused(TOO_LARGE, field="file")
        frames = ImageSequence.Iterator(picture) if picture.format == "TIFF" else [picture]
        return [_sheet(frame) for frame, _nth in zip(frames, range(_MOST_PAGES), strict=False)]


def _sheet(frame: Image.Image) -> bytes:
    """One page whose longer side is that of A4."""
    picture = upright(frame)
    if picture.mode == "1":
        picture = picture.convert("L")
    picture.thumbnail((_LONGEST_PX, _LONGEST_PX))
    target = io.BytesIO()
    dpi = max(picture.size) / (_A4_MM / 25.4)
    picture.save(target, "PDF", resolution=dpi, quality=_QUALITY)
    return target.getvalue()
