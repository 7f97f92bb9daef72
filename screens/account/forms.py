"""What a person sets for himself."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from offices.models import ScreenDigits, User


class ProfileForm(forms.ModelForm):
    """Name, telephone, digits, language, mail. Rights are not among them."""

    class Meta:
        model = User
        fields = [
            "title",
            "rank",
            "first_name",
            "last_name",
            "phone",
            "screen_digits",
            "language",
            "mail_each_notice",
        ]
        labels = {"first_name": _("ชื่อ"), "last_name": _("นามสกุล")}
        help_texts = {
            "title": _("เช่น นาย นาง นางสาว พิมพ์ติดกับชื่อในหนังสือ"),
            "rank": _("ยศที่พิมพ์หน้าลายมือชื่อ เช่น ว่าที่ร้อยตรี"),
        }
        widgets = {"screen_digits": forms.RadioSelect, "language": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["first_name"].required = self.fields["last_name"].required = True
        self.fields["first_name"].error_messages["required"] = _("โปรดกรอกชื่อ")
        self.fields["last_name"].error_messages["required"] = _("โปรดกรอกนามสกุล")
        self.fields["screen_digits"].choices = ScreenDigits.choices  # type: ignore[attr-defined]
