"""What a clerk reads off a letter on paper; asked for when it comes in and when it is put right."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from circulars.models import Channel, LetterKind, Urgency
from screens.desk.forms.attaching import AttachingForm
from screens.frame.fields import (
    DeadlineRuleField,
    EnclosuresField,
    LinesField,
    moment_of,
    translated,
)
from thai.dates import not_yet, parse_date
from thai.deadline_rule import Rule
from thai.deadlines import last_day

FROM_OUTSIDE = [(kind.value, kind.label) for kind in (Channel.PAPER, Channel.EMAIL)]


class LetterForm(AttachingForm):
    """
    The fields of a letter, its dates looked at twice.

    A date that does not exist or has not come yet is refused once with the reason, and so
    is a deadline that has passed; ``keep_date`` and ``keep_due`` then keep them as printed.
    What stood there already (``initial``) is not asked about again.
    """

    kind = forms.ChoiceField(
        label=_("ชนิดหนังสือ"), choices=LetterKind.choices, initial=LetterKind.EXTERNAL
    )
    number_printed = forms.CharField(
        label=_("ที่"), max_length=80, required=False, help_text=_("ตามที่พิมพ์ เช่น มท 0810.3/ว 3195")
    )
    dated_printed = forms.CharField(
        label=_("ลงวันที่"),
        max_length=80,
        required=False,
        help_text=_("ตามที่พิมพ์ เช่น 15 ตุลาคม 2563 หรือ 15/10/63"),
    )
    keep_date = forms.BooleanField(
        label=_("ต้นฉบับพิมพ์ไว้อย่างนี้จริง เก็บตามที่พิมพ์และทำเครื่องหมายไว้"), required=False
    )
    issuer_name = forms.CharField(
        label=_("จาก"), max_length=200, help_text=_("ตำแหน่งหรือหน่วยงานที่ออกหนังสือ")
    )
    addressee = forms.CharField(label=_("ถึง"), max_length=500, required=False)
    subject = forms.CharField(label=_("เรื่อง"), max_length=500)
    urgency = forms.ChoiceField(
        label=_("ชั้นความเร็ว"), choices=Urgency.choices, initial=Urgency.NORMAL
    )
    due_at = DeadlineRuleField(label=_("กำหนดตอบ"), required=False)
    keep_due = forms.BooleanField(
        label=_("กำหนดในต้นฉบับเป็นวันนี้จริง แม้ผ่านไปแล้ว เก็บไว้ตามนั้น"), required=False
    )
    references = LinesField(
        label=_("อ้างถึง"),
        required=False,
        help_text=_("บรรทัดละฉบับ เช่น หนังสือกรมการปกครอง ที่ มท 0305.2/ว 1842 ลงวันที่ 25 พ.ย. 2569"),
    )
    enclosures = EnclosuresField(
        label=_("สิ่งที่ส่งมาด้วย"),
        required=False,
        help_text=_("บรรทัดละรายการ เขียนจำนวนหลังเครื่องหมาย | เช่น แบบสำรวจ | 1 ชุด"),
    )
    channel = forms.ChoiceField(label=_("ได้รับทาง"), choices=FROM_OUTSIDE, initial=Channel.PAPER)
    action = forms.CharField(
        label=_("การปฏิบัติ"), max_length=300, required=False, help_text=_("เช่น ส่งกลุ่มงานใด")
    )
    note = forms.CharField(label=_("หมายเหตุ"), max_length=300, required=False)

    def __init__(self, *args: Any, at: dt.datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at = at
        self.date_problem = self.due_problem = ""
        for field in self.fields.values():
            if field.required:
                label = field.label
                field.error_messages["required"] = gettext("โปรดกรอก “%s”") % label

    def clean_dated_printed(self) -> str:
        """Name a date that cannot be; keep it only when the clerk says it stands there so."""
        text: str = self.cleaned_data["dated_printed"].strip()
        if not text or text == self.initial.get("dated_printed"):
            return text
        read = parse_date(text)
        self.date_problem = translated(
            read.problem or not_yet(read, timezone.localdate(self.at)) or ""
        )
        if self.date_problem and not self._sent("keep_date"):
            raise forms.ValidationError(self.date_problem, code="no_such_date")
        return text

    def clean_due_at(self) -> dt.datetime | None:
        """Ask once about a deadline that has passed: a wrong year makes a letter late at once."""
        rule: Rule | None = self.cleaned_data["due_at"]
        if rule is None:
            return None
        dated = parse_date(self.cleaned_data.get("dated_printed") or "").day
        due = moment_of(rule, dated)
        if due == self.initial.get("due_at"):
            return due
        self.due_problem = self._doubt(due, dated)
        if self.due_problem and not self._sent("keep_due"):
            raise forms.ValidationError(self.due_problem, code="passed")
        return due

    def _doubt(self, due: dt.datetime, dated: dt.date | None) -> str:
        """What is odd about a deadline; empty if nothing is."""
        if dated is not None and not self.date_problem and last_day(due) < dated:
            return gettext("กำหนดตอบนี้อยู่ก่อนวันที่ลงในหนังสือ โปรดตรวจวันและปีกับต้นฉบับ")
        if due <= self.at:
            return gettext("กำหนดตอบนี้ผ่านไปแล้ว โปรดตรวจวันและปีกับต้นฉบับ")
        return ""
