"""What of an answer is stored, and what is wrong with it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from survey.models import Question, QuestionType
from survey.models.question_types import FILED
from survey.xlsform.filled import Filled
from survey.xlsform.tree import Item
from survey.xlsform.xpath.values import Node

#: What a repeat adds up to in its answer; no question can have such a name.
TOTAL = "#"


def values_of(filled: Filled) -> dict[str, Any]:
    """The answers that are asked: groups are flat, a repeat is a list of its rows."""
    values: dict[str, Any] = {}
    _collect(filled, filled.root, values)
    values.update(totals_of(filled))
    return values


def _collect(filled: Filled, place: Node, values: dict[str, Any]) -> None:
    for node in place.children:
        item: Item = node.item
        if not node.relevant:
            continue
        if item.is_repeat:
            row: dict[str, Any] = {}
            _collect(filled, node, row)
            values.setdefault(item.key, []).append(row)
        elif item.is_group:
            _collect(filled, node, values)
        elif node.value is not None:
            values[item.key] = node.value


def totals_of(filled: Filled) -> dict[str, Any]:
    """
    What the rows come to, exact: ``#repeat`` how many there are, ``#question`` the sum of its
    numbers, ``#question:choice`` in how many rows that was chosen.
    """
    totals: dict[str, Any] = {}
    for item, nodes in filled.nodes.items():
        inside = item.is_repeat or item.repeat is not None
        if not inside or (item.is_group and not item.is_repeat):
            continue
        rows = [node for node in nodes if node.relevant and node not in filled.blank]
        if item.is_repeat:
            totals[f"{TOTAL}{item.key}"] = len(rows)
        else:
            _add(totals, item, rows)
    return totals


def _add(totals: dict[str, Any], item: Item, rows: list[Node]) -> None:
    question = item.question
    values = [node.value for node in rows if node.value is not None]
    if question is None or not values:
        return
    if question.selects:
        for value in values:
            for one in value if isinstance(value, list) else [value]:
                name = f"{TOTAL}{item.key}:{one}"
                totals[name] = totals.get(name, 0) + 1
        return
    numbers = [number for value in values if (number := _number(value)) is not None]
    if numbers:
        totals[f"{TOTAL}{item.key}"] = format(sum(numbers, Decimal(0)), "f")


def _number(value: object) -> Decimal | None:
    text = str(value)
    if not text.lstrip("-").replace(".", "", 1).isdigit():
        return None
    return Decimal(text) if text.isascii() else None


def errors_of(filled: Filled) -> dict[str, str]:
    """One sentence per place that is asked and wrong, by its path, in the order of the form."""
    errors: dict[str, str] = {}
    for item in filled.form.tree.items:
        question = item.question
        if question is None or item.is_group or not question.is_answered:
            continue
        for node in filled.nodes[item]:
            if node.relevant and node not in filled.blank:
                path = filled.paths[node]
                if error := filled.unreadable.get(path) or _wrong(filled, question, node):
                    errors[path] = error
    return errors


def _wrong(filled: Filled, question: Question, node: Node) -> str:
    if node.value is None:
        if question.required and filled.truth(question.required, node):
            zero = not question.constraint or _takes_zero(filled, question, node)
            return question.required_message or please_answer(question, zero=zero)
        return ""
    narrowed = question.choice_filter or question.list_name.startswith("${")
    if narrowed and (error := _not_offered(filled, question, node)):
        return error
    if question.constraint and not filled.truth(question.constraint, node):
        message = filled.words(question.constraint_message, node)
        return message or _("คำตอบไม่เป็นไปตามเงื่อนไขของข้อนี้ โปรดตรวจอีกครั้ง")
    return ""


def _not_offered(filled: Filled, question: Question, node: Node) -> str:
    """A choice that the answers before it do not leave: a district of another province."""
    offered = {choice.name for choice in filled.allowed(question, node)}
    chosen = node.value if isinstance(node.value, list) else [node.value]
    wrong = [one for one in chosen if one not in offered]
    if not wrong:
        return ""
    words = filled.form.label_of(question, wrong)
    return _("“%(choice)s” ไม่ตรงกับที่ตอบไว้ในข้อก่อนหน้า โปรดเลือกใหม่") % {"choice": words}


def _takes_zero(filled: Filled, question: Question, node: Node) -> bool:
    """Whether 0 would be a right answer where nothing was written."""
    node.value = 0
    taken = filled.truth(question.constraint, node)
    node.value = None
    return taken


def please_answer(question: Question, *, zero: bool) -> str:
    """What to do where an answer is missing, by the type of the question."""
    kind = QuestionType(question.type)
    if kind in (QuestionType.INTEGER, QuestionType.DECIMAL):
        if zero:
            return _("ยังไม่ได้ตอบข้อนี้ โปรดเขียนตัวเลข ถ้าไม่มีให้เขียน 0")
        return _("ยังไม่ได้ตอบข้อนี้ โปรดเขียนตัวเลข")
    if kind in FILED:
        return _("ยังไม่ได้ตอบข้อนี้ โปรดแนบไฟล์")
    sentences = {
        QuestionType.SELECT_ONE: _("ยังไม่ได้ตอบข้อนี้ โปรดเลือกหนึ่งข้อ"),
        QuestionType.RANGE: _("ยังไม่ได้ตอบข้อนี้ โปรดเลือกหนึ่งข้อ"),
        QuestionType.SELECT_MULTIPLE: _("ยังไม่ได้ตอบข้อนี้ โปรดเลือกอย่างน้อยหนึ่งข้อ"),
        QuestionType.RANK: _("ยังไม่ได้ตอบข้อนี้ โปรดเรียงลำดับให้ครบ"),
        QuestionType.DATE: _("ยังไม่ได้ตอบข้อนี้ โปรดเขียนวันที่ เช่น 31 ตุลาคม 2563"),
        QuestionType.TIME: _("ยังไม่ได้ตอบข้อนี้ โปรดเขียนเวลา เช่น 08.30"),
        QuestionType.DATETIME: _("ยังไม่ได้ตอบข้อนี้ โปรดเขียนวันที่และเวลา เช่น 31 ตุลาคม 2563 08.30"),
        QuestionType.GEOPOINT: _("ยังไม่ได้ตอบข้อนี้ โปรดเขียนพิกัด เช่น 18.3609, 103.6464"),
        QuestionType.ACKNOWLEDGE: _("โปรดทำเครื่องหมายรับทราบ"),
    }
    return sentences.get(kind, _("ยังไม่ได้ตอบข้อนี้ โปรดเขียนคำตอบ"))
