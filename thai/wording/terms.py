"""By when and where to answer, as they stand inside a request."""

from __future__ import annotations

import re
from collections.abc import Sequence

from thai.calendar import MONTHS, MONTHS_SHORT

_MONTH = "|".join(re.escape(name) for name in (*MONTHS, *MONTHS_SHORT))
_D = "[0-9๐-๙]"
#: Spaces before a phrase, tried once for each run of them.
_GAP = r"(?<!\s)\s*"
#: So many characters before a day say what it is the day of; further off nobody reads back.
_NEAR = 600
_HOUR = rf"(?:\s*(?:ก่อน|ภายใน)?เวลา\s*{_D}{{1,2}}[.:]{_D}{{2}}\s*(?:น\.|นาฬิกา)?)?"
_DAY = (
    rf"(?:ภายใน|ก่อน|ไม่เกิน|ไม่ช้ากว่า)\s?(?:วัน(?:จันทร์|อังคาร|พุธ|พฤหัสบดี|ศุกร์|เสาร์|อาทิตย์)?ที่|วัน(?:จันทร์|อังคาร|พุธ|พฤหัสบดี|ศุกร์)ที่)?\s*"
    rf"{_D}{{1,2}}\s*(?:{_MONTH})(?:\s*(?:พ\.ศ\.)?\s*{_D}{{2,4}})?{_HOUR}"
)
#: From when days are counted: only from a letter can whoever passes it on say it, too.
_FROM = (
    r"นับ(?:แต่|จาก|ตั้งแต่|ถัดจาก)?\s?(?:จาก)?(?:วัน(?:ที่)?\s?)?(?:ที่)?(?:ได้รับหนังสือ|ลงในหนังสือ)(?:ฉบับนี้|นี้)?"
    r"(?=\s|$|และ|แล้ว|โดย|ด้วย|ต่อไป|เพื่อ|พร้อม)"
)
_COUNT = rf"(?:ภายใน|ไม่เกิน)\s?{_D}{{1,3}}\s?(?:ชั่วโมง|วันทำการ|วัน|สัปดาห์|เดือน)(?:\s?{_FROM})?"
_DEADLINE = re.compile(rf"{_GAP}(?P<phrase>{_DAY}|{_COUNT})")
#: Days that another day cannot stand straight behind.
_OTHER_DAY = re.compile(
    rf"ถึง\s?(?:วัน\S{{0,12}}?ที่)?\s*{_D}{{1,2}}\s*(?:{_MONTH})|วันที่\s*{_D}{{1,2}}\s*ของ"
    r"|ภายใน\s?(?:สิ้น)?(?:เดือน|ปี|ไตรมาส|สัปดาห์)"
)
_OFFICE = "จังหวัด|อำเภอ|เทศบาล|องค์กร|องค์การ|อปท|อบต|อบจ|หน่วยงาน|ส่วนราชการ|โรงเรียน|สถานศึกษา|กำนัน|ผู้ใหญ่บ้าน|ชุมชน|ประชาชน"
#: What ends on a day: a report, or work that is one (a count, a check). "แจ้งเทศบาลจัดงาน…" only
#: says who shall do something else.
_REPORTS = re.compile(
    r"(?:(?<!ที่)|(?<=พื้นที่))(?:รายงาน(?!ตัว)|ส่ง(?!เสริม|มาด้วย|ต่อ|ผล)|ตอบ(?!แทน|สนอง|โต้)|กรอก"
    r"|สำรวจ|ตรวจสอบ|รวบรวม|ยืนยัน)"
    rf"|แจ้ง(?!(?:{_OFFICE})(?!\S{{0,60}}ทราบ|\s?$)|มา)|แล้วเสร็จ\s?$"
)
_WHICH = r"(?:(?<!พื้น)(?<!หน้า)(?<!สถาน)ที่(?!เกี่ยวข้อง|กำหนด|แนบ|ส่งมาด้วย|รับผิดชอบ|ปรากฏ)|ซึ่ง)"
#: A length of time; it is a deadline only straight behind what ends with it.
_COUNTED = re.compile(r"\s?นับ")
_AT_MOST = re.compile(rf"ไม่เกิน\s?{_D}+\s?(?:วันทำการ|วัน|เดือน|สัปดาห์|ชั่วโมง)")
_JUST_REPORTED = re.compile(r"(?:รายงาน|ส่ง|ตอบ|ทราบ|แล้วเสร็จ)\s?$")
#: A day or a length of time that says which persons or things are meant, not by when.
_OF_A_THING = re.compile(
    rf"(?:{_WHICH}\S{{0,80}}|เกิด|(?<!สูง)อายุ\S{{0,30}}|ระยะเวลา\S{{0,30}}|(?:ครั้ง|คราว|ปี|วัน|คน|ราย)ละ|ย้อนหลัง|ล่วงหน้า)\s?$"
)
_ANSWERED = re.compile(
    rf"{_GAP}(?:(?:โดย|และ|แล้ว|พร้อมทั้ง|พร้อม)(?:ขอ)?(?:ให้)?)\s?(?:จัดส่ง|รายงาน|ตอบ|กรอก|ส่ง)[^\n]{{0,{_NEAR}}}?(?:แบบ(?:สำรวจ|สอบถาม|รายงาน|ตอบ)|คิวอาร์โค้ด|QR|เว็บไซต์|ระบบ)\S*"
)
#: That they report goes without saying where the next words say how.
_REPORTED = re.compile(
    rf"{_GAP}(?:และ|แล้ว|พร้อมทั้ง|พร้อม)(?:ขอ)?(?:ให้)?รายงานผล?(?:การ\S{{0,30}}?|ให้ทราบ)?"
    r"(?=\s*(?:ภายใน|ก่อน|ไม่เกิน|ไม่ช้ากว่า|$))"
)
_GOES_ON_THERE = re.compile(
    r"\s*(?:(?:หรือ|และ)?\s*(?:ผ่าน|ทาง|โดย|สแกน|ตาม|ท้าย|ที่|คิวอาร์โค้ด|QR|\(QR|Code|https?://|<https?|www\.)\S*)"
)
_AT_THE_END = re.compile(r"(?:ท้าย|ทำ|ด้าน(?:ล่าง|ท้าย))\s?หนังสือ(?:ฉบับ)?นี้|ที่ปรากฏท้ายหนังสือ(?:ฉบับ)?นี้")
_NUMBER_OF_ENCLOSURE = re.compile(
    rf"(?P<sent>สิ่งที่ส่งมาด้วย)\s*(?:หมายเลข\s*)?{_D}{{1,2}}(?:\s*(?:-|–|ถึง|และ|,)\s*{_D}{{1,2}})*(?!\s*(?:วัน|ชุด|แผ่น|ฉบับ))"
)
_ALSO_THEY = re.compile(
    rf"{_GAP}(?:และ)?สำหรับ[^\n]{{1,{_NEAR}}}?ก?็?ให้(?:ดำเนินการ|ปฏิบัติ|ถือปฏิบัติ|ทราบ)เช่นเดียวกัน(?:ด้วย)?"
)


def deadlines_in(text: str) -> list[str]:
    """Every phrase of a deadline, as printed."""
    return [found["phrase"].strip() for found in _DEADLINE.finditer(text)]


def answered_by(text: str) -> list[str]:
    """Those of ``deadlines_in`` by which somebody shall report, send, count or answer something."""
    return [found["phrase"].strip() for found in _DEADLINE.finditer(text) if _ends(found)]


def _ends(found: re.Match[str]) -> bool:
    """Whether a report ends on the day that was found."""
    text = found.string
    before = text[max(0, found.start() - _NEAR) : found.start()]
    if _OF_A_THING.search(before) or _COUNTED.match(text, found.end()):
        return False
    if _AT_MOST.fullmatch(found["phrase"]):
        return _JUST_REPORTED.search(before) is not None
    clause = before.rpartition(" ทั้งนี้ ")[2]
    days = list(_DEADLINE.finditer(clause))
    earlier = [one.end() for one in days if not _OF_A_THING.search(clause[: one.start()])]
    return _REPORTS.search(clause[earlier[-1] :] if earlier else clause) is not None


def with_deadline(text: str, phrase: str, known: Sequence[str] = ()) -> str | None:
    """
    ``text`` with ``phrase`` for the day by which it wants an answer, or behind what it asks
    if it names no day. ``known`` are phrases of such days in it.

    None where it names several, or a day that may be something else: which one is meant is
    for the writer to say.
    """
    if not phrase:
        return text
    found = list(_DEADLINE.finditer(text))
    if any(one["phrase"].strip() == phrase for one in found):
        return text
    if not found and not _OTHER_DAY.search(text):
        return behind_request(text, f" {phrase}")
    ends = [one for one in found if one["phrase"].strip() in known or _ends(one)]
    others = [
        one
        for one in found
        if not _OF_A_THING.search(text, max(0, one.start() - _NEAR), one.start())
    ]
    if len(ends) != 1 or any(one not in ends for one in others):
        return None
    return f"{text[: ends[0].start()]} {phrase}{text[ends[0].end() :]}"


def behind_request(text: str, more: str) -> str:
    """``text`` with ``more`` behind what it asks, before what it adds."""
    core, mark, added = text.partition(" ทั้งนี้ ")
    return f"{core}{more}{mark}{added}"


def without_answering(text: str) -> str:
    """``text`` without the words that send its reader to a form or a page of somebody else's."""
    found = _ANSWERED.search(text)
    if found is None:
        return _REPORTED.sub("", text)
    stop = _DEADLINE.search(text, found.start())
    start, end = found.start(), found.end()
    if stop is not None and stop.start() < end:
        end = stop.start()
    while (more := _GOES_ON_THERE.match(text, end)) and not _DEADLINE.match(text, end):
        end = more.end()
    return text[:start] + text[end:]


def of_the_copy(text: str) -> str:
    """
    What ``text`` says of its own page and its own enclosures, as whoever gets it as a copy
    finds it: all of them are parts of the one thing enclosed.
    """
    text = re.sub(r"<((?:https?://|www\.)[^\s<>]+)>", r"\1", text)
    text = _NUMBER_OF_ENCLOSURE.sub(r"\g<sent>", text)
    return _AT_THE_END.sub("ท้ายหนังสือที่ส่งมาด้วย", text)


def without_others(text: str) -> str:
    """``text`` without the clause that asks the same of those beside its readers."""
    return _ALSO_THEY.sub("", text).strip()
