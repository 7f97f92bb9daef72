"""
Take a file from outside: refuse what cannot be kept, and make a safe copy to open.

``accept_upload`` is what the program calls. All below it runs in the sandbox, where ``_``
only marks a sentence; it is translated outside.
"""

import hashlib
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import img2pdf
import pikepdf
from django.utils.translation import gettext
from PIL import Image, ImageFile, UnidentifiedImageError

from papers.errors import Unreadable, UploadRefused
from papers.sandbox.door import ask
from papers.sandbox.trial import MOST_PIXELS, UNSAFE, mend_pages, refuse_traps
from papers.sandbox.wording import mark as _
from papers.sanitising import sanitise

_MB = 1024 * 1024
_IMAGES = {"JPEG": "image/jpeg", "PNG": "image/png", "TIFF": "image/tiff", "MPO": "image/jpeg"}
_PDF_HEAD = 1024
_A4 = (img2pdf.mm_to_pt(210), img2pdf.mm_to_pt(297))
_MOST_PAGES = 5000
# What qpdf says when a part of the file is missing. It also speaks of a cross-reference
# table that it has built anew; then nothing is lost, and such files are common.
_LOST = ("unable to recover stream data", "unexpected EOF")
_TOO_LARGE = _("ภาพมีขนาดใหญ่เกินไป โปรดสแกนใหม่ที่ ๓๐๐ จุดต่อนิ้ว")


@dataclass(frozen=True, slots=True)
class AcceptedFile:
    """
    ``original_bytes`` as they came, with their hexadecimal SHA-256; ``pdf_bytes`` is the
    rendition that people open: a PDF without active content.
    """

    pdf_bytes: bytes
    pages: int
    sha256: str
    original_name: str
    original_bytes: bytes
    mime: str


def accept_upload(data: bytes, filename: str, *, limit_mb: int) -> AcceptedFile:
    """
    Check ``data`` and make the rendition.

    Raises UploadRefused, saying why in Thai, when the file is empty, over ``limit_mb``,
    neither PDF nor picture, encrypted, broken, or a trap for whoever opens it.
    """
    if not data:
        raise UploadRefused(gettext("ไฟล์ว่างเปล่า โปรดเลือกไฟล์ใหม่"), field="file")
    if len(data) > limit_mb * _MB:
        raise UploadRefused(
            gettext("ไฟล์ใหญ่เกิน %(limit)s MB โปรดสแกนใหม่ที่ความละเอียดต่ำลง หรือแบ่งเป็นหลายไฟล์")
            % {"limit": limit_mb},
            field="file",
        )
    try:
        accepted = ask("accept", data)
    except Unreadable as error:
        raise UploadRefused(gettext(UNSAFE), field="file") from error
    return AcceptedFile(
        pdf_bytes=accepted.parts[0],
        pages=accepted.head["pages"],
        sha256=hashlib.sha256(data).hexdigest(),
        original_name=filename.replace("\\", "/").rsplit("/", 1)[-1][-200:],
        original_bytes=data,
        mime=accepted.head["mime"],
    )


def rendition_of(data: bytes) -> tuple[str, bytes, int]:
    """The kind of file, the PDF to open and its pages. Runs in the sandbox."""
    if b"%PDF-" in data[:_PDF_HEAD]:
        mime, pdf = "application/pdf", data
    else:
        mime, pdf = _from_picture(data)
    rendition, pages = _safe_copy(pdf)
    return mime, rendition, pages


def _from_picture(data: bytes) -> tuple[str, bytes]:
    try:
        with _complete_only(), Image.open(io.BytesIO(data)) as picture:
            mime = _IMAGES.get(picture.format or "")
            too_large = picture.width * picture.height > MOST_PIXELS
            if mime and not too_large:
                picture.load()
                data = _opaque(picture, data)
    except UnidentifiedImageError:
        mime, too_large = None, False
    except (Image.DecompressionBombError, MemoryError):
        raise UploadRefused(_TOO_LARGE, field="file") from None
    except (OSError, SyntaxError, ValueError) as error:
        raise UploadRefused(_("ไฟล์ภาพเสียหาย เปิดไม่ได้ โปรดสแกนหรือถ่ายใหม่"), field="file") from error
    if mime is None:
        raise UploadRefused(
            _("รับเฉพาะไฟล์ PDF หรือภาพ (JPEG, PNG, TIFF) โปรดเลือกไฟล์ใหม่"), field="file"
        )
    if too_large:
        raise UploadRefused(_TOO_LARGE, field="file")
    layout = img2pdf.get_layout_fun(_A4, auto_orient=True)
    try:
        return mime, img2pdf.convert(
            data, layout_fun=layout, rotation=img2pdf.Rotation.ifvalid, nodate=True
        )
    except MemoryError:
        raise UploadRefused(_TOO_LARGE, field="file") from None
    except Exception as error:
        raise UploadRefused(_("ไฟล์ภาพเสียหาย เปิดไม่ได้ โปรดสแกนหรือถ่ายใหม่"), field="file") from error


@contextmanager
def _complete_only() -> Iterator[None]:
    """Refuse half a picture; WeasyPrint has told Pillow to fill such ones with grey."""
    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _opaque(picture: Image.Image, data: bytes) -> bytes:
    """Put a picture with transparency on white paper; others stay as they are."""
    if "A" not in picture.getbands() and "transparency" not in picture.info:
        return data
    layered = picture.convert("RGBA")
    paper = Image.new("RGBA", layered.size, "white")
    target = io.BytesIO()
    Image.alpha_composite(paper, layered).convert("RGB").save(target, "PNG")
    return target.getvalue()


def _safe_copy(pdf: bytes) -> tuple[bytes, int]:
    try:
        with pikepdf.open(io.BytesIO(pdf)) as document:
            if document.is_encrypted and not document.allow.extract:
                raise pikepdf.PasswordError("owner")
            pages = len(document.pages)
            if not 0 < pages <= _MOST_PAGES:
                raise UploadRefused(_("ไฟล์ PDF ไม่มีหน้าให้อ่าน โปรดสแกนหรือบันทึกใหม่"), field="file")
            refuse_traps(document)
            sanitise(document)
            mend_pages(document)
            target = io.BytesIO()
            document.save(target, deterministic_id=True, encryption=False)
            # After saving, because only then has every object been read.
            if any(words in said for said in document.get_warnings() for words in _LOST):
                raise pikepdf.PdfError("a part of the file is missing")
            return target.getvalue(), pages
    except pikepdf.PasswordError as error:
        raise UploadRefused(
            _("ไฟล์ PDF มีรหัสผ่าน โปรดบันทึกใหม่โดยไม่ใส่รหัส แล้วแนบอีกครั้ง"), field="file"
        ) from error
    except (pikepdf.PdfError, pikepdf.DataDecodingError, ValueError, RecursionError) as error:
        raise UploadRefused(_("ไฟล์ PDF เสียหาย เปิดไม่ได้ โปรดสแกนหรือบันทึกใหม่"), field="file") from error
