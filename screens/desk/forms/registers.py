"""Forms of the register books: what to look at, voiding a line, the first number."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from circulars.models import BookKind
from circulars.states import AfterVoid
from offices.models import Office
from papers.templatetags.thai import thai_digits
from screens.frame.fields import ThaiDateField, WholeNumberField
from thai.calendar import ERA, MONTHS

#: Buddhist years a book can be of; anything else is a slip of the pen.
FIRST_YEAR, LAST_YEAR = 2500, 2700

MONTH_CHOICES = [("", _("ทั้งปี")), *((number + 1, name) for number, name in enumerate(MONTHS))]


class BookFilterForm(forms.Form):
    """Which lines of a book to show."""

    q = forms.CharField(label=_("ค้นหา"), required=False, max_length=200)
    day = ThaiDateField(label=_("วันที่"), required=False, help_text="", max_length=30)
    month = forms.TypedChoiceField(
        label=_("เดือน"), required=False, choices=MONTH_CHOICES, coerce=int, empty_value=None
    )


class VoidForm(forms.Form):
    """Why a number is struck out. It stays in the book."""

    reason = forms.CharField(
        label=_("เหตุผลที่ยกเลิก"),
        max_length=300,
        help_text=_("เช่น ลงรับซ้ำกับเลข 6847"),
        error_messages={"required": _("โปรดเขียนเหตุผล เลขนี้จะยังอยู่ในทะเบียนพร้อมเหตุผล")},
    )
    # No choice is made beforehand: the wrong one sends a duplicate round once more.
    after = forms.ChoiceField(
        label=_("หนังสือฉบับนี้"),
        choices=AfterVoid.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("โปรดเลือกว่าจะลงรับหนังสือนี้ใหม่ หรือปิดเรื่อง")},
    )

    def __init__(self, *args: Any, may_close: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_close:
            del self.fields["after"]


class BuddhistYearField(WholeNumberField):
    """A year of the Buddhist era, four digits; says so to who writes one of the common era."""

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is None or FIRST_YEAR <= value <= LAST_YEAR:
            return
        if FIRST_YEAR <= value + ERA <= LAST_YEAR:
            message = _("โปรดเขียนปีเป็น พ.ศ. คือ %(year)s")
            raise forms.ValidationError(message, params={"year": thai_digits(value + ERA)})
        raise forms.ValidationError(self.error_messages["invalid"], code="invalid")


class FirstNumberForm(forms.Form):
    """
    Where a book begins in an office that starts in mid-year.

    It may be corrected until the first number is used; each time is recorded.
    """

    office = forms.ModelChoiceField(
        label=_("สมุดของ"), queryset=Office.objects.none(), empty_label=None
    )
    kind = forms.ChoiceField(label=_("เล่ม"), choices=BookKind.choices)
    year = BuddhistYearField(
        label=_("ปี พ.ศ."),
        error_messages={
            "required": _("โปรดกรอกปี พ.ศ. สี่หลัก เช่น 2569"),
            "invalid": _("โปรดกรอกปี พ.ศ. สี่หลัก เช่น 2569"),
        },
    )
    first_number = WholeNumberField(
        label=_("เลขแรก"),
        min_value=1,
        max_value=999_999,
        help_text=_("เลขถัดจากเลขสุดท้ายในสมุดเดิม เช่น สมุดเดิมถึง 6847 ให้กรอก 6848"),
        error_messages={
            "required": _("โปรดกรอกเป็นตัวเลข เช่น 6848"),
            "invalid": _("โปรดกรอกเป็นตัวเลข เช่น 6848"),
            "min_value": _("เลขแรกต้องเป็นจำนวนเต็มตั้งแต่ ๑ ขึ้นไป"),
            "max_value": _("เลขแรกต้องไม่เกินหกหลัก เช่น 6848"),
        },
    )

    def __init__(self, *args: Any, offices: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].queryset = offices  # type: ignore[attr-defined]
        self.fields["year"].initial = today.year + ERA
