"""The form that an office fills in, made from the questions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.http import QueryDict

from survey.models import Question, QuestionType
from survey.models.question import ANSWERED
from survey.xlsform.expressions import names_in
from survey.xlsform.labels import label_here
from survey.xlsform.questionnaire import Questionnaire
from survey.xlsform.values import ACKNOWLEDGED, UNREADABLE

#: Names of fields in the page, so that a question may be called anything.
PREFIX = "q"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing on the form: a heading, a note, or a field; ``name`` decides if it is shown."""

    name: str
    kind: str
    label: str
    hint: str = ""
    field: forms.BoundField | None = None


class AnswerForm(forms.Form):
    """
    Shows what was typed and the server's sentences. It judges nothing itself: the rules
    are those of ``Questionnaire.check``, once for every way an answer comes in.
    """

    use_required_attribute = False

    def __init__(
        self,
        questionnaire: Questionnaire,
        typed: Mapping[str, object],
        errors: Mapping[str, str] | None = None,
    ) -> None:
        data = {f"{PREFIX}-{name}": value for name, value in typed.items()}
        super().__init__(data, prefix=PREFIX)
        self.questionnaire = questionnaire
        self.refusals = dict(errors or {})
        for question in questionnaire.questions:
            if question.type in ANSWERED:
                self.fields[question.name] = _field(question, questionnaire)

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

    def items(self) -> Iterator[Item]:
        """Everything in the order of the questionnaire."""
        for question in self.questionnaire.questions:
            label = label_here(question)
            if question.type == QuestionType.BEGIN_GROUP:
                yield Item(question.name, "heading", label, question.hint)
            elif question.type == QuestionType.NOTE:
                yield Item(question.name, "note", label, question.hint)
            elif question.type in ANSWERED:
                yield Item(question.name, "field", label, field=self[question.name])


def _field(question: Question, questionnaire: Questionnaire) -> forms.Field:
    choices = [(choice.name, label_here(choice)) for choice in questionnaire.choices_of(question)]
    return forms.Field(
        label=label_here(question),
        help_text=question.hint,
        # Decides only the word "optional" beside the label.
        required=bool(question.required and not names_in(question.required)),
        widget=_widget(question, choices),
    )


def _widget(question: Question, choices: list[tuple[str, str]]) -> forms.Widget:
    number = {"autocomplete": "off", "class": "wn-w-20 wn-number", "maxlength": "30"}
    match question.type:
        case QuestionType.SELECT_ONE:
            if question.appearance == "minimal":
                return forms.Select(choices=[("", "—"), *choices])
            return forms.RadioSelect(choices=choices)
        case QuestionType.SELECT_MULTIPLE:
            return forms.CheckboxSelectMultiple(choices=choices)
        case QuestionType.ACKNOWLEDGE:
            return forms.CheckboxInput(attrs={"value": ACKNOWLEDGED}, check_test=bool)
        case QuestionType.INTEGER:
            return forms.TextInput(attrs={**number, "inputmode": "numeric"})
        case QuestionType.DECIMAL:
            return forms.TextInput(attrs={**number, "inputmode": "decimal"})
        case QuestionType.DATE:
            return forms.TextInput(attrs={"class": "wn-w-20", "maxlength": "40"})
    if question.appearance == "multiline":
        return forms.Textarea(attrs={"rows": 4})
    return forms.TextInput(attrs={"maxlength": "500"})


def typed_in(data: QueryDict) -> dict[str, object]:
    """
    What was typed in the page, by the name of the question; several choices as a list.

    A NUL, which the database cannot hold, becomes the sign for an unreadable character, so
    that the answer is refused at its question and not by the database.
    """
    typed: dict[str, object] = {}
    for key in data:
        if key.startswith(f"{PREFIX}-"):
            values = [value.replace("\0", UNREADABLE) for value in data.getlist(key)]
            typed[key.removeprefix(f"{PREFIX}-")] = values[0] if len(values) == 1 else values
    return typed
