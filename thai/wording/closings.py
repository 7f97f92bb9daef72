"""The last sentence of a letter, by what it wants and in which direction it goes."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable

from thai.wording.doers import STANDING, House, Level


class Direction(enum.Enum):
    """Where a letter goes, seen from the office that writes it."""

    UP = enum.auto()
    LEVEL = enum.auto()
    DOWN = enum.auto()


class Action(enum.Enum):
    """What the last sentence asks for (saraban §1.6)."""

    KNOW = enum.auto()
    COMPLY = enum.auto()
    CONSIDER = enum.auto()
    CARRY_OUT = enum.auto()


_SENTENCES = {
    Action.KNOW: ("จึงเรียนมาเพื่อโปรดทราบ", "จึงเรียนมาเพื่อทราบ"),
    Action.COMPLY: ("จึงเรียนมาเพื่อโปรดทราบและถือปฏิบัติ", "จึงเรียนมาเพื่อทราบและถือปฏิบัติ"),
    Action.CONSIDER: ("จึงเรียนมาเพื่อโปรดพิจารณา", "จึงเรียนมาเพื่อพิจารณา"),
    Action.CARRY_OUT: ("จึงเรียนมาเพื่อโปรดพิจารณา", "จึงเรียนมาเพื่อพิจารณาดำเนินการต่อไป"),
}
_CLOSING = re.compile(r"^จึง(?:ได้)?(?:กราบ)?(?:เรียน|แจ้ง|นมัสการ|ประกาศ)มา|^จึงเรียน")


def closing_sentence(action: Action, direction: Direction) -> str:
    """The sentence; "โปรด" is said upward and among equals (saraban §1.6)."""
    polite, plain = _SENTENCES[action]
    return plain if direction is Direction.DOWN else polite


def direction_of(me: House, receivers: Iterable[Level]) -> Direction:
    """The direction toward the highest of ``receivers``; without any, downward."""
    if me.level is None:
        return Direction.LEVEL
    highest = min((STANDING[one] for one in receivers), default=len(STANDING))
    own = STANDING[me.level]
    if highest == own:
        return Direction.LEVEL
    return Direction.UP if highest < own else Direction.DOWN


def is_closing(paragraph: str) -> bool:
    """Whether a paragraph is the last sentence of a letter."""
    return _CLOSING.match(paragraph) is not None


def action_in(closing: str) -> Action | None:
    """What a last sentence asks for; None where there is none that says so."""
    if not is_closing(closing):
        return None
    if re.search(r"ถือปฏิบัติ|ถือเป็นแนวทาง|ปฏิบัติตาม", closing):
        return Action.COMPLY
    if "ดำเนินการ" in closing or re.search(r"แจ้ง(?!มา)|ประชาสัมพันธ์|แนวทาง", closing):
        return Action.CARRY_OUT
    if "พิจารณา" in closing:
        return Action.CONSIDER
    return Action.KNOW if "ทราบ" in closing else None


def before_closing(body: str, *paragraphs: str) -> str:
    """``body`` with ``paragraphs`` put in before its last sentence."""
    parts = [one for one in body.split("\n\n") if one.strip()]
    ends = [parts.pop()] if parts and is_closing(parts[-1].strip()) else []
    return "\n\n".join([*parts, *paragraphs, *ends])
