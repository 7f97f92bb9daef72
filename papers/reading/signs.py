"""Numbers and dates of letters inside printed text: found by their grammar, read by ``thai``."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from papers.reading.passage import Passage
from thai.calendar import MONTHS, MONTHS_SHORT
from thai.printed_date import PrintedDate, date_problem, parse_date
from thai.reference import ReferenceNumber, parse, warnings
from thai.sentences import UnreadableError

_D = "[0-9๐-๙]"
#: A Latin O and l are what careless typing and scanning make of ๐ and 1.
_LOOSE = "[0-9๐-๙OoIl]"
_LETTERS = r"(?:[ก-ฮ]{1,5}\.?\s?){1,3}(?:\([ก-ฮ.\s0-9๐-๙]{1,12}\)\s?)?"
_OFFICE = rf"{_LOOSE}[0-9๐-๙Oo.,\s]*{_D}(?:\s?\([ก-ฮ0-9๐-๙.\s]{{1,12}}\))?|{_D}"
_SERIES = r"(?:พิเศษ\s?/?\s?)?(?:\(?\s?ว\s?\)?\s?\.?\s?(?:\(\s?ล\s?\)\s?)?|[ก-ฮ]{1,3}\.?\s?|\([ก-ฮ.\s0-9๐-๙]{1,10}\)\s?/\s?)?"
_RUNNING = rf"{_D}+(?:\s?/\s?{_D}+)?"
_WHOLE = (
    rf"(?:{_LETTERS})?(?:{_OFFICE})\s?[/\\]\s?{_SERIES}{_RUNNING}"
    rf"|(?:{_LETTERS})\(?ว\)?\.?\s?{_D}+\s?/\s?{_D}{{4}}"
)
NUMBER = re.compile(rf"(?P<number>{_WHOLE})(?![0-9๐-๙/])")
#: The letters of an office are needed where nothing else says that it is a number.
_LETTERED = rf"{_LETTERS}(?:{_OFFICE})\s?/\s?{_SERIES}{_RUNNING}"

_ERA = r"(?:พ\s?\.?\s?ศ\s?\.?\s?|พุทธศักราช\s?)?"
_WORDED = rf"{_D}{{1,3}}\s?(?:เดือน\s?)?(?P<month>[ก-ฮเ-ไ][ก-ฮะ-์]{{2,11}}|[ก-ฮ][ก-ฮะ-์]?\.?\s?[ก-ฮ]\.?\s?(?:[ก-ฮ]\.)?)\s?{_ERA}['’]?{_D}{{2,4}}"
DAY = re.compile(
    rf"(?P<day>{_WORDED}|{_D}{{1,2}}\s?[/-]\s?{_D}{{1,2}}\s?[/-]\s?{_D}{{2,4}})(?!{_D})"
)
_BARE_MONTHS = {re.sub(r"[.\s]", "", name): name for name in (*MONTHS, *MONTHS_SHORT)}
_CITED = re.compile(
    rf"(?:(?:เลข)?ที่\s*)?(?P<number>{_WHOLE})\s*(?:\([^()]{{1,20}}\)\s*)?(?:ลงวันที่|ลว\.?|ลงวัน|เมื่อวันที่)\s*{DAY.pattern}"
    rf"|(?<![ก-ฮ])ที่\s*(?P<alone>{_LETTERED})"
)
#: A letter whose number was left out.
_CITED_BY_DAY = re.compile(
    rf"(?:หนังสือ|คำสั่ง|ประกาศ|บันทึกข้อความ)[^\n0-9๐-๙]{{3,90}}?(?:ลงวันที่|ลว\.)\s*{DAY.pattern}"
)


@dataclass(frozen=True)
class NumberRead:
    """A number as printed, what it means, and what is odd about it in Thai."""

    passage: Passage
    reference: ReferenceNumber
    why: str


@dataclass(frozen=True)
class DayRead:
    """A date as printed; ``day`` is None and ``why`` says what is wrong when it cannot be one."""

    passage: Passage
    day: dt.date | None
    why: str

    @property
    def sure(self) -> float:
        """How sure the day is: with the month in full as it is spelt, that of its digits."""
        in_full = self.day is not None and MONTHS[self.day.month - 1] in self.passage.text
        return self.passage.confidence_of_digits if in_full else self.passage.confidence


def number_at(passage: Passage, *, lettered: bool = True) -> NumberRead | None:
    """The number with which ``passage`` begins."""
    match = NUMBER.match(passage.text)
    return read_number(passage.group(match, "number"), lettered=lettered) if match else None


def read_number(passage: Passage, *, lettered: bool = True) -> NumberRead | None:
    """``passage`` as a number; None if it is none."""
    try:
        reference = parse(passage.text)
    except UnreadableError:
        return None
    odd = [str(one) for one in warnings(reference)] if lettered else []
    return NumberRead(passage, reference, " ".join(odd))


def days_in(passage: Passage) -> Iterator[DayRead]:
    """All that looks like a date in ``passage``, the impossible ones too."""
    for match in DAY.finditer(passage.text):
        if read := read_day(passage.group(match, "day"), match["month"]):
            yield read


def day_alone(passage: Passage) -> DayRead | None:
    """The date that ``passage`` consists of."""
    match = DAY.fullmatch(re.sub(r"^[-–—]\s?", "", passage.text))
    return next(days_in(passage), None) if match else None


def read_day(passage: Passage, month: str | None) -> DayRead | None:
    """``passage`` as a date. The name of its month may be misread where the page is a picture."""
    read = parse_date(passage.text)
    if read.day is None and month and (name := _month_like(month)) and passage.confidence < 1:
        read = parse_date(passage.text.replace(month, f" {name} "))
    problem = _problem(read, month)
    return None if problem is None else DayRead(passage, read.day, problem)


def _problem(read: PrintedDate, month: str | None) -> str | None:
    """What is wrong with the date; None when it is no date at all."""
    if read.day is not None:
        return ""
    sentence = date_problem(read)
    if sentence is None or (month is not None and _month_like(month) is None):
        return None
    return str(sentence)


def _month_like(word: str) -> str | None:
    bare = re.sub(r"[.\s]|เดือน", "", word)
    if bare in _BARE_MONTHS:
        return _BARE_MONTHS[bare]
    near = get_close_matches(bare, [name for name in _BARE_MONTHS if len(name) > 4], 1, 0.75)
    return _BARE_MONTHS[near[0]] if near else None


@dataclass(frozen=True)
class CitedRead:
    """A letter that is cited: its number, its date, or both."""

    passage: Passage
    number: NumberRead | None
    day: DayRead | None


def cited_in(passage: Passage, *, by_day: bool = False) -> Iterator[CitedRead]:
    """
    The letters that ``passage`` names by number and date, or by number.

    With ``by_day`` also those of which only the day is said.
    """
    taken: list[tuple[int, int]] = []
    for match in _CITED.finditer(passage.text):
        number = read_number(passage.group(match, "number" if match["number"] else "alone"))
        day = read_day(passage.group(match, "day"), match["month"]) if match["day"] else None
        if number or day:
            taken.append(match.span())
            yield CitedRead(passage.cut(*match.span()), number, day)
    for match in _CITED_BY_DAY.finditer(passage.text) if by_day else ():
        apart = all(match.end() <= start or end <= match.start() for start, end in taken)
        if apart and (day := read_day(passage.group(match, "day"), match["month"])):
            yield CitedRead(passage.cut(*match.span()), None, day)
