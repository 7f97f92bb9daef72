"""What does not fit in a letter by itself, before anything else is looked at."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _

from circulars.clashes import Clash, ClashKind
from circulars.domain.deadlines import explain_due
from circulars.domain.received import ReceivedLetter
from circulars.models import LetterKind
from offices.models import Kind, Office
from thai import reference
from thai.deadlines import last_day
from thai.nearness import bare
from thai.printed_date import not_yet, parse_date
from thai.sentences import UnreadableError

#: Orders and announcements have numbers of another form.
_NUMBERED = (LetterKind.EXTERNAL, LetterKind.MEMO, LetterKind.SEALED)
#: How the heads of one kind of office are written to.
_HEADS = {
    Kind.PROVINCE: "ผู้ว่าราชการจังหวัด",
    Kind.DISTRICT: "นายอำเภอ",
    Kind.PAO: "นายกองค์การบริหารส่วนจังหวัด",
    Kind.CITY: "นายกเทศมนตรี",
    Kind.TOWN: "นายกเทศมนตรี",
    Kind.SUBDISTRICT_MUNICIPALITY: "นายกเทศมนตรี",
    Kind.SAO: "นายกองค์การบริหารส่วนตำบล",
    Kind.DEPARTMENT: "อธิบดี",
}
_TO_ALL = ("ทุก", "ทั้งหมด", "ในสังกัด", "หัวหน้าส่วนราชการ", "ตามบัญชี", "ดังแนบ")


def find_doubtful(
    house: Office, letter: ReceivedLetter, *, at: dt.datetime, enclosed: int = 0
) -> list[Clash]:
    """What is odd about ``letter`` to ``house``; ``enclosed`` files came as its enclosures."""
    return [
        *_number(letter),
        *_date(letter, timezone.localdate(at)),
        *_due(letter, at),
        *_addressee(house, letter),
        *_enclosures(letter, enclosed),
    ]


def _number(letter: ReceivedLetter) -> list[Clash]:
    written = letter.number_printed.strip()
    if not written or letter.kind not in _NUMBERED:
        return []
    try:
        said = reference.warnings(reference.parse(written))
    except UnreadableError as problem:
        said = [problem.sentence]
    return [Clash(ClashKind.ODD_NUMBER, one, "number_printed", typed=written) for one in said]


def _date(letter: ReceivedLetter, today: dt.date) -> list[Clash]:
    written = letter.dated_printed.strip()
    if not written:
        return []
    read = parse_date(written)
    said = read.problem or not_yet(read, today)
    return [Clash(ClashKind.ODD_DATE, said, "dated_printed", typed=written)] if said else []


def _due(letter: ReceivedLetter, at: dt.datetime) -> list[Clash]:
    if letter.due_at is None:
        return []
    day, found = last_day(letter.due_at), []
    typed = f"{day.day}/{day.month}/{day.year + 543}"
    dated = parse_date(letter.dated_printed).day if letter.dated_printed.strip() else None
    if dated is not None and dated <= timezone.localdate(at) and day < dated:
        said = _("กำหนดตอบนี้อยู่ก่อนวันที่ลงในหนังสือ โปรดตรวจวันและปีกับต้นฉบับ")
        found.append(Clash(ClashKind.DUE_PAST, said, "due_at", typed=typed))
    elif letter.due_at <= at:
        said = _("กำหนดตอบนี้ผ่านไปแล้ว โปรดตรวจวันและปีกับต้นฉบับ")
        found.append(Clash(ClashKind.DUE_PAST, said, "due_at", typed=typed))
    if off := explain_due(day):
        found.append(Clash(ClashKind.DUE_OFF, off, "due_at", typed=typed))
    return found


def _addressee(house: Office, letter: ReceivedLetter) -> list[Clash]:
    if is_for(house, letter.addressee):
        return []
    said = _("ผู้รับที่พิมพ์ไว้ไม่ใช่%(house)s โปรดตรวจว่าหนังสือมาถึงถูกหน่วยงาน") % {"house": house.name}
    typed = letter.addressee.strip()
    return [Clash(ClashKind.ADDRESSEE, said, "addressee", typed=typed, held=house.head_title)]


def is_for(house: Office, addressee: str) -> bool:
    """
    Whether a letter to ``addressee`` may be one to ``house``.

    Only what clearly names another is none: the head of another office of the same kind, or
    heads of another kind alone.
    """
    to = bare(addressee)
    own = [bare(words) for words in (house.head_title, house.name, house.short_name) if words]
    if not to or any(words in to or to in words for words in own):
        return True
    head = bare(_HEADS.get(Kind(house.kind), ""))
    everybody = any(words in to for words in _TO_ALL)
    if head and head in to:
        return everybody or to.endswith(head)
    others = {bare(words) for words in _HEADS.values()} - {head}
    return not any(to.startswith(words) for words in others)


def _enclosures(letter: ReceivedLetter, enclosed: int) -> list[Clash]:
    written = len(letter.enclosures)
    if not enclosed or not written or written == enclosed:
        return []
    words = _("เขียนสิ่งที่ส่งมาด้วยไว้ %(written)s รายการ แต่แนบไว้ %(files)s ไฟล์")
    said = words % {"written": written, "files": enclosed}
    return [Clash(ClashKind.ENCLOSURES, said, "enclosures", typed=str(written), held=str(enclosed))]
