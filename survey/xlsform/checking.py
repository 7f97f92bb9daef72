"""Whether a questionnaire can work: every fault in it, with the question and its column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from circulars.errors import Invalid
from survey.models import Choice, Question, RollUp
from survey.models.question_types import BEGINNING, ENDING, NUMBERED
from survey.xlsform.expressions import check_expression, cost_of, names_in
from survey.xlsform.filled import MOST_STEPS
from survey.xlsform.questionnaire import Questionnaire
from survey.xlsform.tree import Item, out_of_balance

_EXPRESSIONS = (
    *("required", "relevant", "constraint", "calculation"),
    *("read_only", "repeat_count"),
)
_WORDS = ("label", "hint", "constraint_message", "required_message")


@dataclass(frozen=True, slots=True)
class Fault:
    """``sentence`` says what is wrong in ``column`` of ``question``."""

    question: Question
    column: str
    sentence: str


def check_questions(questions: Sequence[Question], choices: Sequence[Choice]) -> None:
    """Raise Invalid, naming the question, when a questionnaire cannot work."""
    for fault in faults_in(questions, choices):
        if fault.question.type in ENDING or not fault.question.name:
            raise Invalid(fault.sentence)
        raise Invalid(
            _("ข้อ %(name)s: %(why)s") % {"name": fault.question.name, "why": fault.sentence}
        )


def faults_in(
    questions: Sequence[Question], choices: Sequence[Choice], *, root_name: str = "data"
) -> list[Fault]:
    """Everything that is wrong, in the order of the questions."""
    if (row := out_of_balance(questions)) is not None:
        return [Fault(row, "type", _unbalanced(row))]
    form = Questionnaire(questions, choices, root_name=root_name)
    found = [fault for item in form.tree.items for fault in _faults_of(item, form)]
    return found or _too_costly(form)


def _unbalanced(row: Question) -> str:
    if row.type in BEGINNING:
        return _("มี “เริ่มหมวด” ที่ไม่มี “จบหมวด” โปรดเพิ่มให้ครบ")
    return _("มี “จบหมวด” ก่อน “เริ่มหมวด” โปรดเรียงใหม่")


def _faults_of(item: Item, form: Questionnaire) -> Iterator[Fault]:
    question = item.question
    assert question is not None, "the top has no faults"
    if item.parent is not None:
        before = item.parent.children[: item.parent.children.index(item)]
        if any(one.name == item.name for one in before):
            yield Fault(question, "name", _("มีข้อชื่อนี้ซ้ำกัน โปรดเปลี่ยนชื่อ"))
    known = {*form.tree.named, form.root_name}
    for column in _EXPRESSIONS:
        yield from _of_expression(question, column, getattr(question, column), known, form)
    if question.extra.get("dynamic"):
        yield from _of_expression(question, "default", question.default, known, form)
    yield from _of_filter(question, known, form)
    yield from _of_choices(question, form)
    yield from _of_words(question, known)


def _of_expression(
    question: Question, column: str, expression: str, known: set[str], form: Questionnaire
) -> Iterator[Fault]:
    if not expression.strip():
        return
    try:
        check_expression(expression, known, lists=form.choices.keys())
    except Invalid as refusal:
        yield Fault(question, column, str(refusal))


def _of_filter(question: Question, known: set[str], form: Questionnaire) -> Iterator[Fault]:
    if not question.choice_filter:
        return
    columns = {"name", "label"}
    for choice in form.choices_of(question):
        columns |= choice.extra.keys()
    try:
        check_expression(question.choice_filter, known, lists=form.choices, columns=columns)
    except Invalid as refusal:
        yield Fault(question, "choice_filter", str(refusal))


def _of_choices(question: Question, form: Questionnaire) -> Iterator[Fault]:
    listed = {choice.name for choice in form.choices_of(question)}
    if question.selects and not listed and not question.list_name.startswith("${"):
        sentence = _("ไม่มีชุดตัวเลือก “%(list)s” โปรดเพิ่มตัวเลือก") % {"list": question.list_name}
        yield Fault(question, "type", sentence)
    if question.roll_up == RollUp.SUM and question.type not in NUMBERED:
        sentence = _("รวมยอดได้เฉพาะข้อที่ตอบเป็นตัวเลขหรือข้อคำนวณ โปรดเลือกแบบอื่นในตารางรวม")
        yield Fault(question, "roll_up", sentence)
    if question.roll_up == RollUp.TICK and listed and question.tick_value not in listed:
        sentence = _("ช่องที่นับ ✓ อ้างถึงตัวเลือก “%(value)s” ซึ่งไม่มี") % {"value": question.tick_value}
        yield Fault(question, "tick_value", sentence)


def _of_words(question: Question, known: set[str]) -> Iterator[Fault]:
    for column in _WORDS:
        if unknown := sorted(names_in(getattr(question, column)) - known - {"instanceID"}):
            sentence = _("ข้อความอ้างถึงข้อ %(names)s ซึ่งไม่มีในแบบ โปรดแก้ชื่อข้อ")
            yield Fault(question, column, sentence % {"names": ", ".join(unknown)})


def _too_costly(form: Questionnaire) -> list[Fault]:
    """The dearest question, where all formulas together cost more than one look at an answer may."""
    circular = form.tree.is_circular
    costs = [
        (cost_of(item.question, rows=item.repeat is not None, circular=circular), place, item)
        for place, item in enumerate(form.tree.items)
        if item.question is not None
    ]
    if sum(cost for cost, _place, _item in costs) <= MOST_STEPS:
        return []
    _cost, _place, item = max(costs, key=lambda one: (one[0], -one[1]))
    assert item.question is not None, "only questions have a cost"
    sentence = _("สูตรทั้งแบบรวมกันคำนวณนานเกินไป และข้อนี้นานที่สุด โปรดลดความซับซ้อนของสูตร")
    return [
        Fault(item.question, "calculation" if item.question.calculation else "constraint", sentence)
    ]
