"""
What is pasted into the chat group of the offices (LINE): one matter, or who is silent in it.

Telephones stay in Arabic digits, so that a telephone dials them; all else is in the digits of
whoever copies. A secret letter has no such text.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.conf import settings
from django.utils.translation import gettext as _

from circulars.errors import NotAllowed
from circulars.models import Letter, OfficeCopy, Secrecy
from offices.models import Office
from thai.dates import format_date
from thai.digits import with_digits
from thai.screen import screen_digits
from workflow.reminding import MOST, in_area, late_further_down, sent_from, silent_below
from workflow.wording import due_words


def matter_text(copy: OfficeCopy, *, at: dt.datetime) -> str:
    """The matter of ``copy`` as it was sent on from here, or else as it came. Raises NotAllowed."""
    _need_open(copy)
    sending = sent_from(copy)
    letter = sending.letter if sending else copy.letter
    due_at = sending.due_at if sending else copy.due_at
    lines = [_("เรื่อง %(subject)s") % {"subject": copy.circular.subject}]
    if letter is not None:
        lines += _of_letter(letter)
    if due_at is not None:
        lines.append(_("กำหนดตอบ %(due)s") % {"due": due_words(due_at, at)})
    page = settings.PAGES["survey"].format(copy.circular_id)
    return "\n".join([*(_shown(line) for line in lines), settings.PUBLIC_ADDRESS + page])


def silent_text(copy: OfficeCopy, *, at: dt.datetime, under: Office | None = None) -> str:
    """
    Who has not answered: the receivers, or in the area ``under`` whoever holds the letter and
    is late; each with the telephone. Empty when nobody is. Raises NotAllowed.
    """
    _need_open(copy)
    silent = silent_of(copy, at=at, under=under)
    if not silent:
        return ""
    words = {"count": len(silent), "subject": copy.circular.subject}
    head = _("ยังไม่ได้รับรายงาน %(count)s แห่ง เรื่อง %(subject)s") % words
    return "\n".join([_shown(head), *_numbered(silent, at=at)])


def silent_of(copy: OfficeCopy, *, at: dt.datetime, under: Office | None) -> list[OfficeCopy]:
    if under is None:
        found = silent_below(copy)
    elif (sending := sent_from(copy)) is not None:
        found = late_further_down(sending, at=at).filter(in_area(under))
    else:
        return []
    return list(found.select_related("office__district", "holder", "officer")[:MOST])


def _numbered(copies: Iterable[OfficeCopy], *, at: dt.datetime) -> list[str]:
    lines = []
    for place, copy in enumerate(copies, 1):
        line = _shown(f"{place}. {copy.office.label}")
        if copy.due_at is not None:
            line += _shown(" · " + due_words(copy.due_at, at))
        if phone := phone_of(copy):
            line += " · " + _("โทร. %(phone)s") % {"phone": phone}
        lines.append(line)
    return lines


def phone_of(copy: OfficeCopy) -> str:
    """Of the officer who has the letter, of the unit that holds it, or of its office."""
    officer = copy.officer.phone if copy.officer else ""
    return officer or copy.holder.phone or copy.office.phone


def _of_letter(letter: Letter) -> list[str]:
    words = {"issuer": letter.issuer_name, "number": letter.number_printed}
    line = _("%(issuer)s ที่ %(number)s") % words if letter.number_printed else letter.issuer_name
    if letter.dated is None:
        return [line]
    dated = format_date(letter.dated, digits="arabic", style="short")
    return [_("%(letter)s ลงวันที่ %(dated)s") % {"letter": line, "dated": dated}]


def _shown(text: str) -> str:
    return with_digits(text, screen_digits.get())


def _need_open(copy: OfficeCopy) -> None:
    if copy.circular.secrecy != Secrecy.NORMAL:
        raise NotAllowed(_("หนังสือชั้นความลับ ไม่มีข้อความสำหรับกลุ่มไลน์"))
