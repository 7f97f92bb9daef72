"""The parts of a letter in the order of its form: head, subject, addressee, text, end."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from papers.reading.passage import Passage
from papers.reading.rows import Row, after_label
from papers.reading.signs import day_alone
from thai.digits import to_arabic

SUBJECT = ("เรื่อง",)
ADDRESSEE = ("กราบเรียน", "ขอประทานกราบเรียน", "นมัสการ", "เรียน")
TO = ("ถึง",)
REFERENCES = ("อ้างถึง", "อ้างอิง")
ENCLOSURES = ("สิ่งที่ส่งมาด้วย", "สิ่งที่แนบมาด้วย", "สิ่งที่ส่งมาพร้อมนี้", "สิ่งที่ส่งมาดวย")

_LABEL_REACH_MM = 14.0
_INDENT_MM = 7.0
_HEAD_ROWS = 26
_OPENERS = re.compile(
    r"(?:ด้วย|ตาม(?!บัญชี|รายชื่อ|ราย|แบบ|สำเนา|เอกสาร)|เนื่อง(?:จาก|ด้วย|ใน)|โดยที่|อนุสนธิ|สืบเนื่อง|อาศัยอำนาจ"
    r"|เพื่อ(?:ให้|เป็นการ|อนุวัติ)|พร้อม(?:หนังสือ)?นี้|ในการนี้|จึง|กระผม|ข้าพเจ้า)"
)
_NUMBERED = re.compile(r"\(?(?P<nth>[0-9๐-๙]{1,2})(?:[.)]|\s)")
_CLOSING = re.compile(r"ขอแสดงความ(?:นับถือ|เคารพ)|ขอนมัสการ|ขอแสดงความ|ควรมิควร")
_GIVEN = re.compile(r"(?:สั่ง|ประกาศ|ให้ไว้|แถลง)\s*(?:ณ|ตั้งแต่|เมื่อ)?\s*วันที่")
_NAME = re.compile(r"\(\s*[^()]{4,70}\s*\)$")
_RULE = re.compile(r"[-–—_=*.\s]{3,}$")

_HEADINGS = (
    ("memo", re.compile(r"บันทึกข้อความ$")),
    ("order", re.compile(r"คำสั่ง(?!.{0,60}ที่ .*ลงวันที่)")),
    ("announcement", re.compile(r"ประกาศ(?!\s*ณ)")),
    ("certificate", re.compile(r"(?:หนังสือ|ใบ)รับรอง")),
    (
        "other",
        re.compile(
            r"(?:ระเบียบ(?!วาระ)|ข้อบังคับ|แถลงการณ์|ข่าว|รายงานการประชุม|โทรสารในราชการ|วิทยุ|ระเบียบวาระ|แบบสำรวจ|แบบรายงาน|แบบตอบรับ)"
        ),
    ),
)


@dataclass
class Outline:
    """Rows of a letter by the part of the form they belong to."""

    kind: str = "other"
    kind_printed: Passage = field(default_factory=lambda: Passage("", ()))
    head: list[Row] = field(default_factory=list)
    subject: list[Passage] = field(default_factory=list)
    addressee: list[Passage] = field(default_factory=list)
    references: list[Passage] = field(default_factory=list)
    enclosures: list[Passage] = field(default_factory=list)
    body: list[Row] = field(default_factory=list)
    end: list[Row] = field(default_factory=list)
    margin: float = 0.0


def outline(rows: list[Row]) -> Outline:
    """Part the rows of one letter. What has no place in its form is in no part."""
    made = Outline()
    _name_the_kind(made, rows)
    start = _read_head(made, rows)
    if not made.kind_printed:
        _name_by_labels(made, rows)
    end = next((at for at in range(start, len(rows)) if _ends_body(rows, at, made.kind)), len(rows))
    # A rank stands above the signature, by itself.
    while end > start and made.kind != "sealed" and _is_beside(rows[end - 1], rows, end):
        end -= 1
    made.body, made.end = rows[start:end], rows[end:]
    return made


def _name_the_kind(made: Outline, rows: list[Row]) -> None:
    """By the title that every form but the letter itself has."""
    for row in rows[:_HEAD_ROWS]:
        if row.page is not rows[0].page or after_label(row.passage, *SUBJECT, *ADDRESSEE, *TO):
            return
        if after_label(row.passage, "ส่วนราชการ") is not None:
            made.kind, made.kind_printed = "memo", row.passage
            return
        for kind, title in _HEADINGS:
            if title.match(row.text) and (row.is_centred or kind == "memo"):
                made.kind, made.kind_printed = kind, row.passage
                return
            # The urgency of a memo may stand beside its title.
            beside = [line for line in row.lines if kind == "memo" and title.match(line.text)]
            if beside:
                made.kind, made.kind_printed = kind, Passage.of(beside[0])
                return


def _name_by_labels(made: Outline, rows: list[Row]) -> None:
    for row in rows[: _HEAD_ROWS + 10]:
        if made.addressee and after_label(row.passage, *ADDRESSEE) is not None:
            made.kind, made.kind_printed = "external", row.passage.cut(0, 5)
            return
        if made.addressee and after_label(row.passage, *TO) is not None:
            made.kind, made.kind_printed = "sealed", row.passage.cut(0, 3)
            return


def _read_head(made: Outline, rows: list[Row]) -> int:
    """Fill the parts before the text; the index of the row in which the text begins."""
    margin = made.margin = _margin(rows)
    part: list[Passage] | None = None
    for at, row in enumerate(rows):
        if at > _HEAD_ROWS + 24 or row.page is not rows[0].page:
            return at
        labelled = _labelled(made, row, margin)
        if labelled is not None:
            part, rest = labelled
            if rest:
                part.append(rest)
        elif part is None:
            if _is_untitled_body(made, row):
                return at
            made.head.append(row)
        elif _begins_body(made, rows, at, part, margin):
            return at
        else:
            part.append(row.passage)
    return len(rows)


def _labelled(
    made: Outline, row: Row, margin: float
) -> tuple[list[Passage], Passage | None] | None:
    """The part that the label of ``row`` opens, and what stands behind the label."""
    if row.box.left > margin + _LABEL_REACH_MM and not (
        row.is_centred and made.kind in ("order", "announcement", "other", "certificate")
    ):
        return None
    parts = [
        (made.subject, SUBJECT),
        (made.addressee, (*ADDRESSEE, *TO)),
        (made.references, REFERENCES),
        (made.enclosures, ENCLOSURES),
    ]
    for part, labels in parts:
        if part:
            continue
        first, second = part is made.subject, part is made.addressee
        rest = after_label(row.passage, *labels, loose=not second)
        in_order = first != bool(made.addressee) or second
        if rest is not None and in_order:
            return part, rest
    return None


def _margin(rows: list[Row]) -> float:
    """Where the labels stand: the left edge of the first of them."""
    for row in rows[:_HEAD_ROWS]:
        if after_label(row.passage, *SUBJECT, *ADDRESSEE, *TO, "ส่วนราชการ", "ที่") is not None:
            return min(
                one.box.left
                for one in rows[:_HEAD_ROWS]
                if one.page is row.page and one.box.left > row.box.left - _LABEL_REACH_MM
            )
    return min((row.box.left for row in rows), default=0.0)


def _is_untitled_body(made: Outline, row: Row) -> bool:
    """The text of an order or a certificate begins without an addressee."""
    return (
        made.kind in ("certificate", "other")
        and bool(made.kind_printed)
        and bool(re.match(r"(?:ด้วย|หนังสือ(?:ฉบับ)?นี้|ขอรับรอง|เมื่อวันที่|ตามที่|โดยที่)", row.text))
    )


def _begins_body(
    made: Outline, rows: list[Row], at: int, part: list[Passage], margin: float
) -> bool:
    row = rows[at]
    if made.kind_printed and made.kind != "memo" and not made.addressee:
        return bool(_RULE.match(row.text)) or bool(_OPENERS.match(row.text)) or not row.is_centred
    if not made.addressee or part is made.subject:
        return False
    if part is made.enclosures and _NUMBERED.match(row.text):
        return False
    if part is made.references and _is_next_item(part, row.text):
        return False
    listed = part is made.addressee and _NUMBERED.match(row.text)
    if listed or _OPENERS.match(row.text):
        return True
    below = rows[at + 1] if at + 1 < len(rows) else None
    indented = row.box.left > margin + _INDENT_MM
    back = below is not None and below.box.left < margin + 4
    labels = (*REFERENCES, *ENCLOSURES)
    goes_on = back and below is not None and after_label(below.passage, *labels, loose=True) is None
    return indented and goes_on and row.box.right > 0.7 * row.page.width


def _is_next_item(part: list[Passage], text: str) -> bool:
    """Whether ``text`` begins with the number that follows those of the list."""
    numbers = [int(to_arabic(found["nth"])) for one in part if (found := _NUMBERED.match(one.text))]
    own = _NUMBERED.match(text)
    return own is not None and numbers != [] and int(to_arabic(own["nth"])) == numbers[-1] + 1


def _ends_body(rows: list[Row], at: int, kind: str) -> bool:
    row = rows[at]
    if _CLOSING.match(row.text) or _GIVEN.match(row.text):
        return True
    if kind == "sealed":
        return _is_agency_over_day(rows, at)
    return bool(_NAME.match(row.text) and row.box.left > 0.3 * row.page.width)


def _is_beside(row: Row, rows: list[Row], end: int) -> bool:
    """True for a short row over the name of the signer."""
    signed = end < len(rows) and _NAME.match(rows[end].text) and rows[end].page is row.page
    return bool(signed) and row.box.left > 0.35 * row.page.width


def _is_agency_over_day(rows: list[Row], at: int) -> bool:
    """หนังสือประทับตรา ends with the agency and, below it, the day."""
    here = rows[at]
    if here.box.left < 0.3 * here.page.width:
        return False
    below = rows[at : at + 4]
    return any(day_alone(row.passage) for row in below if row.box.left > 0.3 * row.page.width)
