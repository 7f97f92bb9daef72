"""
Deadlines as they are written in letters, read into rules or refused in one sentence.

A phrase is parted from the outside in: urgency, hour, words of limit; what remains is a
count, rounds, a day, or a place in a period, each with a small grammar of its own.
"""

import datetime as dt
import re
from dataclasses import dataclass, replace

from thai.clock import Clock, take_clock
from thai.dates import format_date
from thai.deadline_counts import read_count
from thai.deadline_days import day_before, read_day
from thai.deadline_periods import read_period
from thai.deadline_rounds import read_rounds
from thai.deadline_rule import AtOnce, InPeriod, OnDay, Rule, Unit, Within, resolve
from thai.numerals import with_numbers
from thai.sentences import Sentence, UnreadableError, gettext_noop
from thai.text import normalize

#: Whoever writes more has written something else than a deadline.
_LONGEST = 160

_UNREAD = gettext_noop(
    "อ่าน “%(printed)s” เป็นกำหนดไม่ได้ โปรดเขียนเช่น 31 ตุลาคม 2563, "
    "ภายใน 7 วันทำการนับแต่วันที่ได้รับหนังสือ หรือ ภายในวันที่ 5 ของทุกเดือน"
)
_EMPTY = gettext_noop("ยังไม่ได้ระบุกำหนด โปรดเขียนเช่น 31 ตุลาคม 2563 หรือ ภายใน 7 วันทำการ")
_NO_DAY_FOR_HOUR = gettext_noop(
    "มีเวลา %(hour)s น. แต่ไม่มีวัน โปรดเขียนวันด้วย เช่น 31 ตุลาคม 2563 เวลา 16.30 น."
)
_WHICH_NIGHT = gettext_noop(
    "เวลา 00.00 น. ของวันที่ %(day)s คือเที่ยงคืนก่อนเข้าวันนั้น โปรดเขียนให้ชัดว่า "
    "%(before)s เวลา 24.00 น. หรือ %(day)s เวลา 24.00 น."
)
_WHICH_NIGHT_OF = gettext_noop(
    "เวลา 00.00 น. อาจหมายถึงคืนก่อนหรือคืนหลังวันนั้น โปรดเขียนเป็น 24.00 น. ของวันสุดท้ายที่ยังทัน"
)
_HOURS_HAVE_NONE = gettext_noop(
    "กำหนดที่นับเป็นชั่วโมงมีเวลาอยู่แล้ว โปรดเขียนเพียงอย่างเดียว เช่น ภายใน 24 ชั่วโมง"
)
_VAGUE = gettext_noop("“%(printed)s” ไม่บอกวัน โปรดเขียนวันสุดท้ายที่ยังทัน เช่น ภายในวันที่ 31 ตุลาคม 2563")

_LEAVE_EMPTY = gettext_noop("ถ้าไม่กำหนดวันตอบ ให้เว้นช่องนี้ว่างไว้")
_TWO_LIMITS = gettext_noop("“%(printed)s” มีสองกำหนด โปรดเขียนกำหนดเดียว เช่น ภายในวันที่ 31 ตุลาคม 2563")

_HURRY = (
    r"(?:(?:โดย|อย่าง|เป็นการ|ใน)?\s*(?:ด่วนที่สุด|ด่วนมาก|เร่งด่วน|ด่วน|ทันที(?:ทันใด)?|เร็วที่สุด|รวดเร็ว|เร็ว|พลัน"
    r"|ไม่ชักช้า|มิชักช้า|ไม่รอช้า|โอกาสแรก)(?:ที่สุด)?(?:\s*(?:ที่|เมื่อ|หลัง(?:จาก)?)?\s*(?:ได้)?รับ(?:หนังสือ|แจ้ง|ทราบ)?(?:ฉบับ)?(?:นี้)?)?"
    r"(?:เท่าที่จะ(?:ทำ|เป็นไป)ได้)?)"
)
_AT_ONCE = re.compile(rf"{_HURRY}(?:\s*(?:และ)?\s*{_HURRY})*")
_HURRY_AROUND = re.compile(rf"^(?:{_HURRY}\s*)+|(?:\s*{_HURRY})+$")
_LEAD = re.compile(
    r"^(?:(?:โปรด|ขอให้|ขอความร่วมมือ|ให้|จัด|ต้อง|ทั้งนี้|กำหนด|ขอ)\s*)*"
    r"(?:(?:ส่ง|รายงาน|แจ้ง|ตอบ|ดำเนินการ|แล้วเสร็จ|ครบกำหนด|จัดทำ|ยื่น|เสนอ|กรอก)(?:กลับ|ผล|คืน|แบบ|มา|ข้อมูล|ข่าวสาร|แบบสำรวจ|คำตอบ)*"
    r"(?:ให้\s*(?:ทราบ|แล้วเสร็จ|เสร็จ))?(?:แล้วเสร็จ)?(?:มาถึง)?\s*)*"
    r"(?:(?:ให้\s*)?(?:แล้วเสร็จ|เสร็จ)\s*)?"
)
_LIMITS = re.compile(
    r"^(?P<words>(?:(?:ภายใน(?:กำหนด|หรือก่อน|ไม่เกิน)?|ก่อนหรือ(?:ภายใน|ใน)?|ก่อน|(?:แต่)?(?:ต้อง)?(?:ไม่|มิ)(?:ให้)?\s*"
    r"(?:เกิน(?:กว่า)?|(?:ล่า)?ช้ากว่า|เลย|พ้น|หลัง)|อย่างช้า(?:ที่สุด)?|ช้าสุด|จนถึง|ถึง|ใน(?!\s*ระหว่าง|ช่วง)|ณ|ต้อง|ให้|ของ|และ)\s*)*)"
)
_TAIL = re.compile(
    r"\s*(?:(?<=\d{4})\s*นี้|เป็นอย่างช้า(?:ที่สุด)?|อย่างช้า(?:ที่สุด)?|เท่านั้น|ด้วย|โดยเคร่งครัด|อย่างเคร่งครัด|แล้วเสร็จ|ให้แล้วเสร็จ|\.|,)+$"
)
_VAGUE_WORDS = re.compile(
    r"(?:ตาม|ใน|ภายใน)?\s*(?:ความเหมาะสม|เวลาอันควร|เวลาที่เหมาะสม|เวลาที่กำหนด|ระยะเวลาที่กำหนด|กำหนด)"
)
_BRACKETS = re.compile(r"[()\[\]]")
_NONE = re.compile(r"(?:-|–|—|ไม่(?:มี|ได้)?\s*(?:กำหนด|ระบุ).*)")
_CAPPED = re.compile(r".*\d.*(?:แต่|ทั้งนี้)\s*(?:ทั้งนี้)?\s*(?:ต้อง)?\s*(?:ไม่|มิ)(?:ให้)?(?:เกิน|ช้า).*")
#: รายงานให้จังหวัดทราบภายใน…: who is told is no part of the deadline.
_TOLD = re.compile(
    r"^(?!.*(?:ทุก|ราย(?!งาน)|ละ\s*\d?\s*ครั้ง|นับ).*(?:ภายใน|ไม่เกิน))"
    r"(?:ขอ|โปรด|ให้|ส่ง|รายงาน|แจ้ง|ตอบ|จัด|ดำเนินการ|กรอก|ยื่น|เสนอ)[^\d]*?"
    r"(?=ภายใน|(?:ไม่|มิ)(?:ให้)?(?:เกิน|ช้ากว่า)|อย่างช้า|ก่อนวัน|ก่อนเดือน|ก่อนสิ้น)"
)
_EXCLUSIVE = re.compile(r"ก่อน\s*$")


@dataclass(frozen=True, slots=True)
class ReadDeadline:
    """
    A deadline as it was written, and what it means.

    ``problem`` is a Thai sentence, present exactly when ``rule`` is None.
    """

    printed: str
    rule: Rule | None
    problem: Sentence | None


def parse_deadline(text: str, *, on: dt.date) -> ReadDeadline:
    """
    Read a deadline written on the day ``on``, which "today" and "14 May next" are seen from.

    Never raises: what cannot be read comes back with a sentence that says what to write.
    """
    printed = text.strip()
    try:
        return ReadDeadline(printed, _read(printed, on), None)
    except UnreadableError as problem:
        return ReadDeadline(printed, None, problem.sentence)


def _read(printed: str, on: dt.date) -> Rule:
    if len(printed) > _LONGEST:
        raise UnreadableError(Sentence(_UNREAD, printed=f"{printed[:40]}…"))
    folded = with_numbers(normalize(printed))
    folded = _BRACKETS.sub(" ", folded).strip(" .,")
    if not folded:
        raise UnreadableError(Sentence(_EMPTY))
    if _NONE.fullmatch(folded):
        raise UnreadableError(Sentence(_LEAVE_EMPTY))
    if _CAPPED.fullmatch(folded):
        raise UnreadableError(Sentence(_TWO_LIMITS, printed=printed))
    folded = _LEAD.sub("", folded)
    if _AT_ONCE.fullmatch(folded):
        return AtOnce()
    folded = _HURRY_AROUND.sub("", folded).strip()
    if _VAGUE_WORDS.fullmatch(folded):
        raise UnreadableError(Sentence(_VAGUE, printed=printed))
    rest, clock = take_clock(folded)
    core, before = _without_limits(rest)
    if not core and clock is not None:
        hour = f"{clock.hour:02}.{clock.minute:02}"
        raise UnreadableError(Sentence(_NO_DAY_FOR_HOUR, hour=hour))
    rule = _core(core, on, before=before and clock is None)
    if rule is None:
        raise UnreadableError(Sentence(_UNREAD, printed=printed))
    return rule if clock is None else _with_clock(rule, clock)


def _without_limits(text: str) -> tuple[str, bool]:
    """The words between those of limit; whether ก่อน excludes the day that follows."""
    text = _TOLD.sub("", _TAIL.sub("", text.strip()))
    match = _LIMITS.match(text)
    words = match["words"] if match else ""
    return text[len(words) :].strip(), bool(_EXCLUSIVE.search(words))


def _core(text: str, on: dt.date, *, before: bool) -> Rule | None:
    if rounds := read_rounds(text, on, _moment, before=before):
        return rounds
    # "Before 7 days" says neither when they begin nor whether it is a mistake.
    if not before and (count := read_count(text, on, _plain_day)):
        return count
    return _moment(text, on, before=before)


def _moment(text: str, on: dt.date, *, before: bool = False) -> Rule | None:
    """A place in a period, or a day."""
    if period := read_period(text, on, before=before):
        return period
    day = read_day(text, on)
    if day is None:
        return None
    return OnDay(day_before(day) if before else day)


def _plain_day(text: str, on: dt.date) -> dt.date | None:
    """The day that a count begins from: a date, or the end of a period."""
    read = _moment(text, on)
    if isinstance(read, OnDay):
        return read.day
    if isinstance(read, InPeriod) and not read.place.working:
        return _end_of(read, on)
    return None


def _end_of(read: InPeriod, on: dt.date) -> dt.date:

    due_at = resolve(read, letter_dated=on, received_on=on, is_day_off=lambda _day: False)
    assert due_at is not None, "only urgency has no moment"
    return day_before(due_at.date())


def _with_clock(rule: Rule, clock: Clock) -> Rule:
    if isinstance(rule, AtOnce) or (isinstance(rule, Within) and rule.unit == Unit.HOURS):
        raise UnreadableError(Sentence(_HOURS_HAVE_NONE))
    if clock.is_midnight:
        raise UnreadableError(_which_night(rule))
    return replace(rule, time=clock.time)


def _which_night(rule: Rule) -> Sentence:
    if not isinstance(rule, OnDay):
        return Sentence(_WHICH_NIGHT_OF)
    day, before = rule.day, day_before(rule.day)
    return Sentence(
        _WHICH_NIGHT,
        day=format_date(day, digits="arabic"),
        before=format_date(before, digits="arabic"),
    )
