"""Files made to harm whoever opens them, built here and never kept."""

import io
import zlib
from collections.abc import Callable

import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image

from tests.papers.small import small_pdf

Edit = Callable[[pikepdf.Pdf], object]


def form(document: pikepdf.Pdf, content: bytes, inner: pikepdf.Object | None = None):
    """A drawing; ``inner`` is what it calls /F."""
    made = document.make_stream(content)
    made.Type, made.Subtype = Name.XObject, Name.Form
    made.BBox = Array([0, 0, 100, 100])
    if inner is not None:
        made.Resources = Dictionary(XObject=Dictionary(F=inner))
    return made


def show(document: pikepdf.Pdf, drawing: pikepdf.Object) -> None:
    """Draw it on the first page."""
    page = document.pages[0]
    page.obj.Resources = Dictionary(XObject=Dictionary(F=drawing))
    page.Contents = document.make_stream(b"q /F Do Q")


def loop(document: pikepdf.Pdf) -> None:
    """A drawing that draws itself twice."""
    itself = form(document, b"/F Do /F Do")
    itself.Resources = Dictionary(XObject=Dictionary(F=itself))
    show(document, itself)


def hidden_loop(document: pikepdf.Pdf) -> None:
    """The same, with its name found among the resources of the page only."""
    show(document, form(document, b"/F Do /F Do"))


def escaped_loop(document: pikepdf.Pdf) -> None:
    """The same, with its name written in another way."""
    itself = form(document, b"/#46 Do /#46 Do")
    itself.Resources = Dictionary(XObject=Dictionary(F=itself))
    show(document, itself)


def nest(levels: int, times: int = 2) -> Edit:
    """A drawing in a drawing in a drawing, each drawn ``times`` times."""

    def edit(document: pikepdf.Pdf) -> None:
        drawing = form(document, b"0 0 10 10 re f")
        for _level in range(levels):
            drawing = form(document, b"/F Do " * times, drawing)
        show(document, drawing)

    return edit


def shared_resources(document: pikepdf.Pdf) -> None:
    """No trap: some programs name all drawings to each of them, and draw a few."""
    first = form(document, b"0 0 10 10 re f")
    shared = Dictionary(XObject=Dictionary(F=first))
    first.Resources = document.make_indirect(shared)
    show(document, first)


def picture(width: int, height: int) -> Edit:
    """A picture of that many dots, all black and small when packed."""

    def edit(document: pikepdf.Pdf) -> None:
        made = pikepdf.Stream(document, zlib.compress(bytes(1024)))
        made.Type, made.Subtype, made.Filter = Name.XObject, Name.Image, Name.FlateDecode
        made.Width, made.Height, made.BitsPerComponent = width, height, 8
        made.ColorSpace = Name.DeviceRGB
        show(document, document.make_indirect(made))

    return edit


def huge_png() -> bytes:
    """900 million dots in some hundred kilobytes."""
    target = io.BytesIO()
    Image.new("1", (30_000, 30_000)).save(target, "PNG")
    return target.getvalue()


def page_with(**entries: object) -> bytes:
    """An A4 page whose dictionary has been changed, such as ``Rotate=45``."""

    def edit(document: pikepdf.Pdf) -> None:
        for key, value in entries.items():
            document.pages[0].obj[f"/{key}"] = value

    return small_pdf(edit=edit)
