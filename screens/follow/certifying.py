"""Certifying what was gathered: who is missing, why now, and the report upward."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView

from circulars.domain.counting import Tally
from circulars.errors import CircularError
from circulars.policies import Verdict, check_may_certify, verdict
from circulars.states import State
from screens.follow.forms.checking import CertifyForm
from screens.frame.asked import CopyMixin
from screens.frame.refusals import add_refusal
from survey.domain import certifying, progress


class CertifyView(CopyMixin, FormView[CertifyForm]):
    """Name the missing, then certify and report upward."""

    template_name = "follow/certify.html"
    form_class = CertifyForm

    @cached_property
    def counts(self) -> Tally:
        return progress.progress_below(self.task, self.copy, at=self.at)

    @cached_property
    def missing(self) -> list[str]:
        return certifying.missing_below(self.task, self.copy)

    @property
    def verdict(self) -> Any:
        if self.copy.state not in (State.DISPATCHED, State.REPORTING):
            return Verdict(False, _("หนังสือฉบับนี้ไม่ได้อยู่ในขั้นรวบรวมคำตอบ หรือรับรองผลไปแล้ว"))
        return verdict(check_may_certify, self.viewer, self.copy, self.at)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.task  # noqa: B018 - 404 where there is no survey
        return super().get(request, *args, **kwargs)

    def get_form(self, form_class: type[CertifyForm] | None = None) -> CertifyForm:
        """A reason is asked for exactly while somebody is missing."""
        form = super().get_form(form_class)
        if self.missing:
            reason = form.fields["early_reason"]
            reason.required = True
            reason.error_messages["required"] = _(
                "ยังขาดอีก %(count)s รายการ หากจะปิดก่อนครบ โปรดเขียนเหตุผล"
            ) % {"count": len(self.missing)}
        return form

    def form_valid(self, form: CertifyForm) -> HttpResponse:
        try:
            certifying.certify(self.copy, by=self.user, at=self.at, **form.cleaned_data)
        except CircularError as refusal:
            add_refusal(form, refusal)
            return self.form_invalid(form)
        messages.success(self.request, _("รับรองผลและรายงานขึ้นไปแล้ว"))
        return redirect("task_report", pk=self.copy.pk)
