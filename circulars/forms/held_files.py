"""
Uploads that wait while another field of their form is put right.

A held file lies in the media folder under the person's own id; the form carries a signed
token, so that nobody can point at another's file. Held files are dropped after a day.
"""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass

from django.core import signing
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from circulars.models import User

SALT = "circulars.held_files"
KEPT_FOR = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class HeldFile:
    """A file that the person need not choose again."""

    token: str
    name: str
    path: str

    def read(self) -> bytes:
        with default_storage.open(self.path) as stored:
            return stored.read()


def hold(name: str, data: bytes, *, by: User) -> HeldFile:
    """Keep ``data`` for this person and give the token that fetches it."""
    _drop_old(by)
    path = default_storage.save(f"held/{by.pk}/{uuid.uuid4().hex}", ContentFile(data))
    token = signing.dumps({"user": by.pk, "path": path, "name": name}, salt=SALT)
    return HeldFile(token, name, path)


def fetch(token: str, *, by: User) -> HeldFile | None:
    """The file that ``token`` stands for; None if it is forged, another's, or too old."""
    try:
        held = signing.loads(token, salt=SALT, max_age=KEPT_FOR)
    except signing.BadSignature:
        return None
    if held["user"] != by.pk or not default_storage.exists(held["path"]):
        return None
    return HeldFile(token, held["name"], held["path"])


def drop(held: HeldFile) -> None:
    """Forget a held file once its letter is in."""
    default_storage.delete(held.path)


def _drop_old(by: User) -> None:
    folder = f"held/{by.pk}"
    if not default_storage.exists(folder):
        return
    for name in default_storage.listdir(folder)[1]:
        path = f"{folder}/{name}"
        if timezone.now() - default_storage.get_modified_time(path) > KEPT_FOR:
            default_storage.delete(path)
