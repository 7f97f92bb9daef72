"""What stands below the text of a letter: signer, position, unit, telephones, addresses."""

import re
from collections.abc import Iterator
from difflib import get_close_matches

from papers.reading.found import Found
from papers.reading.outline import Outline
from papers.reading.overleaf import (
    NAME,
    NEXT_LINE_MM,
    RIGHT_SHARE,
    closing_of,
    right_of,
    signed_at,
)
from papers.reading.passage import Passage
from papers.reading.rows import Row
from papers.reading.signs import day_alone
from thai.names import RANKS
from thai.ranks import split_rank

_ACTING = re.compile(
    r"(?:ปฏิบัติราชการแทน|รักษาราชการแทน|รักษาการแทน|รักษาการในตำแหน่ง|ทำการแทน|ปฏิบัติหน้าที่(?:แทน)?|ทำหน้าที่แทน)"
)
_CONTACT = re.compile(
    r"โทร|ผู้ประสาน|ผู้ติดต่อ|ติดต่อ|ไปรษณีย์อิเล็กทรอนิกส์|E-?mail|อีเมล|เว็บไซต์|www|http|ID ?Line|Line|สำเนา|[0-9๐-๙]{2}",
    re.IGNORECASE,
)
_POSITION_LINES = 4
_IN_COLUMN_MM, _ONE_EDGE_MM = 25.0, 3.0
_LIKE_A_RANK = 0.8

_D = "[0-9๐-๙]"
_GAP = r"[\s.–()-]{0,2}"
#: Mobiles have ten digits, the others nine.
_TELEPHONE = rf"[0๐](?:{_GAP}[689๖๘๙](?:{_GAP}{_D}){{8}}|(?:{_GAP}{_D}){{8}})(?!{_D})(?:\s?-\s?{_D}{{1,4}}(?!{_D}))?(?:\s?(?:ต่อ|กด)\s?{_D}{{1,6}}(?:\s?[,-]\s?{_D}{{1,6}})*)?"
_SHORT = rf"{_D}{{4,5}}"
_LABELLED = re.compile(
    r"(?P<label>โทรสาร|โทร\.?\s?/\s?(?:โทรสาร|แฟกซ์)|โทรศัพท์\s?/\s?โทรสาร|โทรศัพท์|โทร\.?|มือถือ|แฟกซ์|Fax|Tel|Mobile)"
    rf"\s*(?:มือถือ|เคลื่อนที่|ภายใน|หมายเลข)?\s*[.:]*\s*(?P<numbers>(?:{_TELEPHONE}|{_SHORT}(?!{_D}))(?:\s?(?:,|และ|หรือ|/)?\s?{_TELEPHONE})*)",
    re.IGNORECASE,
)
_ONE = re.compile(rf"{_TELEPHONE}|{_SHORT}")
_FAX = re.compile(r"^(?:โทรสาร|แฟกซ์|fax)", re.IGNORECASE)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
_LINK = re.compile(
    r"(?:https?://|www\.)[\w.@:/%+#=?~&$,;!*()-]+|(?<![\w@.])(?:[a-z0-9-]+\.)+(?:go\.th|or\.th|ac\.th|co\.th|in\.th|com|net|me|ly|gle|org|link|cc)/[\w./%+#=?~&-]+",
    re.ASCII | re.IGNORECASE,
)


def signer_of(made: Outline) -> tuple[Found[str] | None, Found[str] | None, Found[str] | None]:
    """The name with its rank, the position lines, and the words of acting for somebody."""
    at = signed_at(made)
    if at is None:
        return None, None, None
    signed = right_of(made.end[at])
    match = NAME.match(signed.text)
    name = signed.group(match, "name") if match else signed
    position = _position(closing_of(made), at)
    acting = _ACTING.search(position.text)
    return (
        _with_rank(made, at, name),
        position.as_text() if position else None,
        position.group(acting, 0).as_text() if acting else None,
    )


def _with_rank(made: Outline, at: int, name: Passage) -> Found[str]:
    """A rank is printed above the signature, or before the name in the brackets."""
    for row in reversed(made.end[max(0, at - 3) : at]):
        above = right_of(row)
        if above and _is_rank(above):
            return Passage.joined([above, name], " ").as_text()
    return name.as_text()


def _is_rank(passage: Passage) -> bool:
    """A rank and nothing else; of a picture also what is much like one."""
    bare = passage.text.replace(" ", "")
    if split_rank(f"{bare} สมาน ดีงาม")[0] == bare:
        return True
    bare = bare.removesuffix("หญิง")
    return passage.confidence < 1 and bool(get_close_matches(bare, RANKS, 1, _LIKE_A_RANK))


def _position(end: list[Row], at: int) -> Passage:
    """The lines under the name, as long as they follow each other closely in its column."""
    parts: list[Passage] = []
    signed = right_of(end[at])
    last = end[at]
    for row in end[at + 1 : at + 1 + _POSITION_LINES]:
        passage = right_of(row)
        near = row.page is not last.page or row.box.top - last.box.bottom < NEXT_LINE_MM
        if not passage or not near or not _in_column(passage, signed) or day_alone(passage):
            break
        parts.append(passage)
        last = row
    return Passage.joined(parts, " ")


def _in_column(passage: Passage, signed: Passage) -> bool:
    """Centred below the name, or beginning where it begins."""
    centred = abs(_middle(passage) - _middle(signed)) <= _IN_COLUMN_MM
    return centred or abs(passage.box.left - signed.box.left) < _ONE_EDGE_MM


def _middle(passage: Passage) -> float:
    return (passage.box.left + passage.box.right) / 2 if passage else 0.0


def owner_of(made: Outline) -> Found[str] | None:
    """The unit at the lower left, without what tells how to reach it."""
    parts: list[Passage] = []
    for row in _foot(made):
        line = row.lines[0]
        if line.box.left > RIGHT_SHARE * row.page.width:
            continue
        contact = _CONTACT.search(line.text)
        passage = Passage.of(line).cut(0, contact.start() if contact else None)
        if passage:
            parts.append(passage)
        if contact:
            break
    return Passage.joined(parts, " ").as_text() if parts else None


def _foot(made: Outline) -> Iterator[Row]:
    """The rows below the signature; of a sealed letter those below the day."""
    rows, at = closing_of(made), signed_at(made)
    if made.kind in ("external", "other") and at is not None:
        signed = made.end[at].page.number
        yield from (row for row in rows[at + 1 :] if row.page.number >= signed)
    elif made.kind == "sealed":
        below = iter(rows)
        for row in below:
            if day_alone(right_of(row)):
                break
        yield from below


def telephones_in(passages: list[Passage]) -> tuple[list[Found[str]], list[Found[str]]]:
    """Telephones and faxes, each as printed."""
    phones: dict[str, Found[str]] = {}
    faxes: dict[str, Found[str]] = {}
    for passage in passages:
        for match in _LABELLED.finditer(passage.text):
            kept = faxes if _FAX.match(match["label"]) else phones
            start = match.start("numbers")
            for one in _ONE.finditer(match["numbers"]):
                found = passage.cut(start + one.start(), start + one.end()).as_text()
                kept.setdefault(found.value, found)
    return list(phones.values()), list(faxes.values())


def mails_in(passages: list[Passage]) -> list[Found[str]]:
    """Addresses for electronic mail."""
    return _each(_MAIL, passages)


def links_in(passages: list[Passage], codes: list[str]) -> list[Found[str]]:
    """Addresses on the network, printed or in a QR code."""
    links = _each(_LINK, passages)
    known = {link.value for link in links}
    coded = [code for code in dict.fromkeys(codes) if _LINK.match(code) and code not in known]
    return links + [Found(code, code, (), 1.0) for code in coded]


def _each(pattern: re.Pattern[str], passages: list[Passage]) -> list[Found[str]]:
    found: dict[str, Found[str]] = {}
    for passage in passages:
        for match in pattern.finditer(passage.text):
            end = match.start() + len(match[0].rstrip(".,;:!)(")) + _closing_bracket(match[0])
            one = passage.cut(match.start(), end).as_text()
            found.setdefault(one.value, one)
    return list(found.values())


def _closing_bracket(text: str) -> int:
    bare = text.rstrip(".,;:!)(")
    return 1 if bare.count("(") > bare.count(")") and text[len(bare) :][:1] == ")" else 0
