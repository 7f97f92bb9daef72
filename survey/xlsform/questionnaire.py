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
from survey.xlsform.values import Value, read_value

Values = dict[str, Value]


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

    def label_of(self, question: Question, value: Value) -> str:
        """A stored value in the words of its choice."""
        labels = {choice.name: choice.label for choice in self.choices_of(question)}
        many = value if isinstance(value, list) else [value]
        return ", ".join(labels.get(str(one), str(one)) for one in many if one is not None)

    def sheet(self, values: Mapping[str, Value], *, today: dt.date) -> Sheet:
        """``values`` ready for expressions: dates as dates."""
        typed: dict[str, object] = dict(values)
        for name, question in self.by_name.items():
            value = typed.get(name)
            if question.type == QuestionType.DATE and isinstance(value, str):
                typed[name] = dt.date.fromisoformat(value)
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
        relevant = set(self.by_name)
        values = dict(read)
        for _round in range(len(self.by_name) + 1):
            values = self._calculated(
                {n: v for n, v in read.items() if n in relevant}, relevant, today=today
            )
            now = self._relevant(self.sheet(values, today=today))
            if now == relevant:
                break
            relevant = now
        return relevant, {name: value for name, value in values.items() if name in relevant}

    def _calculated(self, values: Values, relevant: set[str], *, today: dt.date) -> Values:
        for name, question in self.by_name.items():
            if question.type == QuestionType.CALCULATE and name in relevant:
                result = self.sheet(values, today=today).text(question.calculation)
                if result:
                    values[name] = result
        return values

    def _relevant(self, sheet: Sheet) -> set[str]:
        asked: set[str] = set()
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
            if shown:
                asked.add(question.name)
        return asked

    def _wrong(self, question: Question, values: Values, sheet: Sheet) -> str:
        if question.name not in values:
            if sheet.truth(question.required, of=question.name):
                return _please_answer(question)
            return ""
        if question.constraint and not sheet.truth(question.constraint, of=question.name):
            return question.constraint_message or _("คำตอบไม่เป็นไปตามเงื่อนไขของข้อนี้ โปรดตรวจอีกครั้ง")
        return ""


def _please_answer(question: Question) -> str:
    match question.type:
        case QuestionType.SELECT_ONE:
            return _("ยังไม่ได้ตอบข้อนี้ โปรดเลือกหนึ่งข้อ")
        case QuestionType.SELECT_MULTIPLE:
            return _("ยังไม่ได้ตอบข้อนี้ โปรดเลือกอย่างน้อยหนึ่งข้อ")
        case QuestionType.INTEGER | QuestionType.DECIMAL:
            return _("ยังไม่ได้ตอบข้อนี้ โปรดเขียนตัวเลข ถ้าไม่มีให้เขียน 0")
        case QuestionType.DATE:
            return _("ยังไม่ได้ตอบข้อนี้ โปรดเขียนวันที่ เช่น 31 ตุลาคม 2563")
        case QuestionType.ACKNOWLEDGE:
            return _("โปรดทำเครื่องหมายรับทราบ")
    return _("ยังไม่ได้ตอบข้อนี้ โปรดเขียนคำตอบ")
