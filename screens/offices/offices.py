"""The tree of offices with their telephones, and what each office sets for itself."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView

from administration.offices import (
    SETTINGS,
    change_identity,
    change_settings,
    make_unit,
    set_emblem,
)
from circulars.errors import CircularError
from circulars.policies import Verdict, check_may_manage_accounts, check_may_set_office, verdict
from offices.models import Former, Office
from offices.ordering import by_name
from screens.frame.base import DeskMixin
from screens.frame.refusals import add_refusal
from screens.frame.units import units_of
from screens.offices.forms.offices import OfficeEditForm, OfficeSettingsForm, UnitForm
from thai.text import normalize, sort_key

PER_PAGE = 50


class OfficeSettingsView(DeskMixin, FormView[OfficeSettingsForm]):
    """Letterhead, stamp, number code and emblem of this desk's office, or of a unit of the house."""

    template_name = "offices/office_settings.html"
    form_class = OfficeSettingsForm

    @cached_property
    def office(self) -> Office:
        pk = self.kwargs.get("pk", self.desk_post.office_id)
        return get_object_or_404(units_of(self.house).select_related("house"), pk=pk)

    @property
    def verdict(self) -> Verdict:
        return verdict(check_may_set_office, self.viewer, self.office, self.at)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": Office.objects.get(pk=self.office.pk)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **kwargs, office=self.office, units=list(units_of(self.house))
        )

    def form_valid(self, form: OfficeSettingsForm) -> HttpResponse:
        given = form.cleaned_data
        try:
            with transaction.atomic():
                values = {name: given[name] for name in SETTINGS if name in given}
                change_settings(self.office, values, by=self.user, at=self.at)
                if given["emblem_file"] or given["default_emblem"]:
                    jpeg = given["emblem_file"] or b""
                    set_emblem(self.office, jpeg, by=self.user, at=self.at)
        except CircularError as refusal:
            add_refusal(form, refusal)
            return self.form_invalid(form)
        messages.success(self.request, _("บันทึกการตั้งค่าของ %s แล้ว") % self.office.label)
        return redirect("office_settings_of", self.office.pk)


class OfficeTreeView(DeskMixin, TemplateView):
    """One office, what is under it, and a search through all: also the telephone list."""

    template_name = "offices/office_tree.html"

    @cached_property
    def office(self) -> Office:
        pk = self.kwargs.get("pk", self.house.pk)
        return get_object_or_404(Office.objects.select_related("parent", "successor"), pk=pk)

    @property
    def text(self) -> str:
        return self.request.GET.get("q", "")[:100].strip()

    @property
    def rows(self) -> QuerySet[Office]:
        offices = Office.objects.active().select_related("parent", "province")
        if not self.text:
            return offices.filter(parent=self.office).order_by("kind", by_name("name"), "code")
        wanted = sort_key(normalize(self.text)).partition("\t")[0]
        old = Former.objects.filter(office=OuterRef("pk"), sort_key__contains=wanted)
        named = {"old_name": Subquery(old.order_by("-until").values("name")[:1])}
        every = Office.objects.select_related("parent", "province", "successor").annotate(**named)
        today = Q(sort_key__contains=wanted, closed_on=None)
        found = every.filter(today | Q(old_name__isnull=False))
        return found.order_by(by_name("name"), "code")

    @property
    def formers(self) -> list[Former]:
        """What it was before, the latest first."""
        if self.office.changed_on is None:
            return []
        return list(self.office.formers.select_related("parent").order_by("-until"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = Paginator(self.rows, PER_PAGE).get_page(self.request.GET.get("page"))
        above = Office.objects.above(self.office).exclude(pk=self.office.pk)
        return super().get_context_data(
            **kwargs,
            office=self.office,
            above=list(above),
            page=page,
            text=self.text,
            formers=self.formers,
            may_manage=verdict(check_may_manage_accounts, self.viewer, self.office, self.at),
        )


class ManagedMixin(DeskMixin):
    """One office of the tree, for an administrator of it or above it; refused to others."""

    kwargs: dict[str, Any]

    @cached_property
    def office(self) -> Office:
        office = get_object_or_404(Office.objects.select_related("house"), pk=self.kwargs["pk"])
        refusal = verdict(check_may_manage_accounts, self.viewer, office, self.at)
        if not refusal.allowed:
            raise PermissionDenied(refusal.reason)
        return office


class OfficeEditView(ManagedMixin, FormView[OfficeEditForm]):
    """Name, head and end of an office."""

    template_name = "offices/office_edit.html"
    form_class = OfficeEditForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": Office.objects.get(pk=self.office.pk)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, office=self.office)

    def form_valid(self, form: OfficeEditForm) -> HttpResponse:
        try:
            change_identity(self.office, dict(form.cleaned_data), by=self.user, at=self.at)
        except CircularError as refusal:
            add_refusal(form, refusal)
            return self.form_invalid(form)
        messages.success(self.request, _("บันทึกแล้ว"))
        return redirect("office_tree_of", self.office.pk)


class UnitNewView(ManagedMixin, FormView[UnitForm]):
    """A new unit inside an office."""

    template_name = "offices/unit_new.html"
    form_class = UnitForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, office=self.office)

    def form_valid(self, form: UnitForm) -> HttpResponse:
        try:
            unit = make_unit(self.office, by=self.user, at=self.at, **form.cleaned_data)
        except CircularError as refusal:
            add_refusal(form, refusal)
            return self.form_invalid(form)
        messages.success(self.request, _("เพิ่ม %s แล้ว") % unit.name)
        return redirect("office_tree_of", self.office.pk)
