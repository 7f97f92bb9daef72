"""Functions that are true or false, and those that choose by it."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import re2
import regex

from survey.xlsform.xpath.context import Context, Run, TooCostly
from survey.xlsform.xpath.functions_of_numbers import number_in
from survey.xlsform.xpath.functions_of_text import text_in
from survey.xlsform.xpath.registry import function
from survey.xlsform.xpath.values import Value, to_bool, to_text

_LONGEST_MATCHED = 500
#: Bytes for one pattern; with texts of that length even the worst is matched in some 50 ms.
_PATTERN_MEMORY = 1 << 20
#: Seconds for a pattern that looks ahead or back, which RE2 has not.
_PATIENCE = 0.05
_LONGEST_LOOKING = 200
_LOOKING = (b"invalid perl operator", b"invalid escape sequence")


@function("true", 0)
def true(_context: Context) -> Value:
    return True


@function("false", 0)
def false(_context: Context) -> Value:
    return False


@function("boolean", 1)
def boolean(context: Context, value: Run) -> Value:
    return to_bool(value(context))


@function("boolean-from-string", 1)
def boolean_from_string(context: Context, value: Run) -> Value:
    return text_in(context, value).strip().lower() in ("1", "true")


@function("not", 1)
def negation(context: Context, value: Run) -> Value:
    return not to_bool(value(context))


@function("if", 3)
def choosing(context: Context, test: Run, then: Run, otherwise: Run) -> Value:
    return then(context) if to_bool(test(context)) else otherwise(context)


@function("contains", 2)
def contains(context: Context, text: Run, part: Run) -> Value:
    return text_in(context, part) in text_in(context, text)


@function("starts-with", 2)
def starts_with(context: Context, text: Run, part: Run) -> Value:
    return text_in(context, text).startswith(text_in(context, part))


@function("ends-with", 2)
def ends_with(context: Context, text: Run, part: Run) -> Value:
    return text_in(context, text).endswith(text_in(context, part))


@function("selected", 2)
def selected(context: Context, chosen: Run, wanted: Run) -> Value:
    """Whether one of the choices is the wanted one; nothing is chosen where nothing was."""
    one, several = text_in(context, wanted).strip(), text_in(context, chosen)
    return one in several.split() if one else not several.strip()


@function("checklist", 2, -1)
def checklist(context: Context, least: Run, most: Run, *tests: Run) -> Value:
    """Whether as many as ``least`` to ``most`` of the tests hold; -1 is no limit."""
    held = sum(to_bool(one) for one in _each(context, tests))
    return _between(held, number_in(context, least), number_in(context, most))


@function("weighted-checklist", 2, -1)
def weighted_checklist(context: Context, least: Run, most: Run, *pairs: Run) -> Value:
    """The same, each test counting with the weight that follows it."""
    tests, weights = pairs[::2], pairs[1::2]
    held = sum(
        number_in(context, weight)
        for test, weight in zip(tests, weights, strict=False)
        if to_bool(test(context))
    )
    return _between(held, number_in(context, least), number_in(context, most))


def _each(context: Context, tests: tuple[Run, ...]) -> list[Value]:
    found: list[Value] = []
    for test in tests:
        value = test(context)
        found += [node.text for node in value] if isinstance(value, list) else [value]
    return found


def _between(held: Any, least: Any, most: Any) -> bool:
    return bool((least < 0 or held >= least) and (most < 0 or held <= most))


@lru_cache(maxsize=512)
def pattern_of(written: str) -> Any:
    """
    A regular expression of RE2, whose time grows only with the length of the text.

    What RE2 does not have (looking ahead or back, references to groups) is left to an engine
    that is stopped in time. Raises ValueError for what neither of them reads.
    """
    options = re2.Options()
    options.max_mem, options.log_errors = _PATTERN_MEMORY, False
    try:
        return re2.compile(written, options)
    except re2.error as error:
        if len(written) > _LONGEST_LOOKING or not any(one in _said(error) for one in _LOOKING):
            raise ValueError(_said(error).decode()) from error
        return _looking(written)


def _said(error: Any) -> bytes:
    said = error.args[0]
    return said if isinstance(said, bytes) else str(said).encode()


def _looking(written: str) -> Any:
    try:
        return regex.compile(written)
    except regex.error as error:
        raise ValueError(str(error)) from error


def is_looking(pattern: Any) -> bool:
    """Whether it looks ahead or back: then a match costs more than its letters."""
    return isinstance(pattern, regex.Pattern)


@function("regex", 2)
def matches(context: Context, value: Run, pattern: Run) -> Value:
    """Whether the whole text matches; longer texts than 500 letters never do."""
    text, written = to_text(value(context)), to_text(pattern(context))
    if len(text) > _LONGEST_MATCHED:
        return False
    context.meter.spend(match_cost(written, len(text)))
    try:
        found = pattern_of(written)
        if not is_looking(found):
            return found.fullmatch(text) is not None
        return found.fullmatch(text, timeout=_PATIENCE) is not None
    except TimeoutError as error:
        raise TooCostly from error
    except ValueError:
        return False


@lru_cache(maxsize=512)
def weight_of(written: str) -> int:
    """How large a pattern is once its counts are written out, roughly."""
    weight = len(written)
    for least, most in regex.findall(r"\{(\d{1,4})(?:,(\d{0,4}))?\}", written):
        weight += max(int(least), int(most or 0)) * 8
    return weight


def match_cost(written: str, length: int) -> int:
    """In steps of the meter, of some microseconds each."""
    return 1 + weight_of(written) * length // 2000
