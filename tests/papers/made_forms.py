"""Forms as offices fill them in with a viewer, made from nothing."""

from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from tests.papers.small import small_pdf


def helvetica() -> Dictionary:
    return Dictionary(
        Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding
    )


def form(*fields: dict[str, Any], **catalogue: Any) -> bytes:
    """One page with ``fields``; each stands 40 points below the one before."""

    def edit(document: pikepdf.Pdf) -> None:
        widgets = []
        for place, field in enumerate(fields):
            rect = [100, 700 - 40 * place, 400, 724 - 40 * place]
            drawing = field.pop("drawing", None)
            widget = Dictionary(Type=Name.Annot, Subtype=Name.Widget, Rect=Array(rect), **field)
            if drawing is not None:
                stream = document.make_stream(drawing)
                stream.BBox = Array([0, 0, 300, 24])
                widget.AP = Dictionary(N=stream)
            widgets.append(document.make_indirect(widget))
        document.pages[0].obj.Annots = Array(widgets)
        document.Root.AcroForm = Dictionary(
            Fields=Array(widgets),
            DR=Dictionary(Font=Dictionary(Helv=document.make_indirect(helvetica()))),
            DA="/Helv 0 Tf 0 g",
            **catalogue,
        )

    return small_pdf(edit=edit)


def text_field(value: str, **more: Any) -> dict[str, Any]:
    return {"FT": Name.Tx, "T": f"f{value}", "V": value, **more}


def box(value: str, **more: Any) -> dict[str, Any]:
    return {"FT": Name.Btn, "T": f"b{value}", "V": Name(value), **more}
