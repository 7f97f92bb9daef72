"""What to say of a deadline while it is being chosen. It is explained, never moved."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from circulars.domain.deadlines import explain_due, holidays_between
from thai.deadlines import last_day
from thai.working_days import working_days_between


@dataclass(frozen=True, slots=True)
class DueNote:
    """Weekday, working days that those below have, and what does not fit."""

    weekday: str = ""
    working_days: int = 0
    warnings: tuple[str, ...] = ()
    is_past: bool = False


def due_note(
    due_at: dt.datetime | None, *, upstream: dt.datetime | None, at: dt.datetime
) -> DueNote | None:
    """The note for ``due_at``; ``upstream`` is what the office itself must keep."""
    if due_at is None:
        return None
    day, today = last_day(due_at), timezone.localdate(at)
    left = working_days_between(today, day, holidays_between(today, day)) if day >= today else 0
    return DueNote(
        weekday=_("วัน%s") % WEEKDAYS[day.weekday()],
        working_days=left,
        warnings=tuple(_warnings(due_at, upstream, at)),
        is_past=due_at <= at,
    )


def _warnings(due_at: dt.datetime, upstream: dt.datetime | None, at: dt.datetime) -> list[str]:
    found = []
    if due_at <= at:
        found.append(_("กำหนดนี้ผ่านไปแล้ว"))
    if off := explain_due(last_day(due_at)):
        found.append(off)
    if upstream is not None and due_at > upstream:
        found.append(_("ช้ากว่ากำหนดที่หน่วยงานนี้ต้องรายงานขึ้นไป"))
    elif upstream is not None and due_at == upstream:
        found.append(_("ตรงกับกำหนดที่หน่วยงานนี้ต้องรายงานขึ้นไป จะไม่มีเวลารวบรวมตรวจสอบ"))
    return found
