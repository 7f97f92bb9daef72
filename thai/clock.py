"""Hours as people write them: ๑๒.๐๐ น., 16 นาฬิกา, บ่ายโมง, เที่ยง, ภายในเวลาราชการ."""

import datetime as dt
import re
from dataclasses import dataclass

from thai.sentences import Sentence, UnreadableError, gettext_noop

_NO_SUCH_HOUR = gettext_noop(
    "ไม่มีเวลา %(hour)s น. เขียนเวลาเป็น 00.01 ถึง 23.59 เช่น 16.30 น. หรือ 24.00 น. ถ้าหมายถึงสิ้นวัน"
)
_MANY_HOURS = gettext_noop("กำหนดมีมากกว่าหนึ่งเวลา โปรดเขียนเวลาสุดท้ายเวลาเดียว เช่น 16.30 น.")

#: Government offices are open from 08.30 to 16.30.
OFFICES_CLOSE = dt.time(16, 30)

_LIMIT = r"(?:(?:ภายใน|ก่อน|ไม่เกิน|ไม่ช้ากว่า|อย่างช้า|ใน|ไม่เลย)\s*)*"
_AT = rf"(?P<limit>{_LIMIT}(?:เวลา\s*)?)"
_END = r"\s*(?P<mark>น(?:\.|าฬิกา)?(?![ก-๛]))?(?:\s*ตรง)?"
_PLAIN = rf"(?<![\d./:-])(?P<hour>\d{{1,2}})[.:](?P<minute>\d{{2}})(?![\d/-]|[.:]\d){_END}"
_RANGE = r"(?:(?<![\d./:-])\d{1,2}[.:]\d{2}\s*(?:น\.)?\s*(?:[-–—]|ถึง)\s*)?"
_FORMS = (
    rf"{_AT}{_RANGE}{_PLAIN}",
    rf"{_AT}(?<![\d./:-])(?P<hour>\d{{1,2}})\s*(?:นาฬิกา|น\.)"
    r"(?:\s*(?P<minute>\d{1,2})\s*นาที)?(?:\s*ตรง)?",
    rf"{_AT}บ่าย\s*(?P<afternoon>\d)?\s*โมง(?P<half>ครึ่ง)?(?:ตรง)?",
    rf"{_AT}(?P<morning>\d{{1,2}})\s*โมง(?:เช้า(?P<half>ครึ่ง)?|(?P<half_too>ครึ่ง))",
    rf"{_AT}(?P<evening>\d)\s*โมงเย็น(?P<half>ครึ่ง)?",
    rf"{_AT}(?P<night>\d)\s*ทุ่ม(?P<half>ครึ่ง)?",
    rf"{_AT}(?P<midnight>เที่ยงคืน)",
    rf"{_AT}(?P<noon>เที่ยง(?:วัน|ตรง)?)(?P<half>ครึ่ง)?",
    rf"{_LIMIT}(?P<office>เวลา(?:ราชการ|ทำการ))",
)
_CLOCKS = tuple(re.compile(form, re.ASCII) for form in _FORMS)
_LINK = re.compile(r"^\s*(?:ของ|ใน)\s*(?=วัน|\d|ทุก|เดือน)")
#: Added to the number that is said.
_SHIFTS = {"afternoon": 12, "evening": 12, "night": 18}


@dataclass(frozen=True, slots=True)
class Clock:
    """
    An hour that was written; ``hour`` 24 is the end of the day, and 0 may mean either night.
    """

    hour: int
    minute: int = 0

    @property
    def time(self) -> dt.time | None:
        """The time of the day; None at its end."""
        return None if self.hour == 24 else dt.time(self.hour, self.minute)

    @property
    def is_midnight(self) -> bool:
        """00.00: the night before the day, though many who write it mean the night after."""
        return (self.hour, self.minute) == (0, 0)


def take_clock(text: str) -> tuple[str, Clock | None]:
    """
    The hour in ``text`` (as ``thai.text.normalize`` folds it), and the text without it.

    Raises UnreadableError for an hour that does not exist, or for two.
    """
    found: Clock | None = None
    for pattern in _CLOCKS:
        while match := _counts(pattern.search(text), text):
            if found is not None:
                raise UnreadableError(Sentence(_MANY_HOURS))
            found = _read(match)
            after = text[match.end() :]
            before = text[: match.start()]
            text = f"{before} {after if before.strip() else _LINK.sub('', after)}".strip()
    return text, found


def _counts(match: re.Match[str] | None, text: str) -> re.Match[str] | None:
    """A bare 16.30 is an hour only at the end, or where it is said to be one."""
    if match is None or "minute" not in match.groupdict():
        return match
    said = "เวลา" in match["limit"] or match.groupdict().get("mark", True) or ":" in match[0]
    return match if said or match.end() == len(text.rstrip()) else None


def _read(match: re.Match[str]) -> Clock:
    given = {name: value for name, value in match.groupdict().items() if value}
    half = 30 if given.get("half") or given.get("half_too") else 0
    if "office" in given:
        return Clock(OFFICES_CLOSE.hour, OFFICES_CLOSE.minute)
    if "midnight" in given:
        return Clock(0)
    if "noon" in given:
        return Clock(12, half)
    if "hour" in given:
        return _checked(int(given["hour"]), int(given.get("minute", 0)))
    if "morning" in given:
        said = int(given["morning"])
        # สามโมงเช้า is nine: the old count begins at six.
        return _checked(said if said >= 6 else said + 6, half)
    for name, shift in _SHIFTS.items():
        if name in given:
            return _checked(int(given[name]) + shift, half)
    return _checked(13, half)


def _checked(hour: int, minute: int) -> Clock:
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        raise UnreadableError(Sentence(_NO_SUCH_HOUR, hour=f"{hour:02}.{minute:02}"))
    return Clock(hour, minute)
