"""The survey behind a link: the form, and its receipt."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from circulars.voices import Voice
from screens.answer.spoken import SpokenAnswerView
from screens.frame.asked import Fact, answered_facts
from screens.link.base import LinkMixin
from survey.models import Answer, ExpectedAnswer


class LineMixin(LinkMixin):
    """What the office of this link must answer through this letter."""

    @cached_property
    def line(self) -> ExpectedAnswer:
        lines = ExpectedAnswer.objects.for_lists().select_related("copy__letter", "copy__circular")
        return get_object_or_404(lines, copy=self.copy)

    @property
    def form_url(self) -> str:
        return self.url("link_answer")

    @property
    def receipt_url(self) -> str:
        return self.url("link_answered")


class LinkAnswerView(LineMixin, SpokenAnswerView):
    """Who gave the PIN is the office; the rest is the form that everybody gets."""

    template_name = "link/answer.html"

    def spoken(self, *, finally_: bool) -> Voice:
        del finally_
        return self.voice(self.request.POST.get("said_by", ""))


class LinkAnsweredView(LineMixin, TemplateView):
    """Number, moment and what was answered: to be kept or printed."""

    template_name = "link/answered.html"

    @cached_property
    def answer(self) -> Answer:
        if self.line.current is None:
            raise Http404
        return self.line.current

    @property
    def facts(self) -> list[Fact]:
        return answered_facts(self.line, self.answer)
