"""The clock stops while an office repairs the letter or the form that it sent."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import BooleanField, CharField, Func, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone
from django.utils.translation import gettext as _

from circulars.domain.deadlines import holidays_between
from circulars.domain.events import record
from circulars.domain.extending import move_deadlines
from circulars.domain.locking import hold
from circulars.domain.moving import lock
from circulars.errors import Invalid, WrongState
from circulars.models import EventKind, Expectation, OfficeCopy, Repair
from circulars.models.copy import UNANSWERED
from circulars.models.expectation import OPEN_LINE
from circulars.sent_policies import check_may_extend_all
from offices.models import User
from thai.calendar import local
from thai.deadlines import due_at_hour, due_at_on, has_hour, last_day
from thai.working_days import next_working_day_after, working_days_between

#: A repair is over within a year, and a deadline stands within two.
_FAR = dt.timedelta(days=800)


def standing_repairs(copy: OfficeCopy) -> QuerySet[Repair]:
    """What stops the clock of ``copy``: a repair of an office above it."""
    above = [int(part) for part in copy.above.split(".") if part]
    return Repair.objects.filter(copy__in=above, ended_at=None)


def repair_above(column: str) -> Subquery:
    """Of each letter of a query: ``column`` of the repair that stops its clock."""
    branch = Concat("copy__above", Cast("copy_id", CharField()), Value("."))
    # PostgreSQL's own: a lookup cannot begin with a column of the outer query.
    below = Func(OuterRef("above"), branch, function="starts_with", output_field=BooleanField())
    return Subquery(Repair.objects.filter(below, ended_at=None).values(column)[:1])


def untouched_by_repairs() -> Q:
    """Letters whose clock runs: no office above repairs what it sent."""
    running = Q()
    standing = Repair.objects.filter(ended_at=None).select_related("copy")
    for one in standing:
        running &= ~Q(above__startswith=one.copy.branch)
    return running


@transaction.atomic
def stop_clock(copy: OfficeCopy, *, by: User, at: dt.datetime, reason: str) -> Repair:
    """
    The letter or the form that ``copy`` sent has a fault and is being repaired: no deadline
    below presses until ``start_clock``.

    Raises NotAllowed, WrongState when it stands still already, Invalid without a reason.
    """
    copy = lock(copy)
    check_may_extend_all(by, copy, at)
    words = reason.strip()[:300]
    if not words:
        raise Invalid(_("โปรดเขียนว่าแก้ไขอะไร ผู้รับจะได้อ่าน"), field="reason")
    if copy.repairs.filter(ended_at=None).exists() or standing_repairs(copy).exists():
        raise WrongState(_("เรื่องนี้หยุดนับเวลาอยู่แล้ว"))
    repair = Repair.objects.create(copy=copy, since=at, reason=words, by=by)
    record(EventKind.CLOCK_STOPPED, by=by, at=at, copy=copy, reason=words)
    return repair


@transaction.atomic
def start_clock(copy: OfficeCopy, *, by: User, at: dt.datetime) -> Repair:
    """
    The repair is done: open deadlines below are later by the working days that it took, each
    by its own calendar days; so are those of who answered meanwhile. All are told, with the reason.

    Raises NotAllowed, WrongState when the clock runs.
    """
    copy = lock(copy)
    check_may_extend_all(by, copy, at)
    repair = copy.repairs.filter(ended_at=None).first()
    if repair is None:
        raise WrongState(_("เรื่องนี้ไม่ได้หยุดนับเวลา"))
    hold(Repair, [repair.pk])
    begun, today = timezone.localdate(repair.since), timezone.localdate(at)
    holidays = holidays_between(begun, today + _FAR).keys()
    repair.days = working_days_between(begun, today, holidays)
    repair.ended_at, repair.ended_by = at, by
    repair.save(update_fields=["days", "ended_at", "ended_by"])
    record(EventKind.CLOCK_STARTED, by=by, at=at, copy=copy, days=repair.days)
    if repair.days:
        moved = {due: _later(due, repair.days, set(holidays)) for due in _dues(copy, repair.since)}
        why = _("หยุดนับเวลา %(days)s วันทำการ: %(reason)s") % {
            "days": repair.days,
            "reason": repair.reason,
        }
        move_deadlines(copy, moved, since=repair.since, by=by, at=at, reason=why)
    return repair


def _dues(copy: OfficeCopy, since: dt.datetime) -> set[dt.datetime]:
    """Every deadline below ``copy`` that stood open when the repair began, and since."""
    waited = UNANSWERED | Q(answered_at__gte=since)
    letters = OfficeCopy.objects.below(copy).filter(waited, due_at__gt=since)
    open_lines = Expectation.objects.filter(OPEN_LINE, copy=None, above__startswith=copy.branch)
    lines = open_lines.filter(due_at__gt=since)
    found = {*letters.values_list("due_at", flat=True), *lines.values_list("due_at", flat=True)}
    return {due for due in found if due is not None}


def _later(due: dt.datetime, days: int, holidays: set[dt.date]) -> dt.datetime:
    day = last_day(due)
    for _step in range(days):
        day = next_working_day_after(day, holidays)
    return due_at_hour(day, local(due).time()) if has_hour(due) else due_at_on(day)
