"""Phrases of reports that come again: ภายในวันที่ 5 ของทุกเดือน, ทุกไตรมาส, 30 กันยายน ของทุกปี."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace

from thai.calendar import MONTHS
from thai.deadline_periods import OF, PERIOD, PLACE, check_day, period_of, place_of
from thai.deadline_rule import Every, InPeriod, OnDay, Rule, Where
from thai.periods import Period, Place, bounds
from thai.printed_date import MONTH_WORD, month_of
from thai.sentences import Sentence, UnreadableError, gettext_noop

_ODD_ROUNDS = gettext_noop(
    "ระบบทำงวด “%(printed)s” ไม่ได้ ทำได้ทุกวัน ทุกสัปดาห์ ทุกเดือน ทุกไตรมาส ทุก 6 เดือน และทุกปี "
    "โปรดเขียนเช่น ภายในวันที่ 5 ของทุกเดือน"
)
_NO_PLACE = gettext_noop(
    "อ่านไม่ออกว่าแต่ละงวดครบกำหนดวันใดจาก “%(printed)s” โปรดเขียนเช่น ภายในวันที่ 5 ของทุกเดือน"
)
_NO_SUCH_BOUND = gettext_noop(
    "อ่าน “%(printed)s” เป็นวันเริ่มหรือวันสุดท้ายของงวดไม่ได้ โปรดเขียนเช่น จนถึงวันที่ 30 กันยายน 2564"
)
_NO_ROUND = gettext_noop("“%(printed)s” ไม่มีงวดใดเลย โปรดเขียนจำนวนงวดตั้งแต่ 1 ขึ้นไป")
_ENDS_FIRST = gettext_noop("งวดสุดท้าย “%(printed)s” อยู่ก่อนงวดแรก โปรดตรวจวันและปี")

_BEFORE = r"(?:ภายใน|ก่อน|ไม่เกิน|ไม่ช้ากว่า|อย่างช้า|ของ|ใน|โดย|ให้|เป็น|และ|,)"
_DAY = (
    r"วัน(?P<working>ทำการ|ราชการ)?(?!\s*(?:ที่|ทำการ|แรก|สุดท้าย|สิ้น|จันทร์|อังคาร|พุธ|พฤหัส|ศุกร์|เสาร์|อาทิตย์))"
)
_MARKER = re.compile(
    rf"(?:{_BEFORE}\s*)*(?:เป็น)?(?:ประจำ\s*)?(?:ทุก\s*(?:ๆ)?|แต่ละ|ในแต่ละ|ราย|ประจำ)\s*"
    rf"(?:(?P<number>\d{{1,2}})\s*)?(?:(?P<period>{PERIOD})(?!นี้)|(?P<day>{_DAY}))",
    re.ASCII,
)
_TIMES = re.compile(rf"(?P<period>{PERIOD})ละ\s*(?P<times>\d{{1,2}})?\s*ครั้ง", re.ASCII)
_EVERY_PLACE = re.compile(r"ทุก\s*(?:ๆ\s*)?(?=วัน|สิ้น|\d)")
_FROM_TO = re.compile(
    r"\s*(?:(?:โดย)?(?:ตั้งแต่|เริ่ม(?:ตั้งแต่|ต้น)?|นับแต่)\s*(?P<first>\S.*?))?"
    r"\s*(?:(?:ไป)?(?:จนถึง|จนกว่าจะถึง|จน|ถึง|สิ้นสุด(?:ใน)?|[-–—])\s*(?P<until>\S.*))?"
)
_BOUND = re.compile(
    r"ตั้งแต่|เริ่ม|นับแต่(?!\s*วันสิ้น|\s*สิ้น)|จนถึง|จนกว่า|ไปจน|สิ้นสุด(?:ใน)?\s*(?:วันที่|เดือน|ปี)|ตลอด"
)
_THROUGH = re.compile(r"ตลอด(?:ทั้ง)?\s*(?P<period>\S.*)")

_HOW_OFTEN = re.compile(
    r"(?:เป็น)?(?:จำนวน|รวม(?:ทั้งสิ้น|ทั้งหมด)?|ทั้งหมด|ติดต่อกัน)\s*(?P<times>\d{1,4})\s*(?:งวด|รอบ|ครั้ง)",
    re.ASCII,
)

_SAME = rf"(?:{OF}(?:(?:เดือน|วัน)แรก)?{OF}(?P<same>{PERIOD}|รอบ|งวด)(?:นั้น\s*ๆ?)?)?"
_INSIDE = re.compile(rf"{PLACE}{_SAME}", re.ASCII)
_NEXT = re.compile(rf"(?:{PLACE}{OF})?(?:เดือน|สัปดาห์)(?:ถัดไป|หน้า|ถัดจากเดือนที่รายงาน)", re.ASCII)
_NEXT_COUNT = re.compile(
    rf"(?P<count>\d{{1,2}})\s*วัน(?P<working>ทำการ)?(?:แรก)?{OF}(?:เดือน|สัปดาห์)(?:ถัดไป|หน้า)", re.ASCII
)
_AFTER = re.compile(
    r"(?P<count>\d{1,3})\s*วัน(?P<working>ทำการ)?\s*(?:นับ)?(?:ตั้งแต่|แต่|ถัดจาก|จาก|หลังจาก|ภายหลัง|หลัง)\s*"
    rf"(?:วัน)?(?:สิ้นสุด|สิ้น|สุดท้ายของ)\s*(?:{PERIOD}|รอบ|งวด)?(?:นั้น|ที่รายงาน)?",
    re.ASCII,
)
_FIRST_DAYS = re.compile(r"(?P<count>\d{1,2})\s*วันแรก(?:ของ(?:เดือน|ไตรมาส))?", re.ASCII)
_IN_YEAR = re.compile(
    rf"(?:(?:วันที่\s*)?(?P<day>\d{{1,2}})|(?P<end>(?:วัน)?สิ้น|วันสุดท้ายของ)?)\s*(?:เดือน\s*)?"
    rf"(?P<month>{MONTH_WORD})(?:\s*ของ(?:ทุก)?ปี)?",
    re.ASCII,
)
_EVERY_N_MONTHS = {
    1: Period.MONTH,
    3: Period.FISCAL_QUARTER,
    6: Period.FISCAL_HALF,
    12: Period.YEAR,
}
_LEAP = 2000

ReadMoment = Callable[[str, dt.date], Rule | None]


def read_rounds(
    text: str, on: dt.date, read_moment: ReadMoment, *, before: bool = False
) -> Every | None:
    """
    Rounds, with their first and last day if those are said; None when nothing comes again.

    ``read_moment`` reads a day or a period. Raises UnreadableError for rounds that nobody
    can count.
    """
    text, times = _how_often(text)
    words, bound = _part(text)
    found = _marked(words) or _placed(words)
    if found is None:
        return None
    period, residue = found
    rule = _place(period, residue, words)
    first, until = _bounds(bound, on, read_moment)
    if first and until and until < first:
        raise UnreadableError(Sentence(_ENDS_FIRST, printed=bound))
    rule = replace(rule, first=first, until=until, times=times)
    return _earlier(rule) if before else rule


def _how_often(text: str) -> tuple[str, int | None]:
    """The words without the number of rounds, and that number: จำนวน 12 งวด."""
    match = _HOW_OFTEN.search(text)
    if match is None:
        return text, None
    if int(match["times"]) == 0:
        raise UnreadableError(Sentence(_NO_ROUND, printed=match[0].strip()))
    rest = f"{text[: match.start()].rstrip()} {text[match.end() :].lstrip()}"
    return rest.strip(), int(match["times"])


def _part(text: str) -> tuple[str, str]:
    """What comes again, and from when until when."""
    match = _BOUND.search(text)
    return (text[: match.start()].strip(), text[match.start() :]) if match else (text, "")


def _marked(text: str) -> tuple[tuple[Period, bool], str] | None:
    """ทุกเดือน, ราย 3 เดือน, ปีละครั้ง anywhere: the period, and the rest of the words."""
    match = _MARKER.search(text) or _TIMES.search(text)
    if match is None:
        return None
    rest = _EVERY_PLACE.sub("", f"{text[: match.start()]} {text[match.end() :]}")
    given = match.groupdict()
    if given.get("day"):
        if given["number"] not in (None, "1"):
            raise UnreadableError(Sentence(_ODD_ROUNDS, printed=match[0].strip()))
        return (Period.DAY, bool(given["working"])), _bare(rest)
    return (_length(match), False), _bare(rest)


def _length(match: re.Match[str]) -> Period:
    given, period = match.groupdict(), period_of(match["period"])
    if (times := int(given.get("times") or 1)) != 1:
        twice = {Period.YEAR: Period.HALF, Period.FISCAL_YEAR: Period.FISCAL_HALF}
        four = {Period.YEAR: Period.QUARTER, Period.FISCAL_YEAR: Period.FISCAL_QUARTER}
        found = {2: twice, 4: four}.get(times, {}).get(period)
    elif (number := int(given.get("number") or 1)) != 1:
        found = _EVERY_N_MONTHS.get(number) if period == Period.MONTH else None
    else:
        return period
    if found is None:
        raise UnreadableError(Sentence(_ODD_ROUNDS, printed=match[0].strip()))
    return found


def _placed(text: str) -> tuple[tuple[Period, bool], str] | None:
    """ทุกวันที่ 5, ทุกวันศุกร์, ทุกสิ้นเดือน, ทุกวันที่ 30 กันยายน: the place says the period."""
    match = _EVERY_PLACE.search(text)
    if match is None:
        return None
    rest = _bare(text[: match.start()] + text[match.end() :])
    if _IN_YEAR.fullmatch(rest):
        return (Period.YEAR, False), rest
    inside = _INSIDE.fullmatch(rest)
    if inside is None:
        return None
    usual = Period.WEEK if inside["weekday"] else Period.MONTH
    named = inside["same"] if inside["same"] not in (None, "รอบ", "งวด") else ""
    return (period_of(named) if named else usual, False), rest


def _bare(text: str) -> str:
    """Without the words that join a place to its period."""
    text = re.sub(rf"^\s*(?:(?:{_BEFORE}|ประจำ)\s*)+|\s*(?:{_BEFORE}\s*)+$", "", text.strip())
    return " ".join(text.split())


def _place(found: tuple[Period, bool], residue: str, printed: str) -> Every:
    period, working = found
    if period == Period.DAY and not residue:
        return Every(period, Place(working=working))
    for read in (_whole, _inside, _in_next, _after, _in_year):
        if rule := read(period, residue):
            return rule
    raise UnreadableError(Sentence(_NO_PLACE, printed=printed))


def _whole(period: Period, residue: str) -> Every | None:
    # A week ends for offices with its last working day.
    return None if residue else Every(period, Place(working=period == Period.WEEK))


def _inside(period: Period, residue: str) -> Every | None:
    if days := _FIRST_DAYS.fullmatch(residue):
        return Every(period, Place(int(days["count"])))
    match = _INSIDE.fullmatch(residue)
    place = place_of(match) if match else None
    if match is None or place is None or not _fits(match, period):
        return None
    if not place.working and period != Period.WEEK:
        check_day(place.nth, 31, "หนึ่ง")
    return Every(period, place)


def _fits(match: re.Match[str], period: Period) -> bool:
    """Only a week has a Friday; a year has twelve days of number 5."""
    if match["weekday"]:
        return period == Period.WEEK
    return not match["nth"] or period not in (Period.WEEK, Period.YEAR, Period.FISCAL_YEAR)


def _in_next(period: Period, residue: str) -> Every | None:
    if match := _NEXT_COUNT.fullmatch(residue):
        place: Place | None = Place(int(match["count"]), working=bool(match["working"]))
    elif match := _NEXT.fullmatch(residue):
        place = place_of(match) or Place()
        if match["weekday"] and period != Period.WEEK:
            return None
    else:
        return None
    if place is not None and not place.working:
        check_day(place.nth, 31, "หนึ่ง")
    return Every(period, place or Place(), Where.NEXT)


def _after(period: Period, residue: str) -> Every | None:
    match = _AFTER.fullmatch(residue)
    if match is None or int(match["count"]) == 0:
        return None
    place = Place(int(match["count"]), working=bool(match["working"]))
    return Every(period, place, Where.AFTER)


def _in_year(period: Period, residue: str) -> Every | None:
    match = _IN_YEAR.fullmatch(residue)
    if match is None or period not in (Period.YEAR, Period.FISCAL_YEAR):
        return None
    month = month_of(match["month"])
    assert month is not None, "the pattern is made of the names of months"
    nth = int(match["day"]) if match["day"] else -1
    last = bounds(Period.MONTH, dt.date(_LEAP, month, 1))[1].day
    check_day(nth, last, MONTHS[month - 1])
    return Every(period, Place(nth, month=month)) if nth else None


def _bounds(
    written: str, on: dt.date, read_moment: ReadMoment
) -> tuple[dt.date | None, dt.date | None]:
    if not written:
        return None, None
    if match := _THROUGH.fullmatch(written):
        return _bound(match["period"], on, read_moment)
    match = _FROM_TO.fullmatch(written)
    if match is None or not (match["first"] or match["until"]):
        raise UnreadableError(Sentence(_NO_SUCH_BOUND, printed=written))
    first, until = match["first"], match["until"]
    return (
        _bound(first.removesuffix("เป็นต้นไป").strip(), on, read_moment)[0] if first else None,
        _bound(until, on, read_moment)[1] if until else None,
    )


def _bound(written: str, on: dt.date, read_moment: ReadMoment) -> tuple[dt.date, dt.date]:
    """First and last day of what is named: the same for a day, apart for a month or a year."""
    read = read_moment(written, on)
    day = None
    if isinstance(read, InPeriod) and not read.place.working:
        first, last = bounds(read.period, read.begins or on)
        return bounds(read.period, last + dt.timedelta(days=1)) if read.next else (first, last)
    if isinstance(read, OnDay):
        day = read.day
    if day is None:
        raise UnreadableError(Sentence(_NO_SUCH_BOUND, printed=written))
    named = re.match(
        rf"(?:สิ้น)?\s*(?:(?P<year>ปีงบประมาณ|ปี)|เดือน|(?P<quarter>ไตรมาส)|{MONTH_WORD})", written
    )
    if named is None or written.startswith("สิ้น"):
        return day, day
    if named["year"]:
        period = Period.FISCAL_YEAR if named["year"] == "ปีงบประมาณ" else Period.YEAR
        return bounds(period, day)
    return bounds(Period.FISCAL_QUARTER if named["quarter"] else Period.MONTH, day)


def _earlier(rule: Every) -> Every:
    """ก่อนวันที่ 5 ของทุกเดือน is the fourth; before the first is the last of the month before."""
    place = rule.place
    if place.nth == -1 or rule.where == Where.AFTER:
        return rule
    if place.nth > 1:
        return replace(rule, place=replace(place, nth=place.nth - 1))
    if place.month is not None:
        return replace(rule, place=Place(-1, month=(place.month - 2) % 12 + 1))
    return replace(rule, place=replace(place, nth=-1), where=Where.INSIDE)
