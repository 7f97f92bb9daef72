"""Choosing a province and a district of what is looked at."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

Choices = Iterable[tuple[int, str]]


class AreaForm(forms.Form):
    """Fields without anything to choose from are left out."""

    province = forms.ChoiceField(label=_("จังหวัด"), required=False)
    district = forms.ChoiceField(label=_("อำเภอ"), required=False)
    only = forms.CharField(max_length=100, required=False, widget=forms.HiddenInput)

    def __init__(self, *, provinces: Choices, districts: Choices, **kwargs: Any) -> None:
        super().__init__(auto_id="area_%s", **kwargs)
        everywhere = {"province": _("ทุกจังหวัด"), "district": _("ทุกอำเภอ")}
        for name, choices in (("province", provinces), ("district", districts)):
            found = [(str(pk), words or "–") for pk, words in choices]
            if len(found) > 1:
                field = self.fields[name]
                assert isinstance(field, forms.ChoiceField), "both are chosen from a list"
                field.choices = [("", everywhere[name]), *found]
            else:
                del self.fields[name]
