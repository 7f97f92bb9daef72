"""Who holds a circular now, and how the days went, hop by hop."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils import timezone

from circulars.domain.deadlines import holidays_between
from circulars.domain.direct import Direct, direct
from circulars.models import OfficeCopy
from circulars.states import State
from thai.working_days import working_days_between


@dataclass(frozen=True, slots=True)
class Collecting:
    """The letter is back: ``since`` the last one below has answered, it is to be certified."""

    since: dt.date
    used: int
    open: bool


@dataclass(frozen=True, slots=True)
class Hop:
    """
    One office's share of the way: from ``came`` until it passed on, answered, or now; and,
    once everybody below has answered, a second time until it has certified, or now.

    ``used`` counts the working days of both, each without its first day, by the holiday
    table; ``open`` says that the clock runs here. Lateness belongs to whoever holds the letter.
    """

    copy: OfficeCopy
    came: dt.date
    until: dt.date
    used: int
    open: bool
    collecting: Collecting | None = None


def left_at(copy: OfficeCopy) -> dt.datetime | None:
    """When the office passed the letter on, or answered it, or closed it; None: still there."""
    return copy.forwarded_at or copy.answered_at or copy.closed_at


def back_at(copy: OfficeCopy, below: Direct) -> dt.datetime | None:
    """When the last one below had answered, or was taken out; None: they are still awaited."""
    collects = copy.forwarded_at is not None and copy.state in (State.REPORTING, State.REPORTED)
    if not collects or below.awaited or below.last_settled_at is None:
        return None
    early = copy.answered_at is not None and copy.answered_at < below.last_settled_at
    return None if early else below.last_settled_at


def hop_of(
    copy: OfficeCopy, below: Direct, *, at: dt.datetime, holidays: Mapping[dt.date, str]
) -> Hop:
    """The hop of one copy, with what is known below it and the holiday table already read."""
    came = timezone.localdate(copy.sent_at)
    left = left_at(copy)
    until = timezone.localdate(left or at)
    used = working_days_between(came, until, holidays.keys())
    collecting = _collecting(copy, back_at(copy, below), at=at, holidays=holidays)
    if collecting is None:
        return Hop(copy, came, until, used, open=left is None and copy.is_open)
    return Hop(copy, came, until, used + collecting.used, collecting.open, collecting)


def _collecting(
    copy: OfficeCopy, back: dt.datetime | None, *, at: dt.datetime, holidays: Mapping[dt.date, str]
) -> Collecting | None:
    if back is None:
        return None
    since = timezone.localdate(back)
    until = timezone.localdate(copy.answered_at or at)
    used = working_days_between(since, until, holidays.keys())
    return Collecting(since, used, open=copy.answered_at is None)


def hops(
    copies: Iterable[OfficeCopy], *, at: dt.datetime, counts: Mapping[int, Direct] | None = None
) -> list[Hop]:
    """
    The hops of ``copies``, with one look at the holiday table; ``counts`` of what is below
    them, if the caller has it already.
    """
    rows = list(copies)
    if not rows:
        return []
    first = min(timezone.localdate(copy.sent_at) for copy in rows)
    holidays = holidays_between(first, timezone.localdate(at))
    if counts is None:
        counts = direct([copy.pk for copy in rows], at=at)
    return [hop_of(copy, counts.get(copy.pk, Direct()), at=at, holidays=holidays) for copy in rows]
