"""Functions of days, hours and moments: all of them ISO text."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from survey.xlsform.xpath.context import Context, Run
from survey.xlsform.xpath.functions_of_text import text_in
from survey.xlsform.xpath.registry import function
from survey.xlsform.xpath.values import BANGKOK, EXACT, NAN, Value, date_of, days_in, to_number

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]


@function("today", 0)
def today(context: Context) -> Value:
    return context.today.isoformat()


@function("now", 0)
def now(context: Context) -> Value:
    return context.now.isoformat(timespec="milliseconds")


@function("date", 1)
def date(context: Context, value: Run) -> Value:
    """The day of a text or of a number of days; nothing where there is no such day."""
    given = value(context)
    text = text_in(context, lambda _context: given)
    days = days_in(text.strip())
    return date_of(to_number(given) if days.is_nan() else days)


@function("date-time", 1)
def date_time(context: Context, value: Run) -> Value:
    given = value(context)
    moment = _moment(text_in(context, lambda _context: given))
    if moment is None:
        days = to_number(given)
        if not days.is_finite() or abs(days) > 2_000_000:
            return ""
        moment = dt.datetime(1970, 1, 1, tzinfo=dt.UTC) + dt.timedelta(days=float(days))
    return moment.astimezone(BANGKOK).isoformat(timespec="milliseconds")


def _moment(text: str) -> dt.datetime | None:
    """A date is its first moment."""
    try:
        found = dt.datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=BANGKOK)


@function("decimal-date-time", 1)
def decimal_date_time(context: Context, value: Run) -> Value:
    return to_number(value(context))


@function("decimal-time", 1)
def decimal_time(context: Context, value: Run) -> Value:
    """A time as a part of the day: noon is 0.5."""
    try:
        time = dt.time.fromisoformat(text_in(context, value).strip()[:12].rstrip("Z"))
    except ValueError:
        return NAN
    seconds = time.hour * 3600 + time.minute * 60 + time.second
    exact = Decimal(seconds) + Decimal(time.microsecond) / 1_000_000
    return EXACT.divide(exact, Decimal(86400))


@function("format-date", 2)
def format_date(context: Context, value: Run, pattern: Run) -> Value:
    return _formatted(context, value, pattern)


@function("format-date-time", 2)
def format_date_time(context: Context, value: Run, pattern: Run) -> Value:
    return _formatted(context, value, pattern)


def _formatted(context: Context, value: Run, pattern: Run) -> str:
    moment = _moment(text_in(context, value))
    if moment is None:
        return ""
    words = {
        "Y": f"{moment.year:04}", "y": f"{moment.year % 100:02}",
        "m": f"{moment.month:02}", "n": str(moment.month), "b": _MONTHS[moment.month - 1],
        "d": f"{moment.day:02}", "e": str(moment.day), "a": _DAYS[moment.weekday()],
        "H": f"{moment.hour:02}", "h": str(moment.hour), "M": f"{moment.minute:02}",
        "S": f"{moment.second:02}", "3": f"{moment.microsecond // 1000:03}", "%": "%",
        "W": f"{moment.isocalendar().week:02}",
    }  # fmt: skip
    first, *parts = text_in(context, pattern).split("%")
    return first + "".join(words.get(part[:1], "") + part[1:] for part in parts)
