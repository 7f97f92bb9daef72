"""Forms of what is written in a register book by hand."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from circulars.models import BookKind, LetterKind, Secrecy, SentBy, Urgency
from offices.models import Office
from screens.desk.forms.attaching import AttachingForm
from screens.desk.forms.intake import SecrecyField
from screens.frame.fields import ThaiDateField, WholeNumberField
from screens.frame.late_fields import ClockField, LateFields
from thai.calendar import BANGKOK

#: Kinds that get a number of a book, in the order in which a clerk meets them.
NUMBERED = [
    (kind.value, kind.label)
    for kind in (
        LetterKind.EXTERNAL,
        LetterKind.MEMO,
        LetterKind.SEALED,
        LetterKind.ORDER,
        LetterKind.NOTICE,
        LetterKind.CERTIFIED,
        LetterKind.RULE,
        LetterKind.PRESS,
        LetterKind.OTHER,
    )
]


class UnitField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of the units of the house; those come with the form."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Office.objects.none(), empty_label=None, **kwargs)


class HandNumberForm(LateFields, AttachingForm):
    """A letter of ours that was signed on paper and waits for its number."""

    unit = UnitField(label=_("หนังสือของ"))
    kind = forms.ChoiceField(label=_("ชนิดหนังสือ"), choices=NUMBERED)
    as_circular = forms.BooleanField(label=_("ออกเลข ว (ส่งหลายหน่วยงาน)"), required=False)
    subject = forms.CharField(
        label=_("เรื่อง"),
        max_length=500,
        error_messages={"required": _("โปรดกรอกเรื่อง ถ้าหนังสือไม่มีเรื่อง ให้เขียนสรุปสั้น ๆ")},
    )
    to_text = forms.CharField(label=_("ถึง"), max_length=500, required=False)
    dated = ThaiDateField(
        label=_("ลงวันที่"),
        error_messages={"required": _("โปรดกรอกวันที่ในหนังสือ เช่น 26/10/63")},
    )
    signer_name = forms.CharField(label=_("ผู้ลงนาม"), max_length=200, required=False)
    urgency = forms.ChoiceField(
        label=_("ชั้นความเร็ว"), choices=Urgency.choices, initial=Urgency.NORMAL
    )
    secrecy = SecrecyField()
    answers_number = WholeNumberField(
        label=_("ตอบหนังสือเลขรับ"),
        required=False,
        help_text=_("เลขรับของปีนี้ในทะเบียนรับของหน่วยเดียวกัน ทะเบียนรับจะแสดงว่าตอบแล้ว"),
        error_messages={"invalid": _("โปรดกรอกเป็นตัวเลข เช่น 47")},
    )
    note = forms.CharField(label=_("หมายเหตุ"), max_length=300, required=False)

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        self.fields["letter_file"].label = _("สำเนาคู่ฉบับที่สแกน (ถ้ามี)")

    @property
    def secrecy_sent(self) -> str:
        return self._sent("secrecy") or Secrecy.NORMAL


class ReserveForm(forms.Form):
    """Numbers that are set aside, for what and until when."""

    unit = UnitField(label=_("สมุดของ"))
    kind = forms.ChoiceField(label=_("เล่ม"), choices=BookKind.choices, initial=BookKind.SENT)
    count = WholeNumberField(
        label=_("จำนวนเลข"),
        initial=1,
        error_messages={
            "required": _("โปรดกรอกเป็นตัวเลข เช่น 5"),
            "invalid": _("โปรดกรอกเป็นตัวเลข เช่น 5"),
        },
    )
    use_by = ThaiDateField(
        label=_("ใช้ภายในวันที่"),
        help_text=_("เลขที่ไม่ได้ใช้ภายในวันนี้จะยกเลิกเองพร้อมเหตุผล"),
        error_messages={"required": _("โปรดกรอกวันสุดท้ายที่จะใช้เลข เช่น 26/10/63")},
    )
    reason = forms.CharField(
        label=_("จองเพื่อ"),
        max_length=200,
        help_text=_("เช่น คำสั่งที่ประธานจะลงนามพรุ่งนี้"),
        error_messages={"required": _("โปรดบอกว่าจองเลขไว้เพื่ออะไร เช่น คำสั่งที่ประธานจะลงนามพรุ่งนี้")},
    )

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]


class CarriageForm(forms.Form):
    """One way out of the house: to whom, how, when, and who took it."""

    how = forms.ChoiceField(label=_("ส่งทาง"), choices=SentBy.choices)
    on = ThaiDateField(
        label=_("วันที่ส่ง"), error_messages={"required": _("โปรดกรอกวันที่ส่ง เช่น 26/10/63")}
    )
    to_text = forms.CharField(
        label=_("ส่งถึง"),
        max_length=300,
        required=False,
        help_text=_("เว้นว่างไว้ ใช้ผู้รับในหนังสือ"),
    )
    receiver = forms.CharField(label=_("ผู้รับ (ลงชื่อ)"), max_length=150, required=False)
    received_day = ThaiDateField(label=_("รับวันที่"), required=False, help_text="")
    received_time = ClockField(label=_("เวลา"), required=False, help_text=_("เช่น 09.30"))
    note = forms.CharField(label=_("เลขพัสดุหรือหมายเหตุ"), max_length=200, required=False)

    @property
    def received_at(self) -> dt.datetime | None:
        """The moment on the receipt, if its day is told. Ask of a valid form."""
        day = self.cleaned_data.get("received_day")
        time = self.cleaned_data.get("received_time") or dt.time.min
        return dt.datetime.combine(day, time, BANGKOK) if day else None
