"""The form of a letter that came from outside, and of a matter that starts here."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from circulars.errors import UploadRefused
from circulars.forms.fields import DeadlineField, EnclosuresField, ManyFilesField, translated
from circulars.forms.held_files import HeldFile, fetch, hold
from circulars.letters.upload import AcceptedFile, accept_upload
from circulars.models import Channel, LetterKind, Secrecy, Urgency, User
from circulars.thai.dates import parse_date

TOP_SECRET = "004"  # noqa: S105 - a class of secrecy, no password
FROM_OUTSIDE = [(kind.value, kind.label) for kind in (Channel.PAPER, Channel.EMAIL)]


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


class IntakeForm(forms.Form):
    """
    What a clerk reads off a letter on paper.

    A date that does not exist is refused once with the reason; ``keep_date`` then keeps
    it as printed. Files that could be read are held while other fields are put right.
    """

    letter_file = forms.FileField(label=_("ไฟล์หนังสือ (PDF หรือภาพ)"), required=False)
    held_file = forms.CharField(required=False, widget=forms.HiddenInput)
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
    secrecy = SecrecyField()
    due_at = DeadlineField(label=_("กำหนดตอบ"), required=False)
    enclosures = EnclosuresField(
        label=_("สิ่งที่ส่งมาด้วย"),
        required=False,
        help_text=_("บรรทัดละรายการ เขียนจำนวนหลังเครื่องหมาย | เช่น แบบสำรวจ | 1 ชุด"),
    )
    enclosure_files = ManyFilesField(label=_("ไฟล์สิ่งที่ส่งมาด้วย"), required=False)
    held_enclosures = forms.CharField(required=False, widget=forms.HiddenInput)
    channel = forms.ChoiceField(label=_("ได้รับทาง"), choices=FROM_OUTSIDE, initial=Channel.PAPER)
    action = forms.CharField(
        label=_("การปฏิบัติ"), max_length=300, required=False, help_text=_("เช่น ส่งกลุ่มงานใด")
    )
    note = forms.CharField(label=_("หมายเหตุ"), max_length=300, required=False)
    is_different = forms.BooleanField(label=_("ยืนยันว่าเป็นคนละฉบับ"), required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.accepted: dict[str, AcceptedFile] = {}
        self.held: HeldFile | None = None
        self.held_more: list[HeldFile] = []
        self.date_problem = ""
        if not self.is_bound:
            self.fields["letter_file"].widget.attrs["autofocus"] = True
        for name, field in self.fields.items():
            if field.required:
                label = field.label
                field.error_messages["required"] = gettext("กรุณากรอก “%s”") % label
            if name in ("letter_file", "enclosure_files"):
                field.widget.attrs["accept"] = "application/pdf,image/*"

    def clean_letter_file(self) -> UploadedFile | None:
        """Check the new file, or fetch the one that waited; both end in ``held``."""
        upload = self.cleaned_data["letter_file"]
        if upload:
            self.held = self._hold(upload)
        elif token := self.data.get(self.add_prefix("held_file"), ""):
            self.held = fetch(token, by=self.user)
            if self.held is None:
                raise forms.ValidationError(_("ไฟล์ที่แนบไว้เดิมหมดอายุแล้ว กรุณาแนบไฟล์อีกครั้ง"))
        return upload

    def clean_enclosure_files(self) -> list[UploadedFile]:
        tokens = self.data.get(self.add_prefix("held_enclosures"), "").split()
        waited = (fetch(token, by=self.user) for token in tokens)
        self.held_more = [held for held in waited if held]
        uploads = self.cleaned_data["enclosure_files"]
        for upload in uploads:
            self.held_more.append(self._hold(upload))
        return uploads

    def _hold(self, upload: UploadedFile) -> HeldFile:
        name = upload.name or gettext("ไฟล์")
        limit = settings.UPLOAD_LIMIT_MB
        if (upload.size or 0) > limit * 1024 * 1024:
            raise forms.ValidationError(
                _("ไฟล์ “%(name)s” ใหญ่เกิน %(limit)s เมกะไบต์ กรุณาลดขนาดหรือสแกนที่ 300 dpi ขาวดำ"),
                params={"name": name, "limit": limit},
            )
        data = upload.read()
        try:
            accepted = accept_upload(data, name, limit_mb=limit)
        except UploadRefused as refusal:
            raise forms.ValidationError(f"{name}: {refusal}") from refusal
        held = hold(name, data, by=self.user)
        self.accepted[held.token] = accepted
        return held

    def file_of(self, held: HeldFile) -> AcceptedFile:
        """The checked file that ``held`` stands for, also when it waited since last time."""
        if held.token not in self.accepted:
            limit = settings.UPLOAD_LIMIT_MB
            self.accepted[held.token] = accept_upload(held.read(), held.name, limit_mb=limit)
        return self.accepted[held.token]

    def clean_dated_printed(self) -> str:
        """Name an impossible date; keep it only when the clerk says it stands there so."""
        text = self.cleaned_data["dated_printed"].strip()
        if not text:
            return ""
        read = parse_date(text)
        if read.day is None:
            self.date_problem = translated(read.problem or "")
            if not self.data.get(self.add_prefix("keep_date")):
                raise forms.ValidationError(self.date_problem, code="no_such_date")
        return text

    def refresh_held(self) -> None:
        """Put the tokens of the held files into the data that is shown again."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        data[self.add_prefix("held_file")] = self.held.token if self.held else ""
        data[self.add_prefix("held_enclosures")] = " ".join(h.token for h in self.held_more)
        self.data = data


class StartForm(forms.Form):
    """A matter that starts in this office: the letter itself is written in the next step."""

    subject = forms.CharField(
        label=_("เรื่อง"),
        max_length=500,
        error_messages={"required": _("กรุณากรอกชื่อเรื่อง เช่น การสำรวจข้อมูล…")},
    )
    urgency = forms.ChoiceField(
        label=_("ชั้นความเร็ว"), choices=Urgency.choices, initial=Urgency.NORMAL
    )
    secrecy = SecrecyField()
    due_at = DeadlineField(label=_("กำหนดสุดท้ายของเรื่อง"), required=False)
