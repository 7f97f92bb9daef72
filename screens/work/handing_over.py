"""Giving a letter to another person of the house: the supervisor's act, at any step."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from administration.absence import away_when_due
from circulars.domain.handing_over import hand_over, heirs_of
from circulars.policies import Verdict, check_may_hand_over, verdict
from offices.models import User
from screens.frame.people import named_people
from screens.frame.task import ActView
from screens.work.forms.endorsing import marked


class HandOverForm(forms.Form):
    """To whom, and why; both read it in the history of the letter."""

    to = forms.ModelChoiceField(
        label=gettext_lazy("มอบให้"),
        queryset=User.objects.none(),
        empty_label=gettext_lazy("– เลือกผู้รับ –"),
        error_messages={"required": gettext_lazy("โปรดเลือกผู้ที่จะรับหนังสือฉบับนี้ต่อ")},
    )
    reason = forms.CharField(
        label=gettext_lazy("เหตุผล"),
        max_length=300,
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": gettext_lazy("โปรดเขียนเหตุผล ผู้รับจะได้เข้าใจ")},
    )

    def __init__(
        self,
        *args: Any,
        people: list[User],
        choices: list[tuple[int, str]],
        away: dict[int, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].help_text = " ".join(away.values())
        field = self.fields["to"]
        assert isinstance(field, forms.ModelChoiceField), "declared above"
        field.queryset = User.objects.filter(pk__in=[user.pk for user in people])
        field.choices = [("", field.empty_label), *choices]


class HandOverView(ActView):
    """Who has it now, to whom it goes, and why."""

    form_class = HandOverForm

    @property
    def title(self) -> str:
        return _("มอบให้ผู้อื่น")

    @property
    def explained(self) -> str:
        officer = self.copy.officer
        if officer is None:
            return _("ขณะนี้ยังไม่มีเจ้าของเรื่อง ผู้รับมอบจะเป็นเจ้าของเรื่องและได้รับแจ้งทันที")
        return _("ขณะนี้อยู่กับ %(name)s ผู้รับมอบจะเป็นเจ้าของเรื่องแทนและได้รับแจ้งทันที") % {
            "name": officer.full_name
        }

    @cached_property
    def verdict(self) -> Verdict:
        return verdict(check_may_hand_over, self.viewer, self.copy, self.at)

    def get_form_kwargs(self) -> dict[str, Any]:
        people = heirs_of(self.copy, at=self.at)
        choices = named_people(people, self.copy.office, self.today)
        self.away = away_when_due([user.pk for user in people], self.copy.due_at)
        extra = {"people": people, "choices": marked(choices, self.away), "away": self.away}
        return {**super().get_form_kwargs(), **extra}

    def act(self, form: HandOverForm) -> Any:
        given = form.cleaned_data
        return hand_over(
            self.copy, to=given["to"], by=self.user, at=self.at, reason=given["reason"]
        )

    def done(self, result: Any) -> HttpResponse:
        self.tell(_("มอบให้ %(name)s แล้ว") % {"name": result.officer.full_name})
        if warning := self.away.get(result.officer_id):
            messages.warning(self.request, warning)
        return super().done(result)
