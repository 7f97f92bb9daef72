"""The short forms: review, signature, dispatch, a report in words."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from screens.frame.late_form import LateForm


class ReviewForm(forms.Form):
    """The reviewer's or the signer's word on a draft."""

    comment = forms.CharField(
        label=_("ความเห็น"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("ถ้าส่งกลับแก้ไข ต้องเขียนว่าต้องแก้อะไร"),
    )


class DispatchForm(LateForm):
    """Nothing to fill in, as a rule; a reason where those below get too few days."""

    reason = forms.CharField(
        label=_("เหตุผลที่ให้เวลาน้อย"),
        max_length=300,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )

    def __init__(self, *args: Any, is_short: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_short:
            del self.fields["reason"]


class SignForm(LateForm, ReviewForm):
    """In which capacity the signer signs."""

    capacity = forms.ChoiceField(label=_("ลงนามในฐานะ"), widget=forms.RadioSelect)
    proof = forms.CharField(
        label=_("รหัสผ่านของท่าน"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
        help_text=_("พิมพ์รหัสผ่าน หรือรหัสจากแอปยืนยันตัวตน เพื่อยืนยันว่าท่านเป็นผู้ลงนาม"),
        error_messages={"required": _("โปรดพิมพ์รหัสผ่าน หรือรหัสจากแอปยืนยันตัวตน เพื่อยืนยันว่าท่านเป็นผู้ลงนาม")},
    )

    field_order = ("capacity", "late", "comment", "proof")

    def __init__(
        self, *args: Any, choices: list[tuple[str, str]], asks_proof: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if not asks_proof:
            del self.fields["proof"]
        field = self.fields["capacity"]
        assert isinstance(field, forms.ChoiceField), "declared above"
        field.choices = choices
        if choices:
            field.initial = choices[0][0]


class DoneForm(forms.Form):
    """What the office did; the sender reads it. ``nil``: pressed where there is nothing to report."""

    nil = forms.BooleanField(required=False, widget=forms.HiddenInput)

    note = forms.CharField(
        label=_("ผลการดำเนินการ"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
