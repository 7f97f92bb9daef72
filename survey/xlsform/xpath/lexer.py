"""An expression cut into tokens, by the rules of XPath 1.0 (section 3.7)."""

from __future__ import annotations

import re
from dataclasses import dataclass

_START = r"A-Za-z_\u00C0-\u02FF\u0370-\u1FFF\u200C\u200D\u2070-\u218F\u2C00-\uD7FF"
NAME = rf"[{_START}][{_START}0-9.\u00B7\u0300-\u036F\u203F\u2040-]*"
_TOKEN = re.compile(
    rf"""\s*(?:
    (?P<ref>\$\{{\s*(?:{NAME}:)?{NAME}\s*\}})
    |(?P<number>\d+(?:\.\d*)?|\.\d+)
    |(?P<text>"[^"]*"|'[^']*')
    |(?P<name>{NAME}(?::(?!:){NAME})?(?:\:\*)?)
    |(?P<sign>!=|<=|>=|//|::|\.\.|[()\[\]@,/|+\-=<>*.])
    )""",
    re.VERBOSE,
)
_WORD = re.compile("and|or|div|mod")
#: After these a name is a name and a star is a star; after anything else they are operators.
_OPENING = frozenset(
    {"(", "[", ",", "@", "::", "/", "//", "|", "+", "-", "=", "!=", "<", "<=", ">", ">="}
)


class NotXPath(ValueError):
    """The text of the error is the part that cannot be read."""


@dataclass(frozen=True, slots=True)
class Token:
    """``kind`` is ref, number, text, name, sign, operator or end."""

    kind: str
    value: str


def tokens_of(expression: str) -> list[Token]:
    """The tokens with an end behind them. Raises NotXPath for a character that has no place."""
    found: list[Token] = []
    place, text = 0, expression.rstrip()
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None or match.lastgroup is None:
            raise NotXPath(text[place:].strip()[:40])
        value = match[match.lastgroup]
        # "1and1": where an operator must come, a name begins with one.
        if match.lastgroup == "name" and _wants_operator(found) and (word := _WORD.match(value)):
            found.append(Token("operator", word[0]))
            place = match.end() - len(value) + len(word[0])
            continue
        found.append(_token(match.lastgroup, value, found))
        place = match.end()
    return [*found, Token("end", "")]


def _token(kind: str, value: str, before: list[Token]) -> Token:
    if kind == "ref":
        return Token(kind, value[2:-1].strip())
    if kind == "text":
        return Token(kind, value[1:-1])
    if value == "*" and _wants_operator(before):
        return Token("operator", value)
    return Token(kind, value)


def _wants_operator(before: list[Token]) -> bool:
    return bool(before) and not _opens(before[-1])


def _opens(token: Token) -> bool:
    return token.kind == "operator" or (token.kind == "sign" and token.value in _OPENING)
