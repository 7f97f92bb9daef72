"""Fields of a number that was given by hand: which, on which day, at what time, and why so late."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from circulars.domain.late_entry import Late
from screens.frame.fields import ThaiDateField, WholeNumberField
from thai.calendar import BANGKOK
from thai.digits import to_arabic

_TIME = re.compile(r"(\d{1,2})[.:](\d{2})(?:\s*น\.?)?")


class ClockField(forms.CharField):
    """A time as a stamp has it: "09.30" or "๙.๓๐ น."; gives a ``time`` or None."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 20)
        super().__init__(**kwargs)

    def clean(self, value: Any) -> dt.time | None:
        text = to_arabic(super().clean(value)).strip()
        if not text:
            return None
        found = _TIME.fullmatch(text)
        try:
            return dt.time(int(found[1]), int(found[2])) if found else self._refuse()
        except ValueError:
            return self._refuse()

    def _refuse(self) -> dt.time:
        raise forms.ValidationError(gettext("โปรดเขียนเวลาเป็นชั่วโมงและนาที เช่น 09.30"), code="invalid")


class LateFields(forms.Form):
    """
    What is asked of a line that is written late; all of it may stay empty.

    ``late`` is the answer in the words of the domain, ``number`` the number given by hand.
    """

    number = WholeNumberField(
        label=_("เลขที่ให้ด้วยมือหรือจองไว้"),
        required=False,
        min_value=1,
        max_value=999_999,
        help_text=_("เว้นว่างไว้ ระบบให้เลขถัดไป"),
        error_messages={"invalid": _("โปรดกรอกเป็นตัวเลข เช่น 47")},
    )
    late_day = ThaiDateField(label=_("วันที่ให้เลข"), required=False)
    late_time = ClockField(
        label=_("เวลาที่ให้เลข"), required=False, help_text=_("เช่น 09.30 ไม่ทราบให้เว้น")
    )
    late_reason = forms.CharField(
        label=_("เหตุที่ลงย้อนหลัง"),
        max_length=300,
        required=False,
        help_text=_("เช่น ระบบขัดข้องเช้าวันที่ 26"),
    )

    def clean(self) -> dict[str, Any] | None:
        given = super().clean() or self.cleaned_data
        told = [given.get(name) for name in ("late_day", "late_time", "late_reason")]
        if any(told) and not given.get("late_day") and "late_day" not in self.errors:
            self.add_error("late_day", gettext("ลงย้อนหลังต้องบอกวันที่ให้เลขด้วยมือ"))
        return given

    @property
    def is_late(self) -> bool:
        """Whether the form is shown opened: something of it was typed, or is amiss."""
        names = ("number", "late_day", "late_time", "late_reason")
        return any(self[name].value() or self[name].errors for name in names)

    @property
    def late(self) -> Late | None:
        """When and why, if it is said. Ask of a valid form."""
        given = self.cleaned_data
        day: dt.date | None = given.get("late_day")
        if day is None:
            return None
        time: dt.time | None = given.get("late_time")
        moment = dt.datetime.combine(day, time or dt.time.min, BANGKOK)
        return Late(moment, given["late_reason"], time_known=time is not None)
