"""The reminder of a circular as หนังสือประทับตรา (ข้อ 13: การเตือนเรื่องที่ค้าง)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from circulars.domain.reminding import reminder_of
from circulars.letters.building import PrintedLetter, draw, form_of, open_sheet
from circulars.models import Dispatch, OfficeCopy
from papers.content import Signer
from papers.fitting import FittedLetter
from thai.dates import local_day


def draw_reminder(
    sending: Dispatch, late: Sequence[OfficeCopy], *, at: dt.datetime
) -> FittedLetter:
    """Draw the reminder of one sending; there is room for the number and the day."""
    return draw(reminder_print(sending, late, at=at))


def reminder_print(
    sending: Dispatch, late: Sequence[OfficeCopy], *, at: dt.datetime
) -> PrintedLetter:
    """What is printed: which letter, by when, to whom, for which time."""
    house = sending.copy.office
    unit = sending.letter.unit or house
    content = reminder_of(sending, late, at=at)
    sheet = open_sheet(
        content, unit, sending.copy.circular, as_circular=len(late) > 1, day=local_day(at)
    )
    return form_of(content, sheet, house=house, unit=unit, signer=Signer())
