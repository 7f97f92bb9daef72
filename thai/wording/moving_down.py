"""A request moved one level down: those who were asked ask those below them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from thai.wording.asked import Asked, read_item, tells
from thai.wording.body import number_of
from thai.wording.closings import Direction, direction_of
from thai.wording.doers import STANDING, Doers, House, Level, Receiver, listed

_KNOWING = re.compile(r"(?:ได้)?ทราบ")
_IN = re.compile(r"^ในการ")
_REPORTING = r"ให้|ไปยัง|มายัง|ถึง|ต่อ|รายงาน|ส่ง|แจ้ง"
_AFTER_NAME = r"(?=ทราบ|\s|ภายใน|ก่อน|ต่อไป|โดย|เพื่อ|ไม่เกิน|$)"
#: What each level does with what the level below it sent.
_COLLECTS = r"\s?(?:รวบรวม|สรุป|รายงาน|จัดส่ง|ส่ง|ตรวจสอบ|กำกับ|ติดตาม)"
_OTHERWISE_ASKED = (
    r"(?:ขอให้|ขอความร่วมมือ|ขอความอนุเคราะห์|มอบหมาย(?:ให้)?|(?:^|\s|และ|แล้ว|พร้อมทั้ง|รวมทั้ง|ตลอดจน|โดย)ให้)"
    r"(?:{mine})(?!ทราบ|\s|$|ภายใน)"
)
_ONES_OWN = (
    r"(?:ของ|ระดับ|ในนาม|ราย|ผู้แทน|(?<!ส่วน)ท้องถิ่น|ที่ว่าการ|ศาลากลาง|ที่ทำการปกครอง|ภาพรวม|แผนพัฒนา"
    r"|คณะ(?:กรรมการ|ทำงาน)\S{0,30}?)"
)
_NEXT_PART = re.compile(r"และ|แล้ว(?!เสร็จ)|พร้อม|รวมทั้ง|ตลอดจน|มอบหมาย|ทั้งนี้")
#: Of their own they pass nothing on: nothing lies below them.
_PASSES_ON = frozenset({Level.MINISTRY, Level.DEPARTMENT, Level.PROVINCE, Level.DISTRICT})


@dataclass(frozen=True, slots=True)
class Moved:
    """
    A request as the office between words it.

    ``opening`` is whom it asks, ``to_do`` what; ``beside`` asks the same of the other direct
    receivers. ``idle`` are receivers of whom nothing was asked.
    """

    opening: str
    to_do: str
    beside: str = ""
    idle: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Between:
    """The office in between: who wrote to it, and to whom it writes."""

    me: House
    sender: House
    receivers: tuple[Receiver, ...]


def move(asked: Asked, between: Between) -> Moved | None:
    """
    What the office in between was asked, as it asks it of its own receivers.

    None when it cannot be said without perhaps being wrong.
    """
    receivers = between.receivers
    if not receivers:
        return None
    doers = _doers(asked)
    if doers is not None and doers.others and _are_all(doers, receivers):
        # Schools and villages beside our own receivers: who tells them is not said.
        return None
    if doers is None or doers.addressee:
        return _same_below(asked, between)
    direct = [one for one in receivers if one.level in doers.levels and not doers.others]
    relays = [one for one in receivers if one not in direct]
    if not doers.others:
        relays = [one for one in relays if one.level in _PASSES_ON]
    idle = tuple(one.called for one in receivers if one not in direct and one not in relays)
    if relays:
        moved = _have_told(asked, between, doers, relays, direct)
    else:
        moved = _ask_them(asked, between, doers) if direct else None
    return moved and replace(moved, idle=idle)


def _doers(asked: Asked) -> Doers | None:
    """Who shall do it in the end; None: whoever was asked."""
    if asked.last is not None:
        return asked.last
    first = asked.first
    if first is None or (first.addressee and not first.levels and not first.others):
        return None
    return first


def _same_below(asked: Asked, between: Between) -> Moved | None:
    """What we were asked ourselves is done by those below."""
    main, rest = _highest(between.receivers)
    first = asked.first
    if first is not None and first.levels and not _covers(first, between.receivers):
        return None
    called = listed([one.noun for one in main])
    to_do = _mentions(asked.to_do, between.me, between.sender, called, ours=True)
    if to_do is None or any(_covers(one, main) for one in tells(to_do, between.me)):
        return None
    opening = _opening(asked, between, called, to_do)
    return Moved(opening, _bare(to_do), _beside(rest, between.me, to_do))


def _ask_them(asked: Asked, between: Between, doers: Doers) -> Moved | None:
    """Those who shall do it are our own receivers."""
    to_do = _mentions(asked.to_do, between.me, between.sender, "")
    if to_do is None:
        return None
    return Moved(_opening(asked, between, doers.bare, to_do), _bare(to_do))


def _have_told(
    asked: Asked,
    between: Between,
    doers: Doers,
    relays: Sequence[Receiver],
    direct: Sequence[Receiver],
) -> Moved | None:
    """Our receivers tell those who shall do it."""
    me = between.me
    main, rest = _highest(relays)
    called = listed([one.noun for one in main])
    to_do = _mentions(asked.to_do, me, between.sender, called)
    if to_do is None:
        return None
    them = doers.text if doers.placed or doers.others else f"{doers.text}ในพื้นที่"
    them = them.replace(f"ในเขต{me.name}", "ในเขตพื้นที่").replace(f"ในพื้นที่{me.name}", "ในพื้นที่")
    if me.noun and main[0].level is Level.DISTRICT:
        them = re.sub(rf"ในเขต{me.noun}|ใน{me.noun}", "ในพื้นที่", them)
    opening = f"{_wish(asked, me, relays)}{called}{asked.tell or 'แจ้ง'}{them}"
    return Moved(opening, f"{asked.link}{to_do}", _beside([*rest, *direct], me, to_do))


def _are_all(doers: Doers, receivers: Sequence[Receiver]) -> bool:
    return all(one.level in doers.levels for one in receivers)


def _covers(doers: Doers, receivers: Sequence[Receiver]) -> bool:
    """Whether receivers of each kind are among those named beside the reader."""
    return any(one.level in doers.levels for one in receivers)


def _highest(receivers: Sequence[Receiver]) -> tuple[list[Receiver], list[Receiver]]:
    """Those who stand highest, and the others beside them."""
    top = min(STANDING[one.level] for one in receivers)
    main = [one for one in receivers if STANDING[one.level] == top]
    return main, [one for one in receivers if one not in main]


def _opening(asked: Asked, between: Between, called: str, to_do: str) -> str:
    if _KNOWING.match(to_do):
        return f"จึงแจ้งให้{called}"
    return f"{_wish(asked, between.me, between.receivers)}{called}"


def _wish(asked: Asked, me: House, receivers: Sequence[Receiver]) -> str:
    """How an office asks in this direction (saraban §1.6)."""
    if asked.wish in ("ขอเชิญ", "ขอเชิญชวน"):
        return f"จึง{asked.wish}"
    direction = direction_of(me, [one.level for one in receivers])
    if direction is Direction.UP:
        return "จึงขอความอนุเคราะห์"
    if direction is Direction.LEVEL:
        return "จึงขอความอนุเคราะห์" if asked.wish == "ขอความอนุเคราะห์" else "จึงขอความร่วมมือ"
    return "จึงขอให้" if me.level in (Level.MINISTRY, Level.DEPARTMENT) else "จึงให้"


def _bare(to_do: str) -> str:
    return _IN.sub("", to_do)


def _beside(receivers: Sequence[Receiver], me: House, to_do: str) -> str:
    """The clause for those addressed directly beside a level."""
    if not receivers:
        return ""
    polite = "ก็ขอให้" if me.level in (Level.MINISTRY, Level.DEPARTMENT) else "ก็ให้"
    what = "ดำเนินการ"
    if _KNOWING.match(to_do):
        what = "ถือปฏิบัติ" if "ปฏิบัติ" in to_do else "ทราบ"
    return f"สำหรับ{listed([one.called for one in receivers])}{polite}{what}เช่นเดียวกัน"


def _mentions(
    to_do: str, me: House, sender: House, called: str, *, ours: bool = False
) -> str | None:
    """
    Who reports to whom, one level down: ``sender`` becomes ``me``, ``me`` becomes ``called``.

    None when ``me`` is told to do something of its own that nobody below can do for it;
    ``ours`` if ``me`` was told all of it.
    """
    mine = _mine(me)
    text = re.sub(
        rf"(?P<let>(?:และ|แล้ว|พร้อมทั้ง|โดย)(?:ขอ)?ให้)(?:{mine})(?={_COLLECTS})",
        r"\g<let>\0ME\0",
        to_do,
    )
    if _is_for(text, me, ours=ours):
        return None
    for name in sender.names:
        here = me.noun if name == sender.noun and me.noun else me.name
        said = rf"(?P<to>{_REPORTING})(?P<gap>\s?){re.escape(name)}{_AFTER_NAME}"
        text = re.sub(said, rf"\g<to>\g<gap>{here}", text)
    if "\0ME\0" in text and not called:
        return None
    return text.replace("\0ME\0", called)


def _mine(me: House) -> str:
    return "|".join(re.escape(one) for one in (me.name, me.noun) if one)


def _is_for(text: str, me: House, *, ours: bool) -> bool:
    """
    Whether a part of ``text`` is for ``me`` alone: asked of it by name, or about what it has.

    Those who shall do the first part keep to it whoever tells them; who shall do what follows
    is not said again, and it may be ``me``.
    """
    mine = _mine(me)
    if re.search(_OTHERWISE_ASKED.format(mine=mine), text) or re.search(rf"(?:{mine})ละ", text):
        return True
    begins = None if ours else _NEXT_PART.search(text)
    if not ours and begins is None:
        return False
    # A department or a ministry of another name is not this one.
    noun = rf"{me.noun}(?=\s|$|ภายใน|และ|ให้|โดย|เพื่อ)" if me.noun in ("กรม", "กระทรวง") else me.noun
    own = "|".join(one for one in (re.escape(me.name), noun) if one)
    return re.search(rf"{_ONES_OWN}(?:{own})", text[begins.start() if begins else 0 :]) is not None


def move_item(item: str, between: Between) -> tuple[str, bool] | None:
    """
    A numbered item of a request, and whether it tells somebody who is now asked himself.

    None when it cannot be said.
    """
    number = number_of(item)
    text = item[len(number) :]
    read = read_item(text, between.me)
    receivers = between.receivers
    called = listed([one.noun for one in _highest(receivers)[0]]) if receivers else ""
    if read is not None and _are_all(read[0], receivers):
        to_do = _mentions(read[1], between.me, between.sender, "")
        return None if to_do is None else (f"{number}{to_do}", True)
    said = _mentions(text, between.me, between.sender, called, ours=read is None)
    return None if said is None else (f"{number}{said}", False)


def move_added(paragraph: str, me: House, sender: House) -> str | None:
    """What a letter adds to its request; None when it speaks to ``me`` alone."""
    if "ท่าน" in paragraph or re.search(rf"ให้(?:{_mine(me)})(?!ทราบ)", paragraph):
        return None
    ours = re.search(r"ให้|ขอ(?!ง)|โปรด|ต้อง", paragraph) is not None
    return _mentions(paragraph, me, sender, "", ours=ours)
