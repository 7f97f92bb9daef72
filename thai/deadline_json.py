"""A deadline rule as plain JSON, for a column of the database, and back."""

import datetime as dt
from dataclasses import fields
from enum import StrEnum
from typing import Any

from thai.deadline_rule import AtOnce, Every, InPeriod, OnDay, Rule, Since, Unit, Where, Within
from thai.periods import Period, Place

_KINDS: dict[str, type[OnDay | Within | InPeriod | Every | AtOnce]] = {
    "day": OnDay,
    "within": Within,
    "period": InPeriod,
    "every": Every,
    "at_once": AtOnce,
}
_NAMES = {kind: name for name, kind in _KINDS.items()}
_WORDS: dict[str, type[StrEnum]] = {
    "unit": Unit,
    "since": Since,
    "where": Where,
    "period": Period,
}
_DAYS = ("day", "first", "until", "begins")


def to_json(rule: Rule) -> dict[str, Any]:
    """``rule`` in strings, numbers and nothing else."""
    kept: dict[str, Any] = {"kind": _NAMES[type(rule)]}
    for field in fields(rule):
        value = getattr(rule, field.name)
        if value is not None:
            kept[field.name] = _plain(value)
    return kept


def from_json(kept: dict[str, Any]) -> Rule:
    """The rule that ``to_json`` wrote down; raises KeyError, TypeError or ValueError else."""
    given = {name: _value(name, value) for name, value in kept.items() if name != "kind"}
    return _KINDS[kept["kind"]](**given)


def _plain(value: Any) -> Any:
    if isinstance(value, Place):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return str(value) if isinstance(value, StrEnum) else value


def _value(name: str, value: Any) -> Any:
    if name in _WORDS:
        return _WORDS[name](value)
    if name in _DAYS:
        return dt.date.fromisoformat(value)
    if name == "time":
        return dt.time.fromisoformat(value)
    return Place(**value) if name == "place" else value
