"""
Draw what was filled into a form on its pages, so that it stays when the form goes.

A field mostly brings its own drawing. Where it has none, or the form says that its drawings
are out of date, its value is drawn outside, where letters are set: ``unwritten`` asks for it
and ``flatten`` puts it on.
"""

from __future__ import annotations

import io
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf

from papers.sandbox.annotations import drawing_of, drawing_on_page
from papers.sandbox.geometry import PageFrame
from papers.sandbox.stamping import isolate
from papers.sanitising import ACTIVE_ANNOTATIONS

#: A form of an office has some hundred fields; more are a trap for whoever sets them.
_MOST_VALUES, _LONGEST_VALUE = 600, 4000
_HIDDEN, _NO_VIEW = 2, 32
_MULTILINE, _PASSWORD, _RADIO, _BUTTON, _COMB = (1 << bit for bit in (12, 13, 15, 16, 24))
_DEEPEST = 20
_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s+Tf")
_AUTO_PT = 11.0


@dataclass(frozen=True, slots=True)
class Value:
    """A value to be drawn in a box of points; ``comb`` is its number of cells, or 0."""

    text: str
    width: float
    height: float
    size: float
    align: int = 0
    multiline: bool = False
    comb: int = 0


def unwritten(document: pikepdf.Pdf) -> list[Value]:
    """The values of which the file has no drawing that holds, in the order of ``flatten``."""
    found = (_value(document, item) for page in document.pages for item in _widgets(page))
    return [value for value in found if value is not None][:_MOST_VALUES]


def flatten(document: pikepdf.Pdf, drawn: bytes = b"") -> None:
    """Put every field on its page; page n of the PDF ``drawn`` is the nth unwritten value."""
    if not drawn:
        _flatten(document, iter(()))
        return
    with pikepdf.open(io.BytesIO(drawn)) as source:
        forms = (document.copy_foreign(page.as_form_xobject()) for page in source.pages)
        _flatten(document, forms)


def _flatten(document: pikepdf.Pdf, forms: Iterator[pikepdf.Object]) -> None:
    """Pages may share what they draw from, so each drawing has a name of its own in the file."""
    numbers = itertools.count()
    for page in document.pages:
        turn = PageFrame.of(page).rotation
        content = []
        for item in _active(page):
            if _value(document, item) is not None and (form := next(forms, None)) is not None:
                _set_drawing(item, form)
            elif _is_ticked(item):
                _set_drawing(item, _tick(document, item))
            _lend_fonts(document, item)
            name = pikepdf.Name(f"/FilledIn{next(numbers)}")
            drawing, shown = drawing_on_page(item, name, turn), drawing_of(item)
            if drawing and shown is not None:
                page.add_resource(shown, pikepdf.Name.XObject, name)
                content.append(drawing)
        if content:
            isolate(document, page)
            page.contents_add(b"\n".join(content))


def _active(page: pikepdf.Page) -> Iterator[pikepdf.Object]:
    """The annotations that are taken out of the copy; their pictures stay."""
    annotations = page.obj.get("/Annots")
    for item in annotations if isinstance(annotations, pikepdf.Array) else ():
        if isinstance(item, pikepdf.Dictionary) and _kind(item) in ACTIVE_ANNOTATIONS:
            yield item


def _kind(item: pikepdf.Object) -> str:
    return str(item.get("/Subtype", ""))


def _widgets(page: pikepdf.Page) -> Iterator[pikepdf.Object]:
    return (item for item in _active(page) if _kind(item) == "/Widget")


def _of_field(item: pikepdf.Object, key: str) -> Any:
    """What a field says, or one above it in its tree."""
    for _level in range(_DEEPEST):
        if key in item:
            return item[key]
        above = item.get("/Parent")
        if not isinstance(above, pikepdf.Dictionary):
            return None
        item = above
    return None


def _form_of(document: pikepdf.Pdf) -> pikepdf.Object:
    form = document.Root.get("/AcroForm")
    return form if isinstance(form, pikepdf.Dictionary) else pikepdf.Dictionary()


def _whole(value: Any) -> int:
    return int(value) if isinstance(value, int) else 0


def _value(document: pikepdf.Pdf, item: pikepdf.Object) -> Value | None:
    """The value of a text or choice field that no drawing in the file shows."""
    box = _size_of(item)
    if box is None or _kind(item) != "/Widget" or _of_field(item, "/FT") not in ("/Tx", "/Ch"):
        return None
    form = _form_of(document)
    holds = drawing_of(item) is not None and not form.get("/NeedAppearances", False)
    text = _text(item)
    if holds or not text.strip() or _whole(item.get("/F")) & (_HIDDEN | _NO_VIEW):
        return None
    flags = _whole(_of_field(item, "/Ff"))
    said = _SIZE.search(str(_of_field(item, "/DA") or form.get("/DA", "")))
    return Value(
        "•" * len(text) if flags & _PASSWORD else text[:_LONGEST_VALUE],
        *box,
        size=(float(said[1]) if said else 0) or min(_AUTO_PT, box[1] * 0.7),
        align=_whole(_of_field(item, "/Q")),
        multiline=bool(flags & _MULTILINE),
        comb=_whole(_of_field(item, "/MaxLen")) if flags & _COMB else 0,
    )


def _size_of(item: pikepdf.Object) -> tuple[float, float] | None:
    try:
        left, bottom, right, top = (float(edge) for edge in item["/Rect"])
    except (KeyError, TypeError, ValueError):
        return None
    width, height = abs(right - left), abs(top - bottom)
    return (width, height) if 2 <= width <= 5000 and 2 <= height <= 5000 else None


def _text(item: pikepdf.Object) -> str:
    value = _of_field(item, "/V")
    if isinstance(value, pikepdf.Stream):
        return value.read_bytes().decode("utf-8", "replace")
    if isinstance(value, pikepdf.Array):
        return "\n".join(_shown(item, str(one)) for one in value)
    return _shown(item, str(value)) if value is not None else ""


def _shown(item: pikepdf.Object, value: str) -> str:
    """The words of a choice whose value is a code."""
    choices = _of_field(item, "/Opt")
    for one in choices if isinstance(choices, pikepdf.Array) else ():
        if isinstance(one, pikepdf.Array) and len(one) == 2 and str(one[0]) == value:
            return str(one[1])
    return value


def _is_ticked(item: pikepdf.Object) -> bool:
    """A check box or radio button that is on and does not say how that looks."""
    if item.get("/Subtype") != "/Widget" or _of_field(item, "/FT") != "/Btn":
        return False
    if _whole(_of_field(item, "/Ff")) & _BUTTON or _size_of(item) is None:
        return False
    state = str(item.get("/AS") or _of_field(item, "/V") or "/Off")
    looks = item.get("/AP")
    normal = looks.get("/N") if isinstance(looks, pikepdf.Dictionary) else None
    known = isinstance(normal, pikepdf.Dictionary) and state in normal
    if known and "/AS" not in item:
        item.AS = pikepdf.Name(state)
    return state not in ("/Off", "") and not known and not isinstance(normal, pikepdf.Stream)


def _tick(document: pikepdf.Pdf, item: pikepdf.Object) -> pikepdf.Object:
    """A tick, or the dot of a radio button, in the middle of the field."""
    width, height = _size_of(item) or (1.0, 1.0)
    side = min(width, height)
    left, bottom = (width - side) / 2, (height - side) / 2
    box = f"{side / 10:.4f} 0 0 {side / 10:.4f} {left:.4f} {bottom:.4f} cm"
    if _whole(_of_field(item, "/Ff")) & _RADIO:
        drawn = f"q {box} 1 J 5 w 5 5 m 5 5 l S Q"
    else:
        drawn = f"q {box} 1 w 1 J 2 5 m 4 2 l 8 8 l S Q"
    form = document.make_stream(drawn.encode())
    form.BBox = pikepdf.Array([0, 0, width, height])
    return form


def _set_drawing(item: pikepdf.Object, form: pikepdf.Object) -> None:
    item.AP = pikepdf.Dictionary(N=form)
    if "/AS" in item:
        del item["/AS"]


def _lend_fonts(document: pikepdf.Pdf, item: pikepdf.Object) -> None:
    """A field's drawing may name fonts that stand with the whole form only."""
    stream = drawing_of(item)
    shared = _form_of(document).get("/DR")
    if stream is None or not isinstance(shared, pikepdf.Dictionary):
        return
    own = stream.get("/Resources")
    if not isinstance(own, pikepdf.Dictionary):
        stream.Resources = shared
        return
    fonts, lent = own.get("/Font"), shared.get("/Font")
    if not isinstance(lent, pikepdf.Dictionary):
        return
    if not isinstance(fonts, pikepdf.Dictionary):
        own.Font = lent
        return
    for name, font in lent.items():
        if name not in fonts:
            fonts[name] = font
