"""Functions that give numbers."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

from survey.xlsform.xpath.context import Context, Run
from survey.xlsform.xpath.functions_of_text import text_in
from survey.xlsform.xpath.registry import function
from survey.xlsform.xpath.values import EXACT, NAN, Value, to_number

_MOST_PLACES = 15


def number_in(context: Context, argument: Run) -> Decimal:
    return to_number(argument(context))


def numbers_in(context: Context, arguments: tuple[Run, ...]) -> list[Decimal]:
    """The numbers of all arguments; of a set of nodes those that were answered."""
    found: list[Decimal] = []
    for argument in arguments:
        value = argument(context)
        if isinstance(value, list):
            context.meter.spend(len(value))
            found += [to_number(text) for node in value if (text := node.text)]
        elif value != "":
            found.append(to_number(value))
    return found


@function("number", 0, 1)
def number(context: Context, *arguments: Run) -> Value:
    return number_in(context, arguments[0]) if arguments else to_number([context.node])


@function("int", 1)
def whole(context: Context, value: Run) -> Value:
    found = number_in(context, value)
    return found.to_integral_value("ROUND_DOWN") if found.is_finite() else found


@function("sum", 1, -1)
def total(context: Context, *arguments: Run) -> Value:
    """Exact; a row without an answer adds nothing."""
    result = Decimal(0)
    for one in numbers_in(context, arguments):
        result = EXACT.add(result, one)
    return result


@function("avg", 1, -1)
def average(context: Context, *arguments: Run) -> Value:
    found = numbers_in(context, arguments)
    return EXACT.divide(sum(found, Decimal(0)), Decimal(len(found))) if found else NAN


@function("max", 1, -1)
def largest(context: Context, *arguments: Run) -> Value:
    found = numbers_in(context, arguments)
    return NAN if not found or any(one.is_nan() for one in found) else max(found)


@function("min", 1, -1)
def smallest(context: Context, *arguments: Run) -> Value:
    found = numbers_in(context, arguments)
    return NAN if not found or any(one.is_nan() for one in found) else min(found)


@function("round", 1, 2)
def rounded(context: Context, value: Run, *places: Run) -> Value:
    """Half away from zero at a number of places; half up at none, as on paper."""
    found = number_in(context, value)
    wanted = number_in(context, places[0]) if places else Decimal(0)
    if not found.is_finite() or not wanted.is_finite() or abs(wanted) > _MOST_PLACES:
        return found
    return found.quantize(Decimal(1).scaleb(-int(wanted)), ROUND_HALF_UP, context=EXACT)


def _edge(name: str, way: str) -> None:
    @function(name, 1)
    def act(context: Context, value: Run) -> Value:
        found = number_in(context, value)
        return found.to_integral_value(way) if found.is_finite() else found


for _name, _way in (("floor", "ROUND_FLOOR"), ("ceiling", "ROUND_CEILING")):
    _edge(_name, _way)


@function("abs", 1)
def absolute(context: Context, value: Run) -> Value:
    return number_in(context, value).copy_abs()


@function("pow", 2)
def power(context: Context, base: Run, exponent: Run) -> Value:
    return _real(math.pow, number_in(context, base), number_in(context, exponent))


def _real(act: Callable[..., float], *values: Decimal) -> Decimal:
    """A function of real numbers; NaN where it has no value."""
    try:
        return Decimal(repr(act(*map(float, values))))
    except (ValueError, OverflowError, ZeroDivisionError):
        return NAN


def _curve(name: str, act: Callable[..., float], arguments: int = 1) -> None:
    @function(name, arguments)
    def run(context: Context, *values: Run) -> Value:
        return _real(act, *(number_in(context, one) for one in values))


for _name, _act in {
    **{name: getattr(math, name) for name in ("sin", "cos", "tan", "asin", "acos", "atan")},
    "sqrt": math.sqrt,
    "exp": math.exp,
    "log": math.log,
    "log10": math.log10,
    "exp10": lambda value: math.pow(10, value),
}.items():
    _curve(_name, _act)
_curve("atan2", math.atan2, 2)


@function("pi", 0)
def pi(_context: Context) -> Value:
    return Decimal(repr(math.pi))


def lot(*words: object) -> float:
    """From 0 up to 1, the same for the same words."""
    mark = hashlib.sha256("/".join(map(str, words)).encode()).digest()
    return int.from_bytes(mark[:6], "big") / 2**48


@function("random", 0)
def random_number(context: Context) -> Value:
    """Drawn once for a place in an answer: a draft that is opened again shows the same."""
    return Decimal(repr(lot(context.seed, context.current.name, context.current.index)))


@function("count-selected", 1)
def count_selected(context: Context, value: Run) -> Value:
    return Decimal(len(text_in(context, value).split()))
