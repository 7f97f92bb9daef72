"""What an office that gathers replies writes."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from screens.follow.forms.checking import ExcuseForm


class ReplyForm(forms.Form):
    number = forms.CharField(
        label=_("เลขรับ หรือที่ของหนังสือตอบ"),
        help_text=_("หนังสือตอบต้องลงทะเบียนรับที่หน่วยงานนี้แล้ว เช่น ๖๘๔๘ หรือ บก ๐๔๑๘/๑๒๓"),
        max_length=80,
        error_messages={"required": _("โปรดเขียนเลขรับ หรือที่ของหนังสือตอบ")},
    )
    note = forms.CharField(label=_("สรุปคำตอบ"), required=False, max_length=2000)


class ExcuseLineForm(ExcuseForm):
    for_all = forms.BooleanField(
        label=_("ยกเว้นงวดที่จะถึงด้วย"),
        help_text=_("ไม่เลือก คือยกเว้นเฉพาะงวดนี้"),
        required=False,
    )


class CloseForm(forms.Form):
    note = forms.CharField(
        label=_("ผลโดยรวม"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    early_reason = forms.CharField(
        label=_("เหตุที่รายงานก่อนครบ"),
        help_text=_("ต้องเขียนเมื่อยังมีหน่วยงานที่ไม่ตอบ"),
        max_length=500,
        error_messages={"required": _("ยังมีหน่วยงานที่ไม่ตอบ หากจะปิดก่อนครบ โปรดเขียนเหตุผล")},
    )
    last = forms.BooleanField(
        label=_("ยุติงวดที่เหลือ"),
        help_text=_("ไม่เลือก คืองวดต่อไปเปิดเอง"),
        required=False,
    )
