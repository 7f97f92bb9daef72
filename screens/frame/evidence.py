"""A file that shows what was said beside the system, checked as any file from outside."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from circulars.models import Way
from circulars.voices import Evidence
from papers.errors import UploadRefused
from papers.upload import AcceptedFile, accept_enclosure, accept_upload

#: By which ways somebody above may have heard it.
HEARD_BY = (Way.PAPER, Way.PHONE, Way.EMAIL, Way.FAX, Way.PERSON)


class CheckedFileField(forms.FileField):
    """One file; gives an ``AcceptedFile`` or None. ``letter``: a PDF or a picture, to be read."""

    def __init__(self, *, letter: bool = False, **kwargs: Any) -> None:
        super().__init__(allow_empty_file=True, **kwargs)
        self.letter = letter
        self.widget.attrs["accept"] = "application/pdf,image/*"

    # What Django calls cleaned is the file itself; here it is what was found in it.
    def clean(self, data: Any, initial: Any = None) -> AcceptedFile | None:
        file = super().clean(data, initial)
        if not file:
            return None
        accept = accept_upload if self.letter else accept_enclosure
        try:
            return accept(file.read(), file.name, limit_mb=settings.UPLOAD_LIMIT_MB)
        except UploadRefused as refusal:
            raise forms.ValidationError(str(refusal), code="refused") from refusal


def evidence_of(file: AcceptedFile | None) -> Evidence | None:
    """The same in the words of the domain."""
    if file is None:
        return None
    return Evidence(file.original_name, file.original_bytes, file.sha256, file.mime)


class HeardForm(forms.Form):
    """By which way, from whom, and what shows it."""

    way = forms.ChoiceField(
        label=_("ทราบทาง"),
        choices=[(one.value, one.label) for one in HEARD_BY],
        initial=Way.PAPER,
    )
    said_by = forms.CharField(label=_("ผู้แจ้ง (ชื่อ ตำแหน่ง)"), max_length=200, required=False)
    note = forms.CharField(
        label=_("หลักฐานเป็นข้อความ"),
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("เช่น โทรแจ้ง 9.30 น. หรือ เลขรับของไปรษณีย์ ถ้าแนบไฟล์แล้วไม่ต้องเขียน"),
    )
    evidence = CheckedFileField(label=_("ไฟล์หลักฐาน (สแกนหรือภาพถ่าย)"), required=False)
