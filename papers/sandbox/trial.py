"""Look for traps in a PDF, and try before it is kept whether it can be shown and stamped."""

import io
import re
from collections import Counter

import pikepdf

from papers.errors import UploadRefused
from papers.placing import HEIGHT_MM, WIDTH_MM, Block
from papers.sandbox.geometry import MM, PageFrame, mend
from papers.sandbox.pictures import page_image
from papers.sandbox.stamping import put_on
from papers.sandbox.wording import mark as _

#: Programs that put a letter into a letter do so a few times, never so often.
_DEEPEST = 16
_MOST_DRAWINGS = 1_000_000
MOST_PIXELS = 200_000_000
_TRIAL_PX = 420
_DRAWN = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+Do\b")
_ESCAPED = re.compile(rb"#([0-9a-fA-F]{2})")

UNSAFE = _("ไฟล์นี้เปิดอย่างปลอดภัยไม่ได้ โปรดสแกนใหม่ หรือพิมพ์เป็น PDF (Print to PDF) แล้วแนบอีกครั้ง")
_ODD_SIZE = _("หน้ากระดาษในไฟล์ PDF เล็กหรือใหญ่ผิดปกติ จึงแสดงไม่ได้ โปรดสแกนใหม่ หรือพิมพ์เป็น PDF ขนาด A4")


def refuse_traps(document: pikepdf.Pdf) -> None:
    """
    Raise UploadRefused for drawings that draw themselves or each other without measure,
    and for pictures of more than 200 million dots.

    Cheap and incomplete: what hides from it meets the limits of the sandbox.
    """
    forms: dict[tuple[int, int], pikepdf.Object] = {}
    for item in document.objects:
        if not isinstance(item, pikepdf.Stream):
            continue
        kind = item.get("/Subtype")
        if kind == "/Form":
            forms[item.objgen] = item
        elif kind == "/Image" and _dots(item) > MOST_PIXELS:
            raise UploadRefused(UNSAFE)
    measured: dict[tuple[int, int], tuple[int, int]] = {}
    for form in forms.values():
        _measure(form, measured, 1)


def _dots(picture: pikepdf.Object) -> int:
    width, height = picture.get("/Width"), picture.get("/Height")
    return width * height if isinstance(width, int) and isinstance(height, int) else 0


def _measure(
    form: pikepdf.Object, measured: dict[tuple[int, int], tuple[int, int]], level: int
) -> tuple[int, int]:
    """How many levels of drawings ``form`` has, and how many drawings in all."""
    if form.objgen not in measured:
        if level > _DEEPEST:
            raise UploadRefused(UNSAFE)
        levels, drawings = 1, 1
        for inner, times in _inner(form):
            below, count = _measure(inner, measured, level + 1)
            levels, drawings = max(levels, below + 1), drawings + times * count
        measured[form.objgen] = levels, drawings
    levels, drawings = measured[form.objgen]
    if level + levels - 1 > _DEEPEST or drawings > _MOST_DRAWINGS:
        raise UploadRefused(UNSAFE)
    return levels, drawings


def _inner(form: pikepdf.Object) -> list[tuple[pikepdf.Object, int]]:
    """The forms that ``form`` really draws, and how often; many only lie in its resources."""
    resources = form.get("/Resources")
    named = resources.get("/XObject") if isinstance(resources, pikepdf.Dictionary) else None
    if not isinstance(named, pikepdf.Dictionary):
        return []
    inner = {
        name: item
        for name, item in named.items()
        if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Form"
    }
    if not inner:
        return []
    found = _DRAWN.findall(form.read_bytes())
    times = Counter(b"/" + _ESCAPED.sub(lambda code: bytes([int(code[1], 16)]), n) for n in found)
    return [
        (item, times[name.encode()]) for name, item in inner.items() if times[name.encode()] > 0
    ]


def mend_pages(document: pikepdf.Pdf) -> None:
    """Mend the geometry of every page. Raises UploadRefused for one that cannot be drawn."""
    for page in document.pages:
        mend(page)
        if not PageFrame.of(page).can_be_drawn:
            raise UploadRefused(_ODD_SIZE)


def try_out(pdf: bytes) -> None:
    """Stamp the first page and draw it. Raises UploadRefused when either fails."""
    try:
        stamped = put_on(pdf, [Block()], [_empty_stamp()])
        page_image(stamped, 1, _TRIAL_PX)
    except Exception as error:
        raise UploadRefused(UNSAFE) from error


def _empty_stamp() -> bytes:
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(WIDTH_MM * MM, HEIGHT_MM * MM))
        target = io.BytesIO()
        document.save(target)
        return target.getvalue()
