"""The text of a letter: its paragraphs, what it asks, by when, and what it cites."""

import datetime as dt
import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from papers.reading.found import Asked, Cited, Found
from papers.reading.passage import Passage, Spot
from papers.reading.printed import SURE
from papers.reading.rows import Row
from papers.reading.signs import CitedRead, cited_in
from thai.calendar import MONTHS, MONTHS_SHORT
from thai.deadline_json import to_json
from thai.deadline_phrase import parse_deadline
from thai.deadline_rule import AtOnce, InPeriod, OnDay, Rule, resolve
from thai.deadlines import last_day
from thai.sentences import Sentence, gettext_noop

_PARAGRAPH_MM = 5.0
_REQUEST = re.compile(
    r"(?:จึง|ขอ)(?:กราบ|ขอประทาน)?(?:เรียน|แจ้ง|ประกาศ|นมัสการ|ส่ง|ขอ)(?:มา|ให้|ความ|เพื่อ|โปรด|ทราบ)"
)
_LONGEST_PHRASE = 110
#: Words that would count from another day, or another hour.
_GOES_ON = re.compile(r"\s?(?:นับ|หลัง|ถัด|จาก|เวลา|ก่อนเวลา|.{0,10}(?:วันที่ได้รับ|ได้รับหนังสือ|วันที่ลง))")
#: Understood by whoever reads a phrase, and yet no part of it.
_NO_PART = ("ด้วย", "เท่านั้น", "เคร่งครัด", "แล้วเสร็จ")
_COUNTED_FROM = "นับแต่วันที่ได้รับหนังสือ"
_ALIKE = 0.5
_OF_ROUNDS = re.compile(r"[0-9๐-๙]\s?\S{0,6}\s?$|ของ$")
_NEEDS_VERB = re.compile(r"ทุก|(?:ไม่|มิให้)เกิน\s*(?!วันที่)")
_VERB = re.compile(r"รายงาน|ส่ง|แจ้ง|แล้วเสร็จ|ตอบ|ยื่น|จัดทำ")
_NEAR = 60
_MORE_AROUND = gettext_noop("ข้อความรอบกำหนดอ่านไม่ออก โปรดตรวจกับต้นฉบับ")
_DAY_UNREAD = gettext_noop("อ่านวันที่ของหนังสือที่อ้างถึงไม่ออก โปรดตรวจกับต้นฉบับ")
_DAY_FOLLOWS = re.compile(
    r"\s?(?:\([^()]{1,20}\)\s?)?(?:ลงวัน|ลว|.{0,4}วันที่|.{0,9}[0-9๐-๙]{1,2}\s?[ก-ฮเ-ไ])"
)
_TOLD = re.compile(r"(?:ตาม|อนุสนธิ|สืบเนื่อง).{10,900}?(?<=\s)นั้น(?=\s|$)")
_TRIGGER = re.compile(
    r"ภายใน(?!ประจำ|ประเทศ|องค์กร|หน่วยงาน|จังหวัด|อำเภอ|เขต|พื้นที่|กรม|กระทรวง)|ก่อน(?=วันที่|เดือน|สิ้น|วันทำการ)|(?:ไม่|มิให้)(?:เกิน|ช้ากว่า)"
    r"|(?:วันที่\s?)?(?<![0-9๐-๙/])[0-9๐-๙]{1,2}(?:\s?/\s?[0-9๐-๙]{1,2}\s?/\s?[0-9๐-๙]{2,4}|\s[ก-ฮเ-ไ][ก-์.]{2,11}\s[0-9๐-๙]{4})(?=\s(?:ก่อน|ภายใน|ไม่เกิน)เวลา)"
    r"|อย่างช้า|ทุก(?=วันที่|เดือน|ไตรมาส|สัปดาห์|ปี|สิ้น|วันทำการ|วัน(?:จันทร์|อังคาร|พุธ|พฤหัส|ศุกร์))"
)
#: Where a phrase may end.
_STOP = re.compile(
    r"(?<=[0-9๐-๙])(?![0-9๐-๙])|(?<=น\.)|(?<=วัน)(?!ที่|ทำการ|นับ|[0-9๐-๙])|(?<=ทำการ)|(?<=เดือน)|(?<=ปี)|(?<=ถัดไป)|(?<=หนังสือ)|(?<=นี้)|(?<=ฉบับนี้)"
    r"|(?<=งบประมาณ)|(?<=ไตรมาส)|(?<=สัปดาห์)|(?<=ชั่วโมง)|(?<=นาฬิกา)|(?<=แจ้ง)|(?<=เป็นต้นไป)|(?<=อย่างช้า)|(?<=เดือน[ก-ฮ]คม)|(?<=ยน)|(?<=คม)|(?=\s)|$"
)


def paragraphs_of(body: list[Row], margin: float) -> list[Passage]:
    """Rows of the text joined into paragraphs: each begins with an indented row."""
    paragraphs: list[list[Passage]] = []
    for row in body:
        if not paragraphs or row.box.left > margin + _PARAGRAPH_MM:
            paragraphs.append([])
        paragraphs[-1].append(row.passage)
    return [Passage.one_below_the_other(parts) for parts in paragraphs]


def body_of(paragraphs: list[Passage]) -> Found[str] | None:
    """All of the text, an empty line between its paragraphs."""
    whole = Passage.joined(paragraphs, "\n\n")
    return whole.found(whole.text) if whole else None


def request_of(paragraphs: list[Passage]) -> Found[str] | None:
    """The paragraph in which the letter says what it was written for."""
    for paragraph in reversed(paragraphs):
        if _REQUEST.match(paragraph.text):
            return paragraph.as_text()
    for paragraph in reversed(paragraphs):
        if at := re.search(r"จึง(?:เรียน|แจ้ง)มาเพื่อ", paragraph.text):
            return paragraph.cut(at.start()).as_text()
    return None


def deadlines_in(paragraphs: list[Passage], dated: dt.date | None) -> list[Found[Asked]]:
    """Phrases that say by when, read from the day on which the letter was written."""
    found: dict[str, Found[Asked]] = {}
    for paragraph in paragraphs:
        # "As you were asked to report by … นั้น" tells what another letter wanted.
        told = _TOLD.match(paragraph.text)
        for phrase, asked, why in _phrases(paragraph.cut(told.end() if told else 0), dated):
            found.setdefault(phrase.text, phrase.found(asked, why=why, sure=_sure(phrase)))
    return list(found.values())


def _phrases(paragraph: Passage, dated: dt.date | None) -> Iterator[tuple[Passage, Asked, str]]:
    end = 0
    for trigger in _TRIGGER.finditer(paragraph.text):
        if trigger.start() < end or not _is_asked(paragraph.text, trigger):
            continue
        if read := _longest(paragraph, trigger.start(), dated):
            end = read[0]
            cut_short = _cut_off(paragraph.text, trigger.start()) or _goes_on(paragraph, end)
            why = str(Sentence(_MORE_AROUND)) if cut_short else ""
            yield paragraph.cut(trigger.start(), end), read[1], why


def _sure(phrase: Passage) -> float:
    """A phrase that could be read says with its digits what it means, but for short months."""
    worded = "." in phrase.text or not re.search(r"[0-9๐-๙]", phrase.text)
    return phrase.confidence if worded else phrase.confidence_of_digits


def _is_asked(text: str, trigger: re.Match[str]) -> bool:
    """Rounds and bare counts are deadlines only of something that is asked for."""
    if not _NEEDS_VERB.match(text, trigger.start()):
        return True
    return _VERB.search(text, max(0, trigger.start() - _NEAR), trigger.end() + _NEAR) is not None


def _cut_off(text: str, start: int) -> bool:
    """Whether rounds are what is left of a day in them: … 5 ของทุกเดือน."""
    return text.startswith("ทุก", start) and _OF_ROUNDS.search(text, 0, start) is not None


def _goes_on(paragraph: Passage, end: int) -> bool:
    """Whether more of a deadline follows, perhaps misread."""
    if _GOES_ON.match(paragraph.text, end):
        return True
    after = paragraph.cut(end, end + len(_COUNTED_FROM))
    if after.confidence == SURE:
        return False
    return SequenceMatcher(None, after.text, _COUNTED_FROM).ratio() > _ALIKE


def _longest(paragraph: Passage, start: int, dated: dt.date | None) -> tuple[int, Asked] | None:
    text = paragraph.text[start : start + _LONGEST_PHRASE].split("\n")[0]
    stops = sorted({match.start() for match in _STOP.finditer(text, 6)}, reverse=True)
    for stop in stops:
        phrase = text[:stop].strip()
        if phrase.endswith(_NO_PART):
            continue
        rule = parse_deadline(phrase, on=dated or dt.date(2000, 1, 1)).rule
        if rule is None or isinstance(rule, AtOnce):
            continue
        if (
            dated is None
            and isinstance(rule, OnDay)
            and not re.search(r"[0-9๐-๙]{2,4}\s*\S{0,12}$", phrase)
        ):
            continue
        return start + stop, _asked(rule)
    return None


def _asked(rule: Rule) -> Asked:
    """A rule that is the same day for everybody is that day."""
    if isinstance(rule, OnDay):
        return Asked(rule.day, to_json(rule) if rule.time else None)
    if isinstance(rule, InPeriod) and rule.begins and not rule.place.working:
        any_day = rule.begins
        due_at = resolve(
            rule, letter_dated=any_day, received_on=any_day, is_day_off=lambda _d: False
        )
        if due_at is not None:
            return Asked(last_day(due_at), to_json(rule))
    return Asked(None, to_json(rule))


def citations_in(listed: list[Passage], text: list[Passage], own: str) -> list[Found[Cited]]:
    """
    The letters cited, each once: ``listed`` under อ้างถึง and สิ่งที่ส่งมาด้วย, or in the ``text``.

    ``own`` is the key of the letter itself.
    """
    kept: dict[str, Found[Cited]] = {}
    for part in (*listed, *text):
        for read in cited_in(part, by_day=part in listed):
            key = (
                read.number.reference.key
                if read.number
                else f"day {read.day.day if read.day else ''}"
            )
            if key == own or (read.number is None and read.day is None):
                continue
            before = kept.get(key)
            if before is None or (before.value.day is None and read.day is not None):
                kept[key] = _cited(read, part)
    return list(kept.values())


def _cited(read: CitedRead, part: Passage) -> Found[Cited]:
    number = read.number.passage.as_text().value if read.number else None
    reasons = [read.number.why if read.number else "", read.day.why if read.day else ""]
    end = part.text.index(read.passage.text) + len(read.passage.text)
    if read.day is None and _DAY_FOLLOWS.match(part.text, end):
        reasons.append(str(Sentence(_DAY_UNREAD)))
    why = " ".join(reason for reason in reasons if reason)
    parts = [one for one in (read.number, read.day) if one]
    exact = Passage.joined([one.passage for one in parts], " ")
    sure = read.number.passage.confidence if read.number else 1.0
    sure *= read.day.sure if read.day else 1.0
    found = exact.found(Cited(number, read.day.day if read.day else None), why=why, sure=sure)
    return Found(found.value, read.passage.text, found.places, found.confidence, why)


_NUMBERED = re.compile(
    r"\(?(?P<nth>[0-9๐-๙]{1,2})[.)]\s*(?![0-9๐-๙])|(?P<bare>[1-9๑-๙])\s+(?=[ก-๙])(?!ลง|(?:"
    + "|".join(map(re.escape, (*MONTHS, *MONTHS_SHORT)))
    + "))"
)
_COUNT = re.compile(r"จำนวน(?=\s*[0-9๐-๙อ-ฮก-ฮ])")
#: A count that ends so far to the right stands in a column of counts.
_COLUMN_MM, _COLUMN_EDGE_MM = 180.0, 3.0
_GOES_ON_NAMING = re.compile(r"(?:ที่\s*[ก-ฮ]{2}|ลงวันที่|ลว\.?\s*[0-9๐-๙]|[0-9๐-๙])")
_COUNTED_END = re.compile(r"จำนวน\s*[0-9๐-๙]+\s*[ก-๙]{1,12}$")


def items_of(section: list[Passage]) -> list[Passage]:
    """The numbered lines of อ้างถึง or สิ่งที่ส่งมาด้วย, continued lines joined, without numbers."""
    items: list[list[Passage]] = []
    listed = any_numbered(section)
    for passage in section:
        numbered = _NUMBERED.match(passage.text)
        if numbered or not items or (not listed and _is_next(items[-1][-1], passage)):
            items.append([])
        items[-1].append(passage.cut(numbered.end()) if numbered else passage)
    return [_count_last(parts) for parts in items]


def _is_next(before: Passage, passage: Passage) -> bool:
    """
    Without numbers a new item follows a counted one, unless the counts are a column.

    None begins with the number or the day of a letter that the line above names.
    """
    if _GOES_ON_NAMING.match(passage.text):
        return False
    counted = _COUNTED_END.search(before.text)
    if counted is None:
        return False
    start = before.spots[counted.start()]
    in_column = start is not None and (start[1] == 0 or start[0].box.right > _COLUMN_MM)
    return not in_column or _COUNT.search(passage.text) is not None


def any_numbered(section: list[Passage]) -> bool:
    """Whether the list has numbers of its own."""
    return any(_NUMBERED.match(passage.text) for passage in section)


def _count_last(parts: list[Passage]) -> Passage:
    """One item; จำนวน at the right of its first line, and its column, belong behind the last."""
    counts, texts = [], []
    column: float | None = None
    for part in parts:
        count = _COUNT.search(part.text)
        at = count.start() if count and part is not parts[-1] else _column_at(part, column)
        if at is not None:
            column = _left(part.spots[at]) if count else column
            counts.append(part.cut(at))
            part = part.cut(0, at)  # noqa: PLW2901 - the rest of the same line
        texts.append(part)
    return Passage.one_below_the_other([*texts, *counts])


def _column_at(part: Passage, column: float | None) -> int | None:
    """Where a piece of its own begins that stands in the column of counts."""
    if column is None:
        return None
    begins = (at for at, spot in enumerate(part.spots) if at and spot and spot[1] == 0)
    return next((at for at in begins if _left(part.spots[at]) > column - _COLUMN_EDGE_MM), None)


def _left(spot: Spot) -> float:
    return spot[0].box_of(spot[1], spot[1] + 1).left if spot else 0.0
