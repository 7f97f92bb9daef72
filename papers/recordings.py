"""Sounds and videos: kept as they came, told by their first bytes, never opened here."""

from __future__ import annotations

import hashlib

from django.utils.translation import gettext as _

from papers.errors import UploadRefused
from papers.scanning import scan
from papers.upload import AcceptedFile, check_size, plain_name

_HEADS: tuple[tuple[int, bytes, str], ...] = (
    (4, b"ftyp", "video/mp4"),
    (0, b"\x1aE\xdf\xa3", "video/webm"),
    (0, b"OggS", "audio/ogg"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"\xff\xfb", "audio/mpeg"),
    (0, b"\xff\xf3", "audio/mpeg"),
    (0, b"\xff\xf1", "audio/aac"),
    (0, b"fLaC", "audio/flac"),
    (0, b"#!AMR", "audio/amr"),
    (8, b"WAVE", "audio/wav"),
    (8, b"AVI ", "video/x-msvideo"),
)


def accept_recording(data: bytes, filename: str, *, limit_mb: int) -> AcceptedFile:
    """Raises UploadRefused, saying why in Thai, for what is no sound and no video, or too large."""
    check_size(data, limit_mb)
    scan(data)
    for place, head, mime in _HEADS:
        if data[place : place + len(head)] == head:
            digest = hashlib.sha256(data).hexdigest()
            return AcceptedFile(b"", 0, digest, plain_name(filename), data, mime)
    raise UploadRefused(
        _("ไฟล์นี้ไม่ใช่เสียงหรือวิดีโอที่รับได้ โปรดส่งไฟล์ .mp3 .m4a .wav .ogg .mp4 หรือ .webm"), field="file"
    )
