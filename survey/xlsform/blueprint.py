"""A questionnaire as plain data: from a file of ours, an XLSForm, or the screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from circulars.errors import Invalid
from survey.models import Choice, Question, QuestionType, RollUp
from survey.models.question import NUMBERED, SELECTING
from survey.xlsform.expressions import check_expression

_EXPRESSIONS = ("required", "relevant", "constraint", "calculation")


@dataclass(frozen=True, slots=True)
class Blueprint:
    """
    questions   rows in order; keys are the columns of ``Question``
    choices     list name → rows of (name, label, label_en)
    indicators  rows with name, code, numerator, supporters and targets {year: {quarter: %}}
    """

    title: str
    kinds: Sequence[str]
    questions: Sequence[Mapping[str, Any]]
    choices: Mapping[str, Sequence[tuple[str, str, str]]] = field(default_factory=dict)
    subtitle: str = ""
    note: str = ""
    indicators: Sequence[Mapping[str, Any]] = ()


def check_questions(questions: Sequence[Question], choices: Sequence[Choice]) -> None:
    """Raise Invalid, naming the question, when a questionnaire cannot work."""
    known = {question.name for question in questions if question.type != QuestionType.END_GROUP}
    listed: dict[str, set[str]] = {}
    for choice in choices:
        listed.setdefault(choice.list_name, set()).add(choice.name)
    _check_names(questions)
    _check_groups(questions)
    for question in questions:
        for column in _EXPRESSIONS:
            if expression := getattr(question, column):
                _check_one(question, expression, known)
        if question.type in SELECTING and not listed.get(question.list_name):
            raise Invalid(
                _("ข้อ %(name)s: ไม่มีชุดตัวเลือก “%(list)s” โปรดเพิ่มตัวเลือก")
                % {"name": question.name, "list": question.list_name}
            )
        if question.roll_up == RollUp.SUM and question.type not in NUMBERED:
            raise Invalid(
                _("ข้อ %(name)s: รวมยอดได้เฉพาะข้อที่ตอบเป็นตัวเลขหรือข้อคำนวณ โปรดเลือกแบบอื่นในตารางรวม")
                % {"name": question.name}
            )
        if question.roll_up == RollUp.TICK and question.tick_value not in (
            listed.get(question.list_name, {question.tick_value})
        ):
            raise Invalid(
                _("ข้อ %(name)s: ช่องที่นับ ✓ อ้างถึงตัวเลือก “%(value)s” ซึ่งไม่มี")
                % {"name": question.name, "value": question.tick_value}
            )


def _check_one(question: Question, expression: str, known: set[str]) -> None:
    try:
        check_expression(expression, known)
    except Invalid as refusal:
        raise Invalid(
            _("ข้อ %(name)s: %(why)s") % {"name": question.name, "why": refusal}
        ) from refusal


def _check_names(questions: Sequence[Question]) -> None:
    seen: set[str] = set()
    for question in questions:
        if question.type == QuestionType.END_GROUP:
            continue
        if question.name in seen:
            raise Invalid(_("มีข้อชื่อ %(name)s ซ้ำกัน โปรดเปลี่ยนชื่อ") % {"name": question.name})
        seen.add(question.name)


def _check_groups(questions: Sequence[Question]) -> None:
    depth = 0
    for question in questions:
        depth += question.type == QuestionType.BEGIN_GROUP
        depth -= question.type == QuestionType.END_GROUP
        if depth < 0:
            raise Invalid(_("มี “จบหมวด” ก่อน “เริ่มหมวด” โปรดเรียงใหม่"))
    if depth:
        raise Invalid(_("มี “เริ่มหมวด” ที่ไม่มี “จบหมวด” โปรดเพิ่มให้ครบ"))
