"""By when and where to answer, as they stand inside a request."""

from __future__ import annotations

import re

from thai.calendar import MONTHS, MONTHS_SHORT

_MONTH = "|".join(re.escape(name) for name in (*MONTHS, *MONTHS_SHORT))
_D = "[0-9๐-๙]"
_HOUR = rf"(?:\s*(?:ก่อน|ภายใน)?เวลา\s*{_D}{{1,2}}[.:]{_D}{{2}}\s*(?:น\.|นาฬิกา)?)?"
_DAY = (
    rf"(?:ภายใน|ก่อน|ไม่เกิน|ไม่ช้ากว่า)\s?(?:วัน(?:จันทร์|อังคาร|พุธ|พฤหัสบดี|ศุกร์|เสาร์|อาทิตย์)?ที่|วัน(?:จันทร์|อังคาร|พุธ|พฤหัสบดี|ศุกร์)ที่)?\s*"
    rf"{_D}{{1,2}}\s*(?:{_MONTH})(?:\s*(?:พ\.ศ\.)?\s*{_D}{{2,4}})?{_HOUR}"
)
_COUNT = rf"(?:ภายใน|ไม่เกิน)\s?{_D}{{1,3}}\s?(?:ชั่วโมง|วันทำการ|วัน|สัปดาห์|เดือน)(?:\s?นับ(?:แต่|จาก|ตั้งแต่|ถัดจาก)?\s?(?:จาก)?วันที่?(?:ได้รับหนังสือ(?:ฉบับนี้|นี้)?|ลงในหนังสือ|ที่ได้รับหนังสือ)?)?"
_DEADLINE = re.compile(rf"\s*(?P<phrase>{_DAY}|{_COUNT})")
_ANSWERED = re.compile(
    r"\s*(?:(?:โดย|และ|แล้ว|พร้อมทั้ง|พร้อม)(?:ขอ)?(?:ให้)?)\s?(?:จัดส่ง|รายงาน|ตอบ|กรอก|ส่ง)[^\n]*?(?:แบบ(?:สำรวจ|สอบถาม|รายงาน|ตอบ)|คิวอาร์โค้ด|QR|เว็บไซต์|ระบบ)\S*"
)
#: That they report goes without saying where the next words say how.
_REPORTED = re.compile(
    r"\s*(?:และ|แล้ว|พร้อมทั้ง|พร้อม)(?:ขอ)?(?:ให้)?รายงานผล?(?:การ\S{0,30}?|ให้ทราบ)?"
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
    r"\s*(?:และ)?สำหรับ[^\n]+?ก?็?ให้(?:ดำเนินการ|ปฏิบัติ|ถือปฏิบัติ|ทราบ)เช่นเดียวกัน(?:ด้วย)?"
)


def deadlines_in(text: str) -> list[str]:
    """Every phrase of a deadline, as printed."""
    return [found["phrase"].strip() for found in _DEADLINE.finditer(text)]


def with_deadline(text: str, phrase: str) -> str | None:
    """
    ``text`` with ``phrase`` for the deadline that it names, or behind it if it names none.

    None where it names several: which one is meant is for the writer to say.
    """
    if not phrase:
        return text
    found = list(_DEADLINE.finditer(text))
    if not found:
        return f"{text} {phrase}"
    if any(one["phrase"].strip() == phrase for one in found):
        return text
    if len(found) > 1:
        return None
    return f"{text[: found[0].start()]} {phrase}{text[found[0].end() :]}"


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
