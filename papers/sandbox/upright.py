"""
Pictures as their maker saw them: one decode step for every kind. Runs behind the door only.

Whatever a PDF can hold as it is stays as it is; the rest becomes 8-bit, opaque and upright.
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image, ImageFile, ImageOps, ImageSequence, UnidentifiedImageError
from pillow_heif import register_heif_opener

from papers.errors import UploadRefused
from papers.sandbox.tiff_jpeg import jpeg_of
from papers.sandbox.trial import MOST_PIXELS
from papers.sandbox.wording import mark as _

register_heif_opener()

#: What comes in, by Pillow's names.
KINDS = {
    "JPEG": "image/jpeg",
    "MPO": "image/jpeg",
    "PNG": "image/png",
    "TIFF": "image/tiff",
    "HEIF": "image/heic",
    "AVIF": "image/avif",
    "WEBP": "image/webp",
    "BMP": "image/bmp",
}
_LOSSY = {"JPEG", "MPO", "HEIF", "AVIF", "WEBP"}
_QUALITY = 92
_MOST_PAGES = 1000
_ORIENTATION, _BITS, _COMPRESSION = 274, 258, 259
#: Orientations that a page of a PDF can say by itself: turned, not mirrored.
_TURNS = (1, 3, 6, 8)
_PLAIN = {
    "JPEG": {"L", "RGB", "CMYK"},
    "PNG": {"1", "L", "P", "RGB"},
    "TIFF": {"1", "L", "P", "RGB"},
}
_TIFF_JPEG = {6, 7}

TOO_LARGE = _("ภาพมีขนาดใหญ่เกินไป โปรดสแกนใหม่ที่ ๓๐๐ จุดต่อนิ้ว")
BROKEN = _("ไฟล์ภาพเสียหาย เปิดไม่ได้ โปรดสแกนหรือถ่ายใหม่")
NO_PICTURE = _("รับเฉพาะไฟล์ PDF หรือภาพ (JPEG, PNG, TIFF, HEIC, WebP, BMP) โปรดเลือกไฟล์ใหม่")


def sheets_of(data: bytes) -> tuple[str, list[bytes]]:
    """
    The kind of a picture, and its pages as files that a PDF takes without loss.

    Raises UploadRefused when it is no picture, broken, or far too large.
    """
    with refusing(), Image.open(io.BytesIO(data)) as picture:
        mime = KINDS.get(picture.format or "")
        if mime is None:
            raise UploadRefused(NO_PICTURE, field="file")
        if picture.width * picture.height > MOST_PIXELS:
            raise UploadRefused(TOO_LARGE, field="file")
        if picture.format == "TIFF":
            return mime, _tiff_sheets(picture, data)
        picture.load()
        kind = "JPEG" if picture.format == "MPO" else str(picture.format)
        turn = picture.getexif().get(_ORIENTATION, 1)
        plain = picture.mode in _PLAIN.get(kind, ()) and "transparency" not in picture.info
        if plain and (turn in _TURNS or turn not in range(1, 9)):
            return mime, [data]
        return mime, [_written(upright(picture), lossy=kind in _LOSSY)]


@contextmanager
def refusing() -> Iterator[None]:
    """
    Say of a picture that cannot be drawn what its person can do.

    Half a picture is none; WeasyPrint has told Pillow to fill such ones with grey.
    """
    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    except UnidentifiedImageError as error:
        raise UploadRefused(NO_PICTURE, field="file") from error
    except (Image.DecompressionBombError, MemoryError):
        raise UploadRefused(TOO_LARGE, field="file") from None
    except (OSError, SyntaxError, ValueError, RuntimeError) as error:
        raise UploadRefused(BROKEN, field="file") from error
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def upright(picture: Image.Image) -> Image.Image:
    """``picture`` turned as it was held, on white paper, with eight bits a colour."""
    picture.load()
    picture = ImageOps.exif_transpose(_eight_bits(picture))
    if "A" in picture.getbands() or "transparency" in picture.info:
        layered = picture.convert("RGBA")
        paper = Image.new("RGBA", layered.size, "white")
        return Image.alpha_composite(paper, layered).convert("RGB")
    return picture if picture.mode in ("1", "L", "RGB") else picture.convert("RGB")


def _eight_bits(picture: Image.Image) -> Image.Image:
    """Grey of 12, 16 or 32 bits in the 256 shades of paper."""
    if not picture.mode.startswith(("I", "F")):
        return picture
    wide = picture.convert("F" if picture.mode == "F" else "I")
    if picture.mode.startswith("I;16"):
        bits = getattr(picture, "tag_v2", {}).get(_BITS, (16,))[0]
        lowest, range_ = 0.0, float((1 << max(8, min(int(bits), 16))) - 1)
    else:
        lowest, highest = (float(edge) for edge in wide.getextrema())  # type: ignore[arg-type]
        range_ = (highest - lowest) or 1.0
    scale = 255 / range_
    grey = wide.point(lambda dot: dot * scale + (-lowest * scale)).convert("L")
    grey.getexif().update(picture.getexif())
    return grey


def _written(picture: Image.Image, *, lossy: bool) -> bytes:
    target = io.BytesIO()
    if lossy:
        picture.save(target, "JPEG", quality=_QUALITY)
    else:
        picture.save(target, "PNG", compress_level=4)
    return target.getvalue()


def _tiff_sheets(picture: Image.Image, data: bytes) -> list[bytes]:
    """The whole file where every page is plain, else each page by itself."""
    frames = getattr(picture, "n_frames", 1)
    if frames > _MOST_PAGES:
        raise UploadRefused(TOO_LARGE, field="file")
    if all(_is_plain(frame) for frame in ImageSequence.Iterator(picture)):
        picture.seek(0)
        return [data]
    return [_tiff_sheet(frame, data) for frame in ImageSequence.Iterator(picture)]


def _is_plain(frame: Image.Image) -> bool:
    tags = getattr(frame, "tag_v2", {})
    bits = set(tags.get(_BITS, (1,)))
    jpeg = tags.get(_COMPRESSION) in _TIFF_JPEG
    plain = frame.mode in _PLAIN["TIFF"] and bits <= {1, 2, 4, 8} and not jpeg
    return plain and tags.get(_ORIENTATION, 1) == 1


def _tiff_sheet(frame: Image.Image, data: bytes) -> bytes:
    tags = getattr(frame, "tag_v2", {})
    turn = int(tags.get(_ORIENTATION, 1))
    if frame.width * frame.height > MOST_PIXELS:
        raise UploadRefused(TOO_LARGE, field="file")
    if turn in _TURNS and (found := jpeg_of(data, dict(tags), turn)) is not None:
        return found
    return _written(upright(frame), lossy=tags.get(_COMPRESSION) in _TIFF_JPEG)
