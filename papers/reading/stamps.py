"""Receipt stamps of other offices that are on the page already."""

import re
from dataclasses import dataclass

from papers.reading.found import Found, Received
from papers.reading.passage import Passage
from papers.reading.printed import Line, Page
from papers.reading.signs import DayRead, days_in
from thai.printed_date import parse_date
from thai.sentences import Sentence, gettext_noop

_RECEIVED = re.compile(
    r"(?:เลขทะเบียนรับ(?:ที่)?|เลขที่รับ(?:ที่)?|เลขรับ(?:ที่)?|รับเลขที่|รับที่|ลงรับที่|ลงรับเลขที่|ทะเบียนรับเลขที่)\s*[:.]?\s*"
    r"(?P<number>[0-9๐-๙][0-9๐-๙,]*(?:\s?\([0-9๐-๙]+\)|/[0-9๐-๙]{2,4})?)?"
)
_PLAIN = re.compile(r"(?:เลขที่|ที่|เลข)\s*[:.]?\s*(?P<number>[0-9๐-๙]{1,6}(?:\s?\([0-9๐-๙]+\))?)?$")
_DAY = re.compile(r"(?:ลง)?วันที่")
_TIME = re.compile(r"เวลา")
_CHOICE = re.compile(r"[-–•□☐]\s?[ก-ฮเ-ไ]")
_NUMBER_ALONE = re.compile(r"(?P<number>[0-9๐-๙]{1,6}(?:\s?\([0-9๐-๙]+\))?)$")
_NO_DAY = gettext_noop("อ่านวันที่ในตรารับไม่ออก โปรดตรวจกับต้นฉบับ")
_LIST_MM, _CLOSE_MM, _FEWEST_CHOICES = 12.0, 5.4, 3
_WIDE_MM, _DOWN_MM, _CHOICES_MM = 62.0, 17.0, 60.0


@dataclass(frozen=True)
class Stamp:
    """A stamp and the identities of the lines that it consists of."""

    found: Found[Received]
    lines: frozenset[int]


def stamps_of(page: Page) -> list[Stamp]:
    """The receipt stamps of ``page``, from top to bottom."""
    stamps: list[Stamp] = []
    for line in page.lines:
        taken = frozenset().union(*(stamp.lines for stamp in stamps))
        if id(line) in taken:
            continue
        sure = _RECEIVED.match(line.text)
        match = sure or _PLAIN.match(line.text)
        if match and (stamp := _stamp(page, line, match, sure=bool(sure))):
            stamps.append(stamp)
    return stamps


def _stamp(page: Page, first: Line, match: re.Match[str], *, sure: bool) -> Stamp | None:
    below = [line for line in page.lines if line is not first and _is_below(first, line)]
    dated = next((line for line in below if _DAY.match(line.text)), None)
    timed = next((line for line in below if _TIME.match(line.text)), None)
    # ที่ ๗๑๕ may be anything; with a day and a time below it, it is a stamp.
    if dated is None or (not sure and timed is None and not match[0].startswith("เลข")):
        return None
    parts = [first, dated, *([timed] if timed else [])]
    passage = Passage.of(first)
    number = passage.group(match, "number") if match["number"] else None
    if number is None:
        beside = _beside(page, first)
        parts += beside
        found = next((one for line in beside if (one := _NUMBER_ALONE.match(line.text))), None)
        if found is not None:
            line = next(line for line in beside if _NUMBER_ALONE.match(line.text))
            number = Passage.of(line)
    parts += _beside(page, dated) + (_beside(page, timed) if timed else [])
    written = Passage.side_by_side([dated, *_beside(page, dated)])
    day = _day(written)
    shown = (
        Passage.joined([one for one in (number, day.passage if day else None) if one], " ")
        or passage
    )
    received = Received(number.text if number else None, day.day if day else None)
    why = day.why if day else _why_no_day(written)
    over = _name_over(page, first) + _choices(page, dated)
    lines = frozenset(id(line) for line in [*parts, *over])
    return Stamp(shown.found(received, why=why), lines)


def _why_no_day(written: Passage) -> str:
    """A day that is left blank is none; figures that are no day are doubtful."""
    return str(Sentence(_NO_DAY)) if re.search(r"[0-9๐-๙]", written.text) else ""


def _day(passage: Passage) -> DayRead | None:
    label = _DAY.match(passage.text)
    rest = passage.cut(label.end() if label else 0)
    # 26 / ๑๐ / 63: pens leave gaps.
    if read := next(days_in(rest), None):
        return read
    digits = re.sub(r"\s*([/.-])\s*", r"\1", rest.text)
    if re.match(r"[0-9๐-๙]", digits) and (day := parse_date(digits).day):
        return DayRead(rest, day, "")
    return None


def _is_below(first: Line, line: Line) -> bool:
    down = line.box.top - first.box.top
    across = line.box.left - first.box.left
    # In a table of two columns the labels stand to the left of the number.
    return first.letter_height * 0.8 < down < _DOWN_MM and -55 < across < 12


def _beside(page: Page, line: Line) -> list[Line]:
    """Pieces on the same base line, near enough to stand in one stamp."""
    middle = (line.box.top + line.box.bottom) / 2
    return [
        other
        for other in page.lines
        if other is not line
        and other.box.top < middle < other.box.bottom
        and 0 <= other.box.left - line.box.left < _WIDE_MM - 10
    ]


def _choices(page: Page, dated: Line) -> list[Line]:
    """The units to choose from, printed below a stamp: with a dash each, or closely as a list."""
    below = [
        line
        for line in page.lines
        if 0 < line.box.top - dated.box.top < _CHOICES_MM
        and abs(line.box.left - dated.box.left) < _WIDE_MM
    ]
    marked = [line for line in below if _CHOICE.match(line.text)]
    return marked or _close_list(below, dated)


def _close_list(below: list[Line], dated: Line) -> list[Line]:
    """Three small lines or more, one below the other more closely than a letter is set."""
    small = sorted(
        (
            line
            for line in below
            if -_LIST_MM / 2 < line.box.left - dated.box.left < _LIST_MM
            and line.letter_height < 1.05 * dated.letter_height
            and not any(label.match(line.text) for label in (_RECEIVED, _PLAIN, _DAY, _TIME))
        ),
        key=lambda line: line.box.top,
    )
    chains: list[list[Line]] = []
    for line in small:
        if chains and line.box.top - chains[-1][-1].box.top < _CLOSE_MM:
            chains[-1].append(line)
        else:
            chains.append([line])
    longest = max(chains, key=len, default=[])
    return longest if len(longest) >= _FEWEST_CHOICES else []


def _name_over(page: Page, first: Line) -> list[Line]:
    """The office that received it, on the line above within the frame."""
    return [
        line
        for line in page.lines
        if 0 < first.box.top - line.box.top < 9
        and abs((line.box.left + line.box.right) / 2 - first.box.left - 18) < 25
        and line.box.left > 0.45 * page.width
        and line.letter_height < 1.05 * first.letter_height
    ]
