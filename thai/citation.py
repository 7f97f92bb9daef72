"""Citations of other letters: found in running text, and written."""

import datetime as dt
import re
from dataclasses import dataclass, replace

from thai.dates import PrintedDate, format_date, parse_date
from thai.digits import Digits, to_arabic, with_digits
from thai.reference import ReferenceNumber, parse
from thai.sentences import UnreadableError

_URGENCY = r"(?:(?P<urgency>ด่วนที่สุด|ด่วนมาก|ด่วน)\s{0,9})?"
_KIND = r"(?:(?:สำเนา)?หนังสือ|โทรสารในราชการ|วิทยุในราชการ|บันทึกข้อความ|อ้างถึง)"
_ISSUER = rf"(?P<issuer>(?:(?!{_KIND})(?:[^\d/:“”\"]|(?<!\d)\d{{1,2}}(?!\d))){{0,120}}?)"
_SERIES = r"(?:\(?\s?ว\s?\)?\s?\.?\s?|[ก-ฮ]\s?)?"
_YEAR = r"2[4-6]\d\d"
_REFERENCE = (
    r"(?P<reference>"
    r"(?:[ก-ฮ]\s?\.?\s?){2,5}\d{3,5}(?:\s?[.,]\s?\d+|\s\d+(?=\s?/)){0,2}\s?/\s?"
    rf"(?:(?:\([^()\n]{{1,12}}\)|\d+(?=\s?/\s?\d)|พิเศษ)\s?/\s?){{0,2}}{_SERIES}\d+"
    rf"|(?:[ก-ฮ]\.?){{1,5}}\s?\(ว\)\s?\d+(?:/{_YEAR})?"
    rf"|\d{{1,6}}\s?/\s?{_YEAR}"
    r")(?!\d)"
)
_DATED = (
    r"(?:\s{0,9}(?:ลงวันที่|ลว\.|วันที่)\s{0,9}(?P<dated>"
    r"\d{1,4}\s{0,9}(?:เดือน\s{0,9})?[ก-๎][ก-๎.]{0,14}(?:\s?[ก-๎][ก-๎.]{0,14})?\s{0,9}(?:พ\.?\s?ศ\.?\s{0,9})?\d{2,4}"
    r"|\d{1,4}\s?[-/]\s?\d{1,2}\s?[-/]\s?\d{2,4}))?"
)
_CITATION = re.compile(
    rf"(?P<kind>{_KIND})\s{{0,9}}{_ISSUER}\s{{0,9}}{_URGENCY}(?:เลข)?ที่\s{{0,9}}{_REFERENCE}{_DATED}",
    re.ASCII,
)
# "… และที่ มท 0309.1/ว 2 ลงวันที่ …": one more letter of the same issuer.
_NEXT = re.compile(
    rf"\s{{0,9}}(?:,|และ|กับ)?\s{{0,9}}(?:หนังสือ)?\s{{0,9}}{_URGENCY}(?:เลข)?ที่\s{{0,9}}{_REFERENCE}{_DATED}",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Citation:
    """
    One letter named in another.

    issuer     who wrote it, in the words of the text; may be empty
    urgency    "ด่วนที่สุด" and the like, or ""
    dated      its date as printed and as understood; None when no date is given
    printed    the passage as it stands in the text
    """

    issuer: str
    urgency: str
    reference: ReferenceNumber
    dated: PrintedDate | None
    printed: str


def find_citations(text: str) -> list[Citation]:
    """
    The letters cited in ``text``, in order: references, enclosures and running text.

    The letter's own number at the head of a page is not a citation. A passage whose
    number cannot be read is left out.
    """
    # Digits and odd spaces are folded one for one, so places in both texts agree.
    folded = to_arabic(re.sub(r"[\u00a0\u2009\u202f]", " ", text))
    found: list[Citation] = []
    place = 0
    while match := _CITATION.search(folded, place):
        issuer = " ".join(match["issuer"].split())
        step: re.Match[str] | None = match
        while step:
            place = step.end()
            _collect(found, step, text, issuer)
            step = _NEXT.match(folded, place)
    return found


def _collect(found: list[Citation], match: re.Match[str], text: str, issuer: str) -> None:
    try:
        reference = parse(match["reference"])
    except UnreadableError:
        return
    urgency = match["urgency"] or ""
    dated = None
    if match["dated"]:
        dated = parse_date(text[match.start("dated") : match.end("dated")])
    printed = text[match.start() : match.end()].strip()
    reference = replace(reference, urgency=urgency)
    found.append(Citation(issuer, urgency, reference, dated, printed))


def cite(
    issuer: str,
    urgency_text: str,
    reference: ReferenceNumber,
    dated: dt.date | PrintedDate | None,
    *,
    lead: str = "สำเนาหนังสือ",
    digits: Digits = "thai",
) -> str:
    """
    Name a letter as an enclosure line does; ``lead`` "หนังสือ" makes a reference line.

    สำเนาหนังสือกรม… ด่วนที่สุด ที่ มท ๐๘๑๐.๓/ว ๓๑๙๕ ลงวันที่ ๑๕ ตุลาคม ๒๕๖๓. An impossible
    date is repeated as it was printed, an unknown one is left out.
    """
    parts = [f"{lead}{issuer}", urgency_text, f"ที่ {reference}"]
    if isinstance(dated, PrintedDate):
        dated_text = format_date(dated.day) if dated.day else dated.printed
        parts.append(f"ลงวันที่ {dated_text}")
    elif dated is not None:
        parts.append(f"ลงวันที่ {format_date(dated)}")
    return with_digits(" ".join(part for part in parts if part), digits)
