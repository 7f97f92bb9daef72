"""Several files of one letter: photos, page by page, made one PDF; what each of them is."""

from __future__ import annotations

from collections.abc import Sequence

from papers.sandbox.door import ask

_JPEG, _PNG, _PDF = b"\xff\xd8\xff", b"\x89PNG", b"%PDF-"
_TIFF = (b"II*\x00", b"MM\x00*")
_HEIF = (b"heic", b"heix", b"hevc", b"mif1", b"msf1")
_HEAD = 1024


def join_photos(pictures: Sequence[bytes]) -> bytes:
    """
    A PDF with a page for each picture, in this order.

    Raises UploadRefused or Unreadable with a Thai sentence.
    """
    return ask("photos", *pictures).parts[0]


def is_pdf(data: bytes) -> bool:
    """Whether the first bytes are those of a PDF."""
    return _PDF in data[:_HEAD]


def mime_of(data: bytes, name: str = "") -> str:
    """What a file is, by its first bytes, a mail by its ``name``; else a row of bytes."""
    kinds = {
        "message/rfc822": name.lower().endswith(".eml"),
        "application/vnd.ms-outlook": name.lower().endswith(".msg"),
        "application/pdf": is_pdf(data),
        "image/jpeg": data.startswith(_JPEG),
        "image/png": data.startswith(_PNG),
        "image/tiff": data.startswith(_TIFF),
        "image/webp": data[:4] == b"RIFF" and data[8:12] == b"WEBP",
        "image/heic": data[4:8] == b"ftyp" and data[8:12] in _HEIF,
    }
    return next((kind for kind, fits in kinds.items() if fits), "application/octet-stream")
