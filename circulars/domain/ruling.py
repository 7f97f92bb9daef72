"""Deadlines as rules: kept with a draft, frozen at dispatch, resolved for each receiver."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from circulars.domain.deadlines import holidays_between
from circulars.errors import Invalid
from circulars.models import Dispatch, Draft, Letter, OfficeCopy
from offices.models import Kind, Office
from thai.deadline_json import from_json, to_json
from thai.deadline_rule import Every, OnDay, Rule, is_per_receiver, resolve, rounds_of_letter
from thai.deadline_words import words
from thai.deadlines import deadline_text, due_at_hour, due_at_on
from thai.working_days import is_working_day

#: A count begins at the earliest this long before the day on which it is resolved.
_LOOK_BACK = dt.timedelta(days=400)
#: A letter asks for as many rounds at the most: every day of a year.
MOST_ROUNDS = 366


def columns_of(rule: Rule | None) -> dict[str, Any]:
    """What a draft keeps of ``rule``: a plain day is a moment, anything else stays a rule."""
    if rule is None:
        return {"due_at": None, "deadline": None}
    if isinstance(rule, OnDay):
        due_at = due_at_on(rule.day) if rule.time is None else due_at_hour(rule.day, rule.time)
        return {"due_at": due_at, "deadline": None}
    return {"due_at": None, "deadline": to_json(rule)}


def phrase_of(row: Draft | Dispatch) -> str:
    """The words of the deadline in the letter; empty if none was set."""
    if row.deadline:
        return words(from_json(row.deadline))
    return deadline_text(row.due_at) if row.due_at else ""


def due_of(draft: Draft, at: dt.datetime) -> dt.datetime | None:
    """When the deadline of ``draft`` would be over if it were signed, sent and received ``at``."""
    return due_by(draft, draft.letter, at)


def due_by(row: Draft | Dispatch, letter: Letter | None, at: dt.datetime) -> dt.datetime | None:
    """
    The first late moment for whoever receives the letter ``at``; a letter without a day is
    taken as dated that day too. Raises Invalid when its rounds are over.
    """
    if not row.deadline:
        return row.due_at
    return resolved(from_json(row.deadline), letter.dated if letter else None, at)


def resolved(
    rule: Rule, dated: dt.date | None, at: dt.datetime, *, house: Office | None = None
) -> dt.datetime | None:
    """
    The first late moment of ``rule`` for who receives the letter ``at``, by the holidays of
    the country, and of the province of ``house`` if the receiver is known.
    """
    today = timezone.localdate(at)
    try:
        return resolve(
            rule,
            letter_dated=dated or today,
            received_on=at,
            is_day_off=days_off_since(today, house),
        )
    except ValueError as over:
        raise Invalid(_rounds_are_over(rule), field="due_at") from over


def check_askable(rule: Rule | None, at: dt.datetime) -> None:
    """Raise Invalid for rounds that never end, have none left, or are too many."""
    if not isinstance(rule, Every):
        return
    if rule.until is None and rule.times is None:
        sentence = _(
            "“%(rule)s” ไม่มีงวดสุดท้าย โปรดเขียนต่อว่าถึงเมื่อใดหรือกี่งวด เช่น "
            "ภายในวันที่ 5 ของทุกเดือน จนถึงวันที่ 30 กันยายน 2564 หรือ จำนวน 12 งวด"
        )
        raise Invalid(sentence % {"rule": words(rule)}, field="due_at")
    resolved(rule, None, at)
    today = timezone.localdate(at)
    planned = rounds_of_letter(rule, today, days_off_since(today), most=MOST_ROUNDS + 1)
    if len(list(planned)) > MOST_ROUNDS:
        sentence = _("“%(rule)s” มีเกิน %(most)s งวด โปรดกำหนดวันสุดท้ายให้เร็วขึ้นหรือลดจำนวนงวด")
        raise Invalid(sentence % {"rule": words(rule), "most": MOST_ROUNDS}, field="due_at")


def due_on_receipt(copy: OfficeCopy, at: dt.datetime) -> dt.datetime | None:
    """
    The deadline of a copy that is registered ``at``.

    Only a count from the receipt moves, and only while nobody has set another day for this
    office: until now it was counted from the sending.
    """
    if copy.dispatch_id is None or copy.due_at is None:
        return copy.due_at
    # The frozen list of recipients may be long: it is not read.
    sending = (
        Dispatch.objects.only("deadline", "due_at", "at")
        .filter(pk=copy.dispatch_id, deadline__isnull=False)
        .first()
    )
    if sending is None or sending.due_at != copy.due_at or not sending.deadline:
        return copy.due_at
    rule = from_json(sending.deadline)
    return resolved(rule, None, at, house=copy.office) if is_per_receiver(rule) else copy.due_at


def counted_over(
    sending: Dispatch, house: Office, day: dt.date, *, received_on: dt.datetime
) -> tuple[dt.datetime | None, dt.datetime | None]:
    """
    The first late moments that the rule of ``sending`` gives ``house`` if offices work on
    ``day``, and if that is a day off. ``sending`` has its letter.
    """
    assert sending.deadline is not None, "a plain day is counted from nowhere"
    rule = from_json(sending.deadline)
    received = timezone.localdate(received_on)
    is_off = days_off_since(received, house)

    def due(closed: bool) -> dt.datetime | None:
        return resolve(
            rule,
            letter_dated=sending.letter.dated or received,
            received_on=received_on,
            is_day_off=lambda one: closed or day.weekday() > 4 if one == day else is_off(one),
        )

    return due(closed=False), due(closed=True)


def counts_from_receipt(sending: Dispatch) -> bool:
    """Whether each receiver's days begin when he has registered the letter."""
    rule = from_json(sending.deadline) if sending.deadline else None
    return rule is not None and is_per_receiver(rule)


def days_off_since(day: dt.date, house: Office | None = None) -> Callable[[dt.date], bool]:
    """
    Whether offices are closed on a day, by the table of holidays read once.

    ``house`` is the office that counts: the days of its province are off for it alone.
    """
    province = province_of(house) if house else None
    known = frozenset(holidays_between(day - _LOOK_BACK, dt.date.max, province=province))
    return lambda one: not is_working_day(one, known)


def province_of(house: Office) -> int | None:
    """The id of the province in which ``house`` lies; a province lies in itself."""
    return house.pk if house.kind == Kind.PROVINCE else house.province_id


def _rounds_are_over(rule: Rule) -> str:
    return _("“%(rule)s” ไม่เหลืองวดใดหลังวันนี้ โปรดตรวจวันสุดท้ายของงวด") % {"rule": words(rule)}
