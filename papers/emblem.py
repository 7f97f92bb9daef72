"""
The Krut (ตราครุฑ) of letterheads: made ready once, as a grey JPEG that PDF keeps as it is.

A vector drawing would make every letter several times slower. The drawing itself is not
ours to give: an office uploads its own, or the set-up makes one from an installed package.
"""

import io
import re
import subprocess
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from papers.errors import UploadRefused

#: 3 cm at 600 dots to the inch.
HEIGHT_PX = 709
DPI = 600
_QUALITY = 90
_LARGEST_BYTES = 10 * 1024 * 1024
_LARGEST_PIXELS = 50_000_000
#: Width to height; a strip brought to full height would be larger than any memory.
_WIDEST = 4
_INK = {"#000", "#000000", "#181a72"}
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}\b|#[0-9a-fA-F]{3}\b")
_FILL = re.compile(r'(fill(?:="|:\s*))(#[0-9a-fA-F]{3,6})')
_OUTSIDE = re.compile(
    rb"<!ENTITY|<script|<foreignObject|href\s*=\s*[\"'](?!#|data:)", re.IGNORECASE
)
_PLACEHOLDER = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 106">
<g fill="none" stroke="#000" stroke-width="1.5"><circle cx="50" cy="53" r="46" stroke-dasharray="4 3"/>
<path d="M50 30 L50 82 M50 42 C30 22 16 34 14 58 M50 42 C70 22 84 34 86 58 M50 52 C36 38 24 46 22 66 M50 52 C64 38 76 46 78 66 M40 82 L60 82"/>
<circle cx="50" cy="24" r="6"/></g>
<text x="50" y="101" font-size="8" text-anchor="middle" font-family="Laksaman, sans-serif">ตัวอย่าง ไม่ใช่ตราครุฑ</text></svg>"""


def recolour(svg: str) -> str:
    """Turn the coloured state emblem into black line art: fills white, dark ones black."""
    return _FILL.sub(lambda match: match[1] + _line_art(match[2]), svg)


def _line_art(colour: str) -> str:
    return "#000" if colour.lower() in _INK else "#fff"


def placeholder_svg() -> str:
    """A drawing of our own that nobody takes for the real emblem, and says so."""
    return _PLACEHOLDER


def rasterise(svg: bytes) -> bytes:
    """Draw ``svg`` as PNG, 709 px high. Raises UploadRefused when it cannot be drawn."""
    if _OUTSIDE.search(svg):
        raise UploadRefused(_("ไฟล์ SVG มีส่วนที่เรียกใช้สิ่งภายนอก โปรดใช้ไฟล์ PNG หรือ JPEG แทน"))
    command = [
        "rsvg-convert",
        "--height",
        str(HEIGHT_PX),
        "--keep-aspect-ratio",
        "--background-color",
        "white",
    ]
    unreadable = _("อ่านไฟล์ SVG ไม่ได้ โปรดใช้ไฟล์ PNG หรือ JPEG แทน")
    try:
        drawn = subprocess.run(command, input=svg, capture_output=True, timeout=20, check=False)
    except subprocess.TimeoutExpired as error:
        raise UploadRefused(unreadable) from error
    if drawn.returncode != 0:
        raise UploadRefused(unreadable)
    return drawn.stdout


def normalise_emblem(upload: bytes) -> bytes:
    """
    Make the emblem JPEG (grey, 709 px high, 600 dpi, white ground) of a PNG, JPEG or SVG.

    Raises UploadRefused when ``upload`` is empty, too large or no picture.
    """
    if not upload:
        raise UploadRefused(_("ไฟล์ตราว่างเปล่า โปรดเลือกไฟล์ใหม่"))
    if len(upload) > _LARGEST_BYTES:
        raise UploadRefused(_("ไฟล์ตราใหญ่เกิน 10 MB โปรดย่อขนาดก่อน"))
    if b"<svg" in upload[:4096]:
        upload = rasterise(upload)
    try:
        with Image.open(io.BytesIO(upload), formats=("PNG", "JPEG")) as picture:
            if picture.width * picture.height > _LARGEST_PIXELS:
                raise UploadRefused(_("ภาพตรามีขนาดใหญ่เกินไป โปรดย่อขนาดก่อน"))
            return _grey_jpeg(ImageOps.exif_transpose(picture))
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise UploadRefused(_("ตราต้องเป็นไฟล์ PNG, JPEG หรือ SVG ที่เปิดได้")) from error


def _grey_jpeg(picture: Image.Image) -> bytes:
    layered = picture.convert("RGBA")
    ground = Image.new("RGBA", layered.size, "white")
    grey = Image.alpha_composite(ground, layered).convert("L")
    inked = ImageOps.invert(grey).getbbox()
    if inked is None:
        raise UploadRefused(_("ภาพตราว่างเปล่า โปรดเลือกไฟล์ใหม่"))
    grey = grey.crop(inked)
    if grey.width > _WIDEST * grey.height:
        raise UploadRefused(_("ภาพตรากว้างเกินไป โปรดตัดให้เหลือเฉพาะตรา"))
    width = max(1, round(grey.width * HEIGHT_PX / grey.height))
    target = io.BytesIO()
    grey.resize((width, HEIGHT_PX), Image.Resampling.LANCZOS).save(
        target, "JPEG", quality=_QUALITY, dpi=(DPI, DPI)
    )
    return target.getvalue()


def default_emblem() -> bytes:
    """The emblem of offices without one of their own; made now when set-up has not run."""
    return _read(settings.EMBLEM_FILE)


@lru_cache(maxsize=4)
def _read(path: str) -> bytes:
    file = Path(path)
    return file.read_bytes() if file.is_file() else normalise_emblem(_PLACEHOLDER.encode())


def write_default(source: Path, target: Path) -> bool:
    """
    Make ``target`` from the coloured SVG at ``source``; the placeholder when it is absent.

    Returns whether the real drawing was there.
    """
    real = source.is_file()
    svg = recolour(source.read_text(encoding="utf-8")) if real else _PLACEHOLDER
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(normalise_emblem(svg.encode()))
    _read.cache_clear()
    return real
