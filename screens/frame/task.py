"""What every task screen stands on: one copy, one step, one act."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.generic import FormView

from circulars.errors import CircularError
from circulars.models import Draft, OfficeCopy
from circulars.policies import Verdict
from screens.frame.base import DeskMixin
from screens.frame.paper import Paper, paper_of
from screens.frame.refusals import add_refusal
from workflow.models import Step
from workflow.running import perform
from workflow.steps import DRAFT_STEPS, StepName, may, next_step, open_draft, place_of


class CopyMixin(DeskMixin):
    """A screen about one copy that this person may see; any other is 404."""

    @cached_property
    def copy(self) -> OfficeCopy:
        return self.get_copy_or_404(self.kwargs["pk"])

    @property
    def copy_url(self) -> str:
        return reverse("copy", args=[self.copy.pk])

    @cached_property
    def paper(self) -> Paper:
        """The letter itself, to be read beside the form."""
        return paper_of(self.copy)

    @property
    def after(self) -> str:
        """Where to go when the act is done: back to the page it was done from."""
        wanted = self.request.POST.get("next", "")
        if url_has_allowed_host_and_scheme(wanted, allowed_hosts={self.request.get_host()}):
            return wanted
        return self.copy_url


class ActView(CopyMixin, FormView[forms.BaseForm]):
    """A form in, one domain call; the refusal is shown on the form and nothing is lost."""

    template_name = "work/act.html"

    @property
    def title(self) -> str:
        raise NotImplementedError

    @property
    def verdict(self) -> Verdict:
        return Verdict(True)

    def act(self, form: Any) -> Any:
        """The domain call. Given by each screen."""
        raise NotImplementedError

    def run(self, form: Any) -> Any:
        with transaction.atomic():
            return self.act(form)

    def done(self, result: Any) -> HttpResponse:
        return HttpResponseRedirect(self.after)

    def tell(self, sentence: str) -> None:
        messages.success(self.request, sentence)

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            result = self.run(form)
        except CircularError as refusal:
            return self.refused(form, refusal)
        return self.done(result)

    def refused(self, form: Any, refusal: CircularError) -> HttpResponse:
        add_refusal(form, refusal)
        return self.form_invalid(form)


class TaskView(ActView):
    """Do the step and move the process on together, or show the refusal on the form."""

    step: StepName

    def get_form_class(self) -> type[forms.BaseForm]:
        return self.form_class or forms.Form

    @property
    def title(self) -> str:
        return str(self.step.label)

    @property
    def is_done(self) -> bool:
        """The step is behind and the page shows its result."""
        return False

    @property
    def place(self) -> str:
        """Where this page stands on the line of steps."""
        return place_of(self.waiting if self.is_done else self.step)

    @cached_property
    def waiting(self) -> StepName:
        """The step that the copy really waits for."""
        return next_step(self.copy)

    @cached_property
    def draft(self) -> Draft | None:
        return open_draft(self.copy)

    @cached_property
    def verdict(self) -> Verdict:
        if self.waiting != self.step and (self.step not in DRAFT_STEPS or self.draft is None):
            return Verdict(False, self.passed)
        return may(self.viewer, self.copy, self.step, at=self.at)

    @property
    def passed(self) -> str:
        if self.waiting == StepName.END:
            return _("ขั้นตอนนี้เสร็จแล้ว ไม่มีอะไรค้างที่หนังสือฉบับนี้")
        return _("มีผู้ดำเนินการขั้นตอนนี้แล้ว ขณะนี้รอ “%(step)s”") % {"step": self.waiting.label}

    @cached_property
    def shown(self) -> int | None:
        """The open step this page is about, so that a stale page is noticed."""
        steps = Step.objects.open().own().filter(process__copy=self.copy)
        return steps.values_list("pk", flat=True).first()

    @property
    def sent_shown(self) -> int | None:
        written = self.request.POST.get("shown", "")
        return int(written) if written.isdecimal() else None

    def run(self, form: Any) -> Any:
        return perform(
            self.copy,
            self.step,
            user=self.user,
            at=self.at,
            act=lambda: self.act(form),
            shown=self.sent_shown,
        )
