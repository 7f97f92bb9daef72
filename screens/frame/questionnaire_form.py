"""The form that an office fills in, made from the questions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as made
from typing import Any

from django import forms
from django.forms.utils import ErrorDict

from screens.frame.questionnaire_widgets import widget_for
from survey.models import Question, QuestionType
from survey.models.question_types import FILED
from survey.xlsform.expressions import names_in
from survey.xlsform.filled import Filled
from survey.xlsform.growing import Typed
from survey.xlsform.labels import hint_here, label_here
from survey.xlsform.tree import Item as Place
from survey.xlsform.xpath.values import Node

#: Names of fields in the page, so that a question may be called anything.
PREFIX = "q"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a repeat: ``mark`` names its place in the page."""

    path: str
    number: int
    items: list[Item]

    @property
    def mark(self) -> str:
        return "row-" + self.path.replace(":", "-").replace("/", "-")


@dataclass(frozen=True, slots=True)
class Item:
    """One thing on the form; ``name``, its path, decides if it is shown."""

    name: str
    kind: str
    label: str
    hint: str = ""
    field: forms.BoundField | None = None
    value: str = ""
    rows: list[Row] = made(default_factory=list)
    #: Whether the office itself says how many rows there are.
    open: bool = False

    @property
    def words(self) -> str:
        return self.value if self.kind == "value" else self.label


class AnswerForm(forms.Form):
    """
    Shows what was typed and the server's sentences. It judges nothing itself: the rules
    are those of ``Questionnaire.check``, once for every way an answer comes in.
    """

    use_required_attribute = False

    def __init__(
        self,
        filled: Filled,
        typed: Typed,
        errors: Mapping[str, str] | None = None,
        *,
        sent: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(dict(_flat(typed, "")), prefix=PREFIX)
        self.filled, self.questionnaire = filled, filled.form
        self.sent = dict(sent or {})
        self.refusals = dict(errors or {})
        for place in self.questionnaire.tree.items:
            if place.question is not None and place.question.is_answered:
                for node in filled.nodes[place]:
                    self.fields[filled.paths[node]] = self._field(place.question, node)

    @property
    def takes_files(self) -> bool:
        return any(question.type in FILED for question in self.questionnaire.questions)

    @property
    def has_rows(self) -> bool:
        return any(item.is_repeat for item in self.questionnaire.tree.items)

    def full_clean(self) -> None:
        """The errors are those the domain gave."""
        self._errors = ErrorDict(
            {
                name: self.error_class([sentence], field_id=self[name].auto_id)
                for name, sentence in self.refusals.items()
                if name in self.fields
            }
        )
        self.cleaned_data: dict[str, Any] = {}

    def items(self) -> list[Item]:
        """Everything in the order of the questionnaire."""
        return list(self._items(self.questionnaire.tree.root, ""))

    def changing(self) -> Iterator[Item]:
        """What shows the answers of others, and so changes while one writes."""
        waiting = self.items()
        while waiting:
            item = waiting.pop()
            waiting += [one for row in item.rows for one in row.items]
            if item.kind in ("value", "note", "heading"):
                yield item

    def _items(self, inside: Place, prefix: str) -> Iterator[Item]:
        for place in inside.children:
            path = prefix + place.key
            if place.is_repeat:
                yield self._repeat(place, path)
                continue
            node = self.filled.places.get(path)
            if node is None or place.question is None:
                continue
            item = self._item(place.question, node, path)
            if item is not None:
                yield item
            if place.is_group:
                yield from self._items(place, prefix)

    def _item(self, question: Question, node: Node, path: str) -> Item | None:
        label = self.filled.words(label_here(question), node)
        hint = self.filled.words(hint_here(question), node)
        if question.is_answered:
            return Item(path, "field", label, field=self[path])
        if question.type == QuestionType.BEGIN_GROUP:
            return Item(path, "heading", label, hint) if question.label else None
        if question.type == QuestionType.NOTE:
            return Item(path, "note", label, hint)
        if question.label and question.type not in _UNSEEN:
            value = self.questionnaire.label_of(question, node.value)
            return Item(path, "value", label, hint, value=value)
        return None

    def _repeat(self, place: Place, path: str) -> Item:
        question = place.question
        assert question is not None, "a repeat is a question"
        rows: list[Row] = []
        while f"{path}:{len(rows)}" in self.filled.places:
            number = len(rows)
            inside = list(self._items(place, f"{path}:{number}:"))
            rows.append(Row(f"{path}:{number}", number + 1, inside))
        label, hint = label_here(question), hint_here(question)
        around = self.filled.root
        return Item(
            path,
            "repeat",
            self.filled.words(label, around),
            self.filled.words(hint, around),
            rows=rows,
            open=not question.repeat_count,
        )

    def _field(self, question: Question, node: Node) -> forms.Field:
        choices = self.questionnaire.choices_of(question)
        if question.list_name.startswith("${"):
            choices = self.filled.allowed(question, node)
        elif str(question.parameters.get("randomize")).lower() == "true":
            choices = self.filled.shuffled(question, choices, node)
        pairs = [(choice.name, label_here(choice)) for choice in choices]
        path = self.filled.paths[node]
        return forms.Field(
            label=self.filled.words(label_here(question), node),
            help_text=self.filled.words(hint_here(question), node),
            # Decides only the word "optional" beside the label.
            required=bool(question.required and not names_in(question.required)),
            widget=widget_for(question, pairs, path=path, files=self.sent),
        )


#: Values that the server keeps for itself.
_UNSEEN = frozenset({QuestionType.HIDDEN, QuestionType.METADATA, QuestionType.BEGIN_GROUP})


def _flat(typed: Typed, prefix: str) -> Iterator[tuple[str, Any]]:
    """The fields of the page for what was typed: ``q-project:0:baht``."""
    for key, value in typed.items():
        if isinstance(value, list) and value and all(isinstance(row, Mapping) for row in value):
            for number, row in enumerate(value):
                yield from _flat(row, f"{prefix}{key}:{number}:")
        else:
            yield f"{PREFIX}-{prefix}{key}", value
