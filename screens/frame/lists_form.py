"""What to show of the list of circulars, and the search box."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from circulars.states import State
from thai.calendar import ERA
from thai.digits import to_thai

OPEN, ALL = "open", "all"


class ListFilterForm(forms.Form):
    """Filters of the list of all circulars."""

    q = forms.CharField(label=_("ค้นหา"), required=False, max_length=200)
    state = forms.ChoiceField(
        label=_("สถานะ"),
        required=False,
        choices=[("", _("ทุกสถานะ")), (OPEN, _("ยังไม่เสร็จ")), *State.choices],
    )
    year = forms.TypedChoiceField(label=_("ปี พ.ศ."), required=False, coerce=int, empty_value=None)
    overdue = forms.BooleanField(label=_("เฉพาะที่เลยกำหนด"), required=False)

    def __init__(self, *args: Any, years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("ทุกปี")), *((year, to_thai(year + ERA)) for year in years)]
        self.fields["year"].choices = choices  # type: ignore[attr-defined]


def years_from(first: dt.date | None, today: dt.date) -> list[int]:
    """The years (CE) worth offering, newest first."""
    return list(range(today.year, (first or today).year - 1, -1))
