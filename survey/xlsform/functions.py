"""
The expression language of XLSForm: XPath 1.0 and the functions that XForms adds.

Only the functions that decide something on paper forms are here; an expression that uses
another one is refused when the question is saved, with its name.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from itertools import product
from typing import Any

import re2
from elementpath import XPath1Parser


class FormParser(XPath1Parser):
    """XPath 1.0 with the functions below."""


# Token classes are shared with the parent: ours must be new ones.
for name in ("if", "round", "date"):
    FormParser.symbol_table.pop(name, None)

function = FormParser.function
method = FormParser.method


def days_of(day: dt.date) -> int:
    """Days since 1 January 1970."""
    return (day - dt.date(1970, 1, 1)).days


def _text(token: Any, place: int, context: Any) -> str:
    return str(token.string_value(_first(token[place].evaluate(context))))


def _number(token: Any, place: int, context: Any) -> float:
    try:
        return float(_text(token, place, context))
    except ValueError:
        return math.nan


def _first(found: Any) -> Any:
    """XPath 1.0 reads a node-set as its first node, and an empty one as nothing."""
    if isinstance(found, list):
        return found[0] if found else None
    return found


@method(function("if", nargs=3))
def evaluate_if(self: Any, context: Any = None) -> Any:
    if context is None:
        raise self.missing_context()
    chosen = 1 if self.boolean_value(self[0].evaluate(context)) else 2
    return self[chosen].evaluate(context)


@method(function("selected", nargs=2))
def evaluate_selected(self: Any, context: Any = None) -> bool:
    if context is None:
        raise self.missing_context()
    return _text(self, 1, context) in _text(self, 0, context).split()


@method(function("count-selected", nargs=1))
def evaluate_count_selected(self: Any, context: Any = None) -> int:
    if context is None:
        raise self.missing_context()
    return len(_text(self, 0, context).split())


@method(function("coalesce", nargs=2))
def evaluate_coalesce(self: Any, context: Any = None) -> str:
    if context is None:
        raise self.missing_context()
    return _text(self, 0, context) or _text(self, 1, context)


_LONGEST_MATCHED = 500
#: Bytes for one pattern; with texts of that length even the worst is matched in some 50 ms.
_PATTERN_MEMORY = 1 << 20


@lru_cache(maxsize=512)
def pattern_of(written: str) -> Any:
    """
    A regular expression of RE2, whose time grows only with the length of the text.

    Python's own engine can take years over one answer. Raises ValueError for what RE2 does
    not have (looking ahead or back, references to groups) or what is too large for it.
    """
    options = re2.Options()
    options.max_mem, options.log_errors = _PATTERN_MEMORY, False
    try:
        return re2.compile(written, options)
    except re2.error as error:
        raise ValueError(_words(error)) from error


def _words(error: re2.error) -> str:
    said = error.args[0]
    return said.decode() if isinstance(said, bytes) else str(said)


@method(function("regex", nargs=2))
def evaluate_regex(self: Any, context: Any = None) -> bool:
    """Whether the whole text matches; longer texts never do."""
    if context is None:
        raise self.missing_context()
    text = _text(self, 0, context)
    matches = pattern_of(_text(self, 1, context))
    return len(text) <= _LONGEST_MATCHED and matches.fullmatch(text) is not None


@method(function("int", nargs=1))
def evaluate_int(self: Any, context: Any = None) -> float:
    if context is None:
        raise self.missing_context()
    value = _number(self, 0, context)
    return int(value) if math.isfinite(value) else value


_MOST_PLACES = 9


@method(function("round", nargs=(1, 2)))
def evaluate_round(self: Any, context: Any = None) -> float:
    if context is None:
        raise self.missing_context()
    value = _number(self, 0, context)
    if not math.isfinite(value):
        return value
    wanted = _number(self, 1, context) if len(self) > 1 else 0
    places = int(wanted) if abs(wanted) <= _MOST_PLACES else 0
    return float(Decimal(str(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))


@method(function("today", nargs=0))
def evaluate_today(self: Any, context: Any = None) -> int:
    if context is None:
        raise self.missing_context()
    return int(context.variables["today"])


@method(function("date", nargs=1))
def evaluate_date(self: Any, context: Any = None) -> float:
    """A date is the number of days since 1970, as in XForms, so that dates compare."""
    if context is None:
        raise self.missing_context()
    text = _text(self, 0, context)
    try:
        return days_of(dt.date.fromisoformat(text))
    except ValueError:
        return _number(self, 0, context)


def _as_number(value: Any) -> float:
    try:
        return float(str(value).strip())
    except ValueError:
        return math.nan


def compared(self: Any, context: Any) -> Iterator[tuple[Any, Any]]:
    """
    The pairs that a comparison looks at, by the rules of XPath 1.0 (section 3.4).

    The library's own 1.0 mode never finds a node equal to a number, and stops at a text
    where a number is needed; a form needs ``${n} = 3`` and an answer "false" instead.
    """
    left = list(self[0].atomization(context))
    right = list(self[1].atomization(context))
    for a, b in product(left, right):
        if isinstance(a, bool) or isinstance(b, bool):
            yield self.boolean_value(a), self.boolean_value(b)
        elif self.symbol in _RELATIONS or isinstance(a, _NUMBERS) or isinstance(b, _NUMBERS):
            yield _as_number(a), _as_number(b)
        else:
            yield str(a), str(b)


_NUMBERS = (int, float, Decimal)
_RELATIONS = frozenset({"<", "<=", ">", ">="})
for symbol in ("=", "!=", *sorted(_RELATIONS)):
    shared = FormParser.symbol_table[symbol]
    FormParser.symbol_table[symbol] = type(
        shared.__name__, (shared,), {"iter_comparison_data": compared}
    )

FormParser.build()
