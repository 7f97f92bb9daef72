"""
Keep together what must not be broken over two lines.

The word breaker cuts between any two short words, also inside a date, a book number, a
telephone number, a person's name or the name of a place. Such pieces are wrapped in a span
that does not break; unlike a joining character it leaves nothing in copied text. A long
piece moves to the next line as one block, and breaks only if it is wider than a line.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from thai.names import RANKS

Span = tuple[int, int]

_D = "[0-9๐-๙]"
_MONTHS = "มกราคม|กุมภาพันธ์|มีนาคม|เมษายน|พฤษภาคม|มิถุนายน|กรกฎาคม|สิงหาคม|กันยายน|ตุลาคม|พฤศจิกายน|ธันวาคม"
_SHORT_MONTHS = (
    r"ม\.ค\.|ก\.พ\.|มี\.ค\.|เม\.ย\.|พ\.ค\.|มิ\.ย\.|ก\.ค\.|ส\.ค\.|ก\.ย\.|ต\.ค\.|พ\.ย\.|ธ\.ค\."
)
_CIVIL = "นางสาว|นาง|นาย(?!ก|อำเภอ|ทะเบียน|ช่าง|แพทย์|ทหาร)"
#: Ranks and titles that may have a space before the name.
_SPACED = "|".join(
    (
        r"(?:ว่าที่\s?)?(?:" + "|".join(sorted(RANKS, key=len, reverse=True)) + r")(?:\s?หญิง)?",
        "หม่อมเจ้า|หม่อมราชวงศ์|หม่อมหลวง|คุณหญิง|ท่านผู้หญิง|ม\\.จ\\.|ม\\.ร\\.ว\\.|ม\\.ล\\.|น\\.ส\\.",
        r"(?:รอง|ผู้ช่วย)?ศาสตราจารย์(?:\s?ดร\.)?|(?:ศ|รศ|ผศ)\.(?:\s?ดร\.)?|ดร\.|นายแพทย์|แพทย์หญิง",
    )
)
_WORD = "[ก-ฮเ-ไะ-ฺ็-๎]{2,20}"
_TOGETHER = re.compile(
    "|".join(
        (
            r"(?:https?://|www\.)[^\s<>]{1,60}",
            rf"(?:วันที่\s)?{_D}{{1,2}}\s(?:{_MONTHS})(?:\sพ\.ศ\.)?(?:\s{_D}{{4}})?",
            rf"{_D}{{1,2}}\s(?:{_SHORT_MONTHS})(?:\s{_D}{{2,4}})?",
            rf"\(?พ\.ศ\.\s?{_D}{{4}}\)?",
            rf"(?:ที่\s)?[ก-ฮ]{{1,4}}\.?\s?{_D}{{4,5}}(?:\.{_D}+)*\s?/\s?(?:\(ว\)|ว\.?)?\s?{_D}+",
            rf"(?:โทร\.|โทรสาร|โทรศัพท์)\s?{_D}[0-9๐-๙ -]{{6,14}}{_D}(?:\sต่อ\s{_D}+)?",
            rf"{_D}{{1,3}}(?:[ -]{_D}{{3,4}}){{2}}(?:\sต่อ\s{_D}+)?",
            rf"(?:(?:{_CIVIL})|(?:{_SPACED})\s?){_WORD}\s(?:ณ\s)?{_WORD}(?=[\s),]|$)",
            rf"(?:{_SPACED})",
            r"ด่วนที่สุด|ด่วนมาก",
            r"\(?QR\sCode\)?",
            r"คิวอาร์โค้ด",
            r"ฯลฯ",
        )
    )
)
#: Words before the name of a place. องค์การบริหารส่วน is too long to be kept with it.
_BEFORE_PLACE = re.compile(
    r"(?:รอง)?ผู้ว่าราชการจังหวัด|(?:นาย|ปลัด|ท้องถิ่น)?อำเภอ|จังหวัด|ตำบล"
    r"|(?:นายก)?เทศมนตรี(?:นคร|เมือง|ตำบล)|เทศบาล(?:นคร|เมือง|ตำบล)"
    r"|(?:อบต|อบจ|ทต|ทม|ทน|อ|จ|ต)\.\s?"
)
_GOVERNOR = "ผู้ว่าราชการจังหวัด"
_TOKEN = re.compile(r"[^\s(),]+")
_LONGEST_NAME = 40
_REPEATED = re.compile(r" (?=ๆ)")
#: Of 16 pt, not 4 cm: no column of ours is narrower where such pieces stand.
_SHORT = 20


def keep_together(text: str, places: Collection[str] = ()) -> SafeString:
    """
    Escape ``text`` and wrap its dates, numbers, names and addresses in unbroken spans.

    ``places`` are the bare names of provinces, districts and municipalities ("เซกา"), a set
    if there are many.
    """
    text = _REPEATED.sub("\u00a0", text)
    parts: list[str] = []
    end = 0
    for start, stop in kept_spans(text, places):
        parts.append(escape(text[end:start]))
        kept = text[start:stop]
        parts.append(f'<span class="{_style(kept)}">{escape(kept)}</span>')
        end = stop
    parts.append(escape(text[end:]))
    return mark_safe("".join(parts))  # noqa: S308 - every part is escaped above


def _style(kept: str) -> str:
    width = sum(1 for char in kept if unicodedata.category(char) != "Mn")
    return "keep" if width <= _SHORT else "keep-long"


def kept_spans(text: str, places: Collection[str]) -> Iterator[Span]:
    """The pieces from left to right; of two that overlap the longer one that begins first."""
    found = [match.span() for match in _TOGETHER.finditer(text)]
    found += _places(text, places)
    end = 0
    for start, stop in sorted(found, key=lambda span: (span[0], -span[1])):
        if start >= end:
            yield start, stop
            end = stop


def _places(text: str, places: Collection[str]) -> list[Span]:
    found = []
    for match in _BEFORE_PLACE.finditer(text):
        name = _longest_name(text, match.end(), places)
        if name or match[0].endswith(_GOVERNOR):
            found.append((match.start(), match.end() + name))
    return found + [match.span() for match in _TOKEN.finditer(text) if match[0] in places]


def _longest_name(text: str, start: int, places: Collection[str]) -> int:
    """How many characters at ``start`` are the name of a place; 0 if none is."""
    for length in range(min(_LONGEST_NAME, len(text) - start), 0, -1):
        if text[start : start + length] in places:
            return length
    return 0
