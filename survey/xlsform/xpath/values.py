"""The four kinds of value of XPath 1.0, and what becomes of one where another is needed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from decimal import Context, Decimal
from typing import Any

#: Enough for sums of eighteen digits; nothing here raises, as in XPath: what is no number is NaN.
EXACT = Context(prec=34, traps=[])
_COMPARED = Context(prec=28, traps=[])
_SHOWN = Context(prec=16, traps=[])
_LONGEST_SHOWN = 24
NAN = Decimal("NaN")
INFINITE = Decimal("Infinity")
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?")
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}.*")
_EPOCH = dt.date(1970, 1, 1)
BANGKOK = dt.timezone(dt.timedelta(hours=7))


class Node:
    """
    A place in an answer, or in a list of choices: a name, a value, what lies in it.

    ``value`` is what is stored there (None: nothing); ``item`` is the question it answers.
    """

    __slots__ = ("children", "index", "item", "name", "parent", "relevant", "value")

    def __init__(self, name: str, parent: Node | None = None, value: Any = None) -> None:
        self.name, self.parent, self.value = name, parent, value
        self.children: list[Node] = []
        self.item: Any = None
        self.index = 0
        self.relevant = True
        if parent is not None:
            parent.children.append(self)

    @property
    def text(self) -> str:
        """Its value as an expression sees it; of a group, all that is in it."""
        if not self.relevant:
            return ""
        if self.children:
            return "".join(child.text for child in self.children)
        return text_of(self.value)


Value = str | Decimal | bool | list[Node]


def text_of(stored: object) -> str:
    """A stored value as text: several choices with spaces between."""
    if stored is None:
        return ""
    if isinstance(stored, list | tuple):
        return " ".join(map(str, stored))
    if isinstance(stored, bool):
        return "true" if stored else "false"
    return str(stored)


def to_text(value: Value) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return _written(value)
    return value[0].text if value else ""


def _written(number: Decimal) -> str:
    """Without exponent; what does not end is cut where a double would be."""
    if number.is_nan():
        return "NaN"
    if number.is_infinite():
        return "Infinity" if number > 0 else "-Infinity"
    if len(number.as_tuple().digits) > _LONGEST_SHOWN:
        number = _SHOWN.plus(number)
    if number == 0:
        return "0"
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def to_number(value: Value) -> Decimal:
    if isinstance(value, Decimal):
        return value
    if isinstance(value, bool):
        return Decimal(int(value))
    text = to_text(value).strip()
    if _NUMBER.fullmatch(text):
        return EXACT.create_decimal(text)
    return days_in(text)


def days_in(text: str) -> Decimal:
    """Days since 1970 of an ISO date, or date and time (a fraction); NaN of anything else."""
    try:
        if _DATE.fullmatch(text):
            return Decimal((dt.date.fromisoformat(text) - _EPOCH).days)
        if _MOMENT.fullmatch(text):
            moment = dt.datetime.fromisoformat(text)
            moment = moment if moment.tzinfo else moment.replace(tzinfo=BANGKOK)
            seconds = moment - dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
            return EXACT.divide(Decimal(str(seconds.total_seconds())), Decimal(86400))
    except ValueError:
        return NAN
    return NAN


def date_of(days: Decimal) -> str:
    """The ISO date of so many days since 1970; nothing when there is no such day."""
    if not days.is_finite() or abs(days) > 2_000_000:
        return ""
    try:
        whole = int(days.to_integral_value("ROUND_FLOOR"))
        return (_EPOCH + dt.timedelta(days=whole)).isoformat()
    except OverflowError:
        return ""


def to_bool(value: Value) -> bool:
    """An answer that was not given is false, as in JavaRosa, though its place is there."""
    if isinstance(value, bool):
        return value
    if isinstance(value, Decimal):
        return not value.is_nan() and value != 0
    if isinstance(value, str):
        return value != ""
    if len(value) == 1 and not value[0].children:
        return value[0].text != ""
    return bool(value)


def divide(above: Decimal, below: Decimal) -> Decimal:
    if below == 0 and above.is_finite():
        return NAN if above == 0 else INFINITE.copy_sign(above)
    return EXACT.divide(above, below)


def remainder(above: Decimal, below: Decimal) -> Decimal:
    if below == 0 or not above.is_finite():
        return NAN
    return EXACT.remainder(above, below)


def compare(sign: str, left: Value, right: Value) -> bool:
    """By the rules of XPath 1.0 (section 3.4): a set of nodes if any of its nodes does."""
    if isinstance(left, bool) or isinstance(right, bool):
        if sign in ("=", "!="):
            return (to_bool(left) == to_bool(right)) == (sign == "=")
        return _ordered(sign, Decimal(to_bool(left)), Decimal(to_bool(right)))
    return any(_compared(sign, one, other) for one in _singles(left) for other in _singles(right))


def _singles(value: Value) -> Sequence[str | Decimal]:
    if isinstance(value, list):
        return [node.text for node in value]
    return [] if isinstance(value, bool) else [value]


def _compared(sign: str, left: str | Decimal, right: str | Decimal) -> bool:
    if sign not in ("=", "!="):
        return _ordered(sign, to_number(left), to_number(right))
    if isinstance(left, str) and isinstance(right, str):
        return (left == right) == (sign == "=")
    one, other = _COMPARED.plus(to_number(left)), _COMPARED.plus(to_number(right))
    return (one == other) == (sign == "=")


def _ordered(sign: str, left: Decimal, right: Decimal) -> bool:
    if left.is_nan() or right.is_nan():
        return False
    order = _COMPARED.plus(left).compare(_COMPARED.plus(right))
    return bool({"<": order < 0, "<=": order <= 0, ">": order > 0, ">=": order >= 0}[sign])
