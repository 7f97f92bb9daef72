"""Acts on a letter that was sent."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from screens.frame.late_form import LateForm
from screens.frame.reason_form import ReasonForm


class FindForm(LateForm, ReasonForm):
    """Offices found by name; pressing ค้นหา keeps what was ticked and typed."""

    find = forms.CharField(
        label=_("ค้นหาหน่วยงานตามชื่อ"),
        required=False,
        max_length=100,
        widget=forms.TextInput({"type": "search", "autocomplete": "off"}),
    )

    field_order = ("find", "offices", "late", "reason")


class AddForm(FindForm):
    """To whom the letter goes, too."""

    offices = forms.MultipleChoiceField(
        label=_("ส่งเพิ่มถึง"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("โปรดค้นหาแล้วเลือกหน่วยงานจากรายการ")},
    )

    def __init__(self, *args: Any, offered: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["offices"]
        field.choices = offered


class AgainForm(FindForm):
    """To whom a letter that came back goes now; the first is the office that gave it back."""

    offices = forms.ChoiceField(
        label=_("ส่งถึง"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("โปรดเลือกหน่วยงานที่จะส่ง"),
            "invalid_choice": _("โปรดค้นหาแล้วเลือกหน่วยงานจากรายการ"),
        },
    )

    def __init__(self, *args: Any, offered: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["offices"]
        field.choices = offered
