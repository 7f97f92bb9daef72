"""Whether the formulas of a questionnaire can be used, and what they cost."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from django.utils.translation import gettext as _

from circulars.errors import Invalid
from survey.models import Question
from survey.models.question import NO, YES
from survey.xlsform.xpath import functions
from survey.xlsform.xpath.functions_of_truth import is_looking, match_cost, pattern_of
from survey.xlsform.xpath.lexer import NotXPath
from survey.xlsform.xpath.parser import Expression, Needs, parse
from survey.xlsform.xpath.registry import FUNCTIONS

#: Names that every answer has, besides those of its questions; and nothing, as many write it.
_ALWAYS = frozenset({"meta", "instanceID", "instanceName", "audit", "null"})
_REFERENCE = re.compile(r"\$\{\s*([^}\s]+)\s*\}")
#: Characters; no formula that a person reads comes near.
LONGEST = 20_000
_LONGEST_TEXT = 500
#: Rows that a repeat is thought to have, and rounds of questions that need each other.
_ROWS, _ROUNDS = 10, 10
_PATIENCE_STEPS = 2_000
#: Importing the modules fills the table of functions.
FUNCTION_MODULES = functions.__all__


def names_in(text: str) -> set[str]:
    """The questions that a formula, or the words of a question, refer to as ``${name}``."""
    return set(_REFERENCE.findall(text))


def check_expression(
    expression: str,
    known: Collection[str],
    *,
    lists: Collection[str] = (),
    columns: Collection[str] = (),
) -> None:
    """
    Raise Invalid, in one Thai sentence, when ``expression`` cannot be used.

    ``known`` are the names of the questions, ``lists`` those of the lists of choices, and
    ``columns`` what a formula about choices may look at.
    """
    if expression.strip().lower() in YES | NO:
        return
    if len(expression) > LONGEST:
        raise Invalid(
            _("สูตร “%(text)s…” ยาวเกิน %(most)s ตัวอักษร โปรดแบ่งเป็นหลายข้อ")
            % {"text": expression[:60], "most": LONGEST}
        )
    # What is not known is told before what cannot be read: it is the likelier slip.
    _check_known(expression, names_in(expression) - _ALWAYS, known)
    needs = _readable(expression).needs
    _check_known(expression, needs.paths - _ALWAYS - set(columns), known)
    _check_lists(expression, needs, lists)
    _check_patterns(expression, needs)


def _readable(expression: str) -> Expression:
    try:
        return parse(expression)
    except NotXPath as error:
        sentence = _why_not(str(error))
        raise Invalid(sentence % {"text": expression, "part": error}) from error


def _why_not(part: str) -> str:
    """The sentence for what cannot be read; a name with () behind it is a function."""
    if part == "pulldata()":
        return _("สูตร “%(text)s” ใช้ %(part)s ซึ่งต้องมีไฟล์ CSV แนบ ระบบนี้ยังไม่รับไฟล์ข้อมูลภายนอก")
    if part.removesuffix("()") in FUNCTIONS and part.endswith("()"):
        return _("สูตร “%(text)s” ให้ค่าแก่ %(part)s น้อยหรือมากเกินไป โปรดตรวจจำนวนค่าในวงเล็บ")
    if part.endswith("()"):
        return _("สูตร “%(text)s” ใช้ %(part)s ซึ่งไม่มีในมาตรฐาน XLSForm โปรดใช้ฟังก์ชันอื่น")
    return _("อ่านสูตร “%(text)s” ไม่ได้ตรง “%(part)s” โปรดตรวจวงเล็บ เครื่องหมายคำพูด และชื่อข้อแบบ ${name}")


def _check_known(expression: str, names: Iterable[str], known: Collection[str]) -> None:
    if unknown := sorted(set(names) - set(known)):
        raise Invalid(
            _("สูตร “%(text)s” อ้างถึงข้อ %(names)s ซึ่งไม่มีในแบบ โปรดแก้ชื่อข้อ")
            % {"text": expression, "names": ", ".join(unknown)}
        )


def _check_lists(expression: str, needs: Needs, lists: Collection[str]) -> None:
    if unknown := sorted(needs.instances - set(lists)):
        raise Invalid(
            _("สูตร “%(text)s” อ้างถึงรายการ %(names)s ซึ่งไม่มีในแผ่นงาน choices")
            % {"text": expression, "names": ", ".join(unknown)}
        )


def _check_patterns(expression: str, needs: Needs) -> None:
    """Written out, so that a wrong one shows when the question is saved, not when it is answered."""
    for pattern in needs.patterns:
        try:
            pattern_of(pattern)
        except ValueError as error:
            raise Invalid(
                _("อ่านสูตร “%(text)s” ไม่ได้ (%(why)s) โปรดแก้ตามรูปแบบของ XLSForm")
                % {"text": expression, "why": error}
            ) from error


def cost_of(question: Question, *, rows: bool, circular: bool) -> int:
    """Steps of one look at an answer that the formulas of ``question`` may take."""
    written = (
        *(question.relevant, question.required, question.constraint),
        *(question.calculation, question.choice_filter, question.repeat_count),
    )
    steps = sum(map(_steps_of, written))
    return steps * (_ROWS if rows else 1) * (_ROUNDS if circular else 1)


def _steps_of(expression: str) -> int:
    if not expression.strip():
        return 0
    try:
        needs = parse(expression).needs
    except NotXPath:
        return 0
    steps = needs.size
    for pattern in needs.patterns:
        steps += match_cost(pattern, _LONGEST_TEXT)
        if is_looking(pattern_of(pattern)):
            steps += _PATIENCE_STEPS
    return steps
