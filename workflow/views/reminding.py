"""Reminding those who are silent: in the app, and as a printed letter."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import View

from circulars.errors import CircularError
from circulars.letters.reminder import draw_reminder
from workflow.escalating import remind_silent, silent_below
from workflow.views.previewing import pdf_response
from workflow.views.task import CopyMixin


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
    """The reminder as หนังสือประทับตรา, for those who are reached by paper."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        sending = self.copy.dispatches.select_related("letter", "copy__office").first()
        if sending is None:
            raise Http404
        silent = [child.office for child in silent_below(self.copy).select_related("office")]
        drawn = draw_reminder(sending, silent)
        return pdf_response(drawn.pdf, f"reminder-{self.copy.pk}.pdf")
