"""
The calendar of days off: added, changed and taken away with an Event, never by itself.

Days of the whole country are set at the top of a tree of offices, days of a province by its
own administrator. A deadline that a new day off touches is shown, and never moved.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from circulars.domain.deadlines import holidays_between
from circulars.domain.events import record
from circulars.domain.locking import hold
from circulars.domain.ruling import counted_over, counts_from_receipt, province_of
from circulars.errors import Invalid, NotAllowed
from circulars.models import EventKind, OfficeCopy
from circulars.models.copy import OWING, OfficeCopyQuerySet
from circulars.policies import check_may_manage_accounts
from offices.models import Holiday, HolidayKind, Office, Post, Role, User
from offices.ordering import by_name
from offices.viewer import Actor
from thai.dates import format_date
from thai.deadlines import due_at_on, last_day
from thai.text import sort_key
from thai.working_days import next_working_day_after, official_holidays


@dataclass(frozen=True, slots=True)
class DayOff:
    """What is written in one line of the calendar."""

    day: dt.date
    name: str
    kind: str = HolidayKind.NATIONAL
    source: str = ""
    province: Office | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """Where the calendar and the package do not agree; one of the names may be empty."""

    day: dt.date
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Touched:
    """Open deadlines of one sender on a day off, and the next day on which offices work."""

    sender: str
    receivers: int
    proposed: dt.date


def check_may_set_holidays(
    who: Actor, house: Office, at: dt.datetime, *, province: Office | None = None
) -> None:
    """
    An administrator of the province for its own days; for those of the country one of
    ``house``, above which no office has an administrator.
    """
    if province is not None:
        return check_may_manage_accounts(who, province, at)
    check_may_manage_accounts(who, house, at)
    above = [path for path in house.lineage() if path != house.path]
    held = Post.objects.held_on(timezone.localdate(at))
    if held.filter(role=Role.ADMIN, office__path__in=above).exists():
        raise NotAllowed(_("วันหยุดทั้งประเทศตั้งโดยผู้ดูแลของหน่วยเหนือ ที่นี่ตั้งได้เฉพาะวันหยุดของจังหวัด"))
    return None


@transaction.atomic
def add_holiday(house: Office, given: DayOff, *, by: User, at: dt.datetime) -> Holiday:
    """Write a day off into the calendar. Raises NotAllowed, Invalid with the field."""
    check_may_set_holidays(by, house, at, province=given.province)
    _check(given, None)
    row = Holiday.objects.create(**_columns(given))
    record(EventKind.HOLIDAY, by=by, at=at, office=house, act="added", after=_told(row))
    return row


def _kept(row: Holiday) -> Holiday:
    """Read afresh, with its province; its row is kept until the transaction ends."""
    hold(Holiday, [row.pk])
    return Holiday.objects.select_related("province").get(pk=row.pk)


@transaction.atomic
def change_holiday(
    row: Holiday, given: DayOff, *, house: Office, by: User, at: dt.datetime
) -> Holiday:
    """Put a day off right; the Event keeps what stood there."""
    row = _kept(row)
    check_may_set_holidays(by, house, at, province=row.province)
    check_may_set_holidays(by, house, at, province=given.province)
    _check(given, row)
    before = _told(row)
    for name, value in _columns(given).items():
        setattr(row, name, value)
    row.save()
    record(
        EventKind.HOLIDAY,
        by=by,
        at=at,
        office=house,
        act="changed",
        before=before,
        after=_told(row),
    )
    return row


@transaction.atomic
def take_holiday_away(
    row: Holiday, *, house: Office, by: User, at: dt.datetime, reason: str
) -> None:
    """Offices are open on that day after all. Raises Invalid without a reason."""
    row = _kept(row)
    check_may_set_holidays(by, house, at, province=row.province)
    if not reason.strip():
        raise Invalid(_("โปรดเขียนเหตุผลที่เอาวันหยุดนี้ออก"), field="reason")
    before = _told(row)
    row.delete()
    record(
        EventKind.HOLIDAY,
        by=by,
        at=at,
        office=house,
        act="taken_away",
        before=before,
        reason=reason.strip(),
    )


def proposal(year: int) -> list[Difference]:
    """Where the calendar of ``year`` (common era) differs from the package; nothing is written."""
    ours = holidays_between(dt.date(year, 1, 1), dt.date(year, 12, 31))
    theirs = official_holidays(year)
    return [
        Difference(day, ours.get(day, ""), theirs.get(day, ""))
        for day in sorted({*ours, *theirs})
        if ours.get(day) != theirs.get(day)
    ]


@transaction.atomic
def adopt_proposal(
    house: Office, year: int, days: Collection[dt.date], *, by: User, at: dt.datetime
) -> int:
    """Add the chosen days that are missing; what stands in the calendar wins. Returns how many."""
    check_may_set_holidays(by, house, at)
    missing = [one for one in proposal(year) if one.day in days and not one.ours]
    for one in missing:
        add_holiday(house, DayOff(one.day, one.theirs, source="ปฏิทิน holidays"), by=by, at=at)
    return len(missing)


def touched_by(day: dt.date, province: Office | None = None) -> list[Touched]:
    """
    Open deadlines that end on ``day``, and those whose working days were counted over it, by
    who sent them, with the day that is proposed.
    """
    begins, ends = due_at_on(day - dt.timedelta(days=1)), due_at_on(day)
    copies = OfficeCopy.objects.filter(OWING, due_at__gt=begins)
    if province is not None:
        copies = copies.filter(Q(office=province) | Q(office__province=province))
    around = dt.timedelta(days=60)
    closed = holidays_between(day, day + around, province=province.pk if province else None)
    proposed = next_working_day_after(day, {*closed, day})
    senders = (
        copies.filter(due_at__lte=ends)
        .values_list("parent__office__name")
        .annotate(receivers=Count("pk"))
        .order_by(by_name("parent__office__name"))
    )
    ending = [Touched(name or "", receivers, proposed) for name, receivers in senders]
    return ending + _counted_over(copies.filter(due_at__gt=ends, sent_at__lt=ends), day)


def _counted_over(copies: OfficeCopyQuerySet, day: dt.date) -> list[Touched]:
    """Of ``copies``, which all end later, those that would end later still."""
    ruled = copies.filter(dispatch__deadline__isnull=False)
    known: dict[tuple[int, int | None, dt.date], tuple[dt.datetime | None, ...]] = {}
    found: Counter[tuple[str, dt.date]] = Counter()
    for copy in ruled.select_related("dispatch__letter", "office", "parent__office"):
        assert copy.dispatch is not None, "only what was sent is asked for"
        assert copy.parent is not None, "what was sent has a sender"
        from_receipt = counts_from_receipt(copy.dispatch)
        received_on = (copy.registered_at if from_receipt else None) or copy.dispatch.at
        key = (copy.dispatch.pk, province_of(copy.office), timezone.localdate(received_on))
        if key not in known:
            known[key] = counted_over(copy.dispatch, copy.office, day, received_on=received_on)
        before, after = known[key]
        # Where another day was set for the office since, its count is over.
        if after and before == copy.due_at != after:
            found[copy.parent.office.name, last_day(after)] += 1
    rows = sorted(found.items(), key=lambda row: (sort_key(row[0][0]), row[0][1]))
    return [Touched(sender, number, until) for (sender, until), number in rows]


def _check(given: DayOff, row: Holiday | None) -> None:
    if not given.name.strip():
        raise Invalid(_("โปรดกรอกชื่อวันหยุด"), field="name")
    if given.kind != HolidayKind.NATIONAL and not given.source.strip():
        raise Invalid(_("โปรดกรอกประกาศหรือมติที่ให้หยุดวันนี้"), field="source")
    if (given.kind == HolidayKind.PROVINCE) != (given.province is not None):
        raise Invalid(_("วันหยุดเฉพาะจังหวัดต้องระบุจังหวัด และวันหยุดอื่นต้องไม่ระบุ"), field="province")
    same = Holiday.objects.filter(day=given.day, province=given.province)
    twice = same.exclude(pk=row.pk).first() if row else same.first()
    if twice is not None:
        words = {"day": format_date(given.day, digits="arabic"), "name": twice.name}
        raise Invalid(_("วันที่ %(day)s เป็นวันหยุดอยู่แล้ว (%(name)s)") % words, field="day")


def _columns(given: DayOff) -> dict[str, object]:
    columns = {name: getattr(given, name) for name in DayOff.__dataclass_fields__}
    return {**columns, "name": given.name.strip(), "source": given.source.strip()}


def _told(row: Holiday) -> dict[str, str]:
    """A line of the calendar as an Event keeps it."""
    return {
        "day": row.day.isoformat(),
        "name": row.name,
        "kind": row.kind,
        "source": row.source,
        "province": row.province.name if row.province else "",
    }
