"""What the survey's screens share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import cached_property

from circulars.models import OfficeCopy
from screens.frame.base import DeskMixin
from survey.domain import progress
from survey.domain.answering import questionnaire_for
from survey.domain.asking import survey_of
from survey.models import (
    Answer,
    AnswerFile,
    ExpectedAnswer,
    Question,
    QuestionType,
    SurveyTask,
)
from survey.models.question_types import ANSWERED
from survey.xlsform.filled import Filled
from survey.xlsform.labels import in_english, label_here
from survey.xlsform.tree import Item


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
    """
    A question and its answer; ``kind`` (number, date, text, files, rows) decides how it is written.

    ``rows`` are the rows of a repeat, ``files`` the marks and names of what was sent.
    """

    label: str
    kind: str
    value: object = None
    rows: list[list[Fact]] = field(default_factory=list)
    files: list[AnswerFile] = field(default_factory=list)


def answered_facts(line: ExpectedAnswer, answer: Answer) -> list[Fact]:
    """Question and answer in words, as far as this office was asked."""
    questionnaire = questionnaire_for(line)
    filed = any(question.is_filed for question in questionnaire.questions)
    files = {str(row.pk): row for row in line.files.all()} if filed else {}
    sheet = questionnaire.sheet(answer.values, today=timezone.localdate(answer.saved_at))
    return list(_Told(sheet, files).facts(questionnaire.tree.root, answer.values, ""))


class _Told:
    """An answer in words: labels name the answers that they refer to."""

    def __init__(self, sheet: Filled, files: Mapping[str, AnswerFile]) -> None:
        self.sheet, self.files = sheet, files

    def facts(self, inside: Item, values: Mapping[str, Any], prefix: str) -> Iterator[Fact]:
        for item in inside.children:
            question, path = item.question, prefix + item.key
            if question is None:
                continue
            if item.is_repeat:
                if rows := self.rows(item, values, path):
                    yield Fact(self.label(question, ""), "rows", rows=rows)
            elif item.is_group:
                yield from self.facts(item, values, prefix)
            elif question.type in ANSWERED and item.key in values:
                yield self.fact(question, path, values[item.key])

    def rows(self, item: Item, values: Mapping[str, Any], path: str) -> list[list[Fact]]:
        rows = enumerate(values.get(item.key, []))
        return [list(self.facts(item, row, f"{path}:{number}:")) for number, row in rows]

    def label(self, question: Question, path: str) -> str:
        node = self.sheet.places.get(path, self.sheet.root)
        return self.sheet.words(label_here(question), node)

    def fact(self, question: Question, path: str, value: Any) -> Fact:
        label = self.label(question, path)
        if question.type in (QuestionType.INTEGER, QuestionType.DECIMAL):
            return Fact(label, "number", Decimal(str(value)))
        if question.type == QuestionType.DATE:
            return Fact(label, "date", dt.date.fromisoformat(value))
        if question.is_filed:
            sent = [self.files[mark] for mark in value if mark in self.files]
            return Fact(label, "files", files=sent)
        words = self.sheet.form.label_of(question, value, english=in_english())
        return Fact(label, "text", words)


def sent_file(row: AnswerFile) -> FileResponse:
    """A file of an answer, to be kept by whoever asked; no browser runs it."""
    response = FileResponse(
        row.file.open("rb"), as_attachment=True, filename=row.name, content_type=row.mime
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
