"""Paragraphs, words and page fields of a Thai document of a word processor (ECMA-376)."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph

#: What Thai offices have; another program takes a face of its own in its place.
FONT = "TH SarabunPSK"
SIZE, LARGE = 16, 32
RED = RGBColor(0xD0, 0, 0)
CENTRE, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
SPREAD = WD_ALIGN_PARAGRAPH.THAI_JUSTIFY


@dataclass(frozen=True, slots=True)
class Look:
    """How words look: points, weight, colour."""

    size: float = SIZE
    bold: bool = False
    colour: RGBColor | None = None


PLAIN = Look()


def new_document(*, bottom: float) -> WordDocument:
    """An empty A4 document with the type of an official letter; ``bottom`` margin in centimetres."""
    document = Document()
    for paragraph in list(document.paragraphs):
        paragraph._element.getparent().remove(paragraph._element)  # noqa: SLF001 - the library has no act for it
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3), Cm(2)
    section.top_margin, section.bottom_margin = Cm(1.5), Cm(bottom)
    section.header_distance, section.footer_distance = Cm(1), Cm(0.5)
    section.different_first_page_header_footer = True
    normal: Any = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(SIZE)
    _complex(normal.element.get_or_add_rPr(), PLAIN)
    return document


def bytes_of(document: WordDocument) -> bytes:
    """The file."""
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def paragraph(
    holder: Any,
    text: str = "",
    *,
    look: Look = PLAIN,
    align: WD_ALIGN_PARAGRAPH | None = None,
    left: float = 0,
    first: float = 0,
    before: float = 0,
    line: float = 0,
) -> Paragraph:
    """
    Add a paragraph; ``left`` and ``first`` in centimetres, ``before`` and ``line`` (the
    height of its lines; 0 is that of the type) in points.
    """
    made: Paragraph = holder.add_paragraph()
    shape = made.paragraph_format
    shape.alignment = align
    shape.left_indent, shape.first_line_indent = Cm(left), Cm(first)
    shape.space_before, shape.space_after = Pt(before), Pt(0)
    shape.line_spacing_rule = WD_LINE_SPACING.SINGLE
    if look.size == SIZE and line:
        shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(line)
    elif look.size == LARGE:
        shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(LARGE)
    if text:
        add_words(made, text, look=look)
    return made


def add_words(to: Paragraph, text: str, *, look: Look = PLAIN) -> None:
    """Add words; Thai takes the measures of complex script, which the library leaves out."""
    run = to.add_run(text)
    run.font.size, run.font.bold = Pt(look.size), look.bold or None
    if look.colour is not None:
        run.font.color.rgb = look.colour
    _complex(run._element.get_or_add_rPr(), look)  # noqa: SLF001 - as above


def _complex(properties: Any, look: Look) -> None:
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = _add(properties, "w:rFonts")
    for kind in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{kind}"), FONT)
    _add(properties, "w:szCs", val=str(int(look.size * 2)))
    if look.bold:
        _add(properties, "w:bCs")
    _add(properties, "w:cs")
    _add(properties, "w:lang", bidi="th-TH")


def _add(to: Any, tag: str, **values: str) -> Any:
    element = OxmlElement(tag)
    for name, value in values.items():
        element.set(qn(f"w:{name}"), value)
    to.append(element)
    return element


def page_number(to: Paragraph) -> None:
    """The number of the page in Thai digits between dashes, counted by the program."""
    add_words(to, "- ")
    for kind, text in (("begin", ""), ("", " PAGE \\* ThaiArabic "), ("end", "")):
        run = to.add_run()
        properties = run._element.get_or_add_rPr()  # noqa: SLF001 - as above
        _complex(properties, PLAIN)
        if kind:
            _add(run._element, "w:fldChar", fldCharType=kind)  # noqa: SLF001 - as above
        else:
            _add(run._element, "w:instrText").text = text  # noqa: SLF001 - as above
    add_words(to, " -")


def dotted_below(under: Paragraph) -> None:
    """A dotted line under the whole paragraph, as in the head of a memo."""
    borders = _add(under._element.get_or_add_pPr(), "w:pBdr")  # noqa: SLF001 - as above
    for side in ("bottom", "between"):
        _add(borders, f"w:{side}", val="dotted", sz="8", space="1", color="000000")


def tab_at(of: Paragraph, centimetres: float, *, right: bool = False) -> None:
    """A place where a tab leads, or (``right``) where the words behind it end."""
    side = WD_TAB_ALIGNMENT.RIGHT if right else WD_TAB_ALIGNMENT.LEFT
    of.paragraph_format.tab_stops.add_tab_stop(Cm(centimetres), side)


def drop_first(cell: Any) -> None:
    """A new cell begins with an empty paragraph; it goes if another one is there."""
    first, *others = cell.paragraphs
    if others:
        first._element.getparent().remove(first._element)  # noqa: SLF001 - as above
