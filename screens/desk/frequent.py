"""Letters that come often: the patterns of a desk, made from a letter, used with a key."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView, View

from circulars.domain.frequent import (
    Pattern,
    change_pattern,
    frequent_of,
    keep_as_pattern,
    keep_pattern,
    retire_pattern,
)
from circulars.errors import CircularError
from circulars.models import FrequentLetter
from circulars.policies import Verdict, check_may_enter, verdict
from screens.desk.forms.frequent import FrequentForm
from screens.frame.base import DeskMixin
from screens.frame.refusals import add_refusal


class FrequentMixin(DeskMixin):
    """A screen about the patterns of this desk."""

    @property
    def verdict(self) -> Verdict:
        return verdict(check_may_enter, self.viewer, self.desk_post.office, self.at)


class FrequentListView(FrequentMixin, View):
    """The patterns of this desk, each with the key that uses it; one is put away here."""

    def get(self, request: HttpRequest) -> HttpResponse:
        rows = frequent_of(self.viewer.desk_units)
        return render(request, "desk/frequent.html", {"rows": rows, "verdict": self.verdict})

    def post(self, request: HttpRequest) -> HttpResponse:
        wanted = request.POST.get("retire", "")
        rows = {str(one.pk): one for one in frequent_of(self.viewer.desk_units)}
        if wanted in rows:
            try:
                retire_pattern(rows[wanted], by=self.user, at=self.at)
            except CircularError as refusal:
                messages.error(request, str(refusal))
            else:
                messages.success(request, _("เอาแบบ “%s” ออกแล้ว") % rows[wanted].name)
        return redirect("frequent")


class FrequentFormView(FrequentMixin, FormView[FrequentForm]):
    """A new pattern, or one to be changed."""

    template_name = "desk/frequent_form.html"
    form_class = FrequentForm

    @cached_property
    def row(self) -> FrequentLetter | None:
        if "pk" not in self.kwargs:
            return None
        return get_object_or_404(frequent_of(self.viewer.desk_units), pk=self.kwargs["pk"])

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": self.row}

    def form_valid(self, form: FrequentForm) -> HttpResponse:
        pattern = Pattern(**form.cleaned_data)
        try:
            if self.row is None:
                keep_pattern(self.desk_post.office, pattern, by=self.user, at=self.at)
            else:
                change_pattern(self.row, pattern, by=self.user, at=self.at)
        except CircularError as refusal:
            add_refusal(form, refusal)
            return self.form_invalid(form)
        messages.success(self.request, _("บันทึกแบบ “%s” แล้ว") % pattern.name)
        return redirect("frequent")


class FrequentFromView(DeskMixin, View):
    """Make a pattern of a letter with one press."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        copy = self.get_copy_or_404(pk)
        try:
            made = keep_as_pattern(copy, self.desk_post.office, by=self.user, at=self.at)
        except CircularError as refusal:
            messages.error(request, str(refusal))
            return redirect("copy", pk)
        messages.success(request, _("เก็บเป็นแบบ “%s” แล้ว") % made.name)
        return redirect("frequent")
