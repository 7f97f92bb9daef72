"""What an office above writes: a note, a reason, a certificate."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class ReturnForm(forms.Form):
    note = forms.CharField(
        label=_("ต้องแก้ไขอะไร"),
        help_text=_("ผู้ตอบจะเห็นข้อความนี้"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("โปรดเขียนว่าต้องแก้ไขอะไร ผู้ตอบจะเห็นข้อความนี้")},
    )


class ExcuseForm(forms.Form):
    reason = forms.CharField(
        label=_("เหตุที่ไม่ต้องตอบ"),
        help_text=_("เช่น ยกฐานะหรือรวมกับหน่วยงานอื่นแล้ว หน่วยงานนี้จะไม่อยู่ในตัวหาร"),
        max_length=300,
        error_messages={"required": _("โปรดเขียนเหตุที่หน่วยงานนี้ไม่ต้องตอบ")},
    )


class CertifyForm(forms.Form):
    text = forms.CharField(
        label=_("ข้อความรับรอง"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        initial=_("ตรวจสอบแล้ว ข้อมูลถูกต้องตรงกับหลักฐาน"),
    )
    early_reason = forms.CharField(
        label=_("เหตุที่รายงานก่อนครบ"),
        help_text=_("ต้องเขียนเมื่อยังมีหน่วยงานที่ไม่ตอบ"),
        required=False,
        max_length=500,
    )
