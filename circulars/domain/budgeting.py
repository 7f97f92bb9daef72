"""How the days until the final day are shared out between an office and those below it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from circulars.domain.deadlines import holidays_between
from circulars.errors import Invalid
from circulars.models import OfficeCopy
from offices.models import Kind, Office
from thai.budget import last_days, shares
from thai.deadlines import last_day
from thai.working_days import working_days_between

#: The levels through which a matter goes down from an office, the lowest last.
_BELOW = {
    Kind.MINISTRY: (Kind.DEPARTMENT, Kind.PROVINCE, Kind.DISTRICT, Kind.SAO),
    Kind.DEPARTMENT: (Kind.PROVINCE, Kind.DISTRICT, Kind.SAO),
    Kind.PROVINCE: (Kind.DISTRICT, Kind.SAO),
    Kind.DISTRICT: (Kind.SAO,),
}


@dataclass(frozen=True, slots=True)
class Share:
    """What one level is proposed: its working days, and the last of them."""

    level: str
    days: int
    until: dt.date


@dataclass(frozen=True, slots=True)
class Budget:
    """Working days of the whole way, used and left, and the share of each level."""

    total: int
    used: int
    left: int
    levels: tuple[Share, ...]


def budget_of(copy: OfficeCopy, at: dt.datetime) -> Budget | None:
    """
    The days between the coming of ``copy`` and its final day; None without a deadline, or
    where nobody is below.
    """
    levels = _levels(copy.office)
    if copy.due_at is None or not levels:
        return None
    came, today = timezone.localdate(copy.sent_at), timezone.localdate(at)
    end = last_day(copy.due_at)
    # A week before, so that a level which ends before the coming still finds a working day.
    holidays = holidays_between(min(came, end) - dt.timedelta(days=60), max(today, end))
    total = max(working_days_between(came, end, holidays), 0)
    used = working_days_between(came, max(today, came), holidays)
    weights = _weights(copy.office, len(levels))
    days = shares(total, weights)
    until = last_days(came, end, weights, holidays)
    names = (copy.office.label, *(_name(kind) for kind in levels))
    found = tuple(Share(*one) for one in zip(names, days, until, strict=True))
    return Budget(total, used, max(total - used, 0), found)


def days_of_the_lowest(house: Office, due_at: dt.datetime, at: dt.datetime) -> int:
    """How many working days the lowest level has of those that a letter of today leaves."""
    today, end = timezone.localdate(at), last_day(due_at)
    if end <= today:
        return 0
    left = working_days_between(today, end, holidays_between(today, end))
    below = len(_levels(house)) or 1
    # What is sent now goes through the levels below; the office itself has done its part.
    return shares(left, _weights(house, below)[1:])[-1]


def check_lowest(
    house: Office, due_at: dt.datetime | None, at: dt.datetime, *, reason: str
) -> None:
    """
    Whoever leaves the lowest level fewer days than his office has set says why.

    Raises Invalid for the field ``reason``.
    """
    least = house.lowest_days
    if not is_short(house, due_at, at) or reason.strip():
        return
    assert due_at is not None, "only a deadline can be short"
    words = {"days": days_of_the_lowest(house, due_at, at), "least": least}
    sentence = _(
        "หน่วยงานชั้นล่างสุดจะเหลือ %(days)s วันทำการ น้อยกว่า %(least)s วันที่หน่วยงานนี้ตั้งไว้ โปรดเขียนเหตุผล"
    )
    raise Invalid(sentence % words, field="reason")


def is_short(house: Office, due_at: dt.datetime | None, at: dt.datetime) -> bool:
    """Whether the lowest level gets fewer days than set; a deadline that is over is asked elsewhere."""
    if due_at is None or due_at <= at or not house.lowest_days:
        return False
    return days_of_the_lowest(house, due_at, at) < house.lowest_days


def _levels(house: Office) -> tuple[Kind, ...]:
    return _BELOW.get(Kind(house.kind), ())


def _weights(house: Office, below: int) -> list[int]:
    """The office and those between take one weight, the lowest level the other."""
    return [house.weight_own] * below + [house.weight_lowest]


def _name(kind: Kind) -> str:
    return _("องค์กรปกครองส่วนท้องถิ่น") if kind == Kind.SAO else str(kind.label)
