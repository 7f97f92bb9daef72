"""Ending a post that leaves work behind: who takes it on is asked on the same page."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from administration.leaving import Heirs, left_work, others_of
from administration.posts import end_post
from circulars.errors import CircularError
from circulars.models import OfficeCopy, Secrecy
from offices.models import Post, User
from screens.frame.fields import ThaiDateField
from screens.frame.people import named_people
from screens.frame.refusals import add_refusal
from screens.offices.accounts import PersonMixin
from workflow.steps import next_step

UNIT = "unit"
Choices = list[tuple[Any, Any]]


@dataclass(frozen=True, slots=True)
class Left:
    """One letter as an administrator may know it: its number, never its subject."""

    number: str
    step: str
    due_at: dt.datetime | None
    is_settled: bool
    field: Any


def _number(copy: OfficeCopy) -> str:
    if copy.circular.secrecy != Secrecy.NORMAL:
        return copy.circular.get_secrecy_display()
    number = copy.letter.number_printed if copy.letter else ""
    return number or _("เรื่องที่เริ่มที่หน่วยงานนี้")


class EndWithWorkForm(forms.Form):
    """The last day, one person for all, and another for single letters where that is better."""

    ends_on = ThaiDateField(
        label=gettext_lazy("วันสุดท้ายของหน้าที่"),
        error_messages={"required": gettext_lazy("โปรดกรอกวันสุดท้าย")},
    )
    to = forms.ChoiceField(
        label=gettext_lazy("ผู้รับงานต่อทั้งหมด"),
        error_messages={"required": gettext_lazy("โปรดเลือกผู้รับงานต่อ หรือคืนให้หน่วย")},
    )

    def __init__(
        self, *args: Any, copies: list[OfficeCopy], people: Choices, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.copies = copies
        if not people or not copies:
            del self.fields["to"]
            return
        whole: Choices = [(UNIT, _("คืนให้หน่วยที่ถือหนังสือ")), *people]
        to = self.fields["to"]
        assert isinstance(to, forms.ChoiceField), "declared above"
        to.choices = [("", _("– เลือกผู้รับ –")), *whole]
        for copy in copies:
            self.fields[f"to_{copy.pk}"] = forms.ChoiceField(
                label=_("ผู้รับต่อของ %(number)s") % {"number": _number(copy)},
                required=False,
                choices=[("", _("ตามที่เลือกไว้ข้างบน")), *whole],
            )

    @property
    def heirs(self) -> Heirs | None:
        """None as long as nothing was chosen for some letter."""
        given = self.cleaned_data
        chosen = {copy.pk: given.get(f"to_{copy.pk}") or given.get("to") for copy in self.copies}
        if not all(chosen.values()):
            return None
        people = User.objects.in_bulk([int(one) for one in chosen.values() if one and one != UNIT])
        return Heirs(
            letters={
                pk: None if one == UNIT else people[int(one)] for pk, one in chosen.items() if one
            }
        )


class EndPostView(PersonMixin, FormView[EndWithWorkForm]):
    """What he leaves behind, and the choice; the domain refuses an end without one."""

    template_name = "offices/post_end.html"
    form_class = EndWithWorkForm

    @cached_property
    def leaving(self) -> Post:
        posts = self.posts.select_related("office__house")
        return get_object_or_404(posts, pk=self.kwargs["post"])

    @cached_property
    def left(self) -> list[OfficeCopy]:
        return left_work([self.leaving], self.person, last_day=self.today)

    def get_initial(self) -> dict[str, Any]:
        return {"ends_on": self.today}

    def get_form_kwargs(self) -> dict[str, Any]:
        house = self.leaving.office.house or self.leaving.office
        people = named_people(others_of(house, self.person, self.today), house, self.today)
        return {**super().get_form_kwargs(), "copies": self.left, "people": people}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        form = context["form"]
        letters = [
            Left(
                number=_number(copy),
                step=str(next_step(copy).label),
                due_at=copy.due_at,
                is_settled=copy.is_settled,
                field=form[f"to_{copy.pk}"] if f"to_{copy.pk}" in form.fields else None,
            )
            for copy in self.left
        ]
        return {**context, "person": self.person, "leaving": self.leaving, "letters": letters}

    def form_valid(self, form: EndWithWorkForm) -> HttpResponse:
        day = form.cleaned_data["ends_on"]
        try:
            end_post(self.leaving, by=self.user, at=self.at, ends_on=day, heirs=form.heirs)
        except CircularError as refusal:
            add_refusal(form, refusal)
            return self.form_invalid(form)
        messages.success(self.request, _("บันทึกแล้ว"))
        return redirect("account_edit", self.person.pk)
