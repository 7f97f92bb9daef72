"""
The forms as files of a word processor (.docx), with the measures of the typing guide.

What a person changes there is his: nothing is read back. Body lines are spread the Thai way
by the program itself; from the second page on the number stands above.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from docx.document import Document as WordDocument
from docx.shared import Cm
from docx.text.paragraph import Paragraph

from papers.content import (
    Certificate,
    Decree,
    ExternalLetter,
    Memo,
    Minutes,
    SealedLetter,
    Sheet,
    Signer,
)
from papers.fitting import Step
from papers.qr import qr_png
from papers.word.parts import (
    CENTRE,
    LARGE,
    RED,
    RIGHT,
    SPREAD,
    Look,
    add_words,
    bytes_of,
    dotted_below,
    drop_first,
    new_document,
    page_number,
    paragraph,
    tab_at,
)
from thai.digits import to_thai

#: Centimetres: the body, the axis of the emblem in it, the head of the house, a first line.
_WIDTH, _AXIS, _HEAD, _INDENT = 16, 7.5, 9, 2.5
#: Of the column that holds the code.
_CODE = 3.6
_URGENT = Look(LARGE, bold=True, colour=RED)
_LABEL = Look(20, bold=True)
_TITLE = Look(29, bold=True)


def write_docx(letter: Sheet, step: Step) -> bytes:
    """
    The letter as .docx, its lines as high as at that ``step`` of the fit of its PDF.

    Raises TypeError for a form that is none of ours.
    """
    page = _Page(new_document(bottom=step.bottom_cm), step)
    page.edges(letter)
    match letter:
        case Memo():
            page.memo(letter)
        case SealedLetter():
            page.sealed(letter)
        case ExternalLetter():
            page.external(letter)
        case Decree():
            page.decree(letter)
        case Certificate():
            page.certificate(letter)
        case Minutes():
            page.minutes(letter)
        case _:
            raise TypeError(f"no form of ours: {type(letter).__name__}")
    return bytes_of(page.document)


@dataclass(frozen=True, slots=True)
class _Page:
    """A document that is being written, from above."""

    document: WordDocument
    step: Step

    def line(self, text: str = "", **shape: Any) -> Paragraph:
        return paragraph(shape.pop("inside", self.document), text, line=self.step.line, **shape)

    def edges(self, letter: Sheet) -> None:
        """What stands above and below every page."""
        section = self.document.sections[0]
        for head, foot, numbered in (
            (section.first_page_header, section.first_page_footer, False),
            (section.header, section.footer, True),
        ):
            for part in (head, foot):
                part.paragraphs[0].alignment = CENTRE
                if letter.secrecy:
                    add_words(part.paragraphs[0], letter.secrecy, look=_URGENT)
            if numbered:
                page_number(paragraph(head, align=CENTRE))
                paragraph(head)
            if letter.draft:
                paragraph(head, "ร่าง", align=RIGHT, look=Look(bold=True))

    def emblem(self, data: bytes, *, height: float, centred: bool) -> None:
        if data:
            holder = paragraph(self.document, align=CENTRE if centred else None)
            holder.add_run().add_picture(io.BytesIO(data), height=Cm(height))

    def urgency(self, words: str) -> None:
        if words:
            paragraph(self.document, words, look=_URGENT)

    def external(self, letter: ExternalLetter) -> None:
        self.emblem(letter.emblem, height=3, centred=True)
        self.urgency(letter.urgency)
        self.head(f"ที่ {letter.reference}", [letter.letterhead_name, *letter.letterhead_address])
        self.line(letter.date, left=_AXIS, before=6)
        self.row("เรื่อง", [letter.subject])
        self.row(letter.salutation, [letter.addressee])
        self.row("อ้างถึง", list(letter.references))
        sent = [
            f"{one.text}\t{f'จำนวน {one.amount}' * bool(one.amount)}" for one in letter.enclosures
        ]
        self.row("สิ่งที่ส่งมาด้วย", sent, wide=3)
        self.body(letter.paragraphs)
        self.line(letter.closing, left=_AXIS, before=2 * self.step.gap)
        self.signature(letter.signer)
        copies = [f"สำเนาส่ง {one}" if not n else one for n, one in enumerate(letter.copies_to)]
        self.foot([*letter.unit_lines, *copies], letter.qr_url, letter.qr_label)

    def memo(self, letter: Memo) -> None:
        self.emblem(letter.emblem, height=1.5, centred=False)
        self.urgency(letter.urgency)
        paragraph(self.document, "บันทึกข้อความ", look=_TITLE, align=CENTRE)
        for parts in (
            (("ส่วนราชการ", letter.agency),),
            (("ที่", letter.reference), ("วันที่", letter.date)),
            (("เรื่อง", letter.subject),),
        ):
            line = paragraph(self.document)
            tab_at(line, _WIDTH / 2)
            dotted_below(line)
            for number, (label, text) in enumerate(parts):
                add_words(line, f"{chr(9) if number else ''}{label} ", look=_LABEL)
                add_words(line, text)
        self.row(letter.salutation, [letter.addressee])
        self.body(letter.paragraphs)
        self.signature(letter.signer)
        self.foot((), letter.qr_url, letter.qr_label)

    def sealed(self, letter: SealedLetter) -> None:
        self.emblem(letter.emblem, height=3, centred=True)
        self.urgency(letter.urgency)
        self.line(f"ที่ {letter.reference}")
        self.row("ถึง", [letter.addressee])
        self.body(letter.paragraphs)
        self.line(letter.agency, align=CENTRE, left=2, before=self.step.line * 4)
        self.line(letter.date, align=CENTRE, left=2, before=6)
        self.foot(letter.unit_lines, letter.qr_url, letter.qr_label)

    def decree(self, letter: Decree) -> None:
        self.emblem(letter.emblem, height=3, centred=True)
        self.title(letter.title)
        self.body(letter.paragraphs)
        if letter.agency:
            self.line(letter.agency, align=CENTRE, left=2, before=self.step.line * 2)
            self.line(letter.day, align=CENTRE, left=2, before=6)
            return
        self.line(letter.day, left=5, before=2 * self.step.gap)
        self.signature(letter.signer)

    def certificate(self, letter: Certificate) -> None:
        self.emblem(letter.emblem, height=3, centred=True)
        self.head(f"เลขที่ {letter.reference}", [letter.letterhead_name, *letter.letterhead_address])
        self.body(letter.paragraphs)
        self.line(letter.day, left=5, before=2 * self.step.gap)
        self.signature(letter.signer)
        if letter.photo:
            name = letter.certified or "." * 40
            for text in ("รูปถ่าย ๔ × ๖ ซม. (ประทับตรา)", f"({name})", "ผู้ได้รับการรับรอง"):
                self.line(text, before=self.step.gap)

    def minutes(self, letter: Minutes) -> None:
        self.title(letter.title)
        for text, kind in letter.blocks:
            if kind == "text":
                self.body([text])
            else:
                self.line(text, look=Look(bold=kind == "head"), before=self.step.gap)
        self.signature(letter.signer)

    def head(self, number: str, names: Sequence[str]) -> None:
        """The number on the left, the house on the right."""
        for place, name in enumerate(names):
            line = self.line(left=_HEAD, first=-_HEAD)
            tab_at(line, _HEAD)
            add_words(line, f"{'' if place else number}\t{name}")

    def title(self, lines: Sequence[str]) -> None:
        for text in lines:
            self.line(text, look=Look(bold=True), align=CENTRE)

    def row(self, label: str, texts: list[str], *, wide: float = 1.5) -> None:
        """A label with what hangs beside it, numbered from two on."""
        for number, text in enumerate(texts):
            order = f"{to_thai(number + 1)}. " if len(texts) > 1 else ""
            line = self.line(left=wide, first=-wide, before=0 if number else self.step.gap)
            tab_at(line, wide)
            tab_at(line, _WIDTH, right=True)
            add_words(line, f"{'' if number else label}\t{order}{text}".rstrip("\t"))

    def body(self, paragraphs: Sequence[str]) -> None:
        for text in paragraphs:
            self.line(text, align=SPREAD, first=_INDENT, before=self.step.gap)

    def signature(self, signer: Signer) -> None:
        room = self.step.line * self.step.sign_lines
        if signer.rank:
            self.line(signer.rank, left=5, before=room)
            room = 0
        for number, text in enumerate((f"({signer.name})" * bool(signer.name), *signer.positions)):
            self.line(text, align=CENTRE, left=2, before=0 if number else room)

    def foot(self, lines: Sequence[str], url: str, label: str) -> None:
        """The owner of the letter, with the code beside it."""
        if not lines and not url:
            return
        self.line(before=self.step.line * max(self.step.foot_lines - 1, 0))
        table = self.document.add_table(rows=1, cols=2)
        table.autofit = False
        owner, code = table.rows[0].cells
        for number, wide in enumerate((_WIDTH - _CODE, _CODE)):
            table.columns[number].width = table.rows[0].cells[number].width = Cm(wide)
        for text in lines:
            self.line(text, inside=owner)
        if url:
            holder = paragraph(code, align=CENTRE)
            holder.add_run().add_picture(io.BytesIO(qr_png(url)), width=Cm(2.4))
            self.line(label, inside=code, align=CENTRE)
        for cell in (owner, code):
            drop_first(cell)
