"""What to say of a deadline while it is being chosen. It is explained, never moved."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from circulars.domain.deadlines import explain_due, holidays_between
from circulars.domain.ruling import resolved
from circulars.models import Draft
from papers.templatetags.thai import thai_deadline
from thai.deadline_json import from_json
from thai.deadline_rule import Every, OnDay, Rule, is_per_receiver
from thai.deadline_words import words
from thai.deadlines import last_day
from thai.digits import words_with_digits
from thai.screen import screen_digits
from thai.working_days import working_days_between


@dataclass(frozen=True, slots=True)
class DueNote:
    """
    Weekday, working days that those below have, and what does not fit.

    ``understood`` is what a rule was taken for, beside the day that it would mean now.
    """

    understood: str = ""
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


def draft_note(draft: Draft, *, upstream: dt.datetime | None, at: dt.datetime) -> DueNote | None:
    """The note for the deadline of a draft, which may be a rule."""
    if not draft.deadline:
        return due_note(draft.due_at, upstream=upstream, at=at)
    dated = draft.letter.dated if draft.letter else None
    return rule_note(from_json(draft.deadline), upstream=upstream, at=at, dated=dated)


def rule_note(
    rule: Rule | None,
    *,
    upstream: dt.datetime | None,
    at: dt.datetime,
    dated: dt.date | None = None,
) -> DueNote | None:
    """What a rule was taken for, and what it would mean for a letter that is signed now."""
    if rule is None:
        return None
    due_at = resolved(rule, dated, at)
    if isinstance(rule, OnDay):
        return due_note(due_at, upstream=upstream, at=at)
    note = due_note(due_at, upstream=upstream, at=at) or DueNote()
    return replace(note, understood=_understood(rule, due_at))


def _understood(rule: Rule, due_at: dt.datetime | None) -> str:
    said = words_with_digits(words(rule), screen_digits.get())
    if due_at is None:
        return _("%(rule)s → ไม่มีวันครบกำหนด") % {"rule": said}
    means = {"rule": said, "day": thai_deadline(due_at)}
    if is_per_receiver(rule):
        return _("%(rule)s → ผู้รับแต่ละแห่งมีกำหนดของตน ถ้าลงรับวันนี้คือ%(day)s") % means
    if isinstance(rule, Every):
        return _("%(rule)s → รายงานเป็นงวด งวดแรก%(day)s") % means
    return _("%(rule)s → ถ้าหนังสือลงวันนี้คือ%(day)s") % means


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
