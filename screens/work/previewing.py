"""The draft as it will be printed: live beside the form, and for those who judge it."""

from __future__ import annotations

import base64
from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import cached_property
from django.views.generic import View

from circulars.capacities import SignerChoice, acting_choices
from circulars.domain.bundling import mark_of
from circulars.domain.content import content_of
from circulars.letters.building import draw_draft, signer_print
from papers.pages import page_count, page_png
from screens.frame.due import rule_note
from screens.frame.pdf import drawn_once, page_response, pdf_response
from screens.work.carried import survey_hangs
from screens.work.drafting import DraftMixin
from screens.work.proofing import beside
from thai.deadline_words import words

#: Wide enough to read on a screen, small enough to come again at every pause in typing.
_LIVE_WIDTH = 900
_LIVE_PAGES = 6


class PreviewView(DraftMixin, View):
    """POST the form as it stands, get the pages as pictures. Nothing is kept."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = self.bound_form(request.POST)
        content = form.content
        letter = draw_draft(self.draft, content)
        due = form.cleaned_data.get("due_at")
        shown = range(1, min(letter.pages, _LIVE_PAGES) + 1)
        context = {
            "pages": [_data_address(page_png(letter.pdf, n, _LIVE_WIDTH)) for n in shown],
            "letter": letter,
            "due": rule_note(due, upstream=self.copy.due_at, at=self.at),
            "beside": beside(
                self.draft, content, rule=form.rule, deadline=words(due) if due else ""
            ),
        }
        return render(request, "work/preview.html", context)


def _data_address(png: bytes) -> str:
    return f"data:image/png;base64,{base64.b64encode(png).decode()}"


class DraftPdfMixin(DraftMixin):
    """
    The latest saved version, drawn once: as it will be printed when this person signs in
    the ``capacity`` that the address names, else with an open place for the name.
    """

    @cached_property
    def choices(self) -> list[SignerChoice]:
        return acting_choices(self.user, self.copy, self.today)

    @property
    def capacity(self) -> SignerChoice | None:
        wanted = self.request.GET.get("capacity")
        choices = self.choices if wanted else []
        return next((choice for choice in choices if choice.key == wanted), None)

    def pdf(self) -> bytes:
        version, choice = self.draft.latest, self.capacity
        signer = signer_print(choice) if choice else None
        # A code that would lead nowhere is not printed.
        with_qr = version.with_qr and survey_hangs(self.copy)
        content = replace(content_of(version), with_qr=with_qr)
        # Whatever is changed beside the words, such as the letterhead, is another picture.
        key = f"{version.pk}:{with_qr}:{choice.key if choice else ''}:{mark_of(self.draft)}"
        return drawn_once(
            f"draft-pdf:{key}",
            lambda: draw_draft(self.draft, content, signer=signer).pdf,
        )


class DraftPdfView(DraftPdfMixin, View):
    """The draft as PDF, marked as a draft."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return pdf_response(self.pdf(), f"draft-{self.draft.pk}.pdf")


class DraftPageView(DraftPdfMixin, View):
    """One page of the draft as a picture."""

    def get(self, request: HttpRequest, pk: int, page: int) -> HttpResponse:
        return page_response(self.pdf(), page)


def draft_pages(pdf: bytes) -> int:
    """How many pages the draft has."""
    return page_count(pdf)
