"""Text that was pasted or typed: a whole letter without its layout, or one citation of it."""

import re
from dataclasses import fields, replace
from typing import Any

from papers.reading.doubts import doubted
from papers.reading.fields import read_fields
from papers.reading.found import Found, Reading
from papers.reading.passage import Passage
from papers.reading.printed import Box, Line, Page
from papers.reading.printed_text import MARKS, joined, letter, written
from papers.reading.signs import CitedRead, cited_in, day_alone, read_number

_WIDTH, _HEIGHT = 210.0, 297.0
_LEFT, _RIGHT, _MIDDLE, _INDENT = 30.0, 115.0, 105.0, 55.0
_CHARACTER, _PITCH = 1.6, 7.0
_TAB = re.compile(r"\t+| {6,}")
_HEAD_END = re.compile(r"(?:เรื่อง|เรียน|กราบเรียน|นมัสการ|ถึง)(?=\s|$)")
_LABELLED = re.compile(
    r"(?:ที่|เลขที่|เรื่อง|เรียน|กราบเรียน|นมัสการ|ถึง|อ้างถึง|สิ่งที่ส่งมาด้วย|ส่วนราชการ|ด่วน(?:มาก|ที่สุด)?|ลับ(?:มาก|ที่สุด)?)(?=\s|[0-9๐-๙]|$)"
)
_CENTRED = re.compile(r"(?:บันทึกข้อความ$|คำสั่ง|ประกาศ|ขอแสดงความ|สั่ง ณ|\([^()]{4,70}\)$|-{3,})")
_CLOSED = re.compile(r"(?:ขอแสดงความ|\([^()0-9๐-๙]{6,70}\)$)")
_FOOT = re.compile(r"(?:กอง|กลุ่ม|สำนัก|ฝ่าย|งาน|ศูนย์|โทร|ผู้ประสาน)")
_SUBJECT = re.compile(r"\s*เรื่อง\s+(?P<subject>\S.*)$", re.DOTALL)
_ISSUER = re.compile(
    r"(?:^|\s)(?:ตาม|อ้างถึง|สำเนา)?\s*(?:สำเนา)?(?:หนังสือ|บันทึกข้อความ|โทรสาร|วิทยุ)(?P<issuer>[ก-๙][ก-๙\s.]*?)\s*(?P<urgency>ด่วนที่สุด|ด่วนมาก|ด่วน)?\s*(?:ที่)?$"
)
_URGENCIES = {"ด่วน": "urgent", "ด่วนมาก": "very_urgent", "ด่วนที่สุด": "most_urgent"}
_LONGEST_CITATION = 700


def read_text(text: str) -> Reading:
    """
    The fields of a pasted letter, or of the letter that a pasted citation names.

    The values stand nowhere: they have no places.
    """
    if (citation := _only_citation(text)) is not None:
        return _placeless(citation)
    return _placeless(read_fields([typed_page(text)]))


def _only_citation(text: str) -> Reading | None:
    """หนังสือกรม… ด่วนที่สุด ที่ มท … ลงวันที่ … เรื่อง …, and nothing else."""
    flat = " ".join(_clean(text).split())
    labelled = [line for line in text.splitlines() if _LABELLED.match(line.strip())]
    if not flat or len(flat) > _LONGEST_CITATION or len(labelled) > 1:
        return None
    passage = Passage.of(_line(flat, _LEFT, 0.0))
    cited = next(cited_in(passage, by_day=True), None)
    number = read_number(passage) if cited is None else None
    if number is not None and number.reference.letters:
        cited = CitedRead(passage, number, None)
    if cited is None:
        return None
    return doubted(_cited_letter(passage, cited))


def _cited_letter(passage: Passage, cited: CitedRead) -> Reading:
    start = passage.text.index(cited.passage.text)
    before, after = passage.cut(0, start), passage.cut(start + len(cited.passage.text))
    issuer = _ISSUER.search(before.text)
    subject = _SUBJECT.match(f" {after.text}")
    number, day = cited.number, cited.day
    named = issuer["urgency"] if issuer else None
    named = named or (number.reference.urgency if number else None)
    return Reading(
        pages=(),
        kind=Found("other", "", (), 0.0),
        urgency=Found(_URGENCIES[named], named, (), 1.0) if named else None,
        number=number.passage.found(number.passage.as_text().value, why=number.why)
        if number
        else None,
        day=day.passage.found(day.day, why=day.why) if day and day.day else None,
        subject=Found(subject["subject"], subject["subject"], (), 1.0) if subject else None,
        issuer=before.group(issuer, "issuer").as_text() if issuer else None,
    )


def typed_page(text: str) -> Page:
    """``text`` as a page on which each line stands where its form has it."""
    lines: list[Line] = []
    place = _Place()
    for row in text.expandtabs(8).splitlines():
        parts = [part for part in _TAB.split(row.strip()) if part.strip()]
        for column, part in enumerate(parts):
            left = _RIGHT if column else place.left(row, _clean(part))
            lines.append(_line(_clean(part), left + 40 * max(0, column - 1), place.top))
        place.top += _PITCH
    return Page(0, _WIDTH, max(_HEIGHT, place.top + _PITCH), tuple(lines))


class _Place:
    """Where the next line of a typed letter stands."""

    def __init__(self) -> None:
        self.top = 20.0
        self.in_head = True
        self.in_end = False
        self.named = False

    def left(self, row: str, text: str) -> float:
        """The left edge that the form gives ``text``."""
        if _HEAD_END.match(text):
            self.in_head = False
        centred = _MIDDLE - len(text) * _CHARACTER / 2
        if self.in_end:
            self.named = self.named or text.startswith("(")
            return _LEFT if self.named and _FOOT.match(text) else max(centred, 70.0)
        if _CLOSED.match(text):
            self.in_end, self.named = True, text.startswith("(")
            return max(centred, 70.0)
        if _CENTRED.match(text):
            return max(centred, 40.0)
        if _LABELLED.match(text):
            return _LEFT
        if self.in_head or day_alone(Passage.of(_line(text, 0, 0))):
            return _RIGHT
        return _INDENT if row[:1].isspace() else _LEFT


def _line(text: str, left: float, top: float) -> Line:
    edges = tuple(left + _CHARACTER * at for at in range(len(text) + 1))
    return Line(0, text, Box(left, top, edges[-1], top + 4.0), 2.3, edges)


def _clean(text: str) -> str:
    """Text in the order and the letters of a text layer."""
    clean = ""
    for character in text:
        character = letter(ord(character)) if character != "\n" else " "  # noqa: PLW2901
        if character in MARKS and clean:
            base = re.search(
                r"[^\u0e31\u0e34-\u0e3a\u0e47-\u0e4e][\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]*$", clean
            )
            if base:
                clean = clean[: base.start()] + written(base[0][0], base[0][1:] + character)
                continue
        clean += character
    return joined(clean).strip()


def _placeless(reading: Reading) -> Reading:
    """``reading`` without pages and places."""
    changed: dict[str, Any] = {"pages": ()}
    for field in fields(reading):
        value = getattr(reading, field.name)
        if isinstance(value, Found):
            changed[field.name] = replace(value, places=())
        elif isinstance(value, tuple) and field.name != "pages":
            changed[field.name] = tuple(replace(one, places=()) for one in value)
    return replace(reading, **changed)
