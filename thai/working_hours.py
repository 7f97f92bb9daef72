"""The hours in which offices are open, 08.30 to 16.30 on working days, counted backwards."""

import datetime as dt
from collections.abc import Collection

from thai.calendar import BANGKOK, local
from thai.working_days import is_working_day

OPENS, CLOSES = dt.time(8, 30), dt.time(16, 30)
#: Enough for a month of hours around the longest holidays.
_LONGEST = 120


def hours_before(at: dt.datetime, hours: float, holidays: Collection[dt.date]) -> dt.datetime:
    """
    The latest moment from which ``hours`` working hours have passed until ``at``.

    What came at that moment or before has lain so long; nothing passes at night or on a day
    off. Raises ValueError when four months do not hold so many: the table must be wrong.
    """
    left = dt.timedelta(hours=hours)
    end = local(at)
    for step in range(_LONGEST):
        day = end.date() - dt.timedelta(days=step)
        if not is_working_day(day, holidays):
            continue
        opens = dt.datetime.combine(day, OPENS, BANGKOK)
        closes = min(dt.datetime.combine(day, CLOSES, BANGKOK), end)
        if closes - opens >= left:
            return closes - left
        left -= max(closes - opens, dt.timedelta(0))
    raise ValueError(f"no {hours} working hours in the {_LONGEST} days before {at}")
