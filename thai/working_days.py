"""Working days of offices, and the warning when a deadline falls on a day off."""

import datetime as dt
from collections.abc import Collection, Mapping

from thai.dates import WEEKDAYS, format_date, format_weekday_date
from thai.digits import Digits
from thai.sentences import Sentence, gettext_noop

_LONGEST_BREAK = 60

# Days off for schools or factories; government offices are open.
_OFFICES_ARE_OPEN = ("วันเด็กแห่งชาติ", "วันแรงงานแห่งชาติ")

#: Where the cabinet decided otherwise than the package computes; None takes a day away. The
#: package moves a day off that falls on a weekend to the next Monday. In 2564 the cabinet
#: gave the Friday before instead: 22 October for วันปิยมหาราช, and not Monday the 25th.
CORRECTIONS: dict[int, dict[dt.date, str | None]] = {
    2021: {dt.date(2021, 10, 22): "ชดเชยวันปิยมหาราช", dt.date(2021, 10, 25): None},
}

_DAY_OFF = gettext_noop("%(day)s เป็นวันหยุด (%(why)s) วันทำการสุดท้ายก่อนหน้านั้นคือ%(before)s")


def is_working_day(day: dt.date, holidays: Collection[dt.date]) -> bool:
    """Monday to Friday, and not one of ``holidays``."""
    return day.weekday() < 5 and day not in holidays


def working_days_between(start: dt.date, end: dt.date, holidays: Collection[dt.date]) -> int:
    """
    Working days after ``start`` up to and including ``end``.

    The first day is not counted, the last one is, so the counts of following hops
    add up. Negative when ``end`` lies before ``start``.
    """
    if end < start:
        return -working_days_between(end, start, holidays)
    span = (end - start).days
    weeks, rest = divmod(span, 7)
    count = weeks * 5 + sum(
        (start + dt.timedelta(days=weeks * 7 + step)).weekday() < 5 for step in range(1, rest + 1)
    )
    return count - sum(start < day <= end and day.weekday() < 5 for day in set(holidays))


def next_working_day_after(day: dt.date, holidays: Collection[dt.date]) -> dt.date:
    """
    The nearest working day after ``day``.

    Raises ValueError when there is none within two months: the table must be wrong.
    """
    for step in range(1, _LONGEST_BREAK):
        later = day + dt.timedelta(days=step)
        if is_working_day(later, holidays):
            return later
    raise ValueError(f"no working day in the {_LONGEST_BREAK} days after {day}")


def last_working_day_before(day: dt.date, holidays: Collection[dt.date]) -> dt.date:
    """
    The nearest working day before ``day``.

    Raises ValueError when there is none within two months: the table must be wrong.
    """
    for step in range(1, _LONGEST_BREAK):
        earlier = day - dt.timedelta(days=step)
        if is_working_day(earlier, holidays):
            return earlier
    raise ValueError(f"no working day in the {_LONGEST_BREAK} days before {day}")


def warn_due(
    day: dt.date, holidays: Mapping[dt.date, str], *, digits: Digits = "thai"
) -> Sentence | None:
    """
    Say that a deadline falls on a day off; None on a working day.

    The deadline itself is never moved: for an authority the last day counts even if
    it is a holiday (พ.ร.บ. วิธีปฏิบัติราชการทางปกครอง พ.ศ. 2539 ม. 64).
    """
    if is_working_day(day, holidays):
        return None
    before = last_working_day_before(day, holidays)
    return Sentence(
        _DAY_OFF,
        day=f"วันที่ {format_date(day, digits=digits)}",
        why=holidays.get(day) or f"วัน{WEEKDAYS[day.weekday()]}",
        before=format_weekday_date(before, digits=digits),
    )


def official_holidays(year: int) -> dict[dt.date, str]:
    """
    The days off of government offices in ``year`` of the common era, with Thai names.

    Seeds the editable table of holidays; the cabinet's announcement has the last word.
    Raises ValueError for a Buddhist year.
    """
    import holidays  # noqa: PLC0415 - slow to load, needed only when seeding

    if year >= 2400:
        raise ValueError(f"give the year of the common era: {year - 543}, not {year}")
    days = holidays.country_holidays(
        "TH", years=year, language="th", categories=("public", "government")
    )
    named = {day: _official_name(name) for day, name in days.items()}
    found = {day: name for day, name in named.items() if name and day.year == year}
    for day, name in CORRECTIONS.get(year, {}).items():
        if name is None:
            found.pop(day, None)
        else:
            found[day] = name
    return dict(sorted(found.items()))


def _official_name(name: str) -> str:
    """``name`` without the parts that are no day off for offices; may be empty."""
    kept = [
        part
        for part in name.split("; ")
        if not any(open_day in part for open_day in _OFFICES_ARE_OPEN)
    ]
    return " / ".join(kept)
