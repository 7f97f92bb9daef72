"""The form of the answering office: drafts, rows, files, and handing it in."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from circulars.errors import CircularError, Invalid, Overtaken
from circulars.policies import check_may_answer, verdict
from offices.viewer import Actor
from screens.frame.asked import LineMixin
from screens.frame.questionnaire_form import AnswerForm
from screens.frame.questionnaire_widgets import FILE_PREFIX
from screens.frame.typed_in import change_rows, put_in, typed_in
from survey.domain import answering
from survey.domain.attaching import attach
from survey.models import (
    Answer,
    AnswerFile,
    AnswerState,
    CheckVerdict,
    ExpectedAnswer,
    Question,
)
from survey.policies import check_still_open
from survey.xlsform.filled import Filled


def may_change(who: Actor, line: ExpectedAnswer, at: Any) -> None:
    check_may_answer(who, line.own_copy, at)
    check_still_open(line, at)


class AnswerFormView(LineMixin, TemplateView):
    """One column, big targets, everything kept; the server decides what is asked."""

    template_name = "answer/answer_form.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.verdict.allowed and self.line.current is not None:
            return redirect("answer_receipt", pk=self.line.pk)
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        self.typed = typed_in(request.POST)
        if request.htmx:  # type: ignore[attr-defined]
            return self._autosave()
        try:
            self._take_files()
            act = request.POST.get("act", "")
            if act.startswith(("add:", "remove:")):
                return self._change_rows(act)
            if act == "draft":
                self._save_draft(self.over)
                messages.success(request, _("บันทึกร่างแล้ว ยังไม่ได้ส่ง กลับมาทำต่อได้"))
                return redirect("answer_form", pk=self.line.pk)
            self._hand_in()
        except FilesRefused as refusal:
            self._save_draft(self.over)
            return self._refused(refusal.errors)
        except answering.AnswerRefused as refusal:
            return self._refused(refusal.errors)
        except Overtaken as refusal:
            # What comes back lies on top of the newer answer: sent once more, it takes its place.
            self.line.refresh_from_db(fields=["current"])
            self.overtaken = True
            return self._refused({}, str(refusal))
        except CircularError as refusal:
            return self._refused({}, str(refusal))
        messages.success(request, _("ส่งคำตอบแล้ว"))
        return redirect("answer_receipt", pk=self.line.pk)

    def _take_files(self) -> None:
        """Keep what was sent; the answer then names it."""
        errors: dict[str, str] = {}
        for field in self.request.FILES:
            path = field.removeprefix(f"{FILE_PREFIX}-")
            question = self.questionnaire.by_name.get(path.rpartition(":")[2])
            if question is None or path == field:
                continue
            for sent in self.request.FILES.getlist(field):
                try:
                    row = self._attach(question, sent.name or "", sent.read())
                except Invalid as refusal:
                    errors[path] = str(refusal)
                else:
                    put_in(self.typed, path, str(row.pk))
        if errors:
            raise FilesRefused(errors)

    def _attach(self, question: Question, name: str, data: bytes) -> AnswerFile:
        return attach(self.line, question, name, data, by=self.user, at=self.at)

    def _change_rows(self, act: str) -> HttpResponse:
        """One row more or less; what was typed is kept as a draft, and the page comes again."""
        row = change_rows(self.typed, act)
        self._save_draft(self.over)
        mark = f"#row-{row.replace(':', '-').replace('/', '-')}" if row else ""
        return redirect(reverse("answer_form", args=[self.line.pk]) + mark)

    @property
    def over(self) -> int | None:
        """The answer that the page showed; one that says nothing of it is not compared."""
        base = self.request.POST.get("base")
        if base is None:
            return None
        return int(base) if base.isdecimal() else -1

    @property
    def since(self) -> dt.datetime | None:
        """When the page was made; one that does not say it is not compared."""
        try:
            since = parse_datetime(self.request.POST.get("since", ""))
        except ValueError:  # a day that there is not
            return None
        return since if since is not None and since.tzinfo is not None else None

    def _hand_in(self) -> None:
        """What cannot be accepted is kept as a draft."""
        shown: dict[str, Any] = {"over": self.over, "since": self.since}
        try:
            answering.submit(self.line, self.typed, by=self.user, at=self.at, **shown)
        except answering.AnswerRefused:
            self._save_draft(self.over)
            raise

    def _save_draft(self, over: int | None) -> None:
        answering.save_draft(
            self.line, self.typed, by=self.user, at=self.at, over=over, since=self.since
        )

    def _autosave(self) -> HttpResponse:
        """Keep the draft, unless the page is older than the answer that counts now."""
        problem = ""
        try:
            self._save_draft(-1 if self.over is None else self.over)
        except CircularError as refusal:
            problem = str(refusal)
        context = {"at": self.at, "look": self.look, "problem": problem}
        return render(self.request, "answer/answer_status.html", context)

    def _refused(self, errors: dict[str, str], sentence: str = "") -> HttpResponse:
        self.errors, self.sentence = errors, sentence
        return self.render_to_response(self.get_context_data())

    errors: dict[str, str] = {}
    sentence = ""
    overtaken = False

    @cached_property
    def verdict(self) -> Any:
        return verdict(may_change, self.viewer, self.line, self.at)

    @cached_property
    def questionnaire(self) -> Any:
        return answering.questionnaire_for(self.line)

    @property
    def base(self) -> str:
        return str(self.line.current.pk if self.line.current else 0)

    @cached_property
    def draft(self) -> Answer | None:
        return answering.draft_of(self.line)

    @cached_property
    def typed(self) -> dict[str, Any]:
        """The draft, else the answer that counts, else the defaults of the questions."""
        answer = self.draft or self.line.current
        return dict(answer.typed) if answer is not None else self._defaults()

    def _defaults(self) -> dict[str, Any]:
        filled = self._fill({})
        return {
            item.key: text
            for item in self.questionnaire.tree.items
            if item.question and item.question.is_answered and item.repeat is None
            for node in filled.nodes[item]
            if (text := filled.default_of(item.question, node))
        }

    def _fill(self, typed: dict[str, Any]) -> Filled:
        known = answering.known_of(self.line, self.questionnaire, at=self.at, who=self.user)
        filled: Filled = self.questionnaire.fill(typed, today=self.today, **known)
        return filled

    @cached_property
    def filled(self) -> Filled:
        return self._fill(self.questionnaire.knows(self.typed))

    @cached_property
    def form(self) -> AnswerForm:
        typed = self.questionnaire.knows(self.typed)
        form = AnswerForm(self.filled, typed, self.errors, sent=self.files)
        if self.sentence:
            form.add_error(None, self.sentence)
        return form

    @cached_property
    def files(self) -> dict[str, str]:
        if not any(question.is_filed for question in self.questionnaire.questions):
            return {}
        return {str(pk): name for pk, name in self.line.files.values_list("pk", "name")}

    @property
    def look(self) -> dict[str, str]:
        """What the page shows given the answers so far; it hides the rest."""
        filled = self.filled
        words = {item.name: item.words for item in self.form.changing()}
        choices = {
            path: [choice.name for choice in filled.allowed(question, node)]
            for item in self.questionnaire.tree.items
            if (question := item.question) and question.choice_filter and question.is_answered
            for node in filled.nodes[item]
            for path in [filled.paths[node]]
        }
        return {
            "asked": " ".join(sorted(filled.asked)),
            "words": json.dumps(words, ensure_ascii=False) if words else "",
            "choices": json.dumps(choices, ensure_ascii=False) if choices else "",
        }

    @cached_property
    def returned(self) -> Any:
        """The note with which the answer came back, if it waits to be mended."""
        current = self.line.current
        if current is None or current.state != AnswerState.RETURNED:
            return None
        checks = current.checks.filter(verdict=CheckVerdict.RETURNED).select_related("office")
        return checks.order_by("-at").first()


class FilesRefused(Invalid):
    """Some of the files cannot be kept; ``errors`` has a sentence for each question."""

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__(" ".join(errors.values()))
        self.errors = errors
