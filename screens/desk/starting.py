"""Starting a matter in the office's own name."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.generic import FormView

from circulars.domain.intake import start_circular
from circulars.errors import CircularError
from circulars.policies import Verdict, check_may_start, verdict
from offices.models import Office
from screens.desk.forms.intake import StartForm
from screens.frame.base import DeskMixin
from screens.frame.refusals import add_refusal
from workflow.running import start_case


class StartCircularView(DeskMixin, FormView[StartForm]):
    """Start a matter in this office's own name; the draft follows."""

    template_name = "desk/start.html"
    form_class = StartForm

    @property
    def unit(self) -> Office:
        return self.desk_post.office

    @property
    def verdict(self) -> Verdict:
        return verdict(check_may_start, self.viewer, self.unit, self.at)

    def form_valid(self, form: StartForm) -> HttpResponse:
        try:
            with transaction.atomic():
                copy = start_circular(self.unit, by=self.user, at=self.at, **form.cleaned_data)
                start_case(copy)
        except CircularError as refusal:
            add_refusal(form, refusal)
            return self.form_invalid(form)
        return redirect("task_draft", copy.pk)
