"""
Files of a form: each is checked by itself, and what is good is held while the rest is put
right. Of a secret letter nothing is held, and what was held is dropped at once.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from circulars.models import Secrecy
from offices.models import User
from papers.errors import UploadRefused
from papers.held_files import HeldFile, drop, fetch, hold
from papers.upload import AcceptedFile, accept_upload
from screens.frame.fields import ManyFilesField

_TOO_OLD = _("ไฟล์ที่แนบไว้เดิมหมดอายุแล้ว โปรดแนบไฟล์อีกครั้ง")
_SECRET = _(
    "ระบบไม่เก็บไฟล์ของหนังสือชั้นความลับ ให้เก็บตัวจริงกับนายทะเบียน "
    "ไฟล์ที่แนบถูกนำออกแล้ว ถ้าทำต่อจะไม่มีไฟล์ ถ้าเลือกชั้นความลับผิดให้แก้แล้วแนบใหม่"
)


class AttachingForm(forms.Form):
    """
    The letter's own file and those of its enclosures.

    ``held`` and ``held_more`` are the files that need not be chosen again; a ticked box
    ``drop_held`` carries the token of one that is taken away.
    """

    # Empty files come in, so that each is refused by its name and its neighbours stay.
    letter_file = forms.FileField(
        label=_("ไฟล์หนังสือ (PDF หรือภาพ)"), required=False, allow_empty_file=True
    )
    held_file = forms.CharField(required=False, widget=forms.HiddenInput)
    enclosure_files = ManyFilesField(
        label=_("ไฟล์สิ่งที่ส่งมาด้วย"), required=False, allow_empty_file=True
    )
    held_enclosures = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.accepted: dict[str, AcceptedFile] = {}
        self.held: HeldFile | None = None
        self.held_more: list[HeldFile] = []
        for name in ("letter_file", "enclosure_files"):
            self.fields[name].widget.attrs["accept"] = "application/pdf,image/*"

    @property
    def secrecy_sent(self) -> str:
        """The class of secrecy that decides whether files are held. Given by each form."""
        raise NotImplementedError

    @property
    def all_held(self) -> list[HeldFile]:
        return [*([self.held] if self.held else []), *self.held_more]

    def clean(self) -> dict[str, Any] | None:
        given = super().clean()
        self._fetch_held()
        if self.secrecy_sent == Secrecy.NORMAL:
            self._hold_uploads()
        else:
            self._hold_nothing()
        return given

    def _sent(self, name: str) -> str:
        return str(self.data.get(self.add_prefix(name), ""))

    def _fetch_held(self) -> None:
        """The files that waited, without those that are taken away now."""
        data = self.data
        taken_out = data.getlist(self.add_prefix("drop_held")) if hasattr(data, "getlist") else []
        for name, tokens in (
            ("letter_file", [self._sent("held_file")]),
            ("enclosure_files", self._sent("held_enclosures").split()),
        ):
            found = {token: fetch(token, owner=self.user.pk) for token in tokens if token}
            for token in set(taken_out) & set(found):
                if out := found.pop(token):
                    drop(out)
            waited = [held for held in found.values() if held]
            if len(waited) < len(found) and not self.cleaned_data.get(name):
                self._refuse(name, forms.ValidationError(_TOO_OLD))
            if name == "letter_file":
                self.held = waited[0] if waited else None
            else:
                self.held_more = waited

    def _hold_uploads(self) -> None:
        """Every good file is held; a bad one is named and changes nothing of the others."""
        upload = self.cleaned_data.get("letter_file")
        enclosures = self.cleaned_data.get("enclosure_files") or []
        if upload and (new := self._hold(upload, "letter_file")):
            if self.held:
                drop(self.held)
            self.held = new
        for one in enclosures:
            if new := self._hold(one, "enclosure_files"):
                self.held_more.append(new)

    def _hold_nothing(self) -> None:
        given = self.cleaned_data
        came = {
            "letter_file": bool(self.held or given.get("letter_file")),
            "enclosure_files": bool(self.held_more or given.get("enclosure_files")),
        }
        for held in self.all_held:
            drop(held)
        self.held, self.held_more = None, []
        for name, any_came in came.items():
            if any_came:
                self._refuse(name, forms.ValidationError(_SECRET, code="secret"))

    def _refuse(self, name: str, error: forms.ValidationError) -> None:
        # A form of a secret letter has no such field, whatever is sent to it.
        self.add_error(name if name in self.fields else None, error)

    def _hold(self, upload: UploadedFile, field: str) -> HeldFile | None:
        name = upload.name or gettext("ไฟล์")
        limit = settings.UPLOAD_LIMIT_MB
        if (upload.size or 0) > limit * 1024 * 1024:
            words = _("ไฟล์ “%(name)s” ใหญ่เกิน %(limit)s เมกะไบต์ โปรดลดขนาดหรือสแกนที่ 300 dpi ขาวดำ")
            params = {"name": name, "limit": limit}
            self.add_error(field, forms.ValidationError(words, params=params))
            return None
        data = upload.read()
        try:
            accepted = accept_upload(data, name, limit_mb=limit)
        except UploadRefused as refusal:
            self.add_error(field, f"{name}: {refusal}")
            return None
        held = hold(name, data, owner=self.user.pk)
        self.accepted[held.token] = accepted
        return held

    def file_of(self, held: HeldFile) -> AcceptedFile:
        """The checked file that ``held`` stands for, also when it waited since last time."""
        if held.token not in self.accepted:
            limit = settings.UPLOAD_LIMIT_MB
            self.accepted[held.token] = accept_upload(held.read(), held.name, limit_mb=limit)
        return self.accepted[held.token]

    def drop_held(self) -> None:
        """Once the letter has its files, the held ones are forgotten."""
        for held in self.all_held:
            drop(held)

    def show_again(self, **changes: str) -> None:
        """Put the tokens of the held files, and ``changes``, into the data that is shown again."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        data.pop(self.add_prefix("drop_held"), None)
        changes["held_file"] = self.held.token if self.held else ""
        changes["held_enclosures"] = " ".join(held.token for held in self.held_more)
        for name, value in changes.items():
            data[self.add_prefix(name)] = value
        self.data = data
