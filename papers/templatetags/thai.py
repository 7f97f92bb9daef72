"""
Template filters for digits, dates, deadlines and amounts.

Screens show the reader's own digits, and English dates on English screens. A letter
passes the argument "thai" (``{{ day|thai_date:"thai" }}``), or is made inside
``thai.screen.showing("thai")`` with the Thai language active.
An empty value gives an empty string, so that ``|default:`` works.
"""

import datetime as dt
from decimal import Decimal

from django import template
from django.utils import timezone, translation

from thai import dates, deadlines, english, money
from thai.digits import Digits, with_digits, words_with_digits
from thai.screen import screen_digits
from thai.sentences import Sentence

register = template.Library()


def _english(forced: str) -> bool:
    return not forced and (translation.get_language() or "th").startswith("en")


def _digits(forced: str) -> Digits:
    if forced:
        return "arabic" if forced == "arabic" else "thai"
    return "arabic" if _english(forced) else screen_digits.get()


@register.filter
def thai_digits(value: object, digits: str = "") -> str:
    """Any value in the reader's digits."""
    return "" if value is None else with_digits(value, _digits(digits))


@register.filter(is_safe=True)
def thai_words(text: object) -> str:
    """A sentence in the reader's digits; what must be typed just so stays as it is."""
    return "" if text is None else words_with_digits(str(text), _digits(""))


@register.filter
def thai_date(day: dt.date | None, digits: str = "") -> str:
    """๒๘ ตุลาคม ๒๕๖๓"""
    return _date(day, digits, "long")


@register.filter
def thai_date_short(day: dt.date | None, digits: str = "") -> str:
    """๒๘ ต.ค. ๒๕๖๓"""
    return _date(day, digits, "short")


@register.filter
def thai_date_register(day: dt.date | None, digits: str = "") -> str:
    """๒๘/๑๐/๖๓"""
    return _date(day, digits, "register")


def _date(day: dt.date | None, digits: str, style: dates.Style) -> str:
    if not day:
        return ""
    if _english(digits):
        return english.format_date(day)
    return dates.format_date(day, digits=_digits(digits), style=style)


@register.filter
def thai_moment(moment: dt.datetime | None, digits: str = "") -> str:
    """๑ ต.ค. ๒๕๖๓ เวลา ๐๙.๒๖ น."""
    if not moment:
        return ""
    if _english(digits):
        return english.format_moment(moment)
    return dates.format_moment(moment, digits=_digits(digits), style="short")


@register.filter
def thai_time(moment: dt.datetime | dt.time | None, digits: str = "") -> str:
    """๐๙.๒๖ น."""
    if moment is None:
        return ""
    if _english(digits):
        clock = dates.local(moment) if isinstance(moment, dt.datetime) else moment
        return f"{clock:%H:%M}"
    return dates.format_time(moment, digits=_digits(digits))


@register.filter
def thai_deadline(due_at: dt.datetime | None, digits: str = "") -> str:
    """ภายในวันที่ ๓๑ ตุลาคม ๒๕๖๓"""
    if not due_at:
        return ""
    if _english(digits):
        return english.deadline_text(due_at)
    return deadlines.deadline_text(due_at, digits=_digits(digits))


@register.filter
def thai_left(due_at: dt.datetime | None, digits: str = "") -> str:
    """เหลือ ๒ วัน, as of now"""
    if not due_at:
        return ""
    if _english(digits):
        return english.left_text(due_at, timezone.now())
    return deadlines.left_text(due_at, timezone.now(), digits=_digits(digits))


@register.filter
def thai_number(value: int | float | Decimal | None, digits: str = "") -> str:
    """๑,๒๓๔: grouped by thousands"""
    if value is None or value == "":
        return ""
    return with_digits(f"{value:,}", _digits(digits))


@register.filter
def thai_money(amount: Decimal | int | None, digits: str = "") -> str:
    """๑,๒๓๔.๕๐: satang only if there are any; the template adds the word for baht"""
    if amount is None or amount == "":
        return ""
    return money.format_baht(Decimal(amount), _digits(digits))


@register.filter
def thai_reference(reference: object, digits: str = "") -> str:
    """บก ๐๐๒๓.๓/ว ๓๑๖๕, from a ReferenceNumber or its text"""
    return with_digits(reference or "", _digits(digits))


@register.filter
def thai_year(year: int | None, digits: str = "") -> str:
    """๒๕๖๓, from a year of the common era; 2020 on English screens"""
    if not year:
        return ""
    return str(year) if _english(digits) else with_digits(year + dates.ERA, _digits(digits))


@register.filter
def thai_sentence(sentence: str | None) -> str:
    """A sentence of thai in the reader's language."""
    if isinstance(sentence, Sentence):
        pattern = translation.gettext(sentence.pattern)
        return pattern % sentence.values if sentence.values else pattern
    return sentence or ""
