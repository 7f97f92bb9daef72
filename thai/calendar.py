"""The names of months and weekdays, and the Bangkok day of a moment."""

import datetime as dt
from zoneinfo import ZoneInfo

BANGKOK = ZoneInfo("Asia/Bangkok")
ERA = 543

MONTHS = (
    "มกราคม",
    "กุมภาพันธ์",
    "มีนาคม",
    "เมษายน",
    "พฤษภาคม",
    "มิถุนายน",
    "กรกฎาคม",
    "สิงหาคม",
    "กันยายน",
    "ตุลาคม",
    "พฤศจิกายน",
    "ธันวาคม",
)
MONTHS_SHORT = (
    "ม.ค.",
    "ก.พ.",
    "มี.ค.",
    "เม.ย.",
    "พ.ค.",
    "มิ.ย.",
    "ก.ค.",
    "ส.ค.",
    "ก.ย.",
    "ต.ค.",
    "พ.ย.",
    "ธ.ค.",
)
# Monday first, as date.weekday() counts.
WEEKDAYS = ("จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์")


def local_day(moment: dt.datetime) -> dt.date:
    """
    The Bangkok date of ``moment``. Raises ValueError when it has no time zone.
    """
    return local(moment).date()


def local(moment: dt.datetime) -> dt.datetime:
    """
    ``moment`` on a Bangkok clock. Raises ValueError when it has no time zone.
    """
    if moment.tzinfo is None:
        raise ValueError(f"a moment without a time zone: {moment!r}")
    return moment.astimezone(BANGKOK)


def as_day(day: dt.date) -> dt.date:
    """``day`` itself, or the Bangkok date when a moment was given."""
    return local_day(day) if isinstance(day, dt.datetime) else day
