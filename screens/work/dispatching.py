"""Sending a signed letter out, and watching it go."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import View

from circulars.domain.budgeting import is_short
from circulars.domain.content import content_of
from circulars.domain.dispatching import dispatch, progress, recipients_of
from circulars.domain.recipients import outside_of, rule_text
from circulars.domain.ruling import due_of
from circulars.models import Correspondent, Dispatch, Draft, Letter, RegisterEntry
from circulars.states import DraftState
from offices.models import Office
from papers.pages import page_count
from screens.frame.books import readable_books
from screens.frame.due import DueNote, draft_note
from screens.frame.paper import Paper
from screens.frame.pdf import page_response, pdf_of, pdf_response
from screens.frame.task import CopyMixin, TaskView
from screens.work.carried import survey_gap, survey_hangs
from screens.work.forms.acts import DispatchForm
from survey.domain.sending import check_can_go
from workflow.steps import StepName

PER_PAGE = 50


class SignedMixin(CopyMixin):
    """The last letter that this office signed for this copy."""

    @cached_property
    def signed(self) -> Draft | None:
        signed = self.copy.drafts.filter(state=DraftState.SIGNED)
        return signed.select_related("letter", "unit").order_by("-pk").first()

    @cached_property
    def has_survey(self) -> bool:
        return survey_hangs(self.copy)

    @property
    def signed_letter(self) -> Letter | None:
        return self.signed.letter if self.signed else None


class DispatchView(SignedMixin, TaskView):
    """Who will get the letter, counted; one press sends it."""

    template_name = "work/dispatch.html"
    form_class = DispatchForm
    step = StepName.DISPATCH

    @cached_property
    def recipients(self) -> list[int]:
        return recipients_of(self.signed) if self.signed else []

    @cached_property
    def outside(self) -> list[Correspondent]:
        """Those whom the directory does not know: the letter is carried to them."""
        return outside_of(self.copy.office, self.signed.recipients) if self.signed else []

    @property
    def count(self) -> int:
        return len(self.recipients) + len(self.outside)

    @property
    def text(self) -> str:
        return rule_text(self.copy.office, self.signed.recipients) if self.signed else ""

    @cached_property
    def page(self) -> Page[Any]:
        """One page of the recipients, in printed order."""
        page: Page[Any] = Paginator(self.recipients, PER_PAGE).get_page(
            self.request.GET.get("page")
        )
        found = Office.objects.select_related("district", "province").in_bulk(list(page))
        page.object_list = [found[pk] for pk in page]
        return page

    @property
    def off_system(self) -> int:
        return Office.objects.filter(pk__in=self.recipients, on_system=False).count()

    @property
    def due(self) -> DueNote | None:
        if self.signed is None:
            return None
        return draft_note(self.signed, upstream=self.copy.due_at, at=self.at)

    @cached_property
    def paper(self) -> Paper:
        if self.signed_letter is None:
            return Paper()
        count = page_count(pdf_of(self.signed_letter, answerable=self.has_survey))
        return Paper(
            [reverse("letter_page", args=[self.copy.pk, page]) for page in range(1, count + 1)],
            download=reverse("letter_pdf", args=[self.copy.pk]),
        )

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        letter = self.signed_letter
        if letter is not None and letter.dispatches.exists():
            return HttpResponseRedirect(reverse("dispatch_progress", args=[self.copy.pk]))
        if self.signed is None:
            return HttpResponseRedirect(self.copy_url)
        return super().get(request, *args, **kwargs)

    @property
    def survey_gap(self) -> str:
        return survey_gap(self.copy, content_of(self.signed_letter)) if self.signed_letter else ""

    def get_form_kwargs(self) -> dict[str, Any]:
        is_late = self.due is not None and self.due.is_past
        due_at = due_of(self.signed, self.at) if self.signed else None
        short = is_short(self.copy.office, due_at, self.at)
        return {**super().get_form_kwargs(), "is_late": is_late, "is_short": short}

    def act(self, form: DispatchForm) -> Dispatch:
        letter = self.signed_letter
        check_can_go(self.copy, with_qr=letter is not None and letter.with_qr)
        return dispatch(
            self.copy,
            by=self.user,
            at=self.at,
            late=form.knows_late,
            reason=form.cleaned_data.get("reason", ""),
        )

    def done(self, result: Dispatch) -> HttpResponse:
        return HttpResponseRedirect(reverse("dispatch_progress", args=[self.copy.pk]))


class ProgressView(CopyMixin, View):
    """How many of the recipients have their copy; asked again until all have."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        sending = self.copy.dispatches.select_related("letter").order_by("-pk").first()
        if sending is None:
            raise Http404
        made, wanted = progress(sending)
        context = {
            "view": self,
            "sending": sending,
            "done": made,
            "total": wanted,
            "finished": sending.finished_at is not None,
            "url": request.path,
            "entry": self.entry_of(sending) if sending.finished_at else None,
        }
        part = request.headers.get("HX-Request") == "true"
        name = "work/progress_bar.html" if part else "work/progress.html"
        return render(request, name, context)

    def entry_of(self, sending: Dispatch) -> int | None:
        """The line of the outgoing book, for who may read it."""
        lines = RegisterEntry.objects.filter(letter=sending.letter, copy=None, voided_at=None)
        readable = lines.filter(book__in=readable_books(self.viewer))
        return readable.values_list("pk", flat=True).first()


class LetterMixin(SignedMixin):
    """
    The signed letter: the kept file, or drawn now when the worker has not yet.

    For a sender it is the letter it signed; for a receiver the letter it received.
    """

    @cached_property
    def letter(self) -> Letter:
        received = self.copy.letter
        if self.signed_letter is not None and "received" not in self.request.GET:
            return self.signed_letter
        if received is None or not received.composed_here:
            raise Http404
        return received

    def pdf(self) -> bytes:
        return pdf_of(self.letter, answerable=self.has_survey)


class LetterPdfView(LetterMixin, View):
    """The signed letter as PDF."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return pdf_response(self.pdf(), f"letter-{self.letter.pk}.pdf")


class LetterPageView(LetterMixin, View):
    """One page of the signed letter as a picture."""

    def get(self, request: HttpRequest, pk: int, page: int) -> HttpResponse:
        return page_response(self.pdf(), page)
