"""Forms of an office: what it prints, how it works, where it stands in the tree."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from administration.offices import IDENTITY, SETTINGS
from offices.models import Office
from papers.emblem import normalise_emblem
from papers.errors import UploadRefused
from screens.frame.fields import ThaiDateField


class OfficeSettingsForm(forms.ModelForm[Office]):
    """Letterhead, stamp, numbers, and how the office works."""

    emblem_file = forms.FileField(
        label=_("ตราบนหัวหนังสือ"),
        required=False,
        help_text=_("PNG, JPEG หรือ SVG ระบบปรับเป็นภาพขาวดำ 600 จุดต่อนิ้วให้ ถ้าไม่ใส่ใช้ตราเริ่มต้น"),
    )
    default_emblem = forms.BooleanField(label=_("กลับไปใช้ตราเริ่มต้น"), required=False)

    class Meta:
        model = Office
        fields = SETTINGS
        help_texts = {
            "stamp_name": _("ว่างไว้จะใช้ชื่อเต็มของหน่วยงาน"),
            "number_letters": _("เช่น บก"),
            "number_code": _("เช่น 0023.3"),
            "issues_numbers": _("ถ้าไม่เลือก จะใช้เลขของหน่วยเหนือขึ้นไป"),
            "reception": _("หนังสือจากภายนอกจะมาที่โต๊ะรับของหน่วยนี้"),
            "lowest_days": _("0 คือไม่ถาม"),
            "four_eyes": _("เลือกไว้เมื่อต้องให้ผู้อื่นตรวจและลงนามเสมอ"),
        }
        widgets = {
            "address": forms.Textarea(attrs={"rows": 2}),
            "circular_series": forms.RadioSelect,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        inside = Office.objects.active().filter(house=self.instance.house or self.instance)
        self.fields["reception"].queryset = inside.order_by("path")  # type: ignore[attr-defined]
        self.fields["reception"].empty_label = _("ตัวหน่วยงานเอง")  # type: ignore[attr-defined]
        self.fields["emblem_file"].widget.attrs["accept"] = "image/png,image/jpeg,image/svg+xml"
        if self.instance.house_id != self.instance.pk:
            del self.fields["reception"], self.fields["four_eyes"]

    def clean(self) -> dict[str, Any]:
        """A weight that is left out stays as it is."""
        given = super().clean() or self.cleaned_data
        for name in ("weight_own", "weight_lowest", "lowest_days", "officer_extends_days"):
            if given.get(name) is None and name not in self.errors:
                given[name] = getattr(self.instance, name)
        return given

    def clean_emblem_file(self) -> bytes | None:
        """The upload as the letterhead needs it; None when nothing was chosen."""
        upload = self.cleaned_data["emblem_file"]
        if upload is None:
            return None
        try:
            return normalise_emblem(upload.read())
        except UploadRefused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


class OfficeEditForm(forms.ModelForm[Office]):
    """The office as others see it."""

    closed_on = ThaiDateField(label=_("ยุบ/เลิกเมื่อ"), required=False)

    class Meta:
        model = Office
        fields = IDENTITY


class UnitForm(forms.Form):
    """A new unit inside an office."""

    name = forms.CharField(
        label=_("ชื่อหน่วยภายใน"),
        max_length=200,
        help_text=_("เช่น กลุ่มงานส่งเสริมและพัฒนาท้องถิ่น"),
        error_messages={"required": _("โปรดกรอกชื่อหน่วยภายใน")},
    )
    short_name = forms.CharField(label=_("ชื่อย่อ"), max_length=120, required=False)
