"""
What of XPath an expression of a questionnaire may use.

The answer to a question, the answer itself (``.``), constants, operators and functions over
them: that is all an XLSForm needs. Paths, predicates and sets of nodes are left out, for with
them a line of text can ask for work without end.
"""

from __future__ import annotations

from typing import Any

from survey.models import Question
from survey.xlsform.functions import pattern_of

#: Characters of an expression: as many as the database keeps.
LONGEST: int = Question._meta.get_field("constraint").max_length or 0
_DEEPEST = 40
_CONSTANTS = frozenset({"(string)", "(integer)", "(decimal)", "(float)", "."})
_OPERATORS = frozenset({"and", "or", "=", "!=", "<", "<=", ">", ">=", "+", "-", "div", "mod", "("})
_FUNCTIONS = frozenset(
    {
        "boolean", "ceiling", "coalesce", "concat", "contains", "count", "count-selected", "date",
        "false", "floor", "if", "int", "normalize-space", "not", "number", "regex", "round",
        "selected", "starts-with", "string", "string-length", "substring", "substring-after",
        "substring-before", "sum", "today", "translate", "true",
    }
)  # fmt: skip
_PLAIN = _CONSTANTS | _OPERATORS | _FUNCTIONS


class NotInForms(ValueError):
    """The text of the error is what cannot be used."""


def answers_in(parsed: Any, depth: int = 0) -> set[str]:
    """
    The names of the questions whose answers a parsed expression looks at.

    Raises NotInForms for anything that goes beyond an expression over answers.
    """
    if depth > _DEEPEST:
        raise NotInForms("((((…")
    symbol = parsed.symbol
    if symbol == "/":
        return {_answer(parsed)}
    # A star with two sides multiplies; alone it means every answer there is.
    if symbol not in _PLAIN and not (symbol == "*" and len(parsed) == 2):
        raise NotInForms(str(parsed.value if symbol == "(name)" else symbol))
    if symbol == "regex":
        _check_pattern(parsed)
    return {name for part in parsed for name in answers_in(part, depth + 1)}


def _answer(path: Any) -> str:
    """The name in ``/data/name``, which is what ``${name}`` became."""
    match list(path):
        case [above, name] if above.source == "/data" and not name and name.source.isidentifier():
            return str(name.source)
    raise NotInForms(path.source)


def _check_pattern(regex: Any) -> None:
    """Written out, so that a wrong one shows when the question is saved, not when it is answered."""
    pattern = regex[1]
    if pattern.symbol != "(string)":
        raise NotInForms(regex.source)
    pattern_of(pattern.value)
