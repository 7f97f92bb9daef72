"""The operators of XPath 1.0 as functions that make functions."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from survey.xlsform.xpath.context import Context, Run
from survey.xlsform.xpath.values import (
    EXACT,
    Value,
    compare,
    divide,
    remainder,
    to_bool,
    to_number,
)


def either(left: Run, right: Run) -> Run:
    return lambda context: to_bool(left(context)) or to_bool(right(context))


def both(left: Run, right: Run) -> Run:
    return lambda context: to_bool(left(context)) and to_bool(right(context))


def comparing(sign: str) -> Callable[[Run, Run], Run]:
    def made(left: Run, right: Run) -> Run:
        def run(context: Context) -> Value:
            context.meter.spend(1)
            return compare(sign, left(context), right(context))

        return run

    return made


def counting(act: Callable[[Decimal, Decimal], Decimal]) -> Callable[[Run, Run], Run]:
    def made(left: Run, right: Run) -> Run:
        def run(context: Context) -> Value:
            context.meter.spend(1)
            return act(to_number(left(context)), to_number(right(context)))

        return run

    return made


def negated(one: Run) -> Run:
    return lambda context: EXACT.minus(to_number(one(context)))


def union(left: Run, right: Run) -> Run:
    def run(context: Context) -> Value:
        found = [*_nodes(left(context)), *_nodes(right(context))]
        return list(dict.fromkeys(found))

    return run


def _nodes(value: Value) -> list:  # type: ignore[type-arg]
    return value if isinstance(value, list) else []


BINARY: dict[str, Callable[[Run, Run], Run]] = {
    "or": either,
    "and": both,
    **{sign: comparing(sign) for sign in ("=", "!=", "<", "<=", ">", ">=")},
    "+": counting(EXACT.add),
    "-": counting(EXACT.subtract),
    "*": counting(EXACT.multiply),
    "div": counting(divide),
    "mod": counting(remainder),
}
