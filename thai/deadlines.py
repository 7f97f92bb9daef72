"""
Deadlines, stored as the first late moment and printed as the last good day.

A plain date filter would print the day after; always print through this module.
"""

import datetime as dt

from thai.calendar import BANGKOK, local, local_day
from thai.dates import Style, format_date, format_time
from thai.digits import Digits, with_digits

_ONE_DAY = dt.timedelta(days=1)


def due_at_on(day: dt.date) -> dt.datetime:
    """
    When an answer asked for "by ``day``" becomes late: 00:00 Bangkok of the next day.

    Raises TypeError when a moment is given instead of a date.
    """
    if isinstance(day, dt.datetime):
        raise TypeError("a day is needed; use due_at_hour for an hour")
    return dt.datetime.combine(day + _ONE_DAY, dt.time.min, BANGKOK)


def due_at_hour(day: dt.date, time: dt.time) -> dt.datetime:
    """
    When an answer asked for "by ``day``, ``time``" becomes late: that very minute.

    Midnight that begins ``day`` is the same moment as the end of the day before and
    is printed so. Raises ValueError when ``time`` carries a time zone of its own.
    """
    if time.tzinfo is not None:
        raise ValueError("give the Bangkok clock time without a time zone")
    return dt.datetime.combine(day, time, BANGKOK)


def has_hour(due_at: dt.datetime) -> bool:
    """Whether the deadline ends at an hour, not with a whole day."""
    return local(due_at).time() != dt.time.min


def last_day(due_at: dt.datetime) -> dt.date:
    """The last Bangkok day on which an answer can still be in time."""
    day = local_day(due_at)
    return day if has_hour(due_at) else day - _ONE_DAY


def deadline_text(due_at: dt.datetime, *, digits: Digits = "thai", style: Style = "long") -> str:
    """
    Print a deadline: ภายในวันที่ ๓๑ ตุลาคม ๒๕๖๓, with เวลา ๑๖.๓๐ น. if it has an hour.
    """
    text = f"ภายในวันที่ {format_date(last_day(due_at), digits=digits, style=style)}"
    if has_hour(due_at):
        text += f" เวลา {format_time(due_at, digits=digits)}"
    return text


def days_left(due_at: dt.datetime, at: dt.datetime) -> int:
    """
    Bangkok days from ``at`` to the last good day; negative exactly when late.

    0 on the last day; -1 on the first late day, also some minutes after an hour
    that was fixed for the same day.
    """
    days = (last_day(due_at) - local_day(at)).days
    return min(days, -1) if at >= due_at else days


def left_text(due_at: dt.datetime, at: dt.datetime, *, digits: Digits = "thai") -> str:
    """Print what is left: เหลือ ๒ วัน, ครบกำหนดวันนี้, เลยกำหนด ๓ วัน."""
    days = days_left(due_at, at)
    if days < 0:
        if local_day(at) == last_day(due_at):
            return f"เลยกำหนดตั้งแต่เวลา {format_time(due_at, digits=digits)} วันนี้"
        return with_digits(f"เลยกำหนด {-days:,} วัน", digits)
    if days > 0:
        return with_digits(f"เหลือ {days:,} วัน", digits)
    if has_hour(due_at):
        return f"ครบกำหนดวันนี้ เวลา {format_time(due_at, digits=digits)}"
    return "ครบกำหนดวันนี้"
