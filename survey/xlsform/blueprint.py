"""A questionnaire as plain data: from a file of ours, an XLSForm, or the screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from survey.models import Choice, Question, SurveyTask

#: Rows of a list of choices: (name, label, label_en), or the columns of ``Choice``.
ChoiceRow = tuple[str, str, str] | Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Blueprint:
    """
    questions   rows in order; keys are the columns of ``Question``
    choices     list name → rows
    indicators  rows with name, code, numerator, supporters and targets {year: {quarter: %}}
    settings    what the workbook says of itself
    """

    title: str
    kinds: Sequence[str]
    questions: Sequence[Mapping[str, Any]]
    choices: Mapping[str, Sequence[ChoiceRow]] = field(default_factory=dict)
    subtitle: str = ""
    note: str = ""
    indicators: Sequence[Mapping[str, Any]] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)


def columns_of(row: ChoiceRow) -> dict[str, Any]:
    """A row of a list of choices by its columns."""
    if isinstance(row, tuple):
        return dict(zip(("name", "label", "label_en"), row, strict=True))
    return dict(row)


def made(
    blueprint: Blueprint, task: SurveyTask | None = None
) -> tuple[list[Question], list[Choice]]:
    """Its questions and choices as rows that are not saved yet."""
    questions = [
        Question(task=task, order=place, **row)
        for place, row in enumerate(blueprint.questions, start=1)
    ]
    choices = [
        Choice(task=task, list_name=name, order=place, **columns_of(row))
        for name, rows in blueprint.choices.items()
        for place, row in enumerate(rows, start=1)
    ]
    return questions, choices
