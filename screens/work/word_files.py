"""A letter as a file of a word processor: to go on writing in, or to keep."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.views.generic import View

from circulars.domain.content import content_of
from circulars.letters.building import PrintedLetter, draft_print, draw, letter_print
from papers.fitting import STEPS
from papers.word.letters import write_docx
from screens.frame.pdf import private
from screens.work.carried import survey_hangs
from screens.work.dispatching import LetterMixin
from screens.work.drafting import DraftMixin

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class DraftWordView(DraftMixin, View):
    """The latest saved version of a draft."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        version = self.draft.latest
        with_qr = version.with_qr and survey_hangs(self.copy)
        content = replace(content_of(version), with_qr=with_qr)
        return _word_file(draft_print(self.draft, content), f"draft-{self.draft.pk}")


class LetterWordView(LetterMixin, View):
    """A letter that was written here, with its number and day."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        printed = letter_print(self.letter, answerable=self.has_survey)
        return _word_file(printed, f"letter-{self.letter.pk}")


def _word_file(letter: PrintedLetter, name: str) -> HttpResponse:
    # As high as the lines are in the PDF, so that both have as many pages.
    step = STEPS[draw(letter).step - 1]
    response = HttpResponse(write_docx(letter, step), content_type=DOCX)
    response["Content-Disposition"] = f'attachment; filename="{name}.docx"'
    return private(response)
