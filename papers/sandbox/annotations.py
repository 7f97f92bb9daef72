"""Drawings of annotations: what a reader put on a page, and what a field shows."""

from __future__ import annotations

import pikepdf

from papers.sandbox.geometry import Box

_HIDDEN, _NO_VIEW = 2, 32
_NAME = "/Sunk{}"


def drawing_on_page(annotation: pikepdf.Object, name: pikepdf.Name, turn: int) -> bytes:
    """The operators that draw an annotation on its page; empty when there is none to see."""
    stream = drawing_of(annotation)
    if stream is None or "/Rect" not in annotation:
        return b""
    stream.Type, stream.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    helper = pikepdf.Annotation(annotation)
    return helper.get_page_content_for_appearance(name, turn, 0, _HIDDEN | _NO_VIEW)


def drawing_of(annotation: pikepdf.Object) -> pikepdf.Stream | None:
    """How an annotation looks now, if it says so."""
    stream = pikepdf.Annotation(annotation).get_appearance_stream(pikepdf.Name.N)
    return stream if isinstance(stream, pikepdf.Stream) else None


def sink(document: pikepdf.Pdf, page: pikepdf.Page, box: Box) -> None:
    """
    Draw the annotations that lie over ``box`` into the page, so that a stamp lies over them.

    Each stays where it is with its words, only without a drawing of its own.
    """
    annotations = page.obj.get("/Annots")
    for number, item in enumerate(annotations if isinstance(annotations, pikepdf.Array) else ()):
        if not isinstance(item, pikepdf.Dictionary) or not _overlaps(item, box):
            continue
        name = pikepdf.Name(_NAME.format(number))
        drawing = drawing_on_page(item, name, int(page.obj.get("/Rotate", 0)))
        stream = drawing_of(item)
        if drawing and stream is not None:
            page.add_resource(stream, pikepdf.Name.XObject, name)
            page.contents_add(drawing)
            item.AP = pikepdf.Dictionary(N=_nothing(document, stream))


def _nothing(document: pikepdf.Pdf, before: pikepdf.Stream) -> pikepdf.Stream:
    """A drawing that shows nothing; without one a viewer would make its own."""
    empty = document.make_stream(b"")
    empty.Type, empty.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    empty.BBox = before.get("/BBox", pikepdf.Array([0, 0, 1, 1]))
    return empty


def _overlaps(item: pikepdf.Object, box: Box) -> bool:
    try:
        x0, y0, x1, y1 = (float(edge) for edge in item["/Rect"])
    except (KeyError, TypeError, ValueError):
        return False
    left, right = sorted((x0, x1))
    bottom, top = sorted((y0, y1))
    return left < box[2] and box[0] < right and bottom < box[3] and box[1] < top
