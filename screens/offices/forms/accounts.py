"""Forms of an administrator: accounts, posts, acting for another."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.utils.translation import gettext_lazy as _

from administration.accounts import FIELDS
from offices.models import ActingKind, Post, Role, User
from screens.frame.fields import ThaiDateField

_NAMES = {"first_name": _("ชื่อ"), "last_name": _("นามสกุล"), "is_active": _("ใช้งานได้")}


class AccountForm(forms.ModelForm[User]):
    """The account itself: who the person is and how to reach him."""

    class Meta:
        model = User
        fields = FIELDS
        labels = {**_NAMES, "email": _("อีเมล")}
        help_texts = {
            "is_active": _("ปิดแล้วเข้าสู่ระบบไม่ได้ ข้อมูลเดิมยังอยู่ครบ"),
            "email": _("ใช้ส่งลิงก์ตั้งรหัสผ่านและการแจ้งเตือน เมื่อเปลี่ยน ระบบจะแจ้งทั้งที่อยู่เดิมและที่อยู่ใหม่"),
            "employee_id": _("เลขที่หน่วยงานออกให้ หนึ่งคนมีบัญชีเดียว ไม่ต้องใช้เลขประจำตัวประชาชน"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, sentence in (
            ("first_name", _("โปรดกรอกชื่อ")),
            ("last_name", _("โปรดกรอกนามสกุล")),
            ("email", _("โปรดกรอกอีเมล เพื่อส่งลิงก์ตั้งรหัสผ่าน")),
        ):
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = sentence


class PostForm(forms.Form):
    """A role in an office from a day to a day."""

    role = forms.ChoiceField(label=_("หน้าที่"), choices=Role.choices)
    position = forms.CharField(
        label=_("ตำแหน่ง"),
        max_length=200,
        required=False,
        help_text=_("พิมพ์ใต้ชื่อผู้ลงนาม เช่น ท้องถิ่นจังหวัดบึงกาฬ"),
    )
    handles_secret = forms.BooleanField(
        label=_("นายทะเบียนข้อมูลข่าวสารลับ"),
        required=False,
        help_text=_("เห็นและลงรับหนังสือชั้นลับและลับมากของหน่วยงานได้"),
    )
    starts_on = ThaiDateField(
        label=_("ตั้งแต่"), error_messages={"required": _("โปรดกรอกวันเริ่ม เช่น 1/10/2563")}
    )
    ends_on = ThaiDateField(label=_("ถึง"), required=False, help_text=_("ว่างไว้ถ้ายังไม่มีกำหนด"))


class AccountNewForm(AccountForm):
    """A new account with its first post."""

    username = forms.CharField(
        label=_("ชื่อผู้ใช้"),
        max_length=40,
        validators=[UnicodeUsernameValidator(message=_("ใช้ตัวอักษร ตัวเลข และ . _ - เท่านั้น"))],
        help_text=_("ใช้เข้าสู่ระบบ เช่น somsri.bk"),
        error_messages={"required": _("โปรดกรอกชื่อผู้ใช้")},
    )
    role = forms.ChoiceField(label=_("หน้าที่แรก"), choices=Role.choices)
    position = forms.CharField(label=_("ตำแหน่ง"), max_length=200, required=False)
    starts_on = ThaiDateField(
        label=_("เริ่มหน้าที่"), error_messages={"required": _("โปรดกรอกวันเริ่ม เช่น 1/10/2563")}
    )

    class Meta(AccountForm.Meta):
        fields: Any = tuple(name for name in FIELDS if name != "is_active")

    field_order = ["username", "title", "first_name", "last_name"]


class EndPostForm(forms.Form):
    """The last day of a post; ``ending`` says of which."""

    act = forms.CharField(widget=forms.HiddenInput, max_length=20, initial="end", required=False)
    ending = forms.IntegerField(widget=forms.HiddenInput)
    ends_on = ThaiDateField(
        label=_("วันสุดท้ายของหน้าที่"), error_messages={"required": _("โปรดกรอกวันสุดท้าย")}
    )


class EndActingForm(forms.Form):
    """The last day on which somebody signs for another; ``ending`` says by which order."""

    act = forms.CharField(
        widget=forms.HiddenInput, max_length=20, initial="end_acting", required=False
    )
    ending = forms.IntegerField(widget=forms.HiddenInput)
    ends_on = ThaiDateField(
        label=_("วันสุดท้ายที่ลงนามแทน"), error_messages={"required": _("โปรดกรอกวันสุดท้าย")}
    )


class ActingForm(forms.Form):
    """For which position, by which order, and on which days somebody signs for another."""

    post = forms.ModelChoiceField(label=_("ผู้ลงนาม"), queryset=Post.objects.none(), empty_label=None)
    kind = forms.ChoiceField(label=_("แบบ"), choices=ActingKind.choices)
    for_position = forms.CharField(
        label=_("แทนตำแหน่ง"),
        max_length=200,
        help_text=_("เช่น ผู้ว่าราชการจังหวัดบึงกาฬ"),
        error_messages={"required": _("โปรดกรอกตำแหน่งที่ลงนามแทน")},
    )
    by_order = forms.CharField(
        label=_("ตามคำสั่ง"), max_length=200, required=False, help_text=_("เลขที่และวันที่ของคำสั่ง")
    )
    starts_on = ThaiDateField(
        label=_("ตั้งแต่"), error_messages={"required": _("โปรดกรอกวันเริ่ม เช่น 1/10/2563")}
    )
    ends_on = ThaiDateField(label=_("ถึง"), required=False)
    knows_overlap = forms.BooleanField(
        label=_("ทราบแล้วว่ามีคำสั่งอื่นในช่วงเดียวกัน"),
        required=False,
        help_text=_("ใช้เมื่อระบบแจ้งว่ามีผู้อื่นแทนตำแหน่งเดียวกันในวันเดียวกัน"),
    )

    def __init__(self, *args: Any, posts: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["post"].queryset = posts  # type: ignore[attr-defined]
