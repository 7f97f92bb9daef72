"""Acts on a letter that was sent."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from screens.frame.fields import DeadlineField
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


class EncloseForm(ReasonForm):
    """A file that goes after its letter."""

    file = forms.FileField(
        label=_("ไฟล์"),
        error_messages={"required": _("โปรดเลือกไฟล์ที่จะส่งเพิ่ม")},
        help_text=_("ผู้รับทุกแห่งเห็นไฟล์นี้ที่หน้าหนังสือ ผู้ที่ลงรับแล้วได้รับแจ้ง"),
    )

    field_order = ("file", "reason")


class ClosingForm(ReasonForm):
    """Until when answers are taken."""

    closes_at = DeadlineField(label=_("ปิดรับคำตอบ"), required=False)

    field_order = ("closes_at", "reason")


class WordingForm(ReasonForm):
    """A question in other words."""

    label = forms.CharField(
        label=_("คำถาม"), max_length=500, error_messages={"required": _("โปรดเขียนคำถาม")}
    )
    hint = forms.CharField(label=_("คำอธิบายใต้คำถาม"), max_length=500, required=False)

    field_order = ("label", "hint", "reason")
