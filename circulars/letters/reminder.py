"""The reminder of a circular as หนังสือประทับตรา (ข้อ 13: การเตือนเรื่องที่ค้าง)."""

from __future__ import annotations

from collections.abc import Sequence

from circulars.domain.drafting import contact_block
from circulars.domain.numbering import number_prefix
from circulars.letters.building import BLANK, emblem_of, thai_text
from circulars.letters.content import SealedLetter
from circulars.letters.fitting import FittedLetter
from circulars.letters.places import place_names
from circulars.letters.sealed import draw_sealed
from circulars.models import Dispatch, Office
from circulars.thai.dates import format_date
from circulars.thai.deadlines import deadline_text
from circulars.thai.digits import to_thai

#: More names than these would fill the page; the rest are counted.
_NAMED = 60


def draw_reminder(sending: Dispatch, silent: Sequence[Office]) -> FittedLetter:
    """Draw the reminder of one sending to ``silent``; number and day are left blank."""
    return draw_sealed(reminder_print(sending, silent))


def reminder_print(sending: Dispatch, silent: Sequence[Office]) -> SealedLetter:
    """What is printed: which letter, by when, who has not answered."""
    house, letter = sending.copy.office, sending.letter
    unit = letter.unit or house
    letters, code = number_prefix(unit)
    dated = f" ลงวันที่ {format_date(letter.dated)}" if letter.dated else ""
    asked = f" ขอให้ดำเนินการและรายงาน{deadline_text(sending.due_at)}" if sending.due_at else ""
    return SealedLetter(
        reference=to_thai(f"{letters} {code}/") + BLANK,
        addressee=_names(silent),
        agency=house.name,
        emblem=emblem_of(house),
        places=place_names(house),
        paragraphs=(
            thai_text(
                f"ตามหนังสือ{house.name} ที่ {letter.number_printed}{dated} "
                f"เรื่อง {letter.subject}{asked} นั้น"
            ),
            "บัดนี้ ยังไม่ได้รับรายงานจากท่าน จึงขอให้เร่งดำเนินการและรายงานโดยด่วน "
            "หากได้ดำเนินการแล้วขออภัยมา ณ โอกาสนี้",
        ),
        unit_lines=tuple(thai_text(line) for line in contact_block(unit).splitlines()),
    )


def _names(silent: Sequence[Office]) -> str:
    names = [office.head_title or office.name for office in silent[:_NAMED]]
    if len(silent) > _NAMED:
        names.append(f"และอีก {to_thai(len(silent) - _NAMED)} แห่ง")
    return thai_text(" ".join(names)) or "ผู้รับตามหนังสือที่อ้างถึง"
