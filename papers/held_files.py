"""
Uploads that wait while another field of their form is put right.

A held file lies in the media folder under the id of its owner; the form carries a signed
token, so that nobody can point at another's file. What is a day old is swept away, whether
its person comes back or not.
"""

from __future__ import annotations

import datetime as dt
import logging
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.core import signing
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from papers.errors import UploadRefused

log = logging.getLogger(__name__)

SALT = "papers.held_files"
FOLDER = "held"
KEPT_FOR = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class HeldPart:
    """One of the files that a held one was joined from: a photo of a page."""

    name: str
    path: str

    def read(self) -> bytes:
        return _bytes_at(self.path)


@dataclass(frozen=True, slots=True)
class HeldFile:
    """
    A file that the person need not choose again.

    One that was joined here has ``parts``: what came, in its order.
    """

    token: str
    name: str
    path: str
    parts: tuple[HeldPart, ...] = ()

    def read(self) -> bytes:
        return _bytes_at(self.path)


def _bytes_at(path: str) -> bytes:
    with default_storage.open(path) as stored:
        data: bytes = stored.read()
    return data


def hold(name: str, data: bytes, *, owner: int) -> HeldFile:
    """Keep ``data`` for this person and give the token that fetches it."""
    return token_for(name, _keep(data, owner), owner=owner)


def hold_part(name: str, data: bytes, *, owner: int) -> HeldPart:
    """Keep one file of several, which will be joined."""
    return HeldPart(name, _keep(data, owner))


def hold_joined(name: str, data: bytes, parts: Sequence[HeldPart], *, owner: int) -> HeldFile:
    """Keep ``data``, which was joined from ``parts``; they are forgotten together."""
    return token_for(name, _keep(data, owner), parts, owner=owner)


def token_for(name: str, path: str, parts: Sequence[HeldPart] = (), *, owner: int) -> HeldFile:
    """A file that lies at ``path`` already, for this person."""
    kept = {"user": owner, "path": path, "name": name}
    if parts:
        kept["parts"] = [[part.name, part.path] for part in parts]
    return HeldFile(signing.dumps(kept, salt=SALT), name, path, tuple(parts))


def _keep(data: bytes, owner: int) -> str:
    """Raises UploadRefused when there is no room for it."""
    try:
        return default_storage.save(f"{FOLDER}/{owner}/{uuid.uuid4().hex}", ContentFile(data))
    except OSError as error:
        log.exception("a file of %s bytes is not kept", len(data))
        raise UploadRefused(no_room()) from error


def no_room() -> str:
    """What is said when the disk does not take a file."""
    return _("เก็บไฟล์ไม่ได้ เพราะที่เก็บไฟล์ของระบบเต็มหรือขัดข้อง โปรดลงรับโดยไม่แนบไฟล์ไปก่อน แล้วแจ้งผู้ดูแลระบบ")


def fetch(token: str, *, owner: int) -> HeldFile | None:
    """The file that ``token`` stands for; None if it is forged, another's, or too old."""
    try:
        held = signing.loads(token, salt=SALT, max_age=KEPT_FOR)
    except signing.BadSignature:
        return None
    if held["user"] != owner or not default_storage.exists(held["path"]):
        return None
    parts = tuple(HeldPart(*part) for part in held.get("parts", ()))
    return HeldFile(token, held["name"], held["path"], parts)


def drop(held: HeldFile, *, for_: HeldFile | None = None) -> None:
    """
    Forget a held file: its letter is in, or it was taken away, or another came ``for_`` it,
    which may be made of its photos. Repeatable.
    """
    kept = set(_paths(for_)) if for_ is not None else set()
    for path in _paths(held):
        # What lies elsewhere belongs to a pile, which is asked for it again.
        if path.startswith(f"{FOLDER}/") and path not in kept:
            default_storage.delete(path)


def _paths(held: HeldFile) -> list[str]:
    return [held.path, *(part.path for part in held.parts)]


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
