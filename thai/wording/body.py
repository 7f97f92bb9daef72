"""The text of a letter, taken apart: what it tells, what it asks, what it adds, how it ends."""

from __future__ import annotations

import re
from dataclasses import dataclass

from thai.wording.asked import asks
from thai.wording.closings import is_closing

_BLANK_LINE = re.compile(r"\n\s*\n")
_ITEM = re.compile(r"[(]?[0-9๐-๙]{1,2}(?:\.[0-9๐-๙]{1,2})*[.)]?\s+(?=[ก-๙])")
#: Where asking may begin inside a paragraph that also tells.
_CUTS = (
    re.compile(r"\s(?=ในการนี้|ดังนั้น|เพื่อให้[^\n]{0,300}?\sจึง|เพื่อ[^\n]{0,300}?\sจึง)"),
    re.compile(r"\s(?=จึง(?:ขอ|ให้|แจ้ง|โปรด|กำชับ)|ขอให้|ขอความร่วมมือ|ขอความอนุเคราะห์)"),
    re.compile(r"(?=จึง(?:ขอ|ให้|แจ้ง|โปรด|กำชับ))"),
)
#: "ด้วยสมาคม ก ขอความ…": the name alone is no sentence, what it asks belongs to it.
_ASKED_AT_ONCE = re.compile(
    r"(?<!ได้)(?<!เคย)(?<!ที่)(?<!การ)(?<!คำ)(?<!จะ)(?=ขอให้|ขอความร่วมมือ|ขอความอนุเคราะห์|ขอความกรุณา)"
)
_BARE_NAME = re.compile(r"(?:เนื่องด้วย|ด้วย)?\s*\S+(?:\s(?:โดย|และ|ร่วมกับ)\S+)*")
_HAS_VERB = re.compile(r"ได้|จะ(?!นะ|แนะ)|กำลัง|มี(?:ความ|นโยบาย|กำหนด|มติ|หนังสือ|คำสั่ง)|กำหนดจัด|ว่า")
#: A line of a table: figures at its end, or columns kept apart by spaces.
_ROW = re.compile(r"(?:\S.*?)?(?:\s+[-–+]?[0-9๐-๙][0-9๐-๙,.]*%?){2,}|\S.*?(?:\s{2,}|\t)\S.*")
_LONGEST_ROW = 80
_PROSE = re.compile(r"ด้วย|เนื่อง|ตาม|ทั้งนี้|อนึ่ง|จึง|ในการนี้|บัดนี้|โดย")
_IN_CLOSING = re.compile(
    r"จึงเรียนมาเพื่อ(?:โปรด)?\s*(?:(?:ทราบ|พิจารณา(?:ดำเนินการ)?)\s*(?:และถือปฏิบัติ)?\s*(?:และ|โดย)?\s*(?:โปรด|ขอความร่วมมือ)?)?\s*"
    r"(?P<wish>(?:แจ้ง|กำชับ|ประสาน|สั่งการ|ประชาสัมพันธ์)\S.*)"
)


@dataclass(frozen=True, slots=True)
class Body:
    """
    Paragraphs by what they do. ``told`` comes first; ``wishes`` are requests with their
    numbered items; ``added`` is what neither tells nor asks; ``closing`` the last sentence.
    ``tables`` are no prose; whoever gets the letter as a copy reads them there.
    """

    told: tuple[str, ...]
    wishes: tuple[str, ...]
    added: tuple[str, ...]
    closing: str
    tables: tuple[str, ...] = ()


def read_body(body: str) -> Body:
    """Take ``body`` apart; paragraphs are parted by blank lines."""
    blocks = _BLANK_LINE.split(body.replace("\r", ""))
    tables = [block for block in blocks if _is_table(block)]
    parts = [" ".join(one.split()) for one in blocks if one.strip() and one not in tables]
    closing = parts.pop() if parts and is_closing(parts[-1]) else ""
    told: list[str] = []
    wishes: list[str] = []
    added: list[str] = []
    for number, part in enumerate(parts):
        if wishes and is_item(part):
            wishes.append(part)
        elif not asks(part) or (number == 0 and any(asks(one) for one in parts[1:])):
            (added if wishes else told).append(part)
        elif told or wishes:
            wishes.append(part)
        else:
            before, wish = _cut(part)
            # "…ว่า ขอให้…": what was asked of the sender is told too.
            before = part if before.endswith("ว่า") or _is_name(before, wish) else before
            told += [before] if before else []
            wishes.append(wish)
    if not wishes and (wish := _in_closing(closing)):
        wishes.append(wish)
    left = tuple(" ".join(one.split()) for one in tables)
    return Body(tuple(told), tuple(wishes), tuple(added), closing, left)


def _is_table(block: str) -> bool:
    """Whether most lines of a block are rows of figures or of columns."""
    lines = [line.strip() for line in block.splitlines() if line.strip()]
    rows = [line for line in lines if _ROW.fullmatch(line)]
    short = all(len(line) <= _LONGEST_ROW for line in lines)
    if not short or len(rows) < 2 or 2 * len(rows) < len(lines):
        return False
    return _PROSE.match(lines[0]) is None and not asks(" ".join(lines))


def is_item(paragraph: str) -> bool:
    """Whether a paragraph begins with a number of a list."""
    return _ITEM.match(paragraph) is not None


def number_of(item: str) -> str:
    """The number with which an item begins, as printed."""
    found = _ITEM.match(item)
    return found[0] if found else ""


def _cut(paragraph: str) -> tuple[str, str]:
    """A paragraph that tells and asks, cut where the asking begins."""
    for pattern in _CUTS:
        for cut in pattern.finditer(paragraph):
            before, wish = paragraph[: cut.start()].strip(), paragraph[cut.end() :].strip()
            if before and asks(wish) and not asks(before):
                return before, wish
    if paragraph.startswith(("ด้วย", "เนื่องด้วย")) and (at := _ASKED_AT_ONCE.search(paragraph)):
        before, wish = paragraph[: at.start()].strip(), paragraph[at.start() :]
        if not asks(before):
            return before, wish
    return "", paragraph


def _is_name(before: str, wish: str) -> bool:
    """Whether what stands before ``wish`` is only who has it, and no sentence by itself."""
    bare = _BARE_NAME.fullmatch(before) is not None and _HAS_VERB.search(before) is None
    return bare and wish.startswith("ขอ")


def _in_closing(closing: str) -> str:
    """The request that a last sentence carries: "… เพื่อโปรดแจ้ง… ทราบและถือปฏิบัติ"."""
    found = _IN_CLOSING.match(closing)
    return f"ขอให้{found['wish']}" if found else ""
