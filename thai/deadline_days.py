"""Phrases that name one day: a date, the last day of a span, tomorrow, Friday, 14 May next."""

import datetime as dt
import re

from thai.calendar import ERA, WEEKDAYS
from thai.printed_date import MONTH_WORD, date_problem, month_of, parse_date
from thai.sentences import Sentence, UnreadableError, gettext_noop

_ONE_DAY = dt.timedelta(days=1)
#: "14 May next", said further ahead than this, may as well mean the one that is over.
_SOON = dt.timedelta(days=270)

_BACKWARDS = gettext_noop(
    "ช่วงวันที่ “%(printed)s” จบก่อนเริ่ม โปรดตรวจกับต้นฉบับ แล้วเขียนเช่น 25 - 31 ตุลาคม 2563"
)
_OPEN_ENDED = gettext_noop(
    "“%(printed)s” ไม่มีวันสุดท้าย โปรดเขียนวันสุดท้ายที่ยังทัน เช่น ภายในวันที่ 31 ตุลาคม 2563"
)
_WHICH_YEAR = gettext_noop(
    "“%(printed)s” ไม่มีปี และวันนั้นของปีนี้ผ่านไปแล้ว โปรดเติมปี พ.ศ. เช่น 28 ตุลาคม 2563"
)

_NEAR = {"วันนี้": 0, "พรุ่งนี้": 1, "วันพรุ่งนี้": 1, "มะรืน": 2, "มะรืนนี้": 2, "วันมะรืน": 2, "วันมะรืนนี้": 2}
_WEEKDAY = rf"วัน\s*(?P<weekday>{'|'.join(WEEKDAYS)}|พฤหัส)\s*"
_COMING = re.compile(
    rf"{_WEEKDAY}(?:ที่(?:จะถึง)?)?\s*(?P<which>นี้|หน้า|(?:ของ|ใน)?สัปดาห์(?:นี้|หน้า|ถัดไป))"
)
_THIS_YEAR = re.compile(
    rf"(?:{_WEEKDAY}ที่\s*|วันที่\s*)?(?P<day>\d{{1,2}})\s*(?:เดือน\s*)?(?P<month>{MONTH_WORD})\s*"
    r"(?P<which>นี้|(?:ของ\s*)?ปีนี้|ศกนี้|ปีหน้า|(?:ของ\s*)?ปีถัดไป)",
    re.ASCII,
)
_SPAN = re.compile(
    r"(?:(?:ใน)?(?:ระหว่าง|ช่วง)|ตั้งแต่|จาก|นับแต่|เริ่ม)?\s*"
    r"(?P<start>\S.*?)\s*(?:[-–—]|จนถึง|ถึง|และ)\s*(?P<end>\S.*)"
)
_FROM_NOW = re.compile(r"(?:บัดนี้|วันนี้|วันประกาศ)(?:เป็นต้นไป)?")
_OPEN = re.compile(r"(?:ตั้งแต่|หลัง(?:จาก)?|ภายหลัง|เริ่ม|นับแต่)\s*.*|.*(?:เป็นต้นไป|เป็นต้นมา)")
_DAY_WORDS = re.compile(rf"^(?:(?:{_WEEKDAY}(?:ที่)?|วันที่)\s*)?")


def read_day(text: str, on: dt.date) -> dt.date | None:
    """
    The one day that ``text`` names, seen from ``on``; None if it names none.

    ``text`` is folded. Raises UnreadableError for a day that cannot be.
    """
    if text in _NEAR:
        return on + dt.timedelta(days=_NEAR[text])
    for read in (_coming_weekday, _this_year, _span, _date):
        if day := read(text, on):
            return day
    if _OPEN.fullmatch(text) and re.search(r"\d", text):
        raise UnreadableError(Sentence(_OPEN_ENDED, printed=text))
    return None


def _date(text: str, on: dt.date) -> dt.date | None:  # noqa: ARG001 - one shape for all
    read = parse_date(text)
    if read.day is None and (problem := date_problem(read)):
        raise UnreadableError(problem)
    return read.day


def _coming_weekday(text: str, on: dt.date) -> dt.date | None:
    match = _COMING.fullmatch(text)
    if match is None:
        return None
    name = match["weekday"]
    number = WEEKDAYS.index("พฤหัสบดี" if name == "พฤหัส" else name)
    if match["which"] == "นี้":
        return on + dt.timedelta(days=(number - on.weekday()) % 7)
    monday = on - dt.timedelta(days=on.weekday())
    ahead = 0 if match["which"].endswith("นี้") else 7
    return monday + dt.timedelta(days=number + ahead)


def _this_year(text: str, on: dt.date) -> dt.date | None:
    match = _THIS_YEAR.fullmatch(text)
    if match is None:
        return None
    written = text[: match.start("which")].strip()
    if match["which"] == "นี้":
        return near_year(written, int(match["day"]), month_of(match["month"]) or 0, on)
    later = "หน้า" in match["which"] or "ถัดไป" in match["which"]
    return _date(f"{written} {on.year + ERA + later}", on)


def near_year(written: str, day: int, month: int, on: dt.date) -> dt.date | None:
    """``written`` (a day and a month, without a year) as the one that comes soon after ``on``."""
    year = on.year + ((month, day) < (on.month, on.day))
    found = _date(f"{written} {year + ERA}", on)
    if found is not None and found - on > _SOON and year > on.year:
        raise UnreadableError(Sentence(_WHICH_YEAR, printed=written))
    return found


def _span(text: str, on: dt.date) -> dt.date | None:
    """The last day of a span; its first day must come before it."""
    match = _SPAN.fullmatch(text)
    if match is None:
        return None
    end = parse_date(match["end"])
    if end.day is None:
        return _end_of_span(match["start"], match["end"], on)
    start = _start_of_span(match["start"], end.day)
    if start is None:
        return None
    if start > end.day:
        raise UnreadableError(Sentence(_BACKWARDS, printed=text))
    return end.day


def _end_of_span(start: str, end: str, on: dt.date) -> dt.date | None:
    """From now to some other kind of day; or a named month with a day that it has not."""
    if _FROM_NOW.fullmatch(start):
        return read_day(end, on)
    if re.search(MONTH_WORD, end) and (problem := date_problem(parse_date(end))):
        raise UnreadableError(problem)
    return None


def _start_of_span(written: str, end: dt.date) -> dt.date | None:
    """``written`` may leave out what the end of the span says: its year, and its month."""
    if _FROM_NOW.fullmatch(written):
        return end
    bare = _DAY_WORDS.sub("", written, count=1)
    year = end.year + ERA
    if re.fullmatch(r"\d{1,2}", bare, re.ASCII):
        return _date(f"{written}/{end.month}/{year}", end)
    if re.fullmatch(rf"\d{{1,2}}\s*(?:เดือน\s*)?(?:{MONTH_WORD})", bare, re.ASCII):
        return _date(f"{written} {year}", end)
    return parse_date(written).day


def day_before(day: dt.date) -> dt.date:
    """What ก่อนวันที่ leaves as the last good day."""
    return day - _ONE_DAY
