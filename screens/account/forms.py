"""What a person sets for himself."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ResetPasswordForm, ResetPasswordKeyForm
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from administration.accounts import confirm_mail, is_his
from offices.models import ScreenDigits, ScreenKeys, User
from screens.frame.fields import ThaiDateField


class ProfileForm(forms.ModelForm[User]):
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
            "screen_keys",
            "mail_each_notice",
        ]
        labels = {"first_name": _("ชื่อ"), "last_name": _("นามสกุล")}
        help_texts = {
            "title": _("เช่น นาย นาง นางสาว พิมพ์ติดกับชื่อในหนังสือ"),
            "rank": _("ยศที่พิมพ์หน้าลายมือชื่อ เช่น ว่าที่ร้อยตรี"),
            "screen_keys": _("ผู้ที่สั่งงานด้วยเสียงควรเลือกกดพร้อม Alt หรือไม่ใช้ กด ? เพื่อดูรายการปุ่ม"),
        }
        widgets = dict.fromkeys(("screen_digits", "language", "screen_keys"), forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["first_name"].required = self.fields["last_name"].required = True
        self.fields["first_name"].error_messages["required"] = _("โปรดกรอกชื่อ")
        self.fields["last_name"].error_messages["required"] = _("โปรดกรอกนามสกุล")
        for name, choices in (("screen_digits", ScreenDigits), ("screen_keys", ScreenKeys)):
            self.fields[name].choices = choices.choices  # type: ignore[attr-defined]


class AbsenceForm(forms.Form):
    """From which day to which somebody is away, and who stands in for him."""

    starts_on = ThaiDateField(
        label=_("ลา/ไม่อยู่ตั้งแต่"), error_messages={"required": _("โปรดกรอกวันแรก เช่น 1/12/2569")}
    )
    ends_on = ThaiDateField(
        label=_("ถึงวันที่"), error_messages={"required": _("โปรดกรอกวันสุดท้าย เช่น 15/12/2569")}
    )
    substitute = forms.ModelChoiceField(
        label=_("ผู้ทำงานแทน"),
        queryset=User.objects.none(),
        empty_label=_("– เลือกผู้ทำงานแทน –"),
        help_text=_("เห็นและทำได้เท่าที่หน้าที่ของผู้นั้นเองให้ทำ"),
        error_messages={"required": _("โปรดเลือกผู้ทำงานแทน")},
    )
    reason = forms.CharField(label=_("เหตุ"), max_length=200, required=False)

    def __init__(self, *args: Any, people: list[User], choices: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["substitute"]
        assert isinstance(field, forms.ModelChoiceField), "declared above"
        field.queryset = User.objects.filter(pk__in=[user.pk for user in people])
        field.choices = [("", field.empty_label), *choices]


class ForgottenForm(ResetPasswordForm):
    """A forgotten password; a link goes only where it is known who reads it."""

    def clean_email(self) -> str:
        """Leave out whose address somebody else has set: he is asked to confirm it first."""
        email: str = super().clean_email()
        at = timezone.now()
        self.users = [
            user
            for user in self.users
            if user.email.casefold() == email.casefold() and is_his(user, at)
        ]
        return email


class NewPasswordForm(ResetPasswordKeyForm):
    """A new password by a link that the address of the account got, and no other."""

    def save(self) -> None:
        """The address is his, too: he has read what was sent there."""
        super().save()
        confirm_mail(self.user, self.user.email, at=timezone.now())
