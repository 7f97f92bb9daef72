"""Pages of whatever a letter comes in: PDF, pictures, a mail with attachments, plain text."""

from pathlib import PurePath

from django.utils.translation import gettext as _

from papers.errors import UploadRefused
from papers.reading.printed import Page
from papers.reading.reading import pages_of
from papers.reading.typed import typed_page
from papers.sandbox.door import ask

_PDF_HEAD = 1024
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ARCHIVE = b"PK\x03\x04"
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"II*\x00", b"MM\x00*", b"BM", b"GIF8")
_MAIL_NAMES = (".eml", ".msg")
_MAIL_HEADS = (b"Return-Path:", b"Received:", b"From:", b"MIME-Version:", b"Delivered-To:")
_TEXT_CODES = ("utf-8-sig", "utf-16", "cp874")
_MOST_TEXT = 500_000


def open_letter(data: bytes, name: str) -> tuple[Page, ...]:
    """
    The pages of the letter in one file.

    Raises UploadRefused or Unreadable with a Thai sentence that says what to do instead.
    """
    if not data:
        raise UploadRefused(_("ไฟล์ว่างเปล่า โปรดเลือกไฟล์ใหม่"), field="file")
    if b"%PDF-" in data[:_PDF_HEAD]:
        return pages_of(data)
    if is_picture(data):
        return open_photos([data])
    if PurePath(name).suffix.lower() in _MAIL_NAMES or data.startswith(_MAIL_HEADS):
        return _letter_in_mail(data)
    _refuse_documents(data)
    text = _text(data)
    if text is None:
        raise UploadRefused(
            _("อ่านไฟล์ชนิดนี้ไม่ได้ โปรดแนบเป็น PDF ภาพ (JPEG, PNG, TIFF) อีเมล (.eml, .msg) หรือข้อความ"),
            field="file",
        )
    return (typed_page(text),)


def open_photos(pictures: list[bytes]) -> tuple[Page, ...]:
    """The pages of one letter that was photographed page by page, in this order."""
    return pages_of(ask("photos", *pictures).parts[0])


def is_picture(data: bytes) -> bool:
    """Whether the first bytes are those of a picture."""
    webp = data[:4] == b"RIFF" and data[8:12] == b"WEBP"
    heif = data[4:8] == b"ftyp" and data[8:12] in (
        b"heic",
        b"heix",
        b"mif1",
        b"hevc",
        b"msf1",
        b"avif",
    )
    return data.startswith(_PICTURES) or webp or heif


def _letter_in_mail(data: bytes) -> tuple[Page, ...]:
    """The first attachment that is a letter; photos one after the other are one."""
    answer = ask("mail", data)
    names = [str(name) for name in answer.head["names"]]
    files = dict(zip(names, answer.parts, strict=False))
    for file in answer.parts:
        if b"%PDF-" in file[:_PDF_HEAD]:
            return pages_of(file)
    if photos := [file for file in files.values() if is_picture(file)]:
        return open_photos(photos)
    text = str(answer.head["text"])
    if text.strip():
        return (typed_page(text[:_MOST_TEXT]),)
    raise UploadRefused(_("ไม่พบหนังสือในอีเมลนี้ โปรดแนบไฟล์ PDF หรือภาพของหนังสือ"), field="file")


def _refuse_documents(data: bytes) -> None:
    """Say of office documents how they become readable."""
    if data.startswith((_OLD_OFFICE, _ARCHIVE)):
        raise UploadRefused(_("ไฟล์นี้เป็นเอกสารที่ยังแก้ไขได้ โปรดบันทึกเป็น PDF แล้วแนบอีกครั้ง"), field="file")


def _text(data: bytes) -> str | None:
    """The bytes as text, when they are text."""
    if len(data) > _MOST_TEXT:
        return None
    for code in _TEXT_CODES:
        if code == "utf-16" and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
            continue
        try:
            text = data.decode(code)
        except UnicodeDecodeError:
            continue
        return (
            text
            if all(
                one.isprintable() or one.isspace() or "\u200b" <= one <= "\ufeff" for one in text
            )
            else None
        )
    return None
