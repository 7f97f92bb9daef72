"""
Evaluating the expressions of a questionnaire over one office's values.

``${name}`` is the answer to the question of that name, ``.`` the answer to the question
itself. One engine serves relevance, constraints, calculations, ticks and indicators.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any
from xml.etree import ElementTree as ET

from django.utils.translation import gettext as _
from elementpath import ElementPathError, XPathContext

from circulars.errors import Invalid
from survey.xlsform.allowed import LONGEST, NotInForms, answers_in
from survey.xlsform.functions import FormParser, days_of

_REFERENCE = re.compile(r"\$\{\s*([A-Za-z_][A-Za-z0-9_]*)\s*\}")
_YES = frozenset({"yes", "true", "true()", "ใช่"})
_NO = frozenset({"", "no", "false", "false()", "ไม่"})
_A_DAY = dt.date(2020, 1, 1)


def names_in(expression: str) -> set[str]:
    """The questions that ``expression`` refers to."""
    return set(_REFERENCE.findall(expression))


@lru_cache(maxsize=2048)
def _compiled(expression: str) -> tuple[Any, frozenset[str]]:
    """What is evaluated, and the names of the answers it looks at."""
    parsed = FormParser().parse(_REFERENCE.sub(r"/data/\1", expression))
    return parsed, frozenset(answers_in(parsed))


def check_expression(expression: str, known: set[str]) -> None:
    """Raise Invalid, in one Thai sentence, when ``expression`` cannot be used."""
    if expression.strip().lower() in _YES | _NO:
        return
    if len(expression) > LONGEST:
        raise Invalid(
            _("สูตร “%(text)s…” ยาวเกิน %(most)s ตัวอักษร โปรดแบ่งเป็นหลายข้อ")
            % {"text": expression[:60], "most": LONGEST}
        )
    _check_known(expression, names_in(expression), known)
    try:
        _check_known(expression, _compiled(expression)[1], known)
        # Tried as well as read: what fails here would fail in the form of every office.
        for answer in ("", "1"):
            Sheet(dict.fromkeys(known, answer), today=_A_DAY).text(expression)
    except NotInForms as error:
        raise Invalid(
            _(
                "สูตร “%(text)s” ใช้ “%(part)s” ซึ่งระบบไม่รองรับ โปรดใช้เฉพาะชื่อข้อแบบ ${name} จุด และฟังก์ชันของ XLSForm"
            )
            % {"text": expression, "part": error}
        ) from error
    except (ElementPathError, ArithmeticError, TypeError, ValueError, RecursionError) as error:
        raise Invalid(
            _("อ่านสูตร “%(text)s” ไม่ได้ (%(why)s) โปรดแก้ตามรูปแบบของ XLSForm")
            % {"text": expression, "why": error}
        ) from error


def _check_known(expression: str, names: Iterable[str], known: set[str]) -> None:
    if unknown := sorted(set(names) - known):
        raise Invalid(
            _("สูตร “%(text)s” อ้างถึงข้อ %(names)s ซึ่งไม่มีในแบบ โปรดแก้ชื่อข้อ")
            % {"text": expression, "names": ", ".join(unknown)}
        )


def as_text(value: object) -> str:
    """A stored value as the text that an expression sees."""
    if value is None:
        return ""
    if isinstance(value, list):
        return " ".join(map(str, value))
    if isinstance(value, dt.date):
        return str(days_of(value))
    return str(value)


class Sheet:
    """
    The values of one office, ready for expressions. ``known`` are all questions: what has
    no value is empty text, so that ``${name} = ''`` asks whether it was answered.
    """

    def __init__(
        self, values: Mapping[str, object], *, today: dt.date, known: Iterable[str] = ()
    ) -> None:
        self._values = dict.fromkeys(known) | dict(values)
        self._today = days_of(today)

    def put(self, name: str, value: object) -> None:
        """Another value from now on; None for nothing."""
        self._values[name] = value

    def truth(self, expression: str, *, of: str = "") -> bool:
        """Whether ``expression`` holds; ``of`` names the question that ``.`` means."""
        plain = expression.strip().lower()
        if plain in _YES:
            return True
        if plain in _NO:
            return False
        return bool(_compiled(expression)[0].boolean_value(self._result(expression, of)))

    def text(self, expression: str, *, of: str = "") -> str:
        """The result as text; a whole number is written without a decimal point."""
        result = self._result(expression, of)
        if isinstance(result, list):
            result = result[0] if result else None
        if isinstance(result, float) and not math.isfinite(result):
            return ""
        if isinstance(result, float) and result.is_integer():
            result = int(result)
        if isinstance(result, bool):
            return "true" if result else "false"
        return "" if result is None else str(_compiled(expression)[0].string_value(result))

    def _result(self, expression: str, of: str) -> Any:
        parsed, names = _compiled(expression)
        root = ET.Element("data")
        item = root
        # Only what the expression looks at: its cost does not grow with the questionnaire.
        for name in (names | {of}) & self._values.keys():
            cell = ET.SubElement(root, name)
            cell.text = as_text(self._values[name])
            item = cell if name == of else item
        context = XPathContext(root, item=item, variables={"today": self._today})
        try:
            return parsed.evaluate(context)
        except ZeroDivisionError:
            return math.nan  # as XPath 1.0 has it (section 3.5); the library stops at "mod 0"
