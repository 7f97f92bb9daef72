"""Working days shared out between the levels that a matter still has to pass."""

import datetime as dt
from collections.abc import Collection, Sequence

from thai.working_days import is_working_day, working_days_between


def shares(days: int, weights: Sequence[int]) -> list[int]:
    """
    ``days`` in whole parts by ``weights``, the largest remainders first; their sum is ``days``.

    Of equal remainders the later level gets the day: those at the end have most to do.
    Raises ValueError for weights that are not positive.
    """
    if not weights or min(weights) < 1:
        raise ValueError(f"weights from 1: {list(weights)}")
    total = sum(weights)
    whole = [days * weight // total for weight in weights]
    rest = [days * weight % total for weight in weights]
    order = sorted(range(len(weights)), key=lambda place: (-rest[place], -place))
    for place in order[: days - sum(whole)]:
        whole[place] += 1
    return whole


def last_days(
    start: dt.date, end: dt.date, weights: Sequence[int], holidays: Collection[dt.date]
) -> list[dt.date]:
    """
    The last day of each level, counted back in working days from ``end``.

    The last level ends on ``end`` itself, also on a day off; who gets no working day ends
    where the level above it does.
    """
    left = max(working_days_between(start, end, holidays), 0)
    found, day = [end], end
    for days in reversed(shares(left, weights)[1:]):
        day = _back(day, days, holidays)
        found.append(day)
    return found[::-1]


def _back(day: dt.date, days: int, holidays: Collection[dt.date]) -> dt.date:
    """The working day that has ``days`` working days after it up to ``day``."""
    while days:
        days -= is_working_day(day, holidays)
        day -= dt.timedelta(days=1)
    while not is_working_day(day, holidays):
        day -= dt.timedelta(days=1)
    return day
