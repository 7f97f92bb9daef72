"""What a memo has no line for, written into its text (saraban §1.4)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from thai.digits import to_thai
from thai.wording.closings import before_closing
from thai.wording.doers import listed

_NUMBERED = re.compile(r"สิ่งที่ส่งมาด้วย(?:\s*(?=[0-9๐-๙]))?")
_COORDINATOR = re.compile(r"ผู้ประสานงาน\s*")


def write_into(
    body: str,
    *,
    references: Sequence[str] = (),
    enclosures: Sequence[tuple[str, str]] = (),
    copies_to: Sequence[str] = (),
    coordinator: str = "",
) -> str:
    """
    ``body`` with all of it said in words, before the last sentence.

    ``enclosures`` are pairs of text and amount; ``coordinator`` the line as it stands at the
    foot of an external letter.
    """
    added: list[str] = []
    if references:
        named = listed(list(references))
        if "หนังสือที่อ้างถึง" in body:
            body = body.replace("หนังสือที่อ้างถึง", named)
        else:
            added.append(f"เรื่องนี้สืบเนื่องจาก{named}")
    if enclosures:
        body = _NUMBERED.sub(
            lambda found: "เอกสารแนบ " if found[0].endswith(" ") else "เอกสารแนบ", body
        )
        added.append(_enclosed(enclosures))
    if copies_to:
        added.append(f"ทั้งนี้ ได้ส่งสำเนาเรียน{listed(list(copies_to))}ด้วยแล้ว")
    if coordinator:
        added.append(f"สอบถามรายละเอียดได้ที่ {_COORDINATOR.sub('', coordinator).strip()}")
    return before_closing(body, *added)


def _enclosed(enclosures: Sequence[tuple[str, str]]) -> str:
    items = [_item(text, amount) for text, amount in enclosures]
    if len(items) == 1:
        return f"พร้อมนี้ ได้แนบ{items[0]}มาด้วยแล้ว"
    numbered = " ".join(f"({to_thai(place)}) {item}" for place, item in enumerate(items, start=1))
    return f"พร้อมนี้ ได้แนบเอกสารมาด้วยแล้ว ได้แก่ {numbered}"


def _item(text: str, amount: str) -> str:
    amount = amount.strip()
    if not amount:
        return text
    return f"{text} {amount}" if amount.startswith("จำนวน") else f"{text} จำนวน {amount}"


def coordinator_in(contact: str) -> str:
    """The line of the owner block that names whom to telephone; "" without one."""
    lines = (line.strip() for line in contact.splitlines())
    return next((line for line in lines if _COORDINATOR.match(line)), "")
