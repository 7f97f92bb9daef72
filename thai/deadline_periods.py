"""Phrases that name a place in a period: สิ้นปีงบประมาณ, วันที่ 5 ของเดือนถัดไป, ภายในเดือนตุลาคม 2569."""

import calendar
import datetime as dt
import re
from dataclasses import dataclass, replace

from thai.calendar import ERA, MONTHS
from thai.deadline_days import near_year
from thai.deadline_rule import InPeriod, OnDay
from thai.periods import Period, Place, bounds, place_day
from thai.printed_date import MONTH_WORD, month_of, year_of
from thai.sentences import Sentence, UnreadableError, gettext_noop

_NO_DAY = gettext_noop(
    "ไม่มีวันที่ %(day)s เพราะเดือน%(month)sมีวันที่ 1 ถึง %(last)s โปรดเขียนเช่น ภายในวันที่ 5 ของเดือนถัดไป"
)
_NO_DAY_IN = gettext_noop("ไม่มีวันที่ %(day)s โปรดเขียนเช่น ภายในวันที่ 5 ของเดือนถัดไป")
_NO_YEAR = gettext_noop("“%(printed)s” ไม่มีปี โปรดเติมปี พ.ศ. เช่น ภายในเดือนตุลาคม 2563")
_VAGUE = gettext_noop("“%(printed)s” ไม่บอกวัน โปรดเขียนวันสุดท้ายที่ยังทัน เช่น ภายในวันที่ 31 ตุลาคม 2563")

#: Names of periods, the longer first.
PERIOD_NAMES = {
    r"ไตรมาส(?:ของ)?ปีปฏิทิน": Period.QUARTER,
    r"ไตรมาส(?:ของ)?(?:ปีงบประมาณ)?": Period.FISCAL_QUARTER,
    r"ครึ่งปีปฏิทิน": Period.HALF,
    r"ครึ่งปี(?:งบประมาณ)?": Period.FISCAL_HALF,
    r"ปี(?:งบประมาณ|งปม\.?)": Period.FISCAL_YEAR,
    r"ปี(?:ปฏิทิน)?": Period.YEAR,
    r"เดือน": Period.MONTH,
    r"สัปดาห์": Period.WEEK,
}
PERIOD = "|".join(PERIOD_NAMES)
#: How many of them a year has; the others are told apart by the year alone.
_NUMBERED = {Period.QUARTER: 4, Period.FISCAL_QUARTER: 4, Period.HALF: 2, Period.FISCAL_HALF: 2}
_WEEKDAYS = {
    "จันทร์": 1,
    "อังคาร": 2,
    "พุธ": 3,
    "พฤหัสบดี": 4,
    "พฤหัส": 4,
    "ศุกร์": 5,
    "เสาร์": 6,
    "อาทิตย์": 7,
}

#: A place as it stands before the period: the groups say which.
PLACE = (
    r"(?:(?P<working_first>(?:\d{1,2}\s*)?วันทำการแรก)"
    r"|วันทำการที่\s*(?P<nth_working>\d{1,2})"
    r"|(?P<working_last>วันทำการ(?:วัน)?สุดท้าย)"
    r"|(?P<first>วันแรก|ต้นวันแรก)"
    r"|(?P<last>วันสุดท้าย|วันสิ้น|สิ้นสุด|สิ้น)"
    r"|(?:วันที่\s*)(?P<nth>\d{1,2})"
    rf"|วัน\s*(?P<weekday>{'|'.join(_WEEKDAYS)})(?!ที่))"
)
OF = r"\s*(?:ของ|ใน|แห่ง|/)?\s*"
_YEAR = r"(?:พ\.?\s*ศ\.?\s*)?(?P<year>\d{4}|\d{2})"
_IN_PERIOD = re.compile(
    rf"(?:{PLACE}{OF})?(?:(?P<period>{PERIOD})\s*"
    rf"(?:(?P<which>นี้|ปัจจุบัน|ถัดไป|หน้า)|(?:ที่\s*)?(?P<number>\d)?{OF}"
    rf"(?:(?:ปี(?P<fiscal>งบประมาณ)?(?:ปฏิทิน)?)?\s*{_YEAR})?)"
    rf"|(?:เดือน\s*)?(?P<month>{MONTH_WORD})\s*(?P<near>นี้)?(?:{_YEAR.replace('year', 'month_year')})?)",
    re.ASCII,
)
_NTH_THIS = re.compile(r"วันที่\s*(?P<nth>\d{1,2})\s*(?:เดือน)?\s*นี้", re.ASCII)
_VAGUE_WORDS = re.compile(
    r"(?:ช่วง)?(?:ต้น|กลาง|ปลาย)(?:เดือน|ปี|ไตรมาส|สัปดาห์).*|.*(?:(?<!งบ)ประมาณ|ราว ๆ|ราวๆ).*"
)


@dataclass(frozen=True, slots=True)
class _Read:
    """A period, the place in it, and how the period is told apart from the others."""

    period: Period
    place: Place
    begins: dt.date | None = None
    next: bool = False
    named: bool = False


def read_period(text: str, on: dt.date, *, before: bool = False) -> OnDay | InPeriod | None:
    """
    A place in a period, seen from ``on``; ``before``: the text said ก่อน.

    A period with its year is a plain day wherever no working day has to be looked up.
    None when no period is named; raises UnreadableError for a place that is in none.
    """
    if _VAGUE_WORDS.fullmatch(text):
        raise UnreadableError(Sentence(_VAGUE, printed=text))
    if match := _NTH_THIS.fullmatch(text):
        read = _Read(Period.MONTH, Place(int(match["nth"])))
    elif (match := _IN_PERIOD.fullmatch(text)) is None or not _fits(match):
        return None
    else:
        read = _read(match, on, text)
    _check(read, on)
    if before:
        read = _before(read, placed=place_of(match) is not None)
    if read.begins is None:
        return InPeriod(read.period, read.place, read.next)
    if read.place.working:
        return InPeriod(read.period, read.place, begins=read.begins)
    return OnDay(place_day(read.place, *bounds(read.period, read.begins), lambda _day: False))


def place_of(match: re.Match[str]) -> Place | None:
    """The place that the groups of ``PLACE`` found; None if the text says none."""
    given = {name: value for name, value in match.groupdict().items() if value}
    if "working_first" in given:
        number = re.match(r"\d+", given["working_first"])
        return Place(int(number[0]) if number else 1, working=True)
    if "nth_working" in given:
        return Place(_counted(given["nth_working"]), working=True)
    if "working_last" in given:
        return Place(working=True)
    if "first" in given:
        return Place(1)
    if "last" in given:
        return Place()
    if "nth" in given:
        return Place(_counted(given["nth"]))
    return Place(_WEEKDAYS[given["weekday"]]) if "weekday" in given else None


def period_of(name: str) -> Period:
    """The period that ``name`` means."""
    return next(period for form, period in PERIOD_NAMES.items() if re.fullmatch(form, name))


def check_day(nth: int, last: int, month: str) -> None:
    """Raise UnreadableError for a day that no month of that name has."""
    if nth > last:
        raise UnreadableError(Sentence(_NO_DAY, day=nth, month=month, last=last))


def _fits(match: re.Match[str]) -> bool:
    """
    ภายในเดือน alone names no period, สิ้นเดือน does; only a week has a Friday; a day with its
    month is a date.
    """
    period = period_of(match["period"] or "เดือน")
    if int(match["number"] or 1) not in range(1, _NUMBERED.get(period, 1) + 1):
        return False
    if period in (Period.WEEK, Period.MONTH) and (match["number"] or match["year"]):
        return False
    told = ("which", "number", "year", "month", "last", "working_last", "fiscal")
    if match["nth"] and match["month"]:
        return False
    friday = match["weekday"] and period != Period.WEEK
    return any(match[name] for name in told) and not friday


def _read(match: re.Match[str], on: dt.date, text: str) -> _Read:
    place = place_of(match) or Place(working=(match["period"] or "") == "สัปดาห์")
    if match["month"]:
        return _Read(Period.MONTH, place, _month(match, on, text), named=True)
    period = period_of(match["period"])
    if period == Period.FISCAL_QUARTER and "ปฏิทิน" in match[0]:
        period = Period.QUARTER
    if match["which"]:
        return _Read(period, place, next=match["which"] in ("ถัดไป", "หน้า"))
    if match["number"] is None and match["year"] is None:
        return _Read(period, place)
    if match["year"] is None:
        raise UnreadableError(Sentence(_NO_YEAR, printed=text))
    return _Read(period, place, _begins(period, match), named=True)


def _begins(period: Period, match: re.Match[str]) -> dt.date:
    """The first day of a numbered quarter or half, or of a year."""
    year, number = year_of(match["year"], ""), int(match["number"] or 1)
    fiscal = period in (Period.FISCAL_QUARTER, Period.FISCAL_HALF, Period.FISCAL_YEAR)
    months = {Period.FISCAL_QUARTER: 3, Period.QUARTER: 3}.get(period, 6)
    index = year * 12 - (3 if fiscal else 0) + months * (number - 1)
    return bounds(period, dt.date(index // 12, index % 12 + 1, 1))[0]


def _month(match: re.Match[str], on: dt.date, text: str) -> dt.date:
    month = month_of(match["month"])
    assert month is not None, "the pattern is made of the names of months"
    if match["month_year"]:
        return dt.date(year_of(match["month_year"], ""), month, 1)
    if not match["near"]:
        raise UnreadableError(Sentence(_NO_YEAR, printed=text))
    day = on.day if month == on.month else 1
    found = near_year(f"{day} {MONTHS[month - 1]}", day, month, on)
    assert found is not None, "every month has a first day"
    return found.replace(day=1)


def _check(read: _Read, on: dt.date) -> None:
    """A day that this very month has not is a mistake, not its last day."""
    if read.place.working or read.place.nth == -1 or read.period == Period.WEEK:
        return
    first, last = bounds(read.period, read.begins or on)
    if read.next:
        first, last = bounds(read.period, last + dt.timedelta(days=1))
    if read.period == Period.MONTH:
        length = calendar.monthrange(first.year, first.month)[1]
        name = f"{MONTHS[first.month - 1]} {first.year + ERA} "
        check_day(read.place.nth, length, name)


def _before(read: _Read, *, placed: bool) -> _Read:
    """ก่อนเดือนพฤศจิกายน is the last day of October; ก่อนวันที่ 5 is the fourth; ก่อนสิ้น stays."""
    if placed and read.place.nth == -1:
        return read
    if placed and read.place.nth > 1:
        return replace(read, place=replace(read.place, nth=read.place.nth - 1))
    if read.begins is not None:
        begins, _end = bounds(read.period, read.begins - dt.timedelta(days=1))
        return replace(read, begins=begins, place=Place())
    if read.next:
        return replace(read, next=False, place=Place())
    raise UnreadableError(Sentence(_VAGUE, printed="ก่อนต้นเดือนนี้"))


def _counted(written: str) -> int:
    if int(written) == 0:
        raise UnreadableError(Sentence(_NO_DAY_IN, day=0))
    return int(written)
