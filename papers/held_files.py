"""
Uploads that wait while another field of their form is put right.

A held file lies in the media folder under the id of its owner; the form carries a signed
token, so that nobody can point at another's file. What is a day old is swept away, whether
its person comes back or not.
"""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass

from django.core import signing
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

SALT = "papers.held_files"
FOLDER = "held"
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


def hold(name: str, data: bytes, *, owner: int) -> HeldFile:
    """Keep ``data`` for this person and give the token that fetches it."""
    path = default_storage.save(f"{FOLDER}/{owner}/{uuid.uuid4().hex}", ContentFile(data))
    token = signing.dumps({"user": owner, "path": path, "name": name}, salt=SALT)
    return HeldFile(token, name, path)


def fetch(token: str, *, owner: int) -> HeldFile | None:
    """The file that ``token`` stands for; None if it is forged, another's, or too old."""
    try:
        held = signing.loads(token, salt=SALT, max_age=KEPT_FOR)
    except signing.BadSignature:
        return None
    if held["user"] != owner or not default_storage.exists(held["path"]):
        return None
    return HeldFile(token, held["name"], held["path"])


def drop(held: HeldFile) -> None:
    """Forget a held file: its letter is in, or it was taken away. Repeatable."""
    default_storage.delete(held.path)


def drop_abandoned(*, at: dt.datetime) -> int:
    """Forget every held file that is a day old or more; gives how many."""
    if not default_storage.exists(FOLDER):
        return 0
    dropped = 0
    for person in default_storage.listdir(FOLDER)[0]:
        for name in default_storage.listdir(f"{FOLDER}/{person}")[1]:
            path = f"{FOLDER}/{person}/{name}"
            if _is_abandoned(path, at):
                default_storage.delete(path)
                dropped += 1
    return dropped


def _is_abandoned(path: str, at: dt.datetime) -> bool:
    try:
        return at - default_storage.get_modified_time(path) >= KEPT_FOR
    except FileNotFoundError:
        # Its person sent the form between our reading the folder and looking at the file.
        return False
