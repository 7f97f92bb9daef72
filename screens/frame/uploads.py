"""Uploads in the words of the domain: one file, or photos that are one letter together."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import ParamSpec

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from circulars.domain.received import CameAs, IncomingFile
from circulars.models import FileRole
from papers.errors import BUSY, LOCKED, PaperError, UploadRefused
from papers.held_files import HeldFile, HeldPart, hold, hold_joined, hold_part
from papers.joining import join_photos, mime_of
from papers.reading.opening import is_picture
from papers.upload import AcceptedFile, accept_enclosure, accept_upload

P = ParamSpec("P")
_MB = 1024 * 1024
#: A letter of so many pages is scanned, not photographed.
MOST_PHOTOS = 60


def incoming(file: AcceptedFile, parts: Sequence[HeldPart] = ()) -> IncomingFile:
    """A checked upload, and the photos it was joined from."""
    return IncomingFile(
        name=file.original_name,
        data=file.original_bytes,
        readable=file.pdf_bytes,
        sha256=file.sha256,
        mime=file.mime,
        pages=file.pages,
        parts=tuple(came_as(part.name, part.read()) for part in parts),
        signatures=file.signatures,
    )


def inside_of(file: AcceptedFile) -> tuple[list[IncomingFile], list[str]]:
    """What lies inside a letter's file, as its enclosures, and why the rest cannot be kept."""
    kept, refused = [], []
    for one in file.inside:
        try:
            found = accept_enclosure(one.data, one.name, limit_mb=settings.UPLOAD_LIMIT_MB)
        except UploadRefused as refusal:
            refused.append(f"{one.name}: {refusal}")
        else:
            kept.append(replace(incoming(found), role=FileRole.ENCLOSURE))
    return kept, refused


def came_as(name: str, data: bytes) -> CameAs:
    """A file as it came."""
    return CameAs(name, data, hashlib.sha256(data).hexdigest(), mime_of(data, name))


@dataclass(frozen=True, slots=True)
class Attached:
    """
    What was attached as one letter: the held file, or why each that is not in it is not.

    A file that a password or another try would open is held all the same, not ``accepted``.
    """

    held: HeldFile | None = None
    accepted: AcceptedFile | None = None
    problems: list[str] = field(default_factory=list)
    locked: bool = False


def read_uploads(
    uploads: Sequence[UploadedFile[bytes]],
) -> tuple[list[tuple[str, bytes]], list[str]]:
    """Name and bytes of each file that is not too large, and what is said of the others."""
    limit = settings.UPLOAD_LIMIT_MB
    good, problems = [], []
    for one in uploads:
        name = one.name or _("ไฟล์")
        if (one.size or 0) > limit * _MB:
            words = _("ไฟล์ “%(name)s” ใหญ่เกิน %(limit)s เมกะไบต์ โปรดลดขนาดหรือสแกนที่ 300 dpi ขาวดำ")
            problems.append(words % {"name": name, "limit": limit})
        else:
            good.append((name, one.read()))
    return good, problems


def _said(act: Callable[P, Attached]) -> Callable[P, Attached]:
    """What the disk does not take is refused at the field, like a file that is no good."""

    @functools.wraps(act)
    def asked(*args: P.args, **kwargs: P.kwargs) -> Attached:
        try:
            return act(*args, **kwargs)
        except UploadRefused as refusal:
            return Attached(problems=[str(refusal)])

    return asked


def are_several_letters(came: Sequence[tuple[str, bytes]]) -> bool:
    """Whether these files cannot be the pages of one letter."""
    return len(came) > 1 and not all(is_picture(data) for _name, data in came)


@_said
def attach(
    came: Sequence[tuple[str, bytes]], *, before: HeldFile | None, owner: int, password: str = ""
) -> Attached:
    """
    Hold ``came`` as one letter: a file, which ``password`` may open, or photos in their order.

    Photos go behind those that were attached ``before``; anything else takes their place.
    """
    pictures = all(is_picture(data) for _name, data in came)
    earlier = photos_of(before) if before is not None and pictures else []
    if len(came) == 1 and not earlier and not _needs_joining(came[0][1]):
        return _hold_one(*came[0], owner=owner, password=password)
    if are_several_letters(came):
        names = ", ".join(name for name, _data in came)
        words = _("หนังสือหนึ่งฉบับแนบได้หนึ่งไฟล์ หรือภาพถ่ายหลายภาพ แต่เลือกไว้ %s โปรดส่งเป็นกองหนังสือ")
        return Attached(problems=[words % names])
    together = _joined(earlier, came, owner=owner)
    if together.held is not None or len(earlier) + len(came) > MOST_PHOTOS:
        return together
    # One of them is no picture after all: it is named, and its neighbours stay.
    good, problems = _readable(came)
    if not good:
        return Attached(problems=problems)
    together = _joined(earlier, good, owner=owner)
    return replace(together, problems=[*problems, *together.problems])


def _joined(
    earlier: Sequence[HeldPart], came: Sequence[tuple[str, bytes]], *, owner: int
) -> Attached:
    new = [hold_part(name, data, owner=owner) for name, data in came]
    return join([*earlier, *new], owner=owner)


@_said
def join(parts: Sequence[HeldPart], *, owner: int) -> Attached:
    """Make one letter of photos that are held, in this order."""
    if len(parts) > MOST_PHOTOS:
        words = _("หนังสือหนึ่งฉบับแนบภาพได้ไม่เกิน %s ภาพ โปรดสแกนเป็น PDF แทน")
        return Attached(problems=[words % MOST_PHOTOS])
    name = _("%(name)s รวม %(count)s ภาพ") % {"name": parts[0].name, "count": len(parts)}
    try:
        pdf = join_photos([part.read() for part in parts])
        accepted = accept_upload(pdf, f"{name}.pdf", limit_mb=settings.UPLOAD_LIMIT_MB)
    except PaperError as refusal:
        return Attached(problems=[str(refusal)])
    held = hold_joined(accepted.original_name, pdf, parts, owner=owner)
    return Attached(held, accepted)


def photos_of(held: HeldFile) -> list[HeldPart]:
    """The photos of which a held letter consists; none if it came as something else."""
    if held.parts:
        return list(held.parts)
    return [HeldPart(held.name, held.path)] if is_picture(held.read()) else []


@_said
def attach_enclosure(name: str, data: bytes, *, owner: int) -> Attached:
    """Hold one enclosure: any document of an office."""
    try:
        accepted = accept_enclosure(data, name, limit_mb=settings.UPLOAD_LIMIT_MB)
    except UploadRefused as refusal:
        return Attached(problems=[f"{name}: {refusal}"])
    return Attached(hold(name, data, owner=owner), accepted)


def _hold_one(name: str, data: bytes, *, owner: int, password: str) -> Attached:
    limit = settings.UPLOAD_LIMIT_MB
    try:
        accepted = accept_upload(data, name, limit_mb=limit, password=password)
    except UploadRefused as refusal:
        kept = hold(name, data, owner=owner) if refusal.code in (LOCKED, BUSY) else None
        locked = refusal.code == LOCKED
        return Attached(kept, problems=[f"{name}: {refusal}"], locked=locked)
    return Attached(hold(name, data, owner=owner), accepted)


def _needs_joining(data: bytes) -> bool:
    """HEIC and WebP become a page like photos; the rest is taken as it is."""
    return mime_of(data) in ("image/heic", "image/webp")


def _readable(came: Sequence[tuple[str, bytes]]) -> tuple[list[tuple[str, bytes]], list[str]]:
    """Those that can be a page, and what is said of the others by their names."""
    good, problems = [], []
    for name, data in came:
        try:
            join_photos([data])
        except PaperError as refusal:
            problems.append(f"{name}: {refusal}")
        else:
            good.append((name, data))
    return good, problems
