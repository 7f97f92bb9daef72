"""Reminding those who are silent: in the app, and as a printed letter."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView, View

from circulars.domain.drafting import Content
from circulars.domain.reminding import letters_of, reminder_of
from circulars.errors import CircularError
from circulars.letters.reminder import draw_reminder
from circulars.models import Dispatch, Letter, OfficeCopy
from circulars.policies import Verdict, check_may_issue_reminder, verdict
from screens.frame.pdf import pdf_of, pdf_response
from screens.frame.refusals import add_refusal
from screens.frame.task import CopyMixin
from workflow.escalating import remind_silent
from workflow.reminding import late_below, remind_by_letter, sent_from


class RemindView(CopyMixin, View):
    """One press reminds exactly the silent ones."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        try:
            reached = remind_silent(self.copy, by=self.user, at=self.at)
        except CircularError as refusal:
            messages.error(request, str(refusal))
        else:
            if reached:
                messages.success(request, _("เตือนแล้ว %(count)s แห่ง") % {"count": reached})
            else:
                messages.info(request, _("ผู้รับทุกแห่งตอบแล้ว ไม่มีใครต้องเตือน"))
        return HttpResponseRedirect(reverse("circular_tree", args=[self.copy.pk]))


class ReminderPdfView(CopyMixin, View):
    """
    The reminder as หนังสือประทับตรา with room for its number and day, for an office that
    takes them from a book on paper.
    """

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        sending = sent_from(self.copy)
        if sending is None:
            raise Http404
        late = late_below(sending, at=self.at)
        if not late:
            messages.info(request, nobody_late())
            return HttpResponseRedirect(reverse("circular_tree", args=[self.copy.pk]))
        drawn = draw_reminder(sending, late, at=self.at)
        return pdf_response(drawn.pdf, f"reminder-{self.copy.pk}.pdf")


def nobody_late() -> str:
    return _("ไม่มีผู้รับที่เลยกำหนดแล้วยังไม่ตอบ จึงไม่มีใครต้องเตือน")


class ReminderIssueView(CopyMixin, FormView[forms.Form]):
    """The reminder becomes a letter of this office: numbered, in its book, kept."""

    template_name = "follow/reminder.html"
    form_class = forms.Form

    @cached_property
    def sending(self) -> Dispatch:
        sending = sent_from(self.copy)
        if sending is None:
            raise Http404
        return sending

    @cached_property
    def late(self) -> list[OfficeCopy]:
        return late_below(self.sending, at=self.at)

    @cached_property
    def words(self) -> Content:
        return reminder_of(self.sending, self.late, at=self.at)

    @property
    def verdict(self) -> Verdict:
        asked = verdict(check_may_issue_reminder, self.viewer, self.copy, self.at)
        return asked if self.late or not asked.allowed else Verdict(False, nobody_late())

    def form_valid(self, form: forms.Form) -> HttpResponse:
        try:
            letter = remind_by_letter(self.copy, by=self.user, at=self.at)
        except CircularError as refusal:
            add_refusal(form, refusal)
            return self.form_invalid(form)
        messages.success(
            self.request, _("ออกหนังสือเตือนแล้ว ที่ %(number)s") % {"number": letter.number_printed}
        )
        return HttpResponseRedirect(reverse("circular_tree", args=[self.copy.pk]))


class ReminderLetterView(CopyMixin, View):
    """A reminder that went out from this copy, as PDF."""

    def get(self, request: HttpRequest, pk: int, letter: int) -> HttpResponse:
        if letter not in {told.data["letter"] for told in letters_of(self.copy)}:
            raise Http404
        found = get_object_or_404(Letter, pk=letter)
        return pdf_response(pdf_of(found), f"reminder-{letter}.pdf")
