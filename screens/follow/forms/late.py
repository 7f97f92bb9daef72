"""Which late lines are looked at, and in which order; and what was said on the telephone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from circulars.domain.calling import LONGEST_NOTE
from circulars.models import Duty
from papers.templatetags.thai import thai_digits
from screens.frame.looks import look_of
from workflow.late import OPEN_STAGES

#: Days late that one may ask for: "at least so many".
DAYS = (1, 3, 7, 15, 30, 90)

Choices = Sequence[tuple[object, object]]


class LateForm(forms.Form):
    """Filters of the late list. What does not fit is passed over, and all is shown."""

    q = forms.CharField(label=_("ค้นหา"), required=False, max_length=100)
    under = forms.TypedChoiceField(label=_("พื้นที่"), required=False, coerce=int, empty_value=None)
    step = forms.ChoiceField(label=_("ถึงขั้น"), required=False)
    days = forms.TypedChoiceField(label=_("เลยมาแล้ว"), required=False, coerce=int)
    duty = forms.ChoiceField(
        label=_("ค้างอะไร"),
        required=False,
        choices=[("", _("คำตอบ")), (Duty.COLLECT.value, _("การรวบรวมและรับรอง"))],
    )
    circular = forms.TypedChoiceField(label=_("เรื่อง"), required=False, coerce=int, empty_value=None)
    sort = forms.ChoiceField(
        label=_("เรียงตาม"),
        required=False,
        choices=[
            ("", _("เรื่องและพื้นที่")),
            ("late", _("ค้างนานที่สุดก่อน")),
            ("office", _("ชื่อหน่วยงาน")),
            ("step", _("ขั้นที่ไปถึง")),
        ],
    )

    def __init__(self, *args: Any, areas: Choices, circulars: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stages = [(stage.value, look_of("delivery", stage).word) for stage in OPEN_STAGES]
        days = [(one, _("%(days)s วันขึ้นไป") % {"days": thai_digits(one)}) for one in DAYS]
        self._offer("under", _("ทุกพื้นที่"), areas)
        self._offer("step", _("ทุกขั้น"), stages)
        self._offer("days", _("กี่วันก็ได้"), days)
        self._offer("circular", _("ทุกเรื่อง"), circulars)

    @property
    def choosers(self) -> list[forms.BoundField]:
        """Every field but the words."""
        return [field for field in self if field.name != "q"]

    def _offer(self, name: str, everything: object, choices: Choices) -> None:
        self.fields[name].choices = [("", everything), *choices]  # type: ignore[attr-defined]


class CallForm(forms.Form):
    """What was said."""

    note = forms.CharField(
        label=_("คุยกับใคร ได้ความว่าอย่างไร"),
        max_length=LONGEST_NOTE,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("เช่น นายสมชายรับสาย จะส่งบ่ายนี้"),
        error_messages={"required": _("โปรดเขียนว่าคุยกับใคร และได้ความว่าอย่างไร")},
    )
