"""The form of a letter that came from outside, and of a matter that starts here."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from circulars.models import Secrecy, Urgency
from screens.desk.forms.letter import LetterForm
from screens.frame.fields import DeadlineField

TOP_SECRET = "004"  # noqa: S105 - a class of secrecy, no password


class SecrecyField(forms.ChoiceField):
    """ชั้นความลับ; the top class may be chosen so that it can be refused with the reason."""

    def __init__(self, **kwargs: Any) -> None:
        choices = [*Secrecy.choices, (TOP_SECRET, _("ลับที่สุด"))]
        super().__init__(choices=choices, initial=Secrecy.NORMAL, label=_("ชั้นความลับ"), **kwargs)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value == TOP_SECRET:
            raise forms.ValidationError(
                _(
                    "หนังสือชั้นลับที่สุดนำเข้าระบบอิเล็กทรอนิกส์ไม่ได้ ให้ลงทะเบียนกับนายทะเบียนข้อมูลข่าวสารลับและส่งเป็นกระดาษ"
                ),
                code="top_secret",
            )


class IntakeForm(LetterForm):
    """
    A letter that comes in. ``once`` is a token of the page: sent again, by the Back button,
    it leads to the number that was taken the first time.
    """

    secrecy = SecrecyField()
    is_different = forms.BooleanField(label=_("ยืนยันว่าเป็นคนละฉบับ"), required=False)
    once = forms.UUIDField(required=False, widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            self.fields["letter_file"].widget.attrs["autofocus"] = True

    @property
    def secrecy_sent(self) -> str:
        return self._sent("secrecy")

    @property
    def once_sent(self) -> uuid.UUID | None:
        """The token as it came, before anything else of the form is looked at."""
        try:
            return uuid.UUID(self._sent("once"))
        except ValueError:
            return None


class StartForm(forms.Form):
    """A matter that starts in this office: the letter itself is written in the next step."""

    subject = forms.CharField(
        label=_("เรื่อง"),
        max_length=500,
        error_messages={"required": _("โปรดกรอกชื่อเรื่อง เช่น การสำรวจข้อมูล…")},
    )
    urgency = forms.ChoiceField(
        label=_("ชั้นความเร็ว"), choices=Urgency.choices, initial=Urgency.NORMAL
    )
    secrecy = SecrecyField()
    due_at = DeadlineField(label=_("กำหนดสุดท้ายของเรื่อง"), required=False)
