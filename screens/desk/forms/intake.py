"""The form of a letter that came from outside, and of a matter that starts here."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from circulars.models import LetterKind, Secrecy, Urgency
from screens.desk.forms.letter import LetterForm
from screens.frame.fields import DeadlineField
from screens.frame.late_fields import LateFields

TOP_SECRET = "004"  # noqa: S105 - a class of secrecy, no password


#: Kinds of letter that can be written here.
WRITTEN = [(kind.value, kind.label) for kind in LetterKind if kind != LetterKind.OTHER]


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


class IntakeForm(LateFields, LetterForm):
    """
    A letter that comes in. ``once`` is a token of the page: sent again, by the Back button,
    it leads to the number that was taken the first time.
    """

    secrecy = SecrecyField()
    body = forms.CharField(
        label=_("ข้อความในหนังสือ"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("วางข้อความได้ หนังสือที่ส่งต่อจะยกข้อความนี้ไปใช้"),
    )
    why_different = forms.CharField(
        label=_("เป็นหนังสืออีกฉบับหนึ่ง เพราะ"), max_length=300, required=False
    )
    reading = forms.IntegerField(required=False, widget=forms.HiddenInput)
    pile_letter = forms.IntegerField(required=False, widget=forms.HiddenInput)
    once = forms.UUIDField(required=False, widget=forms.HiddenInput, initial=uuid.uuid4)

    #: What every letter of paper has, in the order in which it is typed.
    order_of_typing = ("number_printed", "dated_printed", "issuer_name", "subject")
    #: Nothing is left to be typed: the button has the focus.
    is_complete = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            self.fields["letter_file"].widget.attrs["autofocus"] = True
        for name in ("number_printed", "issuer_name"):
            self.fields[name].widget.attrs |= {
                "hx-get": reverse("senders"),
                "hx-trigger": "input changed delay:150ms",
                "hx-params": name,
                "hx-target": "#senders",
                "hx-swap": "outerHTML",
                "autocomplete": "off",
            }
        self.fields["letter_file"].widget.attrs |= {
            "hx-post": reverse("reading_ask"),
            "hx-trigger": "change consume",
            "hx-encoding": "multipart/form-data",
            "hx-params": "letter_file,held_file,csrfmiddlewaretoken,at_desk",
            "hx-target": "#reading",
            "hx-swap": "outerHTML",
        }

    def begin_at_number(self) -> None:
        """What is left to be typed begins with the number."""
        self.fields["letter_file"].widget.attrs.pop("autofocus", None)
        self.fields["number_printed"].widget.attrs["autofocus"] = True

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
    kind = forms.ChoiceField(
        label=_("ชนิดหนังสือ"),
        choices=[("", _("ตามปกติของหน่วยงาน")), *WRITTEN],
        required=False,
        help_text=_(
            "หนังสือประทับตราใช้ขอรายละเอียด ส่งสำเนาหรือสิ่งของ ตอบรับทราบ แจ้งผลงานที่ดำเนินการแล้ว "
            "เตือนเรื่องที่ค้าง และเรื่องที่หัวหน้าส่วนราชการกำหนด"
        ),
    )
    urgency = forms.ChoiceField(
        label=_("ชั้นความเร็ว"), choices=Urgency.choices, initial=Urgency.NORMAL
    )
    secrecy = SecrecyField()
    due_at = DeadlineField(label=_("กำหนดสุดท้ายของเรื่อง"), required=False)
