"""Days as people type them anywhere in a text, each brought to one writing."""

import datetime as dt
import re
from collections.abc import Iterator

from thai.calendar import ERA, MONTHS, MONTHS_SHORT
from thai.text import normalize

_LOOSE_DOTS = re.compile(r"[\s.]")
_BY_NAME = {
    _LOOSE_DOTS.sub("", normalize(name)): number
    for names in (MONTHS, MONTHS_SHORT)
    for number, name in enumerate(names, start=1)
}


def _loosely(name: str) -> str:
    """A pattern for the name of a month; the dots of a short one may be missing."""
    return r"\s?".join(re.escape(one) for one in name.replace(".", "\0")).replace("\0", r"\.?")


_NAMES = "|".join(_loosely(normalize(name)) for name in [*MONTHS, *MONTHS_SHORT])
#: 25 พฤศจิกายน พ.ศ. 2569, 25พ.ย.69; also in text that has lost its spaces and dots.
_NAMED = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}})\s*(?P<month>{_NAMES})\s*(?:พ\.?\s?ศ\.?\s*)?(?P<year>\d{{4}}|\d{{2}})(?!\d)"
)
#: 25/11/2569, 25-11-69. Between dots a year has four figures: 1.2.34 is a clause.
_FIGURES = re.compile(
    r"(?<![\d/.-])(?P<day>\d{1,2})(?P<sign>[/.-])(?P<month>\d{1,2})(?P=sign)(?P<year>\d{4}|(?<=[/-])\d{2})(?![\d/-])"
)
#: 2026-11-25, as programs write it.
_ISO = re.compile(r"(?<![\d/.-])(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?![\d/-])")
_PATTERNS = (_NAMED, _ISO, _FIGURES)


def _year(figures: str) -> int:
    """The year CE: two figures are of this Buddhist century, four of either era."""
    year = int(figures)
    if len(figures) == 2:
        return year + 2500 - ERA
    return year - ERA if year >= 2400 else year


def _day(found: re.Match[str]) -> dt.date | None:
    month = _LOOSE_DOTS.sub("", found["month"])
    number = int(month) if month.isdecimal() else _BY_NAME[month]
    try:
        return dt.date(_year(found["year"]), number, int(found["day"]))
    except ValueError:
        return None


def days_in(text: str) -> Iterator[tuple[re.Match[str], dt.date]]:
    """Every day that folded ``text`` names, with where it stands."""
    for pattern in _PATTERNS:
        for found in pattern.finditer(text):
            if (day := _day(found)) is not None:
                yield found, day


def one_writing(day: dt.date) -> str:
    """The writing in which all others of ``day`` meet: 25/11/2569."""
    return f"{day.day}/{day.month}/{day.year + ERA}"


def without_days(text: str) -> tuple[str, list[dt.date]]:
    """Folded ``text`` without the days it names, and those days."""
    days = []
    for pattern in _PATTERNS:
        for found in reversed(list(pattern.finditer(text))):
            if (day := _day(found)) is not None:
                text = f"{text[: found.start()]} {text[found.end() :]}"
                days.append(day)
    return text, days
