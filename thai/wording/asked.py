"""The request of a letter, read into its parts: who is asked, who shall tell whom, to do what."""

from __future__ import annotations

import re
from dataclasses import dataclass

from thai.wording.doers import Doers, House, read_doers

_WISHES = (
    r"ขอความร่วมมือ|ขอความอนุเคราะห์|ขอความกรุณา|ขอเชิญชวน|ขอเชิญ|ขอให้|โปรด|กำชับให้|กำชับ|แจ้งให้|แจ้ง(?!มา)"
)
_BEGINS = re.compile(
    rf"(?:จึง(?:ได้|ใคร่)?(?P<so>{_WISHES}|ให้|เห็นควรให้|ขอแจ้ง(?:ให้)?))"
    r"|(?:(?:^|(?<=\s))(?:และ)?(?P<plain>โปรด|ให้(?=จังหวัด|อำเภอ|เทศบาล|องค์กร|องค์การ|อปท|หน่วยงาน|ส่วนราชการ|ท่าน)))"
    r"|(?<!ได้)(?<!เคย)(?<!ที่)(?<!การ)(?<!คำ)(?<!จะ)(?P<inside>ขอความร่วมมือ|ขอความอนุเคราะห์|ขอความกรุณา|ขอให้)"
)
#: What the sender says that he does himself, although it sounds like a wish.
_DECLARED = re.compile(
    r"ขอ(?:ขยาย|เลื่อน|ยกเลิก|แก้ไข|ส่ง|แจ้งว่า|เรียน|เปลี่ยน|ชี้แจง|ซักซ้อม|แจ้ง(?:ผล|ราย|กำหนด|การ|แนวทาง))"
)
_LINK = re.compile(r"\s*(?:มายัง|ไปยัง|จาก|ให้)?\s*")
_TELL = re.compile(
    r"\s*(?:ดำเนินการ)?(?P<tell>แจ้งเวียน|แจ้งเตือน|แจ้งกำชับ|แจ้งประชาสัมพันธ์|แจ้ง|ประสานงาน|ประสาน|กำชับ|สั่งการ|มอบหมาย|ขอความร่วมมือ|กำกับดูแล|เร่งรัด)(?P<to>\s?(?:ไปยัง|ให้)?)\s?"
)
#: "…ให้อำเภอทราบ และแจ้ง…": that they know goes without saying when they tell others.
_THEY_KNOW = re.compile(r"^\s*(?:เพื่อ)?ทราบ\s*(?:และ|พร้อมทั้ง|พร้อม)\s*(?=แจ้ง|กำชับ|ประสาน)")
_CONSIDERED = re.compile(r"(?:ได้)?พิจารณาแล้ว\s*,?\s*(?:เห็นว่า\s*)?")
_LEADING = re.compile(r"^(?:ในการนี้|ทั้งนี้|ดังนั้น|ดังนี้|อนึ่ง|บัดนี้|ฉะนั้น|เพื่อการนี้|ในโอกาสนี้)\s*,?\s*")
#: Beginnings of what can be done. Something else may be a part of the name before it.
_DOES = re.compile(
    r"(?:ห้าม|งด|ไม่|มิให้|อย่า)[ก-๙]|"
    r"(?:ใน)?(?:การ)?(?:ได้|เร่งรัด|เร่ง|ช่วย|ร่วมกัน|ร่วม|ไม่|มิให้|งด|ห้าม|คง)?\s?"
    r"(?:ดำเนิน|สำรวจ|ตรวจ|แจ้ง|จัด|รายงาน|รวบรวม|ประชาสัมพันธ์|กำชับ|ถือ|ทราบ|พิจารณา|ปฏิบัติ|ส่ง|คัดเลือก|มอบ|เข้าร่วม|ติดตาม|กำกับ|สนับสนุน"
    r"|เตรียม|เฝ้าระวัง|บันทึก|ตอบ|กรอก|ปรับ|ทบทวน|ประเมิน|ควบคุม|ป้องกัน|ใช้|เสนอ|ขอ|อำนวย|รณรงค์|ขับเคลื่อน|นำ|ศึกษา|ลงทะเบียน|เปิด|ปิด"
    r"|ยืนยัน|ยก|วาง|สร้าง|ซ่อม|งด|หลีกเลี่ยง|ระมัดระวัง|เชิญ|แต่งตั้ง|กำหนด|บูรณาการ|ประสาน|เผยแพร่|เบิกจ่าย|สั่งการ|ออก|อบรม|ยึด|รับ|เร่ง"
    r"|รักษา|ดูแล|แก้ไข|ป้อง|เพิ่ม|ลด|เก็บ|คัด|ค้นหา|ให้|มี|ระบุ|ถ่ายทอด|พัฒนา|ทำ|วิเคราะห์|สรุป|เข้า|สแกน|สำเนา|สื่อสาร|ส่งเสริม|อนุญาต)"
)
_TO_DO = re.compile(r"^(?:ให้|เพื่อ(?:โปรด)?|ดังนี้\s*)\s*")


@dataclass(frozen=True, slots=True)
class Asked:
    """
    One request.

    ``reason`` is what stands before it in its paragraph, ``prefix`` a word such as อนึ่ง.
    ``first`` are those who are asked (None: whoever reads it), ``tell`` with what word they
    shall pass it on, ``last`` who shall do it in the end (None: ``first``). ``to_do`` is the
    rest, "ให้" and "เพื่อ" before it in ``link``.
    """

    wish: str
    first: Doers | None
    tell: str
    last: Doers | None
    link: str
    to_do: str
    reason: str = ""
    prefix: str = ""


def asks(paragraph: str) -> bool:
    """Whether a paragraph asks somebody for something, as far as one can see."""
    return _begin(paragraph) is not None


def _begin(paragraph: str) -> re.Match[str] | None:
    for found in _BEGINS.finditer(paragraph):
        if not _DECLARED.match(paragraph, found.end() - len(_wish(found))):
            return found
    return None


def _wish(found: re.Match[str]) -> str:
    return found["so"] or found["plain"] or found["inside"]


def read_asked(paragraph: str, me: House, sender: House) -> Asked | None:
    """
    Read the request in ``paragraph``; None when its parts cannot be told from each other.

    ``me`` is the office that was asked, ``sender`` the one that asks.
    """
    text = " ".join(paragraph.split())
    found = _begin(text)
    if found is None:
        return None
    prefix, reason = _before(text[: found.start()], sender)
    wish = _wish(found)
    parts = _chain(text[found.end() :], me)
    if parts is None:
        return None
    first, tell, last, rest = parts
    link, to_do = _link_of(rest)
    if not _DOES.match(to_do):
        return None
    return Asked(wish, first, tell, last, link, to_do, reason, prefix)


def _chain(text: str, me: House) -> tuple[Doers | None, str, Doers | None, str] | None:
    """Who is asked, the last word of telling, who is told last, and what remains."""
    start = _LINK.match(text)
    assert start is not None, "it may match nothing"
    first, rest = read_doers(text[start.end() :], me)
    if first is None:
        rest = text[start.end() :]
    rest = re.sub(r"^\s*โปรด", "", rest)
    rest = _THEY_KNOW.sub("", rest, count=1)
    tell, last = "", None
    while told := _TELL.match(rest):
        told_to, after = read_doers(rest[told.end() :], me)
        if told_to is None:
            break
        if told_to.addressee and not (told_to.levels or told_to.others):
            # "แจ้งหน่วยงาน…": which ones they are only the sender knows.
            return None
        tell, last, rest = f"{told['tell']}{told['to'].strip()}", told_to, after
    return first, tell, last, rest.strip()


def _link_of(rest: str) -> tuple[str, str]:
    link = _TO_DO.match(rest)
    if link is None:
        return "", rest
    return link[0].strip(), rest[link.end() :]


def _before(text: str, sender: House) -> tuple[str, str]:
    """A word such as อนึ่ง, and the reason; that the sender has considered it is left out."""
    reason = text.strip()
    lead = _LEADING.match(reason)
    prefix = "อนึ่ง" if lead and lead[0].startswith("อนึ่ง") else ""
    if lead:
        reason = reason[lead.end() :]
    reason = re.sub(rf"^[^\s]{{2,80}}?\s?{_CONSIDERED.pattern}", "", reason)
    reason = _LEADING.sub("", reason).strip(" ,")
    names = "|".join(re.escape(one) for one in sender.names)
    return prefix, re.sub(rf"(?:^|\s)(?:{names})$", "", reason)


def tells(text: str, me: House) -> list[Doers]:
    """Everybody whom somebody is to tell something, wherever in ``text``."""
    found = (read_doers(text[told.end() :], me)[0] for told in _TELL.finditer(text))
    return [one for one in found if one is not None]


def read_item(text: str, me: House) -> tuple[Doers, str] | None:
    """Whom an item of a request tells, and to do what; None when it tells nobody."""
    told = _TELL.match(text)
    if told is None:
        return None
    doers, rest = read_doers(text[told.end() :], me)
    if doers is None or (doers.addressee and not doers.levels):
        return None
    return doers, _link_of(rest.strip())[1]
