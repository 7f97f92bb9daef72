"""How another letter is named in one of ours, and how such a naming is read."""

import datetime as dt
import re
from dataclasses import dataclass

from thai import reference
from thai.dates import format_date
from thai.digits import with_digits
from thai.printed_date import parse_date
from thai.reference import ReferenceNumber
from thai.text import repair_sara_am, without_invisible

_NUMBER = (
    r"(?:[ก-ฮA-Za-z]\.?){1,7}\s*(?:\([^()]{1,8}\)\s*)?[0-9๐-๙O][0-9๐-๙O.,]*(?:\s[0-9๐-๙])?(?:\s?\([^()]{1,8}\))?"
    r"(?:/(?:[0-9๐-๙]{1,4}|พิเศษ))*\s*/\s*(?:\(?ว\)?\.?\s*)?[0-9๐-๙]{1,6}(?:/[2๒][4-6๔-๖][0-9๐-๙]{2})?"
)
_CITED = re.compile(
    rf"(?P<before>.*?)(?P<number>{_NUMBER})(?P<between>[^0-9๐-๙]*?)"
    r"(?:ลงวันที่|ลว\.?|วันที่)\s*(?P<after>.*)|(?P<head>.*?)(?P<alone>" + _NUMBER + ")",
    re.DOTALL,
)
_URGENCY = re.compile(r"ด่วนที่สุด|ด่วนมาก|ด่วน")
_LEADING = re.compile(
    r"^(?:[0-9๐-๙]+\s*[.)]|[-–•*]|อ้างถึง|อ้างอิง|ตาม|สิ่งที่ส่งมาด้วย|สำเนา|ภาพถ่าย|หนังสือ|บันทึกข้อความ|บันทึก)\s*"
)
_TRAILING = re.compile(r"\s*(?:เลข)?ที่\s*$")
_MOST_WORDS = 4


@dataclass(frozen=True, slots=True)
class Citation:
    """
    A letter as another one names it; what is not said there is empty.

    ``number`` and ``dated`` are as printed; ``day`` is what the date means.
    """

    issuer: str
    urgency: str
    number: str
    dated: str
    day: dt.date | None

    @property
    def key(self) -> str:
        """What two writings of one number share; the number as it stands if it is none."""
        try:
            return reference.parse(self.number).key
        except ValueError:
            return self.number


def read_citation(text: str) -> Citation | None:
    """
    Read one naming of a letter: who wrote it, urgency, number, date. None without a number.

    หนังสือกรม… ด่วนที่สุด ที่ มท ๐๘๑๐.๓/ว ๓๑๙๕ ลงวันที่ ๑๕ ตุลาคม ๒๕๖๓
    """
    line = re.sub(r"\s+", " ", repair_sara_am(without_invisible(text))).strip()
    found = _CITED.match(line)
    if found is None:
        return None
    number = found["number"] or found["alone"]
    before = found["before"] if found["number"] else found["head"]
    urgency = _URGENCY.search(line)
    printed, day = _first_date(found["after"] or "")
    return Citation(_issuer(before or ""), urgency[0] if urgency else "", number, printed, day)


def _issuer(before: str) -> str:
    words = _TRAILING.sub("", _URGENCY.sub("", _TRAILING.sub("", before)))
    while shorter := _LEADING.sub("", words.strip(), count=1):
        if shorter == words.strip():
            break
        words = shorter
    return _LEADING.sub("", words.strip())


def _first_date(after: str) -> tuple[str, dt.date | None]:
    """The date that begins the rest of a naming, as printed and as a day."""
    words = after.split(" ")[: _MOST_WORDS + 1]
    longest = ""
    for count in range(1, len(words) + 1):
        written = " ".join(words[:count]).rstrip(",;|)")
        read = parse_date(written)
        if read.day is not None:
            return written, read.day
        if re.search(r"[2๒][4-6๔-๖][0-9๐-๙]{2}$", written) and not longest:
            longest = written
    return longest, None


def cite(issuer: str, urgency_text: str, reference: ReferenceNumber, dated: dt.date | None) -> str:
    """
    Name a letter as an enclosure line does; an unknown date is left out.

    สำเนาหนังสือกรม… ด่วนที่สุด ที่ มท ๐๘๑๐.๓/ว ๓๑๙๕ ลงวันที่ ๑๕ ตุลาคม ๒๕๖๓
    """
    parts = [f"สำเนาหนังสือ{issuer}", urgency_text, f"ที่ {reference}"]
    if dated is not None:
        parts.append(f"ลงวันที่ {format_date(dated)}")
    return with_digits(" ".join(part for part in parts if part), "thai")
