"""Where a letter ends: what of its end runs on to the next page, before enclosures begin."""

import re
from itertools import takewhile

from papers.reading.outline import Outline
from papers.reading.passage import Passage
from papers.reading.rows import Row
from papers.reading.signs import day_alone

RIGHT_SHARE = 0.3
NEXT_LINE_MM = 13.0
NAME = re.compile(r"\(\s*(?P<name>[^()]{4,70}?)\s*\)$")
#: A unit that is responsible, or how to reach it; never the title of an enclosure.
_FOOT = re.compile(
    r"(?:สำนัก|กอง|กลุ่ม|ฝ่าย|งาน|ศูนย์|ส่วน|คณะ|สถาบัน|ที่ทำการ|แผนก|หน่วย|โทร|ผู้ประสาน|ผู้รับผิดชอบ|ผู้ติดต่อ|เจ้าของเรื่อง|ไปรษณีย์อิเล็ก|อีเมล|สำเนาส่ง"
    r"|e-?mail|tel)",
    re.IGNORECASE,
)
_REACHED_BY = re.compile(
    r"(?:โทร|มือถือ|ผู้ประสาน|ผู้รับผิดชอบ|ผู้ติดต่อ|ไปรษณีย์อิเล็ก|อีเมล|e-?mail|tel|fax)", re.IGNORECASE
)
_REACHED = re.compile(r"โทร|tel|มือถือ", re.IGNORECASE)
_MOST_POSITIONS, _LONGEST_POSITION_MM = 3, 110.0


def right_of(row: Row) -> Passage:
    """What does not stand at the left margin."""
    lines = [line for line in row.lines if line.box.left > RIGHT_SHARE * row.page.width]
    return Passage.side_by_side(lines)


def signed_at(made: Outline) -> int | None:
    """The row of the end with the name in brackets."""
    for at, row in enumerate(made.end):
        match = NAME.match(right_of(row).text)
        if match and not re.search(r"[0-9๐-๙/]", match["name"]):
            return at
    return None


def closing_of(made: Outline) -> list[Row]:
    """The rows of the end without those of enclosures."""
    last = _last_of_form(made)
    page = made.end[last].page if last is not None else None
    if page is None or last is None:
        return made.end
    rows = [row for row in made.end if row.page.number <= page.number]
    after = rows[last + 1 :]
    over = [row for row in made.end if row.page.number == page.number + 1]
    # The page may end between the name and the last line of the position.
    beginning = _positions(over) if all(_may_be_position(row) for row in after) else []
    rows += beginning
    if made.kind in ("memo", "order", "announcement"):
        return rows
    begun = any(_is_reach(row) for row in after)
    return rows + _foot(over[len(beginning) :], _REACHED_BY if begun else _FOOT)


def _last_of_form(made: Outline) -> int | None:
    """The name of the signer; of a sealed letter its day; else the first row of the end."""
    at = signed_at(made)
    if at is None:
        dated = (at for at, row in enumerate(made.end) if day_alone(right_of(row)))
        at = next(dated, 0 if made.end else None)
    return at


def _is_reach(row: Row) -> bool:
    return _REACHED.search(row.text) is not None


def _positions(over: list[Row]) -> list[Row]:
    """Short lines to the right at the top of the page: the position of who signed before it."""
    rows = list(takewhile(_may_be_position, over[: _MOST_POSITIONS + 1]))
    return rows if len(rows) <= _MOST_POSITIONS else []


def _may_be_position(row: Row) -> bool:
    at_right = row.box.left > RIGHT_SHARE * row.page.width
    return at_right and row.box.right - row.box.left < _LONGEST_POSITION_MM


def _foot(over: list[Row], first: re.Pattern[str]) -> list[Row]:
    """Lines at the margin that name a unit, as long as they follow each other closely."""
    if not over or not first.match(over[0].text) or not any(_is_reach(row) for row in over[:6]):
        return []
    rows = [over[0]]
    for row in over[1:]:
        close = row.box.top - rows[-1].box.bottom < NEXT_LINE_MM
        if not close or row.box.left > RIGHT_SHARE * row.page.width:
            break
        rows.append(row)
    return rows
