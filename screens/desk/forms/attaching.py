"""
Files of a form: each is checked by itself, and what is good is held while the rest is put
right. Of a secret letter nothing is held, and what was held is dropped at once.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from circulars.domain.received import IncomingFile
from circulars.models import FileRole, Secrecy
from offices.models import User
from papers.errors import LOCKED, UploadRefused
from papers.held_files import HeldFile, drop, fetch
from papers.upload import AcceptedFile, accept_enclosure, accept_upload
from screens.frame.fields import ManyFilesField
from screens.frame.uploads import attach, attach_enclosure, incoming, inside_of, read_uploads

_LETTERS = "application/pdf,image/*,.p7m,.p7s,.eml,.msg"
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
    letter_file = ManyFilesField(
        label=_("ไฟล์หนังสือ (PDF หรือภาพ)"),
        required=False,
        allow_empty_file=True,
        help_text=_("ถ่ายไว้หลายภาพ เลือกพร้อมกันได้ รวมเป็นฉบับเดียวตามลำดับ"),
    )
    held_file = forms.CharField(max_length=20_000, required=False, widget=forms.HiddenInput)
    # Sent again with the form until the letter is in, and kept nowhere.
    file_password = forms.CharField(
        label=_("รหัสผ่านของไฟล์"),
        required=False,
        strip=False,
        max_length=127,
        widget=forms.PasswordInput(render_value=True, attrs={"autocomplete": "off"}),
        help_text=_("ใช้เปิดไฟล์เท่านั้น ระบบไม่เก็บรหัส"),
    )
    enclosure_files = ManyFilesField(
        label=_("ไฟล์สิ่งที่ส่งมาด้วย"), required=False, allow_empty_file=True
    )
    held_enclosures = forms.CharField(max_length=20_000, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.accepted: dict[str, AcceptedFile] = {}
        self.held: HeldFile | None = None
        self.held_more: list[HeldFile] = []
        self.locked = False
        self.left_out: list[str] = []
        self.fields["letter_file"].widget.attrs["accept"] = _LETTERS

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
            self._open_held()
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
        uploads = self.cleaned_data.get("letter_file") or []
        enclosures = self.cleaned_data.get("enclosure_files") or []
        if uploads:
            self._hold_letter(uploads)
        for one in enclosures:
            if new := self._hold(one):
                self.held_more.append(new)

    def _hold_letter(self, uploads: list[UploadedFile[bytes]]) -> None:
        """One file, or photos that are one letter; photos go behind those that waited."""
        came, problems = read_uploads(uploads)
        if came:
            new = attach(came, before=self.held, owner=self.user.pk, password=self._password)
            problems += new.problems
            self.locked = new.locked
            if new.held is not None:
                if self.held is not None:
                    drop(self.held, for_=new.held)
                self.held = new.held
                if new.accepted is not None:
                    self.accepted[new.held.token] = new.accepted
        for one in problems:
            self.add_error("letter_file", one)

    @property
    def _password(self) -> str:
        return str(self.cleaned_data.get("file_password") or "")

    def _open_held(self) -> None:
        """A letter that waited is opened before anything is written: it may be locked."""
        if self.held is None or self.errors:
            return
        try:
            self.file_of(self.held)
        except UploadRefused as refusal:
            self.locked = refusal.code == LOCKED
            self.add_error("letter_file", f"{self.held.name}: {refusal}")

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

    def _hold(self, upload: UploadedFile[bytes]) -> HeldFile | None:
        came, problems = read_uploads([upload])
        for name, data in came:
            new = attach_enclosure(name, data, owner=self.user.pk)
            problems += new.problems
            if new.held is not None and new.accepted is not None:
                self.accepted[new.held.token] = new.accepted
                return new.held
        for one in problems:
            self.add_error("enclosure_files", one)
        return None

    def file_of(self, held: HeldFile) -> AcceptedFile:
        """The checked file that ``held`` stands for, also when it waited since last time."""
        if held.token not in self.accepted:
            data, limit = held.read(), settings.UPLOAD_LIMIT_MB
            if held in self.held_more:
                found = accept_enclosure(data, held.name, limit_mb=limit)
            else:
                found = accept_upload(data, held.name, limit_mb=limit, password=self._password)
            self.accepted[held.token] = found
        return self.accepted[held.token]

    def incoming_enclosures(self) -> list[IncomingFile]:
        """
        The enclosures, those inside the letter's own file among them; ``left_out`` says why
        some of these cannot be kept.
        """
        inside: list[IncomingFile] = []
        if self.held is not None:
            inside, self.left_out = inside_of(self.file_of(self.held))
        chosen = [self.incoming_of(held) for held in self.held_more]
        return [replace(one, role=FileRole.ENCLOSURE) for one in [*chosen, *inside]]

    @property
    def told(self) -> list[str]:
        """What a person is told of files that lay inside the letter's own."""
        if self.held is None or not self.file_of(self.held).inside:
            return []
        names = [one.name for one in self.file_of(self.held).inside]
        refused = [one for one in names if any(w.startswith(f"{one}: ") for w in self.left_out)]
        kept = [one for one in names if one not in refused]
        words = gettext("ในไฟล์หนังสือมีไฟล์อยู่ข้างใน เก็บเป็นสิ่งที่ส่งมาด้วยแล้ว: %s")
        told = [words % ", ".join(kept)] if kept else []
        left = gettext("ในไฟล์หนังสือมีไฟล์ที่ไม่เก็บแยก ยังอยู่ในต้นฉบับ – %s")
        return told + [left % one for one in self.left_out]

    def incoming_of(self, held: HeldFile) -> IncomingFile:
        """The same in the words of the domain, with the photos it was joined from."""
        return incoming(self.file_of(held), held.parts)

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
