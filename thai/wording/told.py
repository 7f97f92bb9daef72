"""What a letter tells: who did what, put so that it stays true when somebody else repeats it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from thai.wording.agency import agency_of

#: What stands where the writer has to fill something in.
GAP = "… (ให้ผู้ร่างเติม)"

#: "ว่า" that reports, not the one inside ผู้ว่าราชการ, ที่ว่าการอำเภอ, ว่าด้วย, ว่าที่ร้อยตรี.
_THAT = r"(?<!ผู้)(?<!ที่)ว่า(?!ราชการ|การ|ด้วย|ที่|จ้าง)"
_HEARD = re.compile(
    r"(?P<who>[^\s]{0,80}?)\s*(?:ได้รับ|รับ)(?:การ)?(?:แจ้ง|ประสาน(?:งาน)?|หนังสือ|รายงาน|ร้องขอ|ข้อสั่งการ|บันทึกข้อความ)\s*จาก\s*"
    rf"(?P<source>.+?)\s*(?:ได้)?(?:แจ้ง)?\s*{_THAT}\s*(?P<said>.+)",
    re.DOTALL,
)
_SAID_BY = re.compile(
    rf"(?P<source>[^\s]{{4,80}}?)\s*(?:ได้)?(?:มีหนังสือ|มีบันทึก)?(?:แจ้ง|เรียน)(?:ให้[^\s]{{0,60}}?ทราบ)?{_THAT}\s*(?P<said>.+)",
    re.DOTALL,
)
_ASKED_FOR = re.compile(
    r"(?<!\s)\s*(?:ตาม|โดย|ผ่าน|ด่วน|เรื่อง|ที่\s*[ก-ฮ]{1,3}\.?\s*[0-9๐-๙]|,).*", re.DOTALL
)
_OF_OLD = re.compile(
    r"(?P<lead>ตามที่|(?:ตาม|อนุสนธิ|สืบเนื่องจาก)\s*หนังสือที่อ้างถึง|ตามหนังสือ|ตามบันทึก|ตาม|อนุสนธิ|สืบเนื่องจาก)\s*(?P<old>.+?)(?:\s+|(?<=แล้ว))นั้น(?:\s+(?P<news>.+))?",
    re.DOTALL,
)
_NUMBERED = re.compile(r"(?:[0-9๐-๙]+\s*\.?\s*)?(?:และ\s*[0-9๐-๙]+\s*)?")
_WITH = re.compile(r"^(?:ด้วย|เนื่องด้วย)\s*(?!ความ)")
_NOW = re.compile(r"^(?:บัดนี้|ในการนี้|ทั้งนี้|โดยที่)\s*,?\s*")
#: A sentence that begins with what somebody does, and leaves out who.
_ACT_WITHOUT_ACTOR = re.compile(
    r"(?:ได้|จะ|กำลัง|ขอ(?!ง)|มี(?:ความ(?:ประสงค์|จำเป็น)|นโยบาย|หนังสือ|มติ|คำสั่ง|กำหนด|ประกาศ|แผนที่จะ|ภารกิจ)|กำหนด(?!การ)"
    r"|จัด(?:ทำ|ให้|ส่ง|การ|ตั้ง|ประชุม|อบรม|กิจกรรม|งาน|สรร|สัมมนา|โครงการ|เก็บ)|ดำเนิน|เห็นชอบ|เห็นควร|อนุมัติ|ประกาศ(?:ใช้|ให้|กำหนด)"
    r"|แจ้ง|ตรวจ(?:พบ|สอบ)|ประสงค์|พิจารณา|ให้|ร่วมกับ|เปิด(?:รับ|ให้)|ปรับปรุง|แก้ไข|ออก(?:ประกาศ|ระเบียบ|คำสั่ง)|แต่งตั้ง|สำรวจ(?!ที่)|รวบรวม"
    r"|ต้องการ|ยกเลิก|เชิญ|สั่งการ|มอบหมาย)"
)
_TOLD_BEFORE = re.compile(
    r"\s*,?\s*(?:ความละเอียด|รายละเอียด)(?:ตามที่|ที่)?(?:ได้)?แจ้ง(?:ให้ทราบ)?(?:แล้ว|ไปแล้ว)?\s*"
)

#: The reader as one who does something, or who was asked or told.
_YOU = re.compile(
    r"(?:(?:(?<=ตามที่)|(?<=ซึ่ง)|(?<=ว่า)|(?<=\s)|^)ท่าน(?=ได้|มี(?:หนังสือ|ความ)|ขอ|เสนอ|แจ้ง|ส่ง|จัดส่ง|รายงาน|หารือ)"
    r"|(?:(?<=ให้)|(?<=แจ้ง))ท่าน(?=ทราบ|สำรวจ|ดำเนิน|จัด|ส่ง|รายงาน|ตรวจ|แจ้ง|พิจารณา|\s|$))"
)


@dataclass(frozen=True, slots=True)
class Told:
    """
    The first part of a letter.

    ``old`` is what was told before ("ตามที่ … นั้น", without these words), ``lead`` the words
    it begins with; ``news`` what is told now, "" where nothing is.
    """

    news: str
    old: str = ""
    lead: str = ""


def read_told(text: str, sender: str) -> Told:
    """
    Read the part of a letter of ``sender`` that says why it is written.

    The news are as whoever hears them from ``sender`` may repeat them: an act keeps its
    actor, and "ได้ประกาศใช้…" without one is an act of the sender.
    """
    text = " ".join(text.split())
    if of_old := _OF_OLD.fullmatch(text):
        old = _NUMBERED.sub("", of_old["old"], count=1).strip()
        return Told(_news(of_old["news"] or "", sender), _with_actor(old, sender), of_old["lead"])
    return Told(_news(text, sender))


def _news(text: str, sender: str) -> str:
    plain = _WITH.sub("", _NOW.sub("", text)).strip()
    if heard := _HEARD.match(plain):
        who = heard["who"].strip()
        if who in ("", sender, agency_of(sender)):
            return with_actor(heard["said"], source_of(heard["source"]))
        return plain
    if (told := _SAID_BY.match(plain)) and told["source"] not in (sender, agency_of(sender)):
        return with_actor(told["said"], agency_of(told["source"]))
    return _without(plain, sender)


def to_others(text: str, me: str) -> str | None:
    """``text`` to ``me`` as others read it: "ท่าน" is ``me``; None where that is not sure."""
    text = _YOU.sub(me, text)
    return None if "ท่าน" in text else text


def source_of(words: str) -> str:
    """The office from which something was heard, without the letter in which it was."""
    return agency_of(_ASKED_FOR.sub("", words).strip() or words.strip())


def with_actor(said: str, actor: str) -> str:
    """``said`` with ``actor`` before it where it begins with an act of nobody."""
    said = said.strip()
    said = _WITH.sub("", said)
    return f"{actor}{said}" if _ACT_WITHOUT_ACTOR.match(said) else said


def _without(text: str, sender: str) -> str:
    """The sender's own act, told by the sender: he is not named twice."""
    for name in dict.fromkeys((sender, agency_of(sender))):
        if text.startswith(name):
            rest = text[len(name) :].strip()
            return rest if _ACT_WITHOUT_ACTOR.match(rest) else text
    return text


def _with_actor(old: str, sender: str) -> str:
    return with_actor(old, sender)


def without_told_before(old: str) -> str:
    """``old`` without "ความละเอียดแจ้งแล้ว": true only between those two who wrote."""
    return _TOLD_BEFORE.sub("", old).strip()


def tell(told: Told, *, me: str, sender: str, thread: str = "") -> list[str]:
    """
    The paragraphs with which ``me`` passes on what ``sender`` told.

    ``thread``: what me itself wrote of the matter before, where the receivers have that
    letter as อ้างถึง.
    """
    heard = f"{me}ได้รับแจ้งจาก{agency_of(sender)}ว่า {told.news or GAP}"
    if not told.old and not thread:
        return [f"ด้วย{heard}"]
    if thread:
        return [f"ตามหนังสือที่อ้างถึง {thread} ความละเอียดแจ้งแล้ว นั้น", heard]
    # Those who read it next have not the letter that อ้างถึง names.
    lead = "ตามที่" if "อ้างถึง" in told.lead else told.lead
    between = " " if lead not in ("ตามที่", "ตาม", "ตามหนังสือ") else ""
    return [f"{lead}{between}{without_told_before(told.old)} นั้น", heard]
