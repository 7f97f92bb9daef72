"""A questionnaire as one kind of office sees it: what is asked now, and what is wrong."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Self

from django.utils.translation import gettext as _

from circulars.errors import Invalid
from survey.models import Choice, Question, QuestionType, SurveyTask
from survey.models.question import ANSWERED, SELECTING
from survey.xlsform.expressions import Sheet
from survey.xlsform.values import LONGEST_TEXT, Value, read_value

Values = dict[str, Value]
#: Questions refer to earlier ones, which settles at once; this is for those that look ahead.
_MOST_ROUNDS = 30


@dataclass(slots=True)
class Checked:
    """
    values    what may be stored: irrelevant answers are left out
    errors    one Thai sentence per question that is wrong
    relevant  the names of everything that is asked, given these answers
    """

    values: Values = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    relevant: set[str] = field(default_factory=set)


class Questionnaire:
    """The questions of one survey; ``for_kind`` narrows them to one kind of office."""

    def __init__(self, questions: Iterable[Question], choices: Iterable[Choice]) -> None:
        self.questions = list(questions)
        self.choices: dict[str, list[Choice]] = defaultdict(list)
        for choice in choices:
            self.choices[choice.list_name].append(choice)
        self.by_name = {q.name: q for q in self.questions if q.type != QuestionType.END_GROUP}

    @classmethod
    def of(cls, task: SurveyTask) -> Self:
        """Read it in two queries."""
        return cls(task.questions.order_by("order"), task.choices.order_by("list_name", "order"))

    def for_kind(self, kind: str) -> Questionnaire:
        """Without the questions, and whole groups, that ``kind`` is not asked."""
        kept: list[Question] = []
        hidden = 0
        for question in self.questions:
            if question.type == QuestionType.BEGIN_GROUP and (hidden or not question.asks(kind)):
                hidden += 1
            elif question.type == QuestionType.END_GROUP and hidden:
                hidden -= 1
            elif not hidden and question.asks(kind):
                kept.append(question)
        return Questionnaire(kept, [choice for row in self.choices.values() for choice in row])

    def choices_of(self, question: Question) -> list[Choice]:
        return self.choices[question.list_name] if question.type in SELECTING else []

    def label_of(self, question: Question, value: Value, *, english: bool = False) -> str:
        """A stored value in the words of its choice: Thai, or English where there is any."""
        labels = {
            choice.name: (choice.label_en if english else "") or choice.label
            for choice in self.choices_of(question)
        }
        many = value if isinstance(value, list) else [value]
        return ", ".join(labels.get(str(one), str(one)) for one in many if one is not None)

    def sheet(self, values: Mapping[str, Value], *, today: dt.date) -> Sheet:
        """``values`` ready for expressions: dates as dates."""
        typed: dict[str, object] = dict(values)
        for name, question in self.by_name.items():
            if question.type == QuestionType.DATE:
                typed[name] = _seen(question, values.get(name))
        return Sheet(typed, today=today, known=self.by_name)

    def check(self, typed: Mapping[str, object], *, today: dt.date) -> Checked:
        """Read, drop what is not asked, and say what is wrong, question by question."""
        self.refuse_unknown(typed)
        checked = Checked()
        read, unreadable = self._read(typed)
        checked.relevant, checked.values = self._settle(read, today=today)
        sheet = self.sheet(checked.values, today=today)
        for name in checked.relevant:
            question = self.by_name[name]
            if question.type not in ANSWERED:
                continue
            error = unreadable.get(name) or self._wrong(question, checked.values, sheet)
            if error:
                checked.errors[name] = error
        return checked

    def refuse_unknown(self, typed: Mapping[str, object]) -> None:
        """Raise Invalid for a field that no question of this office has."""
        unknown = sorted(
            name
            for name in typed
            if name not in self.by_name or self.by_name[name].type not in ANSWERED
        )
        if unknown:
            raise Invalid(
                _("แบบสำรวจนี้ไม่มีข้อ %(names)s สำหรับหน่วยงานของท่าน โปรดเปิดหน้าแบบสำรวจใหม่")
                % {"names": ", ".join(unknown)}
            )

    def _read(self, typed: Mapping[str, object]) -> tuple[Values, dict[str, str]]:
        values: Values = {}
        errors: dict[str, str] = {}
        for name, question in self.by_name.items():
            if question.type not in ANSWERED:
                continue
            names = [choice.name for choice in self.choices_of(question)]
            try:
                value = read_value(question.type, typed.get(name), names)
            except Invalid as refusal:
                errors[name] = str(refusal)
            else:
                if value is not None:
                    values[name] = value
        return values, errors

    def _settle(self, read: Values, *, today: dt.date) -> tuple[set[str], Values]:
        """What is asked depends on answers that may themselves not be asked: until it rests."""
        relevant, values = set(self.by_name), dict(read)
        for _round in range(_MOST_ROUNDS):
            before = relevant, values
            relevant, values = self._pass(read, self.sheet(values, today=today))
            if (relevant, values) == before:
                break
        return relevant, values

    def _pass(self, read: Values, sheet: Sheet) -> tuple[set[str], Values]:
        """Once through the questions in order, each judged by the answers as they stand now."""
        asked: set[str] = set()
        values: Values = {}
        open_groups: list[bool] = []
        for question in self.questions:
            if question.type == QuestionType.END_GROUP:
                open_groups.pop()
                continue
            shown = all(open_groups) and (
                not question.relevant or sheet.truth(question.relevant, of=question.name)
            )
            if question.type == QuestionType.BEGIN_GROUP:
                open_groups.append(shown)
            value = _value_now(question, read, sheet) if shown else None
            sheet.put(question.name, _seen(question, value))
            if shown:
                asked.add(question.name)
            if value is not None:
                values[question.name] = value
        return asked, values

    def _wrong(self, question: Question, values: Values, sheet: Sheet) -> str:
        if question.name not in values:
            if sheet.truth(question.required, of=question.name):
                return _please_answer(question, zero=_takes_zero(question, sheet))
            return ""
        if question.constraint and not sheet.truth(question.constraint, of=question.name):
            return question.constraint_message or _("คำตอบไม่เป็นไปตามเงื่อนไขของข้อนี้ โปรดตรวจอีกครั้ง")
        return ""


def _value_now(question: Question, read: Values, sheet: Sheet) -> Value:
    """What was answered, or comes out of the formula; a result too long to keep is nothing."""
    if question.type != QuestionType.CALCULATE:
        return read.get(question.name)
    result = sheet.text(question.calculation)
    return result if 0 < len(result) <= LONGEST_TEXT else None


def _seen(question: Question, value: Value) -> object:
    """A stored value as expressions see it: dates as dates."""
    if question.type == QuestionType.DATE and isinstance(value, str):
        return dt.date.fromisoformat(value)
    return value


def _takes_zero(question: Question, sheet: Sheet) -> bool:
    """Whether 0 would be a right answer where nothing was written."""
    sheet.put(question.name, 0)
    taken = not question.constraint or sheet.truth(question.constraint, of=question.name)
    sheet.put(question.name, None)
    return taken


def _please_answer(question: Question, *, zero: bool) -> str:
    match question.type:
        case QuestionType.SELECT_ONE:
            return _("ยังไม่ได้ตอบข้อนี้ โปรดเลือกหนึ่งข้อ")
        case QuestionType.SELECT_MULTIPLE:
            return _("ยังไม่ได้ตอบข้อนี้ โปรดเลือกอย่างน้อยหนึ่งข้อ")
        case QuestionType.INTEGER | QuestionType.DECIMAL if not zero:
            return _("ยังไม่ได้ตอบข้อนี้ โปรดเขียนตัวเลข")
        case QuestionType.INTEGER | QuestionType.DECIMAL:
            return _("ยังไม่ได้ตอบข้อนี้ โปรดเขียนตัวเลข ถ้าไม่มีให้เขียน 0")
        case QuestionType.DATE:
            return _("ยังไม่ได้ตอบข้อนี้ โปรดเขียนวันที่ เช่น 31 ตุลาคม 2563")
        case QuestionType.ACKNOWLEDGE:
            return _("โปรดทำเครื่องหมายรับทราบ")
    return _("ยังไม่ได้ตอบข้อนี้ โปรดเขียนคำตอบ")
