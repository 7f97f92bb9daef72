"""Forms of the register books: what to look at, voiding a line, the first number."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from circulars.forms.fields import ThaiDateField
from circulars.models import BookKind, Office
from circulars.thai.calendar import ERA, MONTHS

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
        error_messages={"required": _("กรุณาเขียนเหตุผล เลขนี้จะยังอยู่ในทะเบียนพร้อมเหตุผล")},
    )


class FirstNumberForm(forms.Form):
    """Where a book begins in an office that starts in mid-year; once, before its first entry."""

    office = forms.ModelChoiceField(
        label=_("สมุดของ"), queryset=Office.objects.none(), empty_label=None
    )
    kind = forms.ChoiceField(label=_("เล่ม"), choices=BookKind.choices)
    year = forms.IntegerField(
        label=_("ปี พ.ศ."),
        min_value=2500,
        max_value=2700,
        error_messages={"invalid": _("กรุณากรอกปี พ.ศ. สี่หลัก เช่น 2569")},
    )
    first_number = forms.IntegerField(
        label=_("เลขแรก"),
        min_value=1,
        max_value=999_999,
        help_text=_("เลขถัดจากเลขสุดท้ายในสมุดเดิม เช่น สมุดเดิมถึง 6847 ให้กรอก 6848"),
        error_messages={"invalid": _("กรุณากรอกเป็นตัวเลข เช่น 6848")},
    )

    def __init__(self, *args: Any, offices: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].queryset = offices  # type: ignore[attr-defined]
        self.fields["year"].initial = today.year + ERA
