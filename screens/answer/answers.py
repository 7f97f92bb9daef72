"""The answering office: what is asked of us, the form, the receipt, the link in the letter."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView, View

from circulars.models import OfficeCopy
from circulars.policies import verdict
from papers.qr import qr_data_uri
from screens.answer.filling import may_change
from screens.frame.asked import Fact, LineMixin, answered_facts, sent_file
from screens.frame.base import DeskMixin, viewer_of
from survey.domain.linking import line_of, token_for
from survey.models import Answer, AnswerFile, AnswerState, ExpectedAnswer, SurveyTask

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
    def files(self) -> str:
        """Where its files are, each by its number."""
        return reverse("answer_file", args=[self.line.pk, 0]).removesuffix("0/")

    @property
    def earlier(self) -> Any:
        return self.line.answers.filter(state=AnswerState.REPLACED).order_by("-version")

    @cached_property
    def verdict(self) -> Any:
        return verdict(may_change, self.viewer, self.line, self.at)

    @property
    def link(self) -> str:
        path = reverse("answer_by_link", args=[token_for(self.line)])
        return self.request.build_absolute_uri(path)

    @property
    def qr(self) -> str:
        return qr_data_uri(self.link)


class AnswerFileView(LineMixin, View):
    """A file that this office sent with its answer."""

    def get(self, _request: HttpRequest, file: int, **_kwargs: Any) -> FileResponse:
        return sent_file(get_object_or_404(AnswerFile, expected=self.line, pk=file))


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
