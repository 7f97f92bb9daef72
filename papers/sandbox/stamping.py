"""Put drawings of receipt stamps on the first page of a PDF (see ``stamp``, which calls this)."""

import hashlib
import io
from collections.abc import Sequence

import pikepdf
from PIL import Image

from papers.placing import Block, Sheet, ink_of, places
from papers.sandbox.annotations import sink
from papers.sandbox.geometry import MM, PageFrame, covered, mend
from papers.sandbox.pictures import page_image, page_png

#: Two dots a millimetre show a line of text; a poster is looked at coarser.
_LOOK_PX, _MOST_LOOK_PX = 420, 1200


def put_on(original: bytes, blocks: Sequence[Block], drawings: Sequence[bytes]) -> bytes:
    """
    A rendition of ``original`` with each of ``blocks`` in its place.

    ``drawings`` are one-page PDFs: for each block one of every shape that it may have.
    """
    with pikepdf.open(io.BytesIO(original)) as document:
        _stamp(document, blocks, drawings)
        return _saved(document)


def stamped_page(
    original: bytes, blocks: Sequence[Block], drawings: Sequence[bytes], width: int
) -> bytes:
    """The first page with its stamps as PNG; the other pages are not written for it."""
    with pikepdf.open(io.BytesIO(original)) as document, pikepdf.new() as alone:
        alone.pages.append(document.pages[0])
        _stamp(alone, blocks, drawings)
        return page_png(_saved(alone), 1, width)


def _stamp(document: pikepdf.Pdf, blocks: Sequence[Block], drawings: Sequence[bytes]) -> None:
    page = document.pages[0]
    mend(page)
    frame = PageFrame.of(page)
    sheet = Sheet(_look(document, frame), *frame.seen_mm)
    isolate(document, page)
    shrunk = sheet.scale(blocks)
    first = 0
    for block, spot in zip(blocks, places(blocks, sheet), strict=True):
        matrix = frame.matrix(spot.right, spot.top, spot.width, spot.height, shrunk)
        width, height = block.shapes[spot.shape]
        sink(document, page, covered(matrix, width * MM, height * MM))
        name = _add_form(document, page, drawings[first + spot.shape])
        operands = " ".join(f"{value:.4f}" for value in matrix)
        page.contents_add(f"q {operands} cm {name} Do Q".encode())
        first += len(block.shapes)


def _look(document: pikepdf.Pdf, frame: PageFrame) -> Image.Image:
    """The ink of the first page, drawn by itself: a scan of 300 pages is not copied for it."""
    with pikepdf.new() as alone:
        alone.pages.append(document.pages[0])
        width = min(_MOST_LOOK_PX, max(_LOOK_PX, round(frame.seen_mm[0])))
        return ink_of(page_image(_saved(alone), 1, width))


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


def isolate(document: pikepdf.Pdf, page: pikepdf.Page) -> None:
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
