"""What the clerk may add when a number is taken."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from screens.frame.late_fields import LateFields


class RegisterForm(forms.Form):
    """What the clerk may add to the line in the register; nothing is required."""

    action = forms.CharField(
        label=_("การปฏิบัติ"), max_length=300, required=False, help_text=_("เช่น ส่งกลุ่มงานส่งเสริมฯ")
    )
    second_number = forms.CharField(
        label=_("เลขที่สอง"),
        max_length=20,
        required=False,
        help_text=_("เลขของอีกทะเบียนหนึ่ง ถ้ามี จะพิมพ์ในวงเล็บ เช่น 3734"),
    )
    note = forms.CharField(label=_("หมายเหตุ"), max_length=300, required=False)
    without_time = forms.BooleanField(label=_("ไม่ประทับเวลาในตรารับ"), required=False)


class FirstRegisterForm(LateFields, RegisterForm):
    """The same at the desk that registers the letter itself: it may have given a number by hand."""
