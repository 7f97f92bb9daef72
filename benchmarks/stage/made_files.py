"""Files of kinds that offices send, made from nothing, each in a folder of its kind."""

import io
from collections.abc import Iterator
from pathlib import Path

import pikepdf
from PIL import Image, ImageDraw
from pillow_heif import register_heif_opener

from tests.papers.made_forms import box, form, text_field
from tests.papers.small import small_pdf

_TEXT = b"0 g 0.6 w " + b" ".join(b"60 %d m 530 %d l S" % (y, y) for y in range(80, 700, 14))


def write_all(folder: Path) -> None:
    """Write every case under ``folder``."""
    register_heif_opener()
    for name, data in [*_forms(), *_locks(), *_sheets(), *_pictures()]:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _forms() -> Iterator[tuple[str, bytes]]:
    answered = text_field("นายสมชาย น้ำใจงาม")
    yield "forms/no_drawing.pdf", form(answered, box("/Yes"), box("/On", Ff=1 << 15))
    yield "forms/out_of_date.pdf", form(text_field("เข้าร่วม ๓ คน"), NeedAppearances=True)
    drawn = b"BT /Helv 12 Tf 2 7 Td (ANSWER-4711) Tj ET"
    yield "forms/drawn.pdf", form(text_field("ANSWER-4711", drawing=drawn))


def _locks() -> Iterator[tuple[str, bytes]]:
    closed = pikepdf.Permissions(extract=False, modify_other=False)
    bank = pikepdf.Encryption(owner="bank", user="", R=6, allow=closed)
    yield "locked/owner.pdf", _locked(_page(), bank)
    asks = pikepdf.Encryption(owner="bank", user="1234", R=6)
    yield "locked/user.pdf", _locked(_page(), asks)


def _sheets() -> Iterator[tuple[str, bytes]]:
    for turn in (90, 180, 270):
        yield f"sheets/turned_{turn}.pdf", _page(Rotate=turn)
    for name, size in {"slip": (142, 200), "a0": (2384, 3370), "strip": (2835, 8504)}.items():
        yield f"sheets/{name}.pdf", _page(MediaBox=pikepdf.Array([0, 0, *size]))
    yield "sheets/dark.pdf", _page(b"0.15 g -9 -9 700 900 re f")


def _pictures() -> Iterator[tuple[str, bytes]]:
    page = Image.effect_noise((900, 1270), 12).point(lambda dot: min(255, dot + 100)).convert("RGB")
    drawing = ImageDraw.Draw(page)
    for line in range(20):
        drawing.rectangle((90, 200 + 45 * line, 810 - 17 * line, 212 + 45 * line), fill=20)
    for kind in ("HEIF", "AVIF", "WEBP", "BMP", "PNG"):
        yield f"pictures/{kind.lower()}.{kind.lower()}", _saved(page, kind)
    exif = Image.Exif()
    exif[0x0112] = 5
    lying = page.transpose(Image.Transpose.TRANSPOSE)
    yield "pictures/mirrored.jpg", _saved(lying, "JPEG", exif=exif)
    turned = page.convert("L").transpose(Image.Transpose.ROTATE_90)
    yield "pictures/turned.tif", _saved(turned, "TIFF", tiffinfo={274: 6}, compression="jpeg")
    grey = page.convert("I").point(lambda dot: dot * 257).convert("I;16")
    yield "pictures/grey16.tif", _saved(grey, "TIFF")


def _page(content: bytes = _TEXT, **keys: object) -> bytes:
    def edit(document: pikepdf.Pdf) -> None:
        page = document.pages[0]
        page.contents_add(content)
        for key, value in keys.items():
            page.obj[f"/{key}"] = value

    return small_pdf(edit=edit)


def _locked(pdf: bytes, lock: pikepdf.Encryption) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        target = io.BytesIO()
        document.save(target, encryption=lock)
    return target.getvalue()


def _saved(picture: Image.Image, kind: str, **saving: object) -> bytes:
    target = io.BytesIO()
    picture.save(target, kind, **saving)
    return target.getvalue()
