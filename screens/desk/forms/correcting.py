"""The form with which a letter from outside is put right."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from circulars.models import FileRole, LetterFile, Secrecy
from screens.desk.forms.letter import LetterForm


class CorrectForm(LetterForm):
    """
    The letter as it is known, to be written over. Its class of secrecy stays as it is:
    ``secrecy`` says whether files may be attached at all.
    """

    body = forms.CharField(
        label=_("ข้อความในหนังสือ"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("ร่างที่กำลังเขียนจะเสนอข้อความใหม่ให้ ประโยคที่เจ้าหน้าที่เขียนเองไม่หาย"),
    )
    taken_out = forms.ModelMultipleChoiceField(
        label=_("ไฟล์ที่เก็บไว้แล้ว เลือกไฟล์ที่จะนำออก"),
        queryset=LetterFile.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("ไฟล์ที่นำออกยังเก็บไว้ตามหลักฐานเดิม แต่ไม่ใช้อ่านและไม่ส่งต่อ"),
    )

    def __init__(
        self, *args: Any, secrecy: str, stored: Any, has_line: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.secrecy = secrecy
        if not has_line:
            del self.fields["action"], self.fields["note"]
        read = stored.filter(role__in=[FileRole.READABLE, FileRole.ENCLOSURE]).order_by("pk")
        self.fields["taken_out"].queryset = read  # type: ignore[attr-defined]
        if secrecy != Secrecy.NORMAL:
            for name in ("body", "letter_file", "enclosure_files", "taken_out"):
                del self.fields[name]
        elif not read:
            del self.fields["taken_out"]

    def clean_body(self) -> str:
        return str(self.cleaned_data["body"]).replace("\r\n", "\n")

    @property
    def secrecy_sent(self) -> str:
        return self.secrecy
