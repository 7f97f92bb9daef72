"""When the people of a house are reminded of deadlines."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.generic import FormView

from administration.reminders import set_reminders
from circulars.errors import CircularError
from circulars.policies import Verdict, check_may_set_office, verdict
from screens.frame.base import DeskMixin
from screens.frame.refusals import add_refusal
from screens.offices.forms.reminders import RemindersForm


class RemindersView(DeskMixin, FormView[RemindersForm]):
    """For each urgency: so many days before, and after."""

    template_name = "offices/reminders.html"
    form_class = RemindersForm

    @property
    def verdict(self) -> Verdict:
        return verdict(check_may_set_office, self.viewer, self.house, self.at)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "house": self.house}

    def form_valid(self, form: RemindersForm) -> HttpResponse:
        try:
            set_reminders(self.house, form.rungs(), by=self.user, at=self.at)
        except CircularError as refusal:
            add_refusal(form, refusal)
            return self.form_invalid(form)
        messages.success(self.request, _("บันทึกวันเตือนของ %s แล้ว") % self.house.label)
        return redirect("reminders")
