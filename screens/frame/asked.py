"""What the survey's screens share."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property

from circulars.models import OfficeCopy
from screens.frame.base import DeskMixin
from survey.domain import progress
from survey.domain.answering import questionnaire_for
from survey.domain.asking import survey_of
from survey.models import Answer, ExpectedAnswer, Question, QuestionType, SurveyTask
from survey.models.question import ANSWERED
from survey.xlsform.labels import in_english, label_here
from survey.xlsform.questionnaire import Questionnaire


class CopyMixin(DeskMixin):
    """A screen about the survey of one copy that this person may see; any other is 404."""

    @cached_property
    def copy(self) -> OfficeCopy:
        return self.get_copy_or_404(self.kwargs["pk"])

    @cached_property
    def task_or_none(self) -> SurveyTask | None:
        return survey_of(self.copy)

    @cached_property
    def task(self) -> SurveyTask:
        if self.task_or_none is None:
            raise Http404
        return self.task_or_none

    @cached_property
    def not_reached(self) -> int:
        """Offices that must answer, but the letter has not come to them."""
        return progress.not_reached(self.task, self.copy)


class LineMixin(DeskMixin):
    """A screen about what this person's own office must answer; any other is 404."""

    @cached_property
    def line(self) -> ExpectedAnswer:
        mine = ExpectedAnswer.objects.of(self.viewer).for_lists()
        with_letter = mine.select_related("copy__letter", "copy__circular")
        return get_object_or_404(with_letter, pk=self.kwargs["pk"])


@dataclass(frozen=True, slots=True)
class Fact:
    """A question and its answer; ``kind`` (number, date, text) decides how it is written."""

    label: str
    kind: str
    value: object


def answered_facts(line: ExpectedAnswer, answer: Answer) -> list[Fact]:
    """Question and answer in words, as far as this office was asked."""
    questionnaire = questionnaire_for(line)
    return [
        _fact(questionnaire, question, answer.values[question.name])
        for question in questionnaire.questions
        if question.type in ANSWERED and question.name in answer.values
    ]


def _fact(questionnaire: Questionnaire, question: Question, value: Any) -> Fact:
    label = label_here(question)
    if question.type in (QuestionType.INTEGER, QuestionType.DECIMAL):
        return Fact(label, "number", Decimal(str(value)))
    if question.type == QuestionType.DATE:
        return Fact(label, "date", dt.date.fromisoformat(value))
    return Fact(label, "text", questionnaire.label_of(question, value, english=in_english()))
