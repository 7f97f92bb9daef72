"""
Buddhist-era dates as offices write them.

Stored dates are of the common era; only this module adds 543. (The civil year began on
1 April before B.E. 2484; letters of that age are outside this program.)
"""

import datetime as dt
from typing import Literal

from thai.calendar import (
    BANGKOK,
    ERA,
    MONTHS,
    MONTHS_SHORT,
    WEEKDAYS,
    as_day,
    local,
    local_day,
)
from thai.digits import Digits, with_digits
from thai.printed_date import PrintedDate, not_yet, parse_date

__all__ = [
    "BANGKOK",
    "ERA",
    "MONTHS",
    "MONTHS_SHORT",
    "WEEKDAYS",
    "PrintedDate",
    "Style",
    "as_day",
    "be_year",
    "fiscal_quarter",
    "fiscal_year",
    "format_date",
    "format_moment",
    "format_time",
    "format_weekday_date",
    "local",
    "local_day",
    "not_yet",
    "parse_date",
]

Style = Literal["long", "short", "register"]


def be_year(day: dt.date) -> int:
    """The Buddhist year of ``day``: 2563 for any day of 2020."""
    return as_day(day).year + ERA


def fiscal_year(day: dt.date) -> int:
    """The Buddhist fiscal year of ``day``: it begins on 1 October of the year before."""
    return be_year(day) + (as_day(day).month >= 10)


def fiscal_quarter(day: dt.date) -> int:
    """1 for October to December, up to 4 for July to September."""
    return (as_day(day).month - 10) % 12 // 3 + 1


def format_date(day: dt.date, *, digits: Digits = "thai", style: Style = "long") -> str:
    """
    Print ``day`` with its Buddhist year.

    long      ๒๘ ตุลาคม ๒๕๖๓, as in a letter
    short     ๒๘ ต.ค. ๒๕๖๓, as in a list
    register  ๒๘/๑๐/๖๓, two digits each, as in a register column

    Raises ValueError for an unknown style, or a moment without a time zone.
    """
    day = as_day(day)
    if style == "long":
        text = f"{day.day} {MONTHS[day.month - 1]} {be_year(day)}"
    elif style == "short":
        text = f"{day.day} {MONTHS_SHORT[day.month - 1]} {be_year(day)}"
    elif style == "register":
        text = f"{day.day:02}/{day.month:02}/{be_year(day) % 100:02}"
    else:
        raise ValueError(f"unknown style of date: {style!r}")
    return with_digits(text, digits)


def format_weekday_date(day: dt.date, *, digits: Digits = "thai", style: Style = "long") -> str:
    """Print ``day`` with its weekday: วันเสาร์ที่ ๓๑ ตุลาคม ๒๕๖๓."""
    weekday = WEEKDAYS[as_day(day).weekday()]
    return f"วัน{weekday}ที่ {format_date(day, digits=digits, style=style)}"


def format_time(
    time: dt.time | dt.datetime,
    *,
    digits: Digits = "thai",
) -> str:
    """Print a Bangkok clock time: ๐๙.๒๖ น."""
    if isinstance(time, dt.datetime):
        time = local(time).time()
    return with_digits(f"{time.hour:02}.{time.minute:02} น.", digits)


def format_moment(moment: dt.datetime, *, digits: Digits = "thai", style: Style = "long") -> str:
    """
    Print date and time in Bangkok: ๑ ตุลาคม ๒๕๖๓ เวลา ๐๙.๒๖ น.

    Raises ValueError when ``moment`` has no time zone.
    """
    date = format_date(moment, digits=digits, style=style)
    return f"{date} เวลา {format_time(moment, digits=digits)}"
