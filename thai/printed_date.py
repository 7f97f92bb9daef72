"""Reading dates as people write them, and saying what is wrong with the others."""

import calendar
import datetime as dt
import re
from dataclasses import dataclass

from thai.calendar import ERA, MONTHS, MONTHS_SHORT, WEEKDAYS
from thai.clock import take_clock
from thai.sentences import Sentence, UnreadableError, gettext_noop
from thai.text import normalize

_ENGLISH_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)


def _bare(word: str) -> str:
    return re.sub(r"[.\s]", "", normalize(word))


def _month_table() -> dict[str, int]:
    table = {"sept": 9}
    for number in range(1, 13):
        english = _ENGLISH_MONTHS[number - 1]
        names = (MONTHS[number - 1], MONTHS_SHORT[number - 1], english, english[:3])
        table.update({_bare(name): number for name in names})
    return table


def _month_word() -> str:
    """A pattern for the name of a month, in full or shortened, in folded text."""
    names = [normalize(name) for name in (*MONTHS, *MONTHS_SHORT)]
    return "|".join(re.escape(name).replace(r"\.", r"\.?\s*") for name in names)


_MONTH_NUMBER = _month_table()
#: The name of a month in folded text.
MONTH_WORD = _month_word()
_WEEKDAY_NUMBER = {name: number for number, name in enumerate(WEEKDAYS)} | {
    "พฤหัส": 3,
    "พฤหัสฯ": 3,
}

_ERA = r"(?:พุทธศักราช|คริสต์?ศักราช|พ\s*\.?\s*ศ\s*\.?|ค\s*\.?\s*ศ\s*\.?|be\b|ce\b|ad\b)"
_COMMON = ("คศ", "ce", "ad", "คริสตศักราช", "คริสต์ศักราช")
_BUDDHIST = ("พศ", "be", "พุทธศักราช")
_PREFIX = re.compile(
    r"^(?:[-–—]\s*)?(?:ลงวันที่|ลว\.?|ภายใน(?:วันที่)?|ตั้งแต่(?:วันที่)?"
    r"|(?:(?:ให้ไว้|ประกาศ|สั่ง)?\s*ณ\s*)?วันที่)?\s*"
    r"(?:วัน\s*(?P<weekday>จันทร์|อังคาร|พุธ|พฤหัสบดี|พฤหัสฯ|พฤหัส|ศุกร์|เสาร์|อาทิตย์)\s*(?:ที่)?\s*)?"
)
_WORDED = re.compile(
    rf"(?P<day>\d+)\s*(?:เดือน)?\s*(?P<month>(?!{_ERA}\s*\d)[ก-ฮเ-ไa-z][^\d]*?)\s*"
    rf"(?P<era>{_ERA})?\s*['’]?(?P<year>\d+)\s*(?P<era_after>{_ERA})?",
    re.ASCII,
)
_ENGLISH = re.compile(
    r"(?P<month>[a-z]+)\.?\s*(?P<day>\d+)(?:st|nd|rd|th)?\s*,?\s+(?P<year>\d{4})", re.ASCII
)
_RUN = re.compile(r"(?P<day>\d{2})(?P<month>\d{2})(?P<year>\d{2}|\d{4})", re.ASCII)
_NO_YEAR = re.compile(r"\d+\s*(?:เดือน)?\s*(?P<month>[^\d\s]+?)(?:นี้)?", re.ASCII)
_NUMBERED = re.compile(
    r"(?P<day>\d{1,4})\s*(?P<sep>[-/.])\s*(?P<month>\d{1,2})\s*(?P=sep)\s*(?P<year>\d{1,4})",
    re.ASCII,
)
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})", re.ASCII)

_EMPTY = gettext_noop("ยังไม่ได้ระบุวันที่ โปรดเขียนเช่น 28 ตุลาคม 2563 หรือ 28/10/2563")
_NOT_A_DATE = gettext_noop("อ่าน “%(printed)s” เป็นวันที่ไม่ได้ โปรดเขียนเช่น 28 ตุลาคม 2563 หรือ 28/10/2563")
_YEAR_MISSING = gettext_noop("วันที่ “%(printed)s” ไม่มีปี โปรดเติมปี พ.ศ. เช่น 28 ตุลาคม 2563")
_NO_SUCH_MONTH = gettext_noop(
    "ไม่มีเดือน “%(month)s” โปรดตรวจกับต้นฉบับ แล้วเขียนเช่น 28 ตุลาคม 2563 หรือ 28/10/2563"
)
_NO_SUCH_DAY = gettext_noop(
    "ไม่มีวันที่ %(day)s เพราะเดือน%(month)s %(year)s มีวันที่ 1 ถึง %(last)s "
    "โปรดตรวจกับต้นฉบับ แล้วเขียนเช่น 28 ตุลาคม 2563"
)
_NO_SUCH_YEAR = gettext_noop("ปี “%(year)s” ไม่น่าจะถูกต้อง โปรดเขียนปี พ.ศ. สี่หลัก เช่น 28 ตุลาคม 2563")
_NOT_YET = gettext_noop("“%(printed)s” เป็นวันหลังวันที่รับหนังสือ โปรดตรวจวันและปีกับต้นฉบับ")
_WRONG_WEEKDAY = gettext_noop(
    "วันที่ “%(printed)s” ตรงกับวัน%(actual)s ไม่ใช่วัน%(written)s โปรดตรวจกับต้นฉบับ"
)


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """
    A date as it was written, and what it means.

    printed  the words as they stood, never corrected
    day      the date of the common era, or None when it cannot be one
    problem  a Thai sentence, present exactly when ``day`` is None
    """

    printed: str
    day: dt.date | None
    problem: Sentence | None


def parse_date(text: str) -> PrintedDate:
    """
    Read a date in Thai or Arabic digits, month names, slashes or ISO order.

    A two-digit year is Buddhist (63 is 2563); a four-digit one below 2400 is of the
    common era unless พ.ศ. stands before it. Never raises: an impossible date comes
    back with ``day`` None and a sentence that says what is wrong.
    """
    printed = text.strip()
    try:
        return PrintedDate(printed, _read(printed), None)
    except UnreadableError as problem:
        return PrintedDate(printed, None, problem.sentence)


def date_problem(read: PrintedDate) -> Sentence | None:
    """What is wrong with a date that was meant as one; None for words that are none at all."""
    if read.problem is None or read.problem.pattern in (_EMPTY, _NOT_A_DATE):
        return None
    return read.problem


def not_yet(read: PrintedDate, today: dt.date) -> Sentence | None:
    """Say that a letter cannot have been written on a day after ``today``; None if it can."""
    if read.day is None or read.day <= today:
        return None
    return Sentence(_NOT_YET, printed=read.printed)


def _read(printed: str) -> dt.date:
    folded, _hour = take_clock(normalize(printed))
    prefix = _PREFIX.match(folded)
    written = prefix["weekday"] if prefix else None
    body = folded[prefix.end() :].strip() if prefix else folded
    if not body:
        raise UnreadableError(Sentence(_EMPTY))
    day = _read_body(body, printed)
    if written and _WEEKDAY_NUMBER[written] != day.weekday():
        actual = WEEKDAYS[day.weekday()]
        raise UnreadableError(
            Sentence(_WRONG_WEEKDAY, printed=printed, actual=actual, written=written)
        )
    return day


def _read_body(body: str, printed: str) -> dt.date:
    if match := _ISO.fullmatch(body) or _NUMBERED.fullmatch(body) or _RUN.fullmatch(body):
        month = int(match["month"])
        if not 1 <= month <= 12:
            raise UnreadableError(Sentence(_NO_SUCH_MONTH, month=match["month"]))
        return _date(match["day"], month, year_of(match["year"], ""))
    if match := _ENGLISH.fullmatch(body):
        return _date(match["day"], _month(match["month"]), year_of(match["year"], ""))
    if match := _WORDED.fullmatch(body):
        era = _bare(match["era"] or match["era_after"] or "")
        return _date(match["day"], _month(match["month"]), year_of(match["year"], era))
    if (match := _NO_YEAR.fullmatch(body)) and _bare(match["month"]) in _MONTH_NUMBER:
        raise UnreadableError(Sentence(_YEAR_MISSING, printed=printed))
    raise UnreadableError(Sentence(_NOT_A_DATE, printed=printed))


def month_of(word: str) -> int | None:
    """The number of a month that is named in full or shortened, in Thai or English."""
    return _MONTH_NUMBER.get(_bare(word))


def _month(word: str) -> int:
    number = month_of(word)
    if number is None:
        raise UnreadableError(Sentence(_NO_SUCH_MONTH, month=word.strip()))
    return number


def year_of(written: str, era: str) -> int:
    """The year of the common era meant by ``written``; raises UnreadableError for an odd one."""
    year = int(written)
    common = era in _COMMON
    if len(written) == 2:
        year += 2000 if common else 2500
    buddhist = not common and (year >= 2400 or era in _BUDDHIST)
    if buddhist:
        year -= ERA
    if len(written) not in (2, 4) or not 1857 <= year <= 2157:
        raise UnreadableError(Sentence(_NO_SUCH_YEAR, year=written))
    return year


def _date(written_day: str, month: int, year: int) -> dt.date:
    last = calendar.monthrange(year, month)[1]
    if len(written_day) > 2 or not 1 <= int(written_day) <= last:
        raise UnreadableError(
            Sentence(
                _NO_SUCH_DAY,
                day=written_day,
                month=MONTHS[month - 1],
                year=year + ERA,
                last=last,
            )
        )
    return dt.date(year, month, int(written_day))
