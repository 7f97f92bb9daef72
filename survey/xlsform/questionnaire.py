"""A questionnaire as one kind of office sees it: what is asked now, and what is wrong."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Self

from django.utils.translation import gettext as _

from circulars.errors import Invalid
from survey.models import Choice, Question, SurveyTask
from survey.models.question_types import BEGINNING, ENDING
from survey.xlsform.filled import Filled
from survey.xlsform.growing import MOST_ROWS, Typed
from survey.xlsform.judging import errors_of, values_of
from survey.xlsform.tree import Item, Tree
from survey.xlsform.values import is_nothing
from survey.xlsform.xpath.context import TooCostly
from survey.xlsform.xpath.functions_of_numbers import lot
from survey.xlsform.xpath.values import Node, text_of

Values = dict[str, Any]


@dataclass(slots=True)
class Checked:
    """
    values    what may be stored: irrelevant answers are left out, rows of a repeat are a list
    errors    one Thai sentence per question that is wrong, by its path
    relevant  the paths of everything that is asked, given these answers
    """

    values: Values = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    relevant: set[str] = field(default_factory=set)


class Questionnaire:
    """The questions of one survey; ``for_kind`` narrows them to one kind of office."""

    def __init__(
        self, questions: Iterable[Question], choices: Iterable[Choice], *, root_name: str = "data"
    ) -> None:
        self.questions = list(questions)
        self.root_name = root_name
        self.choices: dict[str, list[Choice]] = defaultdict(list)
        for choice in choices:
            self.choices[choice.list_name].append(choice)
        self.tree = Tree(self.questions)
        self.by_name = {
            key: one for key, item in self.tree.by_key.items() if (one := item.question)
        }

    @classmethod
    def of(cls, task: SurveyTask) -> Self:
        """Read it in two queries."""
        return cls(
            task.questions.order_by("order"),
            task.choices.order_by("list_name", "order"),
            root_name=task.settings.get("root", "data"),
        )

    def for_kind(self, kind: str) -> Questionnaire:
        """Without the questions, and whole groups, that ``kind`` is not asked."""
        kept: list[Question] = []
        hidden = 0
        for question in self.questions:
            if question.type in BEGINNING and (hidden or not question.asks(kind)):
                hidden += 1
            elif question.type in ENDING and hidden:
                hidden -= 1
            elif not hidden and question.asks(kind):
                kept.append(question)
        choices = [choice for row in self.choices.values() for choice in row]
        return Questionnaire(kept, choices, root_name=self.root_name)

    def named(self, name: str) -> Question | None:
        """The question that ``${name}`` means."""
        item = self.tree.find(name)
        return item.question if item is not None else None

    def choices_of(self, question: Question) -> list[Choice]:
        return self.choices[question.list_name] if question.selects else []

    @cached_property
    def lists(self) -> dict[str, Node]:
        """Every list of choices as ``instance('list')/root/item``."""
        return {name: _list_tree(choices) for name, choices in self.choices.items()}

    def items_of(self, list_name: str) -> list[Node]:
        found = self.lists.get(list_name)
        return found.children[0].children if found is not None else []

    def from_rows(self, question: Question, nodes: Sequence[Node]) -> list[Choice]:
        """Choices that are the answers given in the rows of a repeat."""
        texts = dict.fromkeys(text for node in nodes if (text := node.text))
        return [Choice(list_name=question.list_name, name=text, label=text) for text in texts]

    def shuffled(self, choices: list[Choice], mark: str) -> list[Choice]:
        places = {id(choice): place for place, choice in enumerate(choices)}
        return sorted(choices, key=lambda choice: lot(mark, places[id(choice)]))

    def label_of(self, question: Question | None, value: object, *, english: bool = False) -> str:
        """A stored value in the words of its choice: Thai, or English where there is any."""
        if question is None:
            return text_of(value)
        labels = {
            choice.name: (choice.label_en if english else "") or choice.label
            for choice in self.choices_of(question)
        }
        many = value if isinstance(value, list) else [value]
        return ", ".join(labels.get(str(one), str(one)) for one in many if one is not None)

    def sheet(self, values: Mapping[str, Any], *, today: dt.date) -> Filled:
        """``values`` as they are stored, ready for expressions."""
        return Filled(self, values, today=today, stored=True)

    def fill(self, typed: Typed, *, today: dt.date, **known: Any) -> Filled:
        """``typed`` in its places; ``known`` are ``now``, ``given`` and ``seed`` of ``Filled``."""
        return Filled(self, typed, today=today, **known)

    def check(self, typed: Typed, *, today: dt.date, **known: Any) -> Checked:
        """Read, drop what is not asked, and say what is wrong, question by question."""
        self.refuse_unknown(typed)
        try:
            filled = self.fill(typed, today=today, **known)
            checked = Checked(values_of(filled), errors_of(filled))
        except TooCostly as error:
            raise Invalid(_("สูตรของแบบสำรวจนี้คำนวณนานเกินไป โปรดแจ้งหน่วยงานที่ขอให้ตอบ")) from error
        checked.relevant = filled.asked
        return checked

    def has_answer(self, repeat: Item, row: Typed) -> bool:
        """Whether anything stands in a row but what stood there before anybody wrote."""
        for item in repeat.children:
            if item.is_repeat:
                rows = row.get(item.key)
                if isinstance(rows, list) and any(
                    self.has_answer(item, one) for one in rows if isinstance(one, Mapping)
                ):
                    return True
            elif item.is_group:
                if self.has_answer(item, row):
                    return True
            elif item.question and not is_nothing(row.get(item.key), besides=item.question.default):
                return True
        return False

    def refuse_unknown(self, typed: Typed) -> None:
        """Raise Invalid for a field that no question of this office has."""
        if unknown := sorted(self._unknown(typed, self.tree.root)):
            raise Invalid(
                _("แบบสำรวจนี้ไม่มีข้อ %(names)s สำหรับหน่วยงานของท่าน โปรดเปิดหน้าแบบสำรวจใหม่")
                % {"names": ", ".join(unknown)}
            )

    def knows(self, typed: Typed) -> dict[str, Any]:
        """``typed`` without the fields that no question of this office has."""
        unknown = self._unknown(typed, self.tree.root)
        return {key: value for key, value in typed.items() if key not in unknown}

    def _unknown(self, typed: Typed, inside: Item) -> set[str]:
        found: set[str] = set()
        for key, value in typed.items():
            item = self.tree.by_key.get(key)
            if item is None or not _lies_right_in(item, inside):
                found.add(key)
            elif item.is_repeat:
                rows = value if isinstance(value, list) and len(value) <= MOST_ROWS else [None]
                for row in rows:
                    found |= self._unknown(row, item) if isinstance(row, Mapping) else {key}
            elif item.question is None or not item.question.is_answered:
                found.add(key)
        return found


def _lies_right_in(item: Item, inside: Item) -> bool:
    return item.repeat is (inside if inside.question is not None else None)


def _list_tree(choices: Sequence[Choice]) -> Node:
    top = Node("")
    root = Node("root", top)
    for choice in choices:
        row = Node("item", root)
        Node("name", row, choice.name)
        Node("label", row, choice.label)
        for column, value in choice.extra.items():
            Node(column, row, value)
    return top
