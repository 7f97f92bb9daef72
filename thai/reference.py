"""
Reference numbers (ที่) of letters: read what people write, print what a letter shows.

The anatomy is ภาคผนวก 1 of the saraban regulation; real letters stray from it, so
reading is tolerant, and ``warnings`` names what looks damaged.
"""

import re
from dataclasses import dataclass, field, replace

from thai.digits import to_arabic, to_thai
from thai.sentences import Sentence, UnreadableError, gettext_noop
from thai.text import repair_sara_am, without_invisible

_URGENCY = "ด่วนที่สุด|ด่วนมาก|ด่วน"
_PREFIX = re.compile(rf"^(?:(?:เลข)?ที่\s*)?(?:(?P<urgency>{_URGENCY})\s*)?(?:(?:เลข)?ที่\s*)?")
_YEAR = r"2[4-6]\d\d"
#: "3." of a list, and what a whole citation says before and behind its number.
_LISTED = re.compile(r"^\(?\d{1,2}[.)]\s+(?=\D)", re.ASCII)
_CITED = re.compile(
    rf"^(?:ตาม|อ้างถึง)?\s*(?:สำเนา)?(?:หนังสือ|บันทึกข้อความ|โทรสาร|วิทยุ)\D*?(?P<urgency>{_URGENCY})?\s*ที่\s+(?=\D*\d)"
)
_DATED = re.compile(r"\s*(?:ลงวัน(?:ที่)?|ลว(?:\.|\s|(?=\d))|เมื่อวันที่).*$")
_URGENT_BEHIND = re.compile(rf"\s*\(?\s*(?P<urgency>{_URGENCY})\s*\)?$")
#: กค ด่วนที่สุด กค 0409.2/ว 77: the letters stand on the paper before, too.
_LETTERS_TWICE = re.compile(
    rf"^(?P<letters>(?:[ก-ฮ]\.?){{1,4}})\s*(?P<urgency>{_URGENCY})\s*(?=(?P=letters))"
)
# นธ.(ว) 2/2561 and ว 3165: no office code; the year may be part of the number.
_WITHOUT_OFFICE = re.compile(
    r"(?:(?P<letters>(?:[ก-ฮA-Za-z]\.?){1,8}(?:\(\d+\))?)(?:\s+|(?=\()|(?<=\))))?"
    rf"\(?\s*(?P<series>ว)\s*\)?\s*\.?\s*(?P<number>\d+(?:\s*/\s*{_YEAR})?)",
    re.ASCII,
)
# 1681/2548 and คส 12/2561: an office code would begin with 0 or be longer.
_NUMBER_AND_YEAR = re.compile(
    r"(?:(?P<letters>(?:[ก-ฮA-Za-z]\.?){1,6})\s*)?"
    rf"(?P<number>(?:[1-9]\d{{0,2}}|(?<![ก-ฮA-Za-z. ])\d{{1,6}})\s*/\s*{_YEAR})",
    re.ASCII,
)
_HEAD = re.compile(
    r"(?P<letters>(?:[ก-ฮA-Za-z]\s*\.?\s*){0,6}(?:\([ก-ฮ.\s]{1,12}\)\s*)?)"
    r"(?P<office>\d[\d.,\s]*(?:\((?=[^)]*[ก-ฮ])[ก-ฮ\d.\s]{1,12}\)\s*)?)",
    re.ASCII,
)
_LAST = re.compile(r"(?P<series>[ก-ฮ().\s]*|พิเศษ\s*)(?P<number>\d[\d\s.-]*?\s*[ก-ฮ]?)", re.ASCII)
_MIDDLE = re.compile(r"\d+|\([ก-ฮ.\s\d]+\)|(?P<series>พิเศษ|\(?ว\)?\.?|[ก-ฮ]{1,3})", re.ASCII)
_MISSING_SLASH = re.compile(r"(?<=\d)\s*(?=\(?\s*ว\s*\)?\s*\.?\s*\d)", re.ASCII)
_LETTER_FOR_ZERO = re.compile(r"(?<=[ก-ฮ.\s\d/])[Oo](?=[\d.])", re.ASCII)
_SLASHES = re.compile(r"[\\∕⁄／]")

_KNOWN_SERIES = {"", "ว", "ผ", "พิเศษ", "พิเศษ/ว", "ว(ล)", "ล"}

_HOW = gettext_noop(
    "อ่าน “%(printed)s” เป็นเลขที่หนังสือไม่ได้ โปรดเขียนเช่น บก 0023.3/ว 3165 หรือ มท 0810.3/1234"
)
_EMPTY = gettext_noop("ยังไม่ได้ระบุเลขที่หนังสือ โปรดเขียนเช่น บก 0023.3/ว 3165")
_NO_NUMBER = gettext_noop("“%(printed)s” ยังไม่มีเลขลำดับหลังเครื่องหมาย / โปรดเติม เช่น บก 0023.3/ว 3165")
_NO_LETTERS = gettext_noop("ไม่มีอักษรย่อหน้ารหัสหน่วยงาน (เช่น บก, มท) โปรดตรวจกับต้นฉบับ")
_ODD_LETTERS = gettext_noop("อักษรย่อ “%(letters)s” ไม่ใช่แบบที่พบทั่วไป โปรดตรวจกับต้นฉบับ")
_LATIN_ZERO = gettext_noop("มีอักษรละติน “O” อยู่ในเลขที่หนังสือ อ่านเป็นเลข 0 ไว้ก่อน โปรดตรวจกับต้นฉบับ")
_GAP_IN_OFFICE = gettext_noop(
    "รหัสหน่วยงาน “%(office)s” มีช่องว่างคั่น อาจเป็น “%(guess)s” โปรดตรวจกับต้นฉบับ"
)
_ODD_OFFICE = gettext_noop("รหัสหน่วยงาน “%(office)s” ไม่ใช่แบบที่พบทั่วไป อาจอ่านผิด โปรดตรวจกับต้นฉบับ")
_ODD_SERIES = gettext_noop("ตัวอักษร “%(series)s” หน้าเลขลำดับไม่ใช่แบบที่พบทั่วไป โปรดตรวจกับต้นฉบับ")
_ODD_NUMBER = gettext_noop("เลขลำดับ “%(number)s” ไม่ใช่แบบที่พบทั่วไป โปรดตรวจกับต้นฉบับ")


@dataclass(frozen=True, slots=True)
class ReferenceNumber:
    """
    Example: บก 0023.3/ว 3165 — letters, office code with its sub-code, series, number.

    series   "ว" (one text to many receivers), "พิเศษ/ว", "ผ", or "" for ordinary letters
    number   as written, without leading zeros; may hold a year ("1681/2548")
    urgency  the words found in the same place; no part of the identity
    latin_zero  a Latin O stood where a zero must be meant

    All digits are Arabic. The year is not part of a reference: it comes from the date
    of the letter. ``str()`` gives a text that ``parse`` reads back as an equal value.
    """

    letters: str
    office: str
    series: str
    number: str
    urgency: str = field(default="", compare=False)
    latin_zero: bool = field(default=False, compare=False)

    def __str__(self) -> str:
        tail = f"{self.series} {self.number}".strip()
        if not self.office:
            return f"{self.letters} {tail}".strip()
        return f"{self.letters} {self.office}/{tail}".strip()

    def printed(self) -> str:
        """As in a letter, with Thai digits: บก ๐๐๒๓.๓/ว ๓๑๖๕."""
        return to_thai(self)

    @property
    def key(self) -> str:
        """Identity of the number within its issuer and year, for comparing and indexing."""
        # A gap in the office code is a dot that the scan lost.
        office = self.office.replace(" ", ".")
        parts = (self.letters, office, self.series, self.number)
        return "|".join(part.replace(" ", "").lower() for part in parts)

    @property
    def is_circular(self) -> bool:
        """Whether the number is of a ว series."""
        return "ว" in re.split(r"[/()]", self.series)


def parse(text: str) -> ReferenceNumber:
    """
    Read a reference in Thai or Arabic digits, as tolerantly as clerks do.

    Dots after letters, spaces anywhere, ``ว.``, ``(ว)``, leading zeros, an urgency, "ที่" and
    all else that a citation says around the number are understood. Raises UnreadableError
    (a ValueError) with a Thai sentence.
    """
    printed = text.strip()
    folded = _SLASHES.sub("/", to_arabic(repair_sara_am(without_invisible(text))))
    folded = re.sub(r"\s+", " ", folded).strip()
    whole = _LETTER_FOR_ZERO.sub("0", folded)
    if whole != folded:
        return replace(parse(whole), latin_zero=True)
    body, urgency = _uncited(folded)
    return _read(body, printed, urgency)


def _uncited(text: str) -> tuple[str, str]:
    """The number alone, and the urgency that stood around it."""
    urgencies = []
    for around in (_LISTED, _CITED, _DATED, _URGENT_BEHIND, _LETTERS_TWICE, _PREFIX):
        if match := around.search(text):
            text = (text[: match.start()] + text[match.end() :]).strip()
            urgencies.append(match.groupdict().get("urgency") or "")
    return text, next((urgency for urgency in urgencies if urgency), "")


def _read(body: str, printed: str, urgency: str) -> ReferenceNumber:
    if not body:
        raise UnreadableError(Sentence(_EMPTY))
    if match := _WITHOUT_OFFICE.fullmatch(body) or _NUMBER_AND_YEAR.fullmatch(body):
        series = match.groupdict().get("series") or ""
        letters = _letters(match["letters"] or "")
        return ReferenceNumber(letters, "", series, _number(match["number"]), urgency)
    return _read_segments(body, printed, urgency)


def _read_segments(body: str, printed: str, urgency: str) -> ReferenceNumber:
    if "/" not in body:
        body = _MISSING_SLASH.sub("/", body, count=1)
    first, *middle = (segment.strip() for segment in body.split("/"))
    last = middle.pop() if middle else ""
    if not last and re.fullmatch(r"[0-9]+", body):
        return ReferenceNumber("", "", "", _number(body), urgency)
    head, tail = _HEAD.fullmatch(first), _LAST.fullmatch(last)
    if head and not re.search(r"[0-9]", last):
        raise UnreadableError(Sentence(_NO_NUMBER, printed=printed))
    if head is None or tail is None:
        raise UnreadableError(Sentence(_HOW, printed=printed))
    office = [_office(head["office"])]
    series: list[str] = []
    for segment in middle:
        kind = _MIDDLE.fullmatch(segment)
        if kind is None:
            raise UnreadableError(Sentence(_HOW, printed=printed))
        target = series if kind["series"] else office
        target.append(_series(segment) if kind["series"] else segment.replace(" ", ""))
    if own := _series(tail["series"]):
        series.append(own)
    return ReferenceNumber(
        _letters(head["letters"]),
        "/".join(office),
        "/".join(series),
        _number(tail["number"]),
        urgency,
    )


def _letters(written: str) -> str:
    return re.sub(r"[.\s]", "", written)


def _office(written: str) -> str:
    joined = re.sub(r"\s*[.,]\s*", ".", written.strip())
    return joined.strip(".")


def _series(written: str) -> str:
    bare = re.sub(r"[.\s]", "", written)
    bracketed = re.fullmatch(r"\(([^()]*)\)", bare)
    return bracketed[1] if bracketed else bare


def _number(written: str) -> str:
    joined = re.sub(r"\s*/\s*", "/", written.strip())
    return joined.lstrip("0") or "0"


def warnings(reference: ReferenceNumber) -> list[Sentence]:
    """Thai sentences about what looks damaged or odd. Nothing is ever refused for it."""
    found = [Sentence(_LATIN_ZERO)] if reference.latin_zero else []
    if not reference.letters:
        found.append(Sentence(_NO_LETTERS))
    elif len(reference.letters.split("(")[0]) not in (2, 3):
        found.append(Sentence(_ODD_LETTERS, letters=reference.letters))
    found += _office_warnings(reference)
    if reference.series not in _KNOWN_SERIES:
        found.append(Sentence(_ODD_SERIES, series=reference.series))
    if not re.fullmatch(rf"[0-9]{{1,6}}(?:/{_YEAR})?", reference.number):
        found.append(Sentence(_ODD_NUMBER, number=reference.number))
    return found


def _office_warnings(reference: ReferenceNumber) -> list[Sentence]:
    office = reference.office
    if not office:
        return []
    if " " in office:
        guess = office.replace(" ", ".")
        return [Sentence(_GAP_IN_OFFICE, office=office, guess=guess)]
    main = re.split(r"[./(]", office)[0]
    # Universities have six.
    odd_length = len(main) not in (3, 4, 5) and (reference.letters, len(main)) != ("อว", 6)
    # Departments have four digits; five beginning with 0 belong to education offices.
    five_from_zero = len(main) == 5 and main[0] == "0" and reference.letters != "ศธ"
    # A ministry has few divisions in a department: 0893 is more likely a misreading.
    far_division = reference.letters == "มท" and main[0] == "0" and int(main[-2:]) > 50
    if odd_length or five_from_zero or far_division:
        return [Sentence(_ODD_OFFICE, office=office)]
    return []
