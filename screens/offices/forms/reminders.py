"""The form of the days on which a house is reminded."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from circulars.models import Urgency
from offices.models import Office
from screens.frame.fields import WholeNumbersField
from workflow.rungs import Rungs, rungs_of

_LABELS = {
    "before": gettext_lazy("เตือนก่อนวันสุดท้าย (วัน)"),
    "after": gettext_lazy("เตือนหลังเลยกำหนด (วัน)"),
}


class RemindersForm(forms.Form):
    """Days before and after for each urgency, as numbers with commas between."""

    def __init__(self, *args: Any, house: Office, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        standing = rungs_of(house)
        for urgency in Urgency:
            for part, label in _LABELS.items():
                self.fields[f"{part}_{urgency}"] = WholeNumbersField(
                    label=_("%(label)s · %(urgency)s") % {"label": label, "urgency": urgency.label},
                    required=part == "after",
                    error_messages={
                        "required": _("โปรดใส่อย่างน้อยหนึ่งวัน เพราะเรื่องที่เลยกำหนดต้องมีผู้ได้รับการเตือน")
                    },
                    initial=list(getattr(standing[urgency], part)),
                )

    @property
    def rows(self) -> list[tuple[BoundField, BoundField]]:
        """The two fields of each urgency."""
        return [(self[f"before_{urgency}"], self[f"after_{urgency}"]) for urgency in Urgency]

    def rungs(self) -> dict[Urgency, Rungs]:
        given = self.cleaned_data
        return {
            urgency: Rungs(tuple(given[f"before_{urgency}"]), tuple(given[f"after_{urgency}"]))
            for urgency in Urgency
        }
