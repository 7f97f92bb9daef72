"""What stands at the head of a letter: urgency, secrecy, number, date, who issues it."""

import re
from dataclasses import replace
from datetime import date

from papers.reading.found import Found
from papers.reading.outline import ADDRESSEE, SUBJECT, Outline
from papers.reading.passage import Passage
from papers.reading.rows import Row, after_label
from papers.reading.signs import DayRead, NumberRead, day_alone, days_in, number_at
from thai.calendar import MONTHS
from thai.sentences import Sentence, gettext_noop
from thai.urgency import Secrecy, Urgency

_URGENCIES = {
    Urgency.MOST_URGENT.label: "most_urgent",
    Urgency.VERY_URGENT.label: "very_urgent",
    Urgency.URGENT.label: "urgent",
}
_SECRECIES = {
    Secrecy.TOP_SECRET.label: "top_secret",
    Secrecy.VERY_SECRET.label: "very_secret",
    Secrecy.SECRET.label: "secret",
}
_NUMBER_LABELS = ("ที่", "เลขที่", "ที")
_ADDRESS = re.compile(
    r"ถนน|ถ\.|เลขที่|หมู่|หมู่ที่|ม\.\s?[0-9๐-๙]|ตำบล|แขวง|ต\.|ซอย|ซ\.|อาคาร|ชั้น|ตู้ ?ปณ|ศาลากลาง|ศูนย์ราชการ|อ\.|จ\.|เขต|กทม|กรุงเทพ"
    r"|[0-9๐-๙]+(?:/[0-9๐-๙]+)?\s|อำเภอ.*จังหวัด|อำเภอเมือง|โทร|www|http|E-?mail|ไปรษณีย์"
)
_IN_A_STREET = re.compile(r"\s(?:ถนน|ถ\.|ตำบล|แขวง|ซอย|หมู่ที่|ต\.)(?:\s?[ก-๙]|$)")
_POST_CODE = re.compile(r"[0-9๐-๙]{5}(?![0-9๐-๙])")
_TELEPHONE = re.compile(r"\s*(?:โทร\b|โทร\.|โทรศัพท์|โทรสาร|โทร\s|ภายใน\s*[0-9๐-๙])")
_RECEIPT = re.compile(r"เลขรับ|เลขที่รับ|ลงรับ|ทะเบียนรับ|รับที่")
_TITLE = re.compile(r"(?:คำสั่ง|ประกาศ)\s*(?P<issuer>.+)")
_RIGHT_SHARE = 0.42
_AGENCY_ROWS = 3
_DRAWING, _HARDLY = 8, 0.6
_LEVEL_MM = 4.0
_SHORTENED = gettext_noop("วันที่ไม่ได้เขียนเดือนเต็มตามแบบ อาจเป็นวันในตรารับ โปรดตรวจกับต้นฉบับ")


def urgency_of(rows: list[Row]) -> Found[str] | None:
    """The words that stand alone above the number."""
    return _alone(rows, _URGENCIES)


def secrecy_of(rows: list[Row]) -> Found[str] | None:
    """The words that stand alone at the head or the foot of the first page."""
    return _alone(rows, _SECRECIES)


def _alone(rows: list[Row], words: dict[str, str]) -> Found[str] | None:
    for row in rows:
        for line in row.lines:
            text = line.text.replace(" ", "").strip("()*")
            if text in words:
                return Passage.of(line).found(words[text])
    return None


def number_of(made: Outline) -> NumberRead | None:
    """The number of the letter itself; None where its running number is not filled in."""
    strict = made.kind not in ("order", "announcement", "certificate", "other")
    read = None
    for row in made.head:
        for passage in (Passage.of(row.lines[0]), row.passage):
            labelled = after_label(passage, *_NUMBER_LABELS, loose=strict)
            if labelled is not None and (read := number_at(labelled, lettered=strict)):
                return read
    # The label may be misread, the grammar of a number is hardly met by chance.
    for row in made.head if strict else ():
        read = number_at(Passage.of(row.lines[0]))
        if read and read.reference.letters and read.reference.office:
            return read
    return None


def day_of(made: Outline) -> DayRead | None:
    """The day of the letter, from the place that its form has for it."""
    if made.kind == "memo":
        return _day_of_memo(made.head)
    if made.kind == "sealed":
        return next((read for row in made.end if (read := _day_of_row(row))), None)
    given = [row for row in made.end if re.match(r"(?:สั่ง|ประกาศ|ให้ไว้|แถลง)", row.text)]
    for row in given:
        if read := next(days_in(row.passage), None):
            return read
    return _day_under_number(made)


def _day_under_number(made: Outline) -> DayRead | None:
    """
    A date by itself, not above the number: what stands higher is a stamp.

    So is a date with วันที่ before it, unless it stands in the middle of the paper.
    """
    number = number_of(made)
    top = number.passage.box.top - _LEVEL_MM if number else 0.0
    for row in made.head:
        read = _day_of_row(row)
        if read is None or row.box.top < top:
            continue
        labelled = after_label(_from(row, read), "วันที่") is not None
        if not labelled or row.is_centred:
            return read if _in_full(read) else replace(read, why=str(Sentence(_SHORTENED)))
    return None


def _in_full(read: DayRead) -> bool:
    """Whether the month is written out, or the date is none at all."""
    return read.day is None or MONTHS[read.day.month - 1] in read.passage.text


def _from(row: Row, read: DayRead) -> Passage:
    """The piece of ``row`` in which ``read`` stands."""
    first = read.passage.spots[0]
    line = next(line for line in row.lines if first is not None and first[0] is line)
    return Passage.of(line)


def _day_of_memo(head: list[Row]) -> DayRead | None:
    for row in head:
        at = re.search(r"วันที่", row.text)
        if at and (read := next(days_in(row.passage.cut(at.end())), None)):
            return read
    return next((read for row in head if (read := _day_of_row(row))), None)


def _day_of_row(row: Row) -> DayRead | None:
    for line in row.lines:
        passage = Passage.of(line)
        rest = after_label(passage, "วันที่")
        if read := day_alone(passage if rest is None else rest):
            return read
    return None


def issuer_of(made: Outline, number: NumberRead | None) -> Found[str] | None:
    """Who speaks, as the form has it."""
    if made.kind == "memo":
        return _agency_of_memo(made.head)
    if made.kind in ("order", "announcement"):
        title = _TITLE.match(made.kind_printed.text)
        return made.kind_printed.group(title, "issuer").as_text() if title else None
    if made.kind == "sealed" and (found := _agency_at_end(made.end)):
        return found
    if made.addressee or made.kind == "certificate":
        return _agency_at_right(made.head, number)
    return None


def _agency_of_memo(head: list[Row]) -> Found[str] | None:
    agency = memo_agency(head)
    rest = after_label(agency, "ส่วนราชการ", loose=True)
    whole = _before_telephone(rest) if rest else None
    return whole.as_text() if whole else None


def memo_agency(head: list[Row]) -> Passage:
    """The row of ส่วนราชการ with its telephone, and those that continue it."""
    parts: list[Passage] = []
    for row in head:
        if parts and (_is_labelled(row) or len(parts) == _AGENCY_ROWS):
            break
        if parts or after_label(row.passage, "ส่วนราชการ", loose=True) is not None:
            parts.append(row.passage)
    return Passage.joined(parts, " ")


def _is_labelled(row: Row) -> bool:
    """A row of a memo's head that is none of the agency's."""
    if after_label(row.passage, *SUBJECT, *ADDRESSEE) is not None:
        return True
    number = after_label(row.passage, "ที่", "เลขที่", loose=True)
    return number is not None and (not number or "วันที่" in row.text or bool(number_at(number)))


def _before_telephone(passage: Passage) -> Passage:
    match = _TELEPHONE.search(passage.text)
    return passage.cut(0, match.start()) if match else passage


def _agency_at_end(end: list[Row]) -> Found[str] | None:
    """The rows of a sealed letter between its text and its day."""
    parts: list[Passage] = []
    for row in end:
        if _day_of_row(row):
            return Passage.joined(parts, " ").as_text() if parts else None
        parts.append(row.passage)
    return None


def _agency_at_right(head: list[Row], number: NumberRead | None) -> Found[str] | None:
    parts: list[Passage] = []
    for row in head:
        for part in _right_parts(row, number):
            if day_alone(part):
                break
            if parts and (_is_address(part.text) or part.text == parts[0].text):
                return _agency(parts)
            parts.append(part)
    return _agency(parts[:3])


def _agency(parts: list[Passage]) -> Found[str] | None:
    if any(_RECEIPT.search(part.text) for part in parts):
        # A receipt stamp that was not told from the head: whose words these are is not known.
        return None
    return Passage.joined(parts, " ").as_text() if parts else None


def _right_parts(row: Row, number: NumberRead | None) -> list[Passage]:
    """The pieces of ``row`` in the right half, and what follows the number in one piece."""
    parts = []
    for line in row.lines:
        passage = Passage.of(line)
        if number and number.passage.spots[0] in passage.spots:
            end = (
                passage.spots.index(number.passage.spots[-1]) + 1
                if number.passage.spots[-1] in passage.spots
                else len(passage.text)
            )
            passage = passage.cut(end)
            if passage and not re.search(r"วันที่", passage.text):
                parts.append(passage)
        elif line.box.left > _RIGHT_SHARE * row.page.width and not _is_mark(line.text):
            parts.append(_without_drawing(passage))
    return [part for part in parts if part]


def _without_drawing(passage: Passage) -> Passage:
    """An emblem beside the agency may be read as a few letters: hardly any of them is sure."""
    first = passage.text.split(" ")[0]
    sure = [passage.cut(at, at + 1).confidence for at in range(len(first))]
    drawn = len(first) <= _DRAWING and sum(sure) < _HARDLY * len(sure)
    return passage.cut(len(first)) if drawn else passage


def _is_mark(text: str) -> bool:
    words = text.strip(" ()*")
    return (
        words in _URGENCIES
        or words in _SECRECIES
        or "สำเนา" in words
        or "ครุฑ" in words
        or len(words) < 3
    )


def _is_address(text: str) -> bool:
    return bool(_ADDRESS.match(text) or _POST_CODE.search(text) or _IN_A_STREET.search(text))


def as_day(read: DayRead | None) -> Found[date] | None:
    """The day that was read; an impossible one is no value."""
    if read is None or read.day is None:
        return None
    return read.passage.found(read.day, why=read.why, sure=read.sure)
