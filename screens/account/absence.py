"""Days away: set by oneself, or by a supervisor or account administrator for somebody."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView, View

from administration.absence import (
    check_may_set_absence,
    set_absence,
    substitutes_of,
    warn_of_due,
    withdraw_absence,
)
from circulars.errors import CircularError
from circulars.policies import verdict
from offices.models import Absence, User
from screens.account.forms import AbsenceForm
from screens.frame.base import DeskMixin
from screens.frame.people import in_order
from screens.frame.refusals import add_refusal


class PersonAway(DeskMixin):
    """Whose days they are: his own, or of somebody for whom he may set them; else 404."""

    kwargs: dict[str, Any]

    @cached_property
    def person(self) -> User:
        found = get_object_or_404(User, pk=self.kwargs.get("pk", self.user.pk))
        if not verdict(check_may_set_absence, self.viewer, found, self.at).allowed:
            raise Http404
        return found

    @property
    def here(self) -> str:
        if self.person == self.user:
            return reverse("absence")
        return reverse("absence_of", args=[self.person.pk])


class AbsenceView(PersonAway, FormView[AbsenceForm]):
    """The days that stand, and a form for new ones."""

    template_name = "account/absence.html"
    form_class = AbsenceForm

    def get_form_kwargs(self) -> dict[str, Any]:
        people = in_order(substitutes_of(self.person, self.today))
        choices = [(user.pk, user.full_name) for user in people]
        return {**super().get_form_kwargs(), "people": people, "choices": choices}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        standing = Absence.objects.standing().filter(user=self.person, ends_on__gte=self.today)
        return super().get_context_data(
            **kwargs,
            person=self.person,
            own=self.person == self.user,
            absences=[
                (absence, warn_of_due(absence))
                for absence in standing.select_related("user", "substitute").order_by("starts_on")
            ],
        )

    def form_valid(self, form: AbsenceForm) -> HttpResponse:
        try:
            absence = set_absence(self.person, by=self.user, at=self.at, **form.cleaned_data)
        except CircularError as refusal:
            add_refusal(form, refusal)
            return self.form_invalid(form)
        messages.success(self.request, _("บันทึกวันลาแล้ว งานและการเตือนจะถึงผู้ทำงานแทนด้วย"))
        if warning := warn_of_due(absence):
            messages.warning(self.request, warning)
        return redirect(self.here)


class AbsenceWithdrawView(DeskMixin, View):
    """Back before the time, or not going at all."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        absence = get_object_or_404(Absence.objects.select_related("user"), pk=pk)
        if not verdict(check_may_set_absence, self.viewer, absence.user, self.at).allowed:
            raise Http404
        try:
            withdraw_absence(absence, by=self.user, at=self.at)
        except CircularError as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("ยกเลิกวันลาแล้ว"))
        own = absence.user_id == self.user.pk
        return redirect("absence") if own else redirect("absence_of", absence.user_id)
