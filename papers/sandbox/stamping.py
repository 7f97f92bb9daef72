"""Put drawings of receipt stamps on the first page of a PDF (see ``stamp``, which calls this)."""

import hashlib
import io
from collections.abc import Sequence

import pikepdf

from papers.placing import WIDTH_MM, Block, Sheet, ink_of, places
from papers.sandbox.geometry import PageFrame, mend
from papers.sandbox.pictures import page_image

_LOOK_PX = 420


def put_on(original: bytes, blocks: Sequence[Block], drawings: Sequence[bytes]) -> bytes:
    """A rendition of ``original`` with each of the one-page PDFs ``drawings`` in its place."""
    with pikepdf.open(io.BytesIO(original)) as document:
        page = document.pages[0]
        if mend(page):
            original = _saved(document)
        frame = PageFrame.of(page)
        ink = ink_of(page_image(original, 1, _LOOK_PX))
        _isolate(document, page)
        spots = places(blocks, Sheet(ink, *frame.seen_mm))
        for block, drawing, (right, top) in zip(blocks, drawings, spots, strict=True):
            name = _add_form(document, page, drawing)
            matrix = frame.matrix(right, top, WIDTH_MM, block.height_mm)
            page.contents_add(f"q {matrix} cm {name} Do Q".encode())
        return _saved(document)


def _saved(document: pikepdf.Pdf) -> bytes:
    target = io.BytesIO()
    document.save(target, deterministic_id=True)
    return target.getvalue()


def _add_form(document: pikepdf.Pdf, page: pikepdf.Page, drawing: bytes) -> str:
    """Put a one-page PDF among the resources of ``page``; its name comes from its bytes."""
    name = f"/Receipt{hashlib.sha256(drawing).hexdigest()[:16]}"
    with pikepdf.open(io.BytesIO(drawing)) as source:
        form = document.copy_foreign(source.pages[0].as_form_xobject())
        page.add_resource(form, pikepdf.Name.XObject, pikepdf.Name(name))
    return name


def _isolate(document: pikepdf.Pdf, page: pikepdf.Page) -> None:
    """Fence the old content in, so that its graphics state does not reach the stamp."""
    if "/Contents" not in page.obj:
        page.obj.Contents = document.make_stream(b"")
    before, after = _fences(page)
    page.contents_add(b"q " * before, prepend=True)
    page.contents_add(b"Q " * after)


def _fences(page: pikepdf.Page) -> tuple[int, int]:
    """How many ``q`` to put before a page and ``Q`` after it; careless writers lose some."""
    depth = lowest = 0
    for instruction in pikepdf.parse_content_stream(page, "q Q"):
        depth += 1 if str(instruction.operator) == "q" else -1
        lowest = min(lowest, depth)
    before = 1 - lowest
    return before, before + depth
