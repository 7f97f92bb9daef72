"""
Take a file from outside: refuse what cannot be kept, and make a safe copy to open.

Everything that parses it runs in the sandbox (``papers.sandbox.taking_in``).
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext

from papers.errors import BUSY, LOCKED, Busy, Unreadable, UploadRefused
from papers.filled_in import draw_values
from papers.reading.opening import is_picture
from papers.sandbox.door import ask
from papers.sandbox.trial import UNSAFE
from papers.sandbox.wire import Message
from papers.scanning import scan

_MB = 1024 * 1024
_PDF_HEAD = 1024


@dataclass(frozen=True, slots=True)
class InsideFile:
    """A file that lay inside another: attached to a PDF, or to the mail that it came in."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class AcceptedFile:
    """
    ``original_bytes`` as they came, with their hexadecimal SHA-256; ``pdf_bytes`` is the
    rendition that people open: a PDF without active content.

    ``signatures`` are those of ``papers.sandbox.signatures`` as plain data; ``inside`` are the
    files that the rendition leaves out.
    """

    pdf_bytes: bytes
    pages: int
    sha256: str
    original_name: str
    original_bytes: bytes
    mime: str
    signatures: tuple[dict[str, Any], ...] = ()
    inside: tuple[InsideFile, ...] = ()


def accept_upload(data: bytes, filename: str, *, limit_mb: int, password: str = "") -> AcceptedFile:
    """
    Check ``data`` and make the rendition.

    Raises UploadRefused, saying why in Thai, when the file is empty, over ``limit_mb``,
    nothing that a letter comes in, locked (code "locked") with another ``password``, broken,
    or a trap for whoever opens it; with code "busy" when the machine did not come to it.
    """
    check_size(data, limit_mb)
    scan(data)
    try:
        accepted = _accept(data, password)
    except Busy as error:
        raise UploadRefused(str(error), field="file", code=BUSY) from error
    except Unreadable as error:
        raise UploadRefused(gettext(UNSAFE), field="file") from error
    pdf, *inside = accepted.parts
    return AcceptedFile(
        pdf_bytes=pdf,
        pages=accepted.head["pages"],
        sha256=hashlib.sha256(data).hexdigest(),
        original_name=plain_name(filename),
        original_bytes=data,
        mime=accepted.head["mime"],
        signatures=tuple(accepted.head["signatures"]),
        inside=tuple(map(InsideFile, accepted.head["inside"], inside)),
    )


def accept_enclosure(data: bytes, filename: str, *, limit_mb: int) -> AcceptedFile:
    """
    Check what comes with a letter: any document of an office, which is kept as it came.

    Raises UploadRefused for what is no document, holds macros or programs, or cannot be
    looked into. A PDF with a password is taken: its reader has to open it anyway.
    """
    check_size(data, limit_mb)
    name = plain_name(filename)
    if is_shown(data):
        try:
            return accept_upload(data, filename, limit_mb=limit_mb)
        except UploadRefused as refusal:
            if refusal.code != LOCKED:
                raise
            kind = "application/pdf"
    else:
        scan(data)
        kind = _kind(data, name)
    return AcceptedFile(b"", 0, hashlib.sha256(data).hexdigest(), name, data, kind)


def is_shown(data: bytes) -> bool:
    """A PDF or a picture: what has pages to show."""
    return b"%PDF-" in data[:_PDF_HEAD] or is_picture(data)


def _kind(data: bytes, name: str) -> str:
    try:
        return str(ask("kind", data, name=name).head["mime"])
    except Busy as error:
        raise UploadRefused(str(error), field="file", code=BUSY) from error
    except Unreadable as error:
        raise UploadRefused(gettext(UNSAFE), field="file") from error


def _accept(data: bytes, password: str) -> Message:
    said = {"password": password, "roots": _trusted_roots()}
    accepted = ask("accept", data, **said)
    if values := accepted.head.get("values"):
        return ask("accept", data, draw_values(values), **said)
    return accepted


def _trusted_roots() -> str:
    """The roots of signatures that the office trusts, as PEM; empty when none are named."""
    file = settings.SIGNING_ROOTS
    return Path(file).read_text(encoding="ascii") if file else ""


def check_size(data: bytes, limit_mb: int) -> None:
    """Raises UploadRefused for an empty file, or one over ``limit_mb``."""
    if not data:
        raise UploadRefused(gettext("ไฟล์ว่างเปล่า โปรดเลือกไฟล์ใหม่"), field="file")
    if len(data) > limit_mb * _MB:
        raise UploadRefused(
            gettext("ไฟล์ใหญ่เกิน %(limit)s MB โปรดสแกนใหม่ที่ความละเอียดต่ำลง หรือแบ่งเป็นหลายไฟล์")
            % {"limit": limit_mb},
            field="file",
        )


def plain_name(filename: str) -> str:
    """The last part of what a browser gives as a name."""
    return filename.replace("\\", "/").rsplit("/", 1)[-1][-200:]
