"""An office that changes: renamed, raised, put elsewhere, merged, closed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView

from administration.closing import Left, close_office, left_at
from administration.reorganising import CHANGED, reorganise
from circulars.errors import CircularError
from offices.models import Office
from screens.frame.refusals import add_refusal
from screens.offices.forms.offices import CloseForm, ReorganiseForm
from screens.offices.offices import ManagedMixin


class ReorganiseView(ManagedMixin, FormView[ReorganiseForm]):
    """From a day on, by an act; what was before stays on what was written before."""

    template_name = "offices/reorganise.html"
    form_class = ReorganiseForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": Office.objects.get(pk=self.office.pk)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, office=self.office)

    def form_valid(self, form: ReorganiseForm) -> HttpResponse:
        given = form.cleaned_data
        values = {name: given[name] for name in CHANGED}
        try:
            reorganise(
                self.office, values, on=given["on"], act=given["act"], by=self.user, at=self.at
            )
        except CircularError as refusal:
            add_refusal(form, refusal)
            return self.form_invalid(form)
        messages.success(self.request, _("บันทึกแล้ว หนังสือและตารางก่อนวันนั้นยังใช้ชื่อเดิม"))
        return redirect("office_tree_of", self.office.pk)


class CloseView(ManagedMixin, FormView[forms.Form]):
    """What is open there, and who takes it over."""

    template_name = "offices/close.html"

    @cached_property
    def left(self) -> Left:
        return left_at(self.office, at=self.at)

    def get_form(self, form_class: Any = None) -> CloseForm:
        data = self.request.POST if self.request.method == "POST" else None
        return CloseForm(data, office=self.office)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, office=self.office)

    def form_valid(self, form: forms.Form) -> HttpResponse:
        try:
            close_office(self.office, by=self.user, at=self.at, **form.cleaned_data)
        except CircularError as refusal:
            add_refusal(form, refusal)
            return self.form_invalid(form)
        messages.success(self.request, _("บันทึกการยุบหน่วยงานแล้ว"))
        return redirect("office_tree_of", self.office.pk)
