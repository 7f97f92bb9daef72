"""The answering office: what is asked of us, the form, the receipt, the link in the letter."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from circulars.errors import CircularError, Overtaken
from circulars.models import OfficeCopy
from circulars.policies import check_may_answer, verdict
from offices.viewer import Actor
from papers.qr import qr_data_uri
from screens.frame.asked import Fact, LineMixin, answered_facts
from screens.frame.base import DeskMixin, viewer_of
from screens.frame.questionnaire_form import AnswerForm, typed_in
from survey.domain import answering
from survey.domain.linking import line_of, token_for
from survey.models import Answer, AnswerState, CheckVerdict, ExpectedAnswer, SurveyTask
from survey.policies import check_still_open

PAGE = 50


class AnswersView(DeskMixin, TemplateView):
    """What is asked of us, soonest deadline first; below it what we have answered."""

    template_name = "answer/answers.html"

    @cached_property
    def lines(self) -> Any:
        rows = ExpectedAnswer.objects.of(self.viewer).for_lists().select_related("copy__letter")
        return rows.soonest_first()

    @cached_property
    def waiting(self) -> list[ExpectedAnswer]:
        """Still to be answered; ``drafted`` says that something was begun."""
        lines = list(self.lines.counted().missing()[:PAGE])
        drafts = Answer.objects.filter(expected__in=lines, state=AnswerState.DRAFT)
        drafted = set(drafts.values_list("expected_id", flat=True))
        for line in lines:
            line.look = _look(line, drafted)
        return lines

    @cached_property
    def done(self) -> Any:
        page = Paginator(self.lines.counted().answered().order_by("-current__submitted_at"), PAGE)
        return page.get_page(self.request.GET.get("page"))


def _look(line: ExpectedAnswer, drafted: set[int]) -> str:
    if line.current is not None and line.current.state == AnswerState.RETURNED:
        return "returned"
    return "draft" if line.pk in drafted else "none"


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
            if request.POST.get("act") == "draft":
                self._save_draft(self.over)
                messages.success(request, _("บันทึกร่างแล้ว ยังไม่ได้ส่ง กลับมาทำต่อได้"))
                return redirect("answer_form", pk=self.line.pk)
            self._hand_in()
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

    @property
    def over(self) -> int | None:
        """The answer that the page showed; one that says nothing of it is not compared."""
        base = self.request.POST.get("base")
        if base is None:
            return None
        return int(base) if base.isdecimal() else -1

    def _hand_in(self) -> None:
        """What cannot be accepted is kept as a draft."""
        try:
            answering.submit(self.line, self.typed, by=self.user, at=self.at, over=self.over)
        except answering.AnswerRefused:
            self._save_draft(self.over)
            raise

    def _save_draft(self, over: int | None) -> None:
        answering.save_draft(self.line, self.typed, by=self.user, at=self.at, over=over)

    def _autosave(self) -> HttpResponse:
        """Keep the draft, unless the page is older than the answer that counts now."""
        problem = ""
        try:
            self._save_draft(-1 if self.over is None else self.over)
        except CircularError as refusal:
            problem = str(refusal)
        context = {"at": self.at, "asked": self.asked, "problem": problem}
        return render(self.request, "answer/answer_status.html", context)

    def _refused(self, errors: dict[str, str], sentence: str = "") -> HttpResponse:
        self.errors, self.sentence = errors, sentence
        return self.render_to_response(self.get_context_data())

    errors: dict[str, str] = {}
    sentence = ""
    overtaken = False

    @cached_property
    def verdict(self) -> Any:
        return verdict(_may_change, self.viewer, self.line, self.at)

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
    def typed(self) -> dict[str, object]:
        """The draft, else the answer that counts, else the defaults of the questions."""
        answer = self.draft or self.line.current
        if answer is not None:
            return dict(answer.typed)
        return {q.name: q.default for q in self.questionnaire.questions if q.default}

    @cached_property
    def form(self) -> AnswerForm:
        known = {name: text for name, text in self.typed.items() if self._knows(name)}
        form = AnswerForm(self.questionnaire, known, self.errors)
        if self.sentence:
            form.add_error(None, self.sentence)
        return form

    def _knows(self, name: str) -> bool:
        return name in self.questionnaire.by_name

    @property
    def asked(self) -> str:
        """Names of what is asked, given the answers so far; the page hides the rest."""
        known = {name: text for name, text in self.typed.items() if self._knows(name)}
        checked = self.questionnaire.check(known, today=self.today)
        return " ".join(sorted(checked.relevant))

    @cached_property
    def returned(self) -> Any:
        """The note with which the answer came back, if it waits to be mended."""
        current = self.line.current
        if current is None or current.state != AnswerState.RETURNED:
            return None
        checks = current.checks.filter(verdict=CheckVerdict.RETURNED).select_related("office")
        return checks.order_by("-at").first()


def _may_change(who: Actor, line: ExpectedAnswer, at: Any) -> None:
    check_may_answer(who, line.own_copy, at)
    check_still_open(line, at)


class ReceiptView(LineMixin, TemplateView):
    """Number, moment and what was answered: to be printed and kept."""

    template_name = "answer/answer_receipt.html"

    @cached_property
    def answer(self) -> Answer:
        if self.line.current is None:
            raise Http404
        return self.line.current

    @property
    def facts(self) -> list[Fact]:
        return answered_facts(self.line, self.answer)

    @property
    def earlier(self) -> Any:
        return self.line.answers.filter(state=AnswerState.REPLACED).order_by("-version")

    @cached_property
    def verdict(self) -> Any:
        return verdict(_may_change, self.viewer, self.line, self.at)

    @property
    def link(self) -> str:
        path = reverse("answer_by_link", args=[token_for(self.line)])
        return self.request.build_absolute_uri(path)

    @property
    def qr(self) -> str:
        return qr_data_uri(self.link)


class AnswerByLinkView(LoginRequiredMixin, View):
    """The link of one office: after log-in it leads to that office's form, nobody else's."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        pk = line_of(token)
        if pk is None:
            raise Http404
        line = get_object_or_404(ExpectedAnswer.objects.of(viewer_of(request)), pk=pk)
        return redirect("answer_form", pk=line.pk)


class AnswerByCircularView(LoginRequiredMixin, View):
    """
    The QR code of a letter is the same for all who receive it: it leads each office to
    its own form, and an office that only passes the letter on to the answers below it.
    Who works for several of them comes to what still waits for him.
    """

    def get(self, request: HttpRequest, circular: int) -> HttpResponse:
        lines = ExpectedAnswer.objects.of(viewer_of(request))
        lines = lines.filter(task__circular=circular).order_by("pk")
        line = lines.counted().missing().first() or lines.first()
        if line is not None:
            return redirect("answer_form", pk=line.pk)
        copy = self._collecting(circular)
        if copy is None:
            raise Http404
        return redirect("task_report", pk=copy.pk)

    def _collecting(self, circular: int) -> OfficeCopy | None:
        """The first of our copies that a survey of the circular reaches."""
        asked_at = set(SurveyTask.objects.filter(circular=circular).values_list("copy", flat=True))
        copies = OfficeCopy.objects.of(viewer_of(self.request))
        ours = copies.filter(circular=circular).order_by("pk")
        ways = ((copy, {int(part) for part in copy.branch.split(".") if part}) for copy in ours)
        return next((copy for copy, way in ways if way & asked_at), None)
