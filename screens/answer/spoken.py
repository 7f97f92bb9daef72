"""The form of an answer, filled in by or for an office that does not sit in the system."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property

from circulars.policies import Verdict, check_may_answer, verdict
from circulars.voices import Voice
from screens.answer.filling import AnswerFormView
from survey.domain import answering
from survey.domain.attaching import attach
from survey.models import AnswerFile, Question
from survey.policies import check_still_open


class SpokenAnswerView(AnswerFormView):
    """
    Today's answer form with another voice: the same questions, rules, drafts and refusals. Where
    that would lead to pages behind a login, this leads to ``form_url`` and ``receipt_url``.
    """

    @property
    def form_url(self) -> str:
        raise NotImplementedError

    @property
    def receipt_url(self) -> str:
        raise NotImplementedError

    def spoken(self, *, finally_: bool) -> Voice:
        """In whose voice it is said; ``finally_``: handed in, not only kept. Given by each page."""
        raise NotImplementedError

    @cached_property
    def verdict(self) -> Verdict:
        return verdict(self._check)

    def _check(self) -> None:
        check_may_answer(self.spoken(finally_=False), self.line.own_copy, self.at)
        check_still_open(self.line, self.at)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._here(super().get(request, *args, **kwargs))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self._here(super().post(request, **kwargs))

    def _here(self, response: HttpResponse) -> HttpResponse:
        """The same page of the other way in."""
        places = {
            reverse("answer_form", args=[self.line.pk]): self.form_url,
            reverse("answer_receipt", args=[self.line.pk]): self.receipt_url,
        }
        if isinstance(response, HttpResponseRedirect):
            place, mark, row = response.url.partition("#")
            return HttpResponseRedirect(places[place] + mark + row)
        return response

    def _attach(self, question: Question, name: str, data: bytes) -> AnswerFile:
        voice = self.spoken(finally_=False)
        return attach(self.line, question, name, data, by=self.user, at=self.at, voice=voice)

    def _hand_in(self) -> None:
        """What cannot be accepted is kept as a draft."""
        voice = self.spoken(finally_=True)
        try:
            answering.submit(
                self.line, self.typed, by=self.user, at=self.at, over=self.over, voice=voice
            )
        except answering.AnswerRefused:
            self._save_draft(self.over)
            raise

    def _save_draft(self, over: int | None) -> None:
        voice = self.spoken(finally_=False)
        answering.save_draft(
            self.line, self.typed, by=self.user, at=self.at, over=over, voice=voice
        )
