"""Who holds a circular now, and how the days went, hop by hop."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from circulars.domain.deadlines import holidays_between
from circulars.models import OfficeCopy
from circulars.models.copy import ANSWERED, OWING
from circulars.states import WITHDRAWN, State
from circulars.thai.working_days import working_days_between


@dataclass(frozen=True, slots=True)
class Hop:
    """
    One office's share of the way: from ``came`` until it passed on, answered, or now.

    ``used`` counts working days after the day it came, by the holiday table; ``open`` says
    that the clock still runs here. Lateness belongs to whoever holds the letter.
    """

    copy: OfficeCopy
    came: dt.date
    until: dt.date
    used: int
    open: bool


def left_at(copy: OfficeCopy) -> dt.datetime | None:
    """When the office passed the letter on, or answered it, or closed it; None: still there."""
    return copy.forwarded_at or copy.answered_at or copy.closed_at


def hop_of(copy: OfficeCopy, *, at: dt.datetime, holidays: Mapping[dt.date, str]) -> Hop:
    """The hop of one copy, with the holiday table already read."""
    came = timezone.localdate(copy.sent_at)
    left = left_at(copy)
    until = timezone.localdate(left or at)
    used = working_days_between(came, until, holidays.keys())
    return Hop(copy, came, until, used, open=left is None and copy.is_open)


def hops(copies: Iterable[OfficeCopy], *, at: dt.datetime) -> list[Hop]:
    """The hops of ``copies``, with one look at the holiday table."""
    rows = list(copies)
    if not rows:
        return []
    first = min(timezone.localdate(copy.sent_at) for copy in rows)
    holidays = holidays_between(first, timezone.localdate(at))
    return [hop_of(copy, at=at, holidays=holidays) for copy in rows]


def way_down(copy: OfficeCopy) -> QuerySet[OfficeCopy]:
    """The copies from the first office to this one, in order."""
    ids = [int(part) for part in copy.above.split(".") if part]
    return OfficeCopy.objects.for_lists().filter(pk__in=[*ids, copy.pk]).order_by("id")


@dataclass(frozen=True, slots=True)
class Counts:
    """
    How far the copies sent from one copy have come; each figure contains the next ones,
    but for answers that came before their letter was registered.
    """

    sent: int = 0
    opened: int = 0
    registered: int = 0
    forwarded: int = 0
    answered: int = 0
    returned: int = 0
    overdue: int = 0


def count_children(copies: Iterable[int], *, at: dt.datetime) -> dict[int, Counts]:
    """For each copy id, how far its direct children have come: one grouped query."""
    rows = (
        OfficeCopy.objects.filter(parent__in=list(copies))
        .order_by()
        .values_list("parent")
        .annotate(
            sent=Count("pk", filter=~Q(state__in=WITHDRAWN)),
            opened=Count("pk", filter=Q(opened_at__isnull=False)),
            registered=Count("pk", filter=Q(registered_at__isnull=False)),
            forwarded=Count("pk", filter=Q(forwarded_at__isnull=False)),
            answered=Count("pk", filter=ANSWERED),
            returned=Count("pk", filter=Q(state=State.RETURNED)),
            overdue=Count("pk", filter=OWING & Q(due_at__lte=at)),
        )
    )
    return {parent: Counts(*figures) for parent, *figures in rows if parent is not None}
