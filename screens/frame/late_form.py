"""A word of warning where a deadline has passed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class LateForm(forms.Form):
    """Asks once more where the deadline of the letter has passed meanwhile."""

    late = forms.BooleanField(
        label=_("ทราบแล้วว่ากำหนดตอบผ่านไปแล้ว ผู้รับจะเลยกำหนดตั้งแต่ได้รับ"),
        error_messages={"required": _("กำหนดให้ผู้รับตอบผ่านไปแล้ว โปรดยืนยันว่าทราบแล้ว จึงจะทำต่อได้")},
    )

    def __init__(self, *args: Any, is_late: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_late:
            del self.fields["late"]

    @property
    def knows_late(self) -> bool:
        return bool(self.cleaned_data.get("late"))
