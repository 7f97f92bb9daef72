"""Writing an order on a letter."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from administration.absence import away_when_due
from circulars.capacities import actings_of
from circulars.domain.endorsing import endorse
from circulars.models import Endorsement
from circulars.policies import ORDERING_ROLES, posts_at
from circulars.states import Order
from screens.frame.notes import Note, notes_on
from screens.frame.task import TaskView
from screens.work.carried import survey_hangs
from screens.work.forms.endorsing import EndorseForm, officers_of
from screens.work.orders import Orders, orders_for
from survey.domain.answering import report_if_answered
from workflow.steps import StepName, next_step


class EndorseView(TaskView):
    """One order, its words, and to whom next; the letter beside it."""

    template_name = "work/endorse.html"
    form_class = EndorseForm
    step = StepName.ENDORSE

    @cached_property
    def orders(self) -> Orders:
        return orders_for(self.copy, user=self.viewer, at=self.at)

    @cached_property
    def endorsements(self) -> list[Note]:
        """What has been written on it so far."""
        return notes_on(self.copy)

    def get_form_kwargs(self) -> dict[str, Any]:
        people = officers_of(self.copy.office, self.today)
        self.away = away_when_due([user for user, _name in people], self.copy.due_at)
        extra = {
            "copy": self.copy,
            "orders": self.orders,
            "people": people,
            "away": self.away,
            "actings": actings_of(self.user, self.copy, self.today),
        }
        return {**super().get_form_kwargs(), **extra}

    def act(self, form: EndorseForm) -> Endorsement:
        endorsement = endorse(
            self.copy,
            Order(form.cleaned_data["order"]),
            by=self.user,
            at=self.at,
            text=form.words,
            to_unit=form.cleaned_data["to_unit"],
            to_officer=form.officer,
            asks_answer=survey_hangs(self.copy),
            beside=form.beside,
            acting=form.cleaned_data["acting"],
        )
        # The answer may have come by the link before its letter reached this desk.
        report_if_answered(self.copy, by=self.user, at=self.at)
        return endorsement

    def done(self, result: Endorsement) -> HttpResponse:
        self.tell(_("เกษียนแล้ว: %(order)s") % {"order": result.get_order_display()})
        if warning := self.away.get(result.to_officer_id or 0):
            messages.warning(self.request, warning)
        return super().done(result)

    def get_initial(self) -> dict[str, Any]:
        """What is ordered most: a clerk passes on; whoever must answer answers."""
        given = self.orders.given
        if Order.FORWARD not in given and Order.REPORT not in given:
            return {"order": Order.ASSIGN}
        return {"order": Order.REPORT} if self.orders.owes else {}

    @property
    def after(self) -> str:
        """Whoever ordered the forwarding goes on to the draft, a clerk to his next letter."""
        self.copy.refresh_from_db()
        if not posts_at(self.viewer, self.copy.holder, self.at, ORDERING_ROLES):
            return reverse("desk")
        mine = self.copy.officer_id == self.user.pk
        if mine and next_step(self.copy) == StepName.DRAFT:
            return reverse("task_draft", args=[self.copy.pk])
        return super().after
