"""The outgoing letter as the received one suggests it; the officer edits it."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from circulars.domain.content import Content
from circulars.models import Letter, LetterKind, OfficeCopy
from offices.models import Kind, Office
from thai import citation, reference
from thai.deadlines import deadline_text
from thai.names import salutation_for
from thai.urgency import Urgency as UrgencyClass

#: What a letter written in advance adds to its request where a survey hangs on the circular.
ASKS = " พร้อมรายงานให้ทราบตามแบบสำรวจฯ ผ่านทางระบบหนังสือเวียนหรือคิวอาร์โค้ด (QR Code) ท้ายหนังสือนี้"


_LEAD = re.compile(r"^(ด้วย|ตามที่)\s*\S*?\s*ได้รับแจ้งจาก.*?ว่า\s*", re.DOTALL)


def cite_letter(letter: Letter) -> str:
    """The line that names ``letter`` among the enclosures of the letter that passes it on."""
    urgency = UrgencyClass(letter.urgency).printed
    try:
        number = reference.parse(letter.number_printed)
    except ValueError:
        dated = letter.dated_printed
        return " ".join(f"สำเนาหนังสือ{letter.issuer_name} {urgency} {dated}".split())
    return citation.cite(letter.issuer_name, urgency, number, letter.dated)


def prewrite(
    copy: OfficeCopy,
    *,
    unit: Office,
    due_at: dt.datetime | None,
    addressee: str = "",
    asks_answer: bool = False,
) -> Content:
    """The forwarding letter as the received one suggests it (saraban §1.3); the officer edits it."""
    letter = copy.letter
    kind = LetterKind.MEMO if copy.office.kind == Kind.MINISTRY else LetterKind.EXTERNAL
    memo = kind == LetterKind.MEMO
    content = Content(
        subject=copy.circular.subject,
        kind=kind,
        urgency=copy.circular.urgency,
        secrecy=copy.circular.secrecy,
        addressee=addressee,
        closing=salutation_for(form=kind.value).closing,
        contact=contact_block(unit),
        with_qr=asks_answer,
    )
    if letter is None:
        return content
    return replace(
        content,
        subject=letter.subject,
        urgency=letter.urgency,
        # A memo has no such line: the text itself says what comes with it (saraban §1.4).
        enclosures=[] if memo else [{"text": cite_letter(letter), "amount": "จำนวน ๑ ชุด"}],
        body="\n\n".join(_paragraphs(copy, letter, due_at, asks_answer, memo=memo)),
    )


def _paragraphs(
    copy: OfficeCopy, letter: Letter, due_at: dt.datetime | None, asks_answer: bool, *, memo: bool
) -> list[str]:
    wish = request_of(copy.office) + (ASKS if asks_answer else "")
    if due_at is not None:
        wish += f" {deadline_text(due_at)}"
    return [_cause(copy, letter, memo=memo), wish, "จึงเรียนมาเพื่อพิจารณาดำเนินการต่อไป"]


def _cause(copy: OfficeCopy, letter: Letter, *, memo: bool) -> str:
    me, sender = copy.office.name, letter.issuer_name
    cause = _LEAD.sub("", letter.body.split("\n\n")[0].strip())
    cause = re.sub(rf"^ด้วย\s*{re.escape(sender)}\s*", "", cause)
    told = f"ด้วย{me}ได้รับแจ้งจาก{sender}"
    attached = f" รายละเอียดปรากฏตาม{cite_letter(letter)} ที่ส่งมาพร้อมนี้" if memo else ""
    if cause:
        return f"{told}ว่า {cause}{attached}"
    by = "" if memo else f" ตาม{cite_letter(letter).removeprefix('สำเนา')}"
    return f"{told}{by} เรื่อง {letter.subject}{attached}"


def request_of(house: Office) -> str:
    """The sentence with which a letter written in advance asks for what the received one wants."""
    return f"{house.name}พิจารณาแล้ว จึงขอให้ดำเนินการตามหนังสือดังกล่าว"


def contact_block(unit: Office) -> str:
    """The owner block at the foot: units from the outside in, telephone, fax, e-mail."""
    house = unit.house or unit
    units = [office.name for office in units_from_outside(unit)]
    last = unit if unit.phone else house
    numbers = []
    if last.phone:
        numbers.append(f"โทร. {last.phone}")
    if last.fax:
        numbers.append(f"โทรสาร {last.fax}")
    lines = [*(units or [house.name]), " / ".join(numbers), last.email and f"อีเมล {last.email}"]
    return "\n".join(line for line in lines if line)


def units_from_outside(unit: Office) -> list[Office]:
    """``unit`` and the units around it inside its house, the outermost first."""
    house = unit.house or unit
    above = Office.objects.above(unit).filter(kind=Kind.DIVISION)
    return [office for office in above if office.path.startswith(house.path)]
