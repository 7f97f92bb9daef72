"""The survey builder: a list of questions, before the letter is sent."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView, View

from circulars.errors import CircularError
from circulars.policies import Verdict, verdict
from circulars.states import State
from offices.models import Kind
from screens.frame.asked import CopyMixin
from screens.frame.questionnaire_form import AnswerForm
from screens.frame.refusals import add_refusal
from screens.work.forms.asking import HeadForm, QuestionForm, ReadyForm, UploadForm
from survey.domain import asking, editing, sending
from survey.domain.columns import columns_of
from survey.models import Question, SurveyTask
from survey.policies import check_may_ask
from survey.questionnaires import READY
from survey.xlsform.blueprint import Blueprint
from survey.xlsform.faults import Unusable
from survey.xlsform.questionnaire import Questionnaire
from survey.xlsform.reading import read_xlsform


class EditMixin(CopyMixin):
    """The survey as its asker sees it; an office further down may look at it too."""

    @cached_property
    def verdict(self) -> Verdict:
        return verdict(check_may_ask, self.viewer, self.copy, self.at)

    def ask(self, blueprint: Blueprint) -> SurveyTask:
        return asking.ask(
            self.copy.circular, copy=self.copy, by=self.user, at=self.at, blueprint=blueprint
        )


class SurveyEditView(EditMixin, TemplateView):
    """No survey yet: choose how to begin. One there: its head, its questions, a preview."""

    template_name = "work/survey_edit.html"

    @cached_property
    def questionnaire(self) -> Questionnaire:
        return Questionnaire.of(self.task)

    @property
    def questions(self) -> list[Question]:
        return self.questionnaire.questions

    @property
    def columns(self) -> list[Any]:
        return columns_of(self.questionnaire)

    @property
    def asked_kinds(self) -> list[tuple[str, str]]:
        return [(kind, str(Kind(kind).label)) for kind in self.task.kinds]

    @cached_property
    def head_form(self) -> HeadForm:
        data = self.request.POST if self._act == "head" else None
        return HeadForm(data, instance=self.task_or_none)

    @cached_property
    def ready_form(self) -> ReadyForm:
        data = self.request.POST if self._act == "ready" else None
        return ReadyForm(data, replaces=self.replaces)

    @cached_property
    def upload_form(self) -> UploadForm:
        sent = self._act == "upload"
        data, files = (self.request.POST, self.request.FILES) if sent else (None, None)
        return UploadForm(data, files, replaces=self.replaces)

    @property
    def replaces(self) -> bool:
        """A whole questionnaire now would take the place of one that hangs."""
        return self.task_or_none is not None

    @property
    def whole_kind(self) -> str:
        """Beside questions that stand, replacing them all is not the first thing to do."""
        return "secondary" if self.replaces else ""

    @property
    def is_empty(self) -> bool:
        return not sending.has_questions(self.task)

    @property
    def is_drafting(self) -> bool:
        """A letter is being written, to which one comes back from here."""
        return self.copy.state == State.DRAFTING

    @property
    def _act(self) -> str:
        return self.request.POST.get("act", "")

    @property
    def sent_form(self) -> Any:
        by_act = {"ready": self.ready_form, "upload": self.upload_form}
        return by_act.get(self._act, self.head_form)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = self.sent_form
        if not form.is_valid():
            return self.render_to_response(self.get_context_data())
        try:
            self._do(form.cleaned_data)
        except Unusable as refusal:
            for sentence in refusal.sentences:
                form.add_error("file", sentence)
            return self.render_to_response(self.get_context_data())
        except CircularError as refusal:
            add_refusal(form, refusal)
            return self.render_to_response(self.get_context_data())
        messages.success(request, _("บันทึกแบบสำรวจแล้ว"))
        return redirect("survey_edit", pk=self.copy.pk)

    def _do(self, data: dict[str, Any]) -> None:
        if self._act == "ready":
            self.ask(READY[data["key"]])
        elif self._act == "upload":
            name = data["file"].name
            blueprint = read_xlsform(data["file"], title=name.rpartition(".")[0], filename=name)
            self.ask(replace(blueprint, kinds=data["kinds"]))
        elif self.task_or_none is None:
            task = self.ask(Blueprint(title=data["title"], kinds=data["kinds"], questions=[]))
            editing.save_head(task, data, by=self.user, at=self.at)
        else:
            editing.save_head(self.task, data, by=self.user, at=self.at)


class WithdrawView(EditMixin, View):
    """Take the survey off the circular."""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        try:
            sending.withdraw(self.task, by=self.user, at=self.at)
        except CircularError as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("ถอดแบบสำรวจออกแล้ว"))
        return redirect("survey_edit", pk=self.copy.pk)


class QuestionMixin(EditMixin):
    @cached_property
    def question(self) -> Question | None:
        number = self.kwargs.get("question")
        if number is None:
            return None
        found = self.task.questions.filter(pk=number).first()
        if found is None:
            raise Http404
        return found


class QuestionView(QuestionMixin, FormView[QuestionForm]):
    """Add a question, or change one."""

    template_name = "answer/question.html"
    form_class = QuestionForm

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs = super().get_form_kwargs()
        kwargs["instance"] = self.question or Question(task=self.task)
        return kwargs

    def form_valid(self, form: QuestionForm) -> HttpResponse:
        fields = dict(form.cleaned_data)
        choices = fields.pop("choices")
        try:
            editing.save_question(
                self.task, self.question, fields, choices=choices, by=self.user, at=self.at
            )
        except CircularError as refusal:
            add_refusal(form, refusal)
            return self.form_invalid(form)
        return redirect("survey_edit", pk=self.copy.pk)


class QuestionMoveView(QuestionMixin, View):
    """Up, down, or out."""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        assert self.question is not None, "the address names a question"
        act = request.POST.get("act")
        try:
            if act == "remove":
                editing.remove_question(self.question, by=self.user, at=self.at)
            else:
                editing.move_question(self.question, up=act == "up", by=self.user, at=self.at)
        except CircularError as refusal:
            messages.error(request, str(refusal))
        return redirect("survey_edit", pk=self.copy.pk)


class PreviewView(EditMixin, TemplateView):
    """The form as one kind of office will see it; nothing can be sent from here."""

    template_name = "work/survey_preview.html"

    @property
    def kind(self) -> str:
        wanted = self.request.GET.get("kind", "")
        return wanted if wanted in self.task.kinds else self.task.kinds[0]

    @property
    def tabs(self) -> list[dict[str, Any]]:
        return [
            {
                "label": Kind(kind).label,
                "url": f"?kind={kind}",
                "current": kind == self.kind,
                "count": "",
            }
            for kind in self.task.kinds
        ]

    @property
    def form(self) -> AnswerForm:
        questionnaire = Questionnaire.of(self.task).for_kind(self.kind)
        return AnswerForm(questionnaire.fill({}, today=self.today), {})
