"""
Make a PDF without active content of whatever a letter comes in. Runs behind the door only.

``_`` only marks a sentence here; it is translated outside.
"""

import io
import re
from dataclasses import dataclass, replace

import img2pdf
import pikepdf

from papers.errors import LOCKED, UploadRefused
from papers.sandbox.flattening import Value, flatten, unwritten
from papers.sandbox.inside import Inside, files_in
from papers.sandbox.mails import opened
from papers.sandbox.outlook import is_outlook
from papers.sandbox.page_list import listed_anew
from papers.sandbox.signatures import Signature, signatures_of, unwrapped
from papers.sandbox.trial import mend_pages, refuse_traps
from papers.sandbox.upright import BROKEN, TOO_LARGE, sheets_of
from papers.sandbox.wording import mark as _
from papers.sanitising import sanitise

_PDF_HEAD = 1024
_A4 = (img2pdf.mm_to_pt(210), img2pdf.mm_to_pt(297))
_MOST_PAGES = 5000
_PDF, _MAIL, _SIGNED = "application/pdf", "message/rfc822", "application/pkcs7-mime"
_OUTLOOK = "application/vnd.ms-outlook"
# What qpdf says when a part of the file is missing. It also speaks of a cross-reference
# table that it has built anew; then nothing is lost, and such files are common.
_LOST = ("unable to recover stream data", "unexpected EOF")
# Where qpdf gives up and other viewers read on, without anything being lost.
_READ_ON = ("Loop detected in /Pages", "/Encrypt in trailer", "no /Kids array")
_HEADER = re.compile(rb"[A-Za-z][A-Za-z0-9-]{1,60}:")
_MAIL_HEADERS = (b"\nfrom:", b"\nmime-version:", b"\nreceived:")
_MAIL_HEAD = 16_384
_OFFICE = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")


_LOCKED = _("ไฟล์ PDF มีรหัสผ่าน โปรดพิมพ์รหัสผ่านของไฟล์ในช่อง “รหัสผ่านของไฟล์” แล้วกดอีกครั้ง")
_WRONG_PASSWORD = _("รหัสผ่านของไฟล์ไม่ถูกต้อง โปรดพิมพ์รหัสผ่านอีกครั้ง หรือขอไฟล์ที่ไม่มีรหัสจากผู้ส่ง")


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that was taken in: its kind, the PDF to open, and what else it says."""

    mime: str
    pdf: bytes = b""
    pages: int = 0
    #: What was filled in and has no drawing: it is drawn outside, and the file taken in again.
    values: tuple[Value, ...] = ()
    signatures: tuple[Signature, ...] = ()
    inside: tuple[Inside, ...] = ()


def take_in(data: bytes, drawn: bytes = b"", *, password: str = "", roots: str = "") -> Taken:
    """
    What a file is, and the PDF that people open.

    ``drawn`` has the values of its form that it lacked, ``roots`` the issuers of signatures
    that the office trusts, as PEM. Raises UploadRefused.
    """
    if (envelope := unwrapped(data, roots=roots)) is not None:
        content, signed = envelope
        taken = take_in(content, drawn, password=password, roots=roots)
        return replace(taken, mime=_SIGNED, signatures=(*signed, *taken.signatures))
    if is_outlook(data):
        taken = _from_mail(data, drawn, password=password, roots=roots)
        return replace(taken, mime=_OUTLOOK)
    if b"%PDF-" in data[:_PDF_HEAD]:
        said = signatures_of(data, password=password, roots=roots)
        return _safe_copy(Taken(_PDF, signatures=tuple(said)), data, drawn, password)
    if _is_mail(data):
        return _from_mail(data, drawn, password=password, roots=roots)
    if data.startswith(_OFFICE):
        raise UploadRefused(_("ไฟล์นี้เป็นเอกสารที่ยังแก้ไขได้ โปรดบันทึกเป็น PDF แล้วแนบอีกครั้ง"), field="file")
    mime, sheets = sheets_of(data)
    return _safe_copy(Taken(mime), _on_paper(sheets), b"", "")


def _is_mail(data: bytes) -> bool:
    head = b"\n" + data[:_MAIL_HEAD].lower()
    return _HEADER.match(data) is not None and any(one in head for one in _MAIL_HEADERS)


def _from_mail(mail: bytes, drawn: bytes, *, password: str, roots: str) -> Taken:
    """The first PDF of a mail is the letter, else its pictures are; the rest lies inside."""
    names, files, _text = opened(mail)
    found = [Inside(name, data) for name, data in zip(names, files, strict=True)]
    for letter in found:
        if b"%PDF-" in letter.data[:_PDF_HEAD]:
            taken = take_in(letter.data, drawn, password=password, roots=roots)
            others = tuple(one for one in found if one is not letter)
            return replace(taken, mime=_MAIL, inside=(*others, *taken.inside))
    sheets: list[bytes] = []
    others = ()
    for one in found:
        try:
            sheets += sheets_of(one.data)[1]
        except UploadRefused:
            others = (*others, one)
    if not sheets:
        raise UploadRefused(_("ไม่พบหนังสือในอีเมลนี้ โปรดแนบไฟล์ PDF หรือภาพของหนังสือ"), field="file")
    return _safe_copy(Taken(_MAIL, inside=others), _on_paper(sheets), b"", "")


def _on_paper(sheets: list[bytes]) -> bytes:
    """Each picture on a page of A4, as it is: the same pictures give the same bytes."""
    layout = img2pdf.get_layout_fun(_A4, auto_orient=True)
    try:
        # Its other engine marks each file with the moment (it takes pikepdf 10 for older than 6).
        pdf: bytes = img2pdf.convert(
            sheets,
            layout_fun=layout,
            rotation=img2pdf.Rotation.ifvalid,
            nodate=True,
            engine=img2pdf.Engine.internal,
        )
    except MemoryError:
        raise UploadRefused(TOO_LARGE, field="file") from None
    except Exception as error:
        raise UploadRefused(BROKEN, field="file") from error
    return pdf


def _safe_copy(taken: Taken, pdf: bytes, drawn: bytes, password: str) -> Taken:
    try:
        with pikepdf.open(io.BytesIO(pdf), password=password) as document:
            pages = len(document.pages)
            if not 0 < pages <= _MOST_PAGES:
                raise UploadRefused(_("ไฟล์ PDF ไม่มีหน้าให้อ่าน โปรดสแกนหรือบันทึกใหม่"), field="file")
            refuse_traps(document)
            if not drawn and (values := unwritten(document)):
                return replace(taken, values=tuple(values))
            flatten(document, drawn)
            inside = (*taken.inside, *files_in(document))
            return replace(taken, pdf=_cleaned(document), pages=pages, inside=inside)
    except pikepdf.PasswordError as error:
        words = _WRONG_PASSWORD if password else _LOCKED
        raise UploadRefused(words, field="file", code=LOCKED) from error
    except (pikepdf.PdfError, pikepdf.DataDecodingError, ValueError, RecursionError) as error:
        reads_on = any(words in str(error) for words in _READ_ON)
        if reads_on and (anew := listed_anew(pdf, password)):
            return _safe_copy(taken, anew, drawn, "")
        raise UploadRefused(_("ไฟล์ PDF เสียหาย เปิดไม่ได้ โปรดสแกนหรือบันทึกใหม่"), field="file") from error


def _cleaned(document: pikepdf.Pdf) -> bytes:
    sanitise(document)
    mend_pages(document)
    if "/ID" in document.trailer:
        # One part of it would be drawn by lot; the same file gives the same copy.
        del document.trailer["/ID"]
    target = io.BytesIO()
    document.save(target, deterministic_id=True, encryption=False, preserve_pdfa=False)
    # After saving, because only then has every object been read.
    if any(words in said for said in document.get_warnings() for words in _LOST):
        raise pikepdf.PdfError("a part of the file is missing")
    return target.getvalue()
