"""Forms of the calendar of days off."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from administration.holidays import DayOff
from offices.models import HolidayKind, Kind, Office
from offices.ordering import by_name
from screens.frame.fields import ThaiDateField


class HolidayForm(forms.Form):
    """One day off, with what announced it."""

    day = ThaiDateField(label=_("วันที่"))
    name = forms.CharField(label=_("ชื่อวันหยุด"), max_length=200)
    kind = forms.ChoiceField(
        label=_("ชนิด"), choices=HolidayKind.choices, initial=HolidayKind.NATIONAL
    )
    province = forms.ModelChoiceField(
        Office.objects.filter(kind=Kind.PROVINCE).order_by(by_name("name")),
        label=_("จังหวัด"),
        required=False,
        help_text=_("เลือกเมื่อเป็นวันหยุดเฉพาะจังหวัด"),
    )
    source = forms.CharField(
        label=_("ที่มา (ประกาศ/มติ ครม.)"),
        max_length=200,
        required=False,
        help_text=_("เช่น มติ ครม. 29 ธันวาคม 2563"),
    )

    @property
    def given(self) -> DayOff:
        return DayOff(**self.cleaned_data)


class ImportForm(forms.Form):
    """Which of the proposed days are written into the calendar."""

    days = forms.TypedMultipleChoiceField(
        coerce=dt.date.fromisoformat, required=False, empty_value=[]
    )

    def __init__(self, *args: Any, days: list[dt.date], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["days"]
        assert isinstance(field, forms.MultipleChoiceField), "declared above"
        field.choices = [(day.isoformat(), day.isoformat()) for day in days]
