"""Forms of an office: what it prints, how it works, where it stands in the tree."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from administration.offices import IDENTITY, SETTINGS
from administration.reorganising import CHANGED
from offices.models import LOCAL_GOVERNMENTS, Kind, Office
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


class ActForm(forms.Form):
    """From which day, and by which announcement or law."""

    on = ThaiDateField(
        label=_("มีผลวันที่"), error_messages={"required": _("โปรดกรอกวันที่มีผล เช่น 1/10/69")}
    )
    act = forms.CharField(
        label=_("ประกาศหรือกฎหมาย"),
        max_length=300,
        help_text=_("เช่น ประกาศกระทรวงมหาดไทย ลงวันที่ 30 กันยายน 2569"),
        error_messages={"required": _("โปรดเขียนประกาศหรือกฎหมายที่เปลี่ยนหน่วยงานนี้")},
    )


class ReorganiseForm(ActForm, forms.ModelForm[Office]):
    """What the office is from that day on."""

    class Meta:
        model = Office
        fields = CHANGED

    field_order = (*CHANGED, "on", "act")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        office = self.instance
        near = Q(pk=office.parent_id) | Q(pk=office.province_id) | Q(kind=Kind.DISTRICT)
        if office.province_id is not None:
            near &= Q(province=office.province_id) | Q(
                pk__in=[office.parent_id, office.province_id]
            )
        parents = Office.objects.active().filter(near).order_by("code")
        self.fields["parent"].queryset = parents  # type: ignore[attr-defined]


class CloseForm(ActForm):
    """Who takes over, if anybody."""

    successor = forms.ModelChoiceField(
        label=_("รวมกับหน่วยงาน"), queryset=Office.objects.none(), required=False,
        empty_label=_("– ไม่มี ยุบเลิก –"),
    )  # fmt: skip
    takes_over = forms.BooleanField(
        label=_("หน่วยงานที่รวมด้วยรับช่วงหนังสือที่ค้าง (ไม่เลือก คือส่งคืนผู้ส่งพร้อมเหตุผล)"),
        required=False,
        initial=True,
    )

    field_order = ("successor", "takes_over", "on", "act")

    def __init__(self, *args: Any, office: Office, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        near = Office.objects.active().houses().exclude(pk=office.pk)
        if office.province_id is not None:
            near = near.filter(province=office.province_id)
        same_kind = (
            near.filter(kind__in=LOCAL_GOVERNMENTS) if office.kind in LOCAL_GOVERNMENTS else near
        )
        self.fields["successor"].queryset = same_kind.order_by("code")  # type: ignore[attr-defined]
