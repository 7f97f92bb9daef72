"""Deadlines that move, and time that is asked for."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from circulars.domain.extending import Scope
from screens.frame.fields import DeadlineField
from screens.frame.reason_form import ReasonForm


def _new_deadline() -> DeadlineField:
    return DeadlineField(
        label=_("กำหนดใหม่"), error_messages={"required": _("โปรดกรอกกำหนดใหม่ เช่น 31/10/63")}
    )


class ExtendForm(ReasonForm):
    """Another deadline for one recipient, later or earlier."""

    due_at = _new_deadline()
    scope = forms.ChoiceField(
        label=_("เปลี่ยนให้"),
        choices=Scope.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("โปรดเลือกว่าเปลี่ยนกำหนดให้ใคร")},
    )
    same_day = forms.BooleanField(
        label=_("ทุกแห่งใช้วันเดียวกัน (ไม่เลือก คือเลื่อนเท่ากันทุกแห่ง)"), required=False
    )

    field_order = ("due_at", "scope", "same_day", "reason")

    def clean_scope(self) -> Scope:
        return Scope(self.cleaned_data["scope"])


class ExtendAllForm(ReasonForm):
    """Another deadline for everybody below."""

    due_at = _new_deadline()
    same_day = forms.BooleanField(
        label=_("ทุกแห่งใช้วันเดียวกัน (ไม่เลือก คือเลื่อนเท่ากันทุกแห่ง)"), required=False
    )

    field_order = ("due_at", "same_day", "reason")


class AskTimeForm(ReasonForm):
    """Until when, and why."""

    until = DeadlineField(
        label=_("ขอเลื่อนกำหนดเป็น"),
        error_messages={"required": _("โปรดกรอกกำหนดที่ขอ เช่น 31/10/63")},
    )

    field_order = ("until", "reason")


class DecideForm(forms.Form):
    """What the sender gives; the reason is asked for by the act of refusing."""

    until = DeadlineField(label=_("ให้ถึง"), required=False)
    reason = forms.CharField(
        label=_("เหตุผล (เมื่อไม่ขยายเวลา)"),
        required=False,
        max_length=300,
        widget=forms.Textarea({"rows": 2}),
    )
