"""
What an enclosure is, by its content. Runs behind the door only.

Enclosures are kept as they came and handed out, never opened by us. So whoever opens one
must find a document: programs, macros and what cannot be looked into are refused.
"""

import io
import zipfile
from pathlib import PurePath

from papers.errors import UploadRefused
from papers.sandbox.wording import mark as _

_ZIP, _OLE, _RTF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf"
_PROGRAM_HEADS = (
    b"MZ",
    b"\x7fELF",
    b"#!",
    b"\xca\xfe\xba\xbe",
    b"\xcf\xfa\xed\xfe",
    b"L\x00\x00\x00",
)
_PROGRAMS = {
    ".exe",
    ".dll",
    ".com",
    ".scr",
    ".pif",
    ".bat",
    ".cmd",
    ".ps1",
    ".vbs",
    ".vbe",
    ".js",
    ".jse",
    ".wsf",
    ".wsh",
    ".hta",
    ".msi",
    ".msp",
    ".jar",
    ".lnk",
    ".reg",
    ".cpl",
    ".iso",
    ".img",
    ".vhd",
    ".apk",
    ".app",
    ".sh",
    ".xll",
}
_WITH_MACROS = {".docm", ".dotm", ".xlsm", ".xltm", ".xlsb", ".xlam", ".pptm", ".potm", ".ppsm"}
_PACKAGES = {
    "word/": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xl/": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ppt/": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."
#: Names of streams inside an old office file, as they stand in it.
_STREAMS = {
    "WordDocument": "application/msword",
    "Workbook": "application/vnd.ms-excel",
    "Book": "application/vnd.ms-excel",
    "PowerPoint Document": "application/vnd.ms-powerpoint",
    "__substg1.0": "application/vnd.ms-outlook",
}
_TEXTS = {".txt": "text/plain", ".csv": "text/csv", ".tsv": "text/tab-separated-values"}
_TEXT_CODES = ("utf-8-sig", "utf-16", "cp874")
_MOST_ENTRIES = 5000

MACRO = _("ไฟล์มีแมโคร (คำสั่งที่ทำงานเอง) โปรดบันทึกเป็นชนิดที่ไม่มีแมโคร เช่น .xlsx หรือ .docx แล้วแนบอีกครั้ง")
PROGRAM = _("ไฟล์นี้เป็นโปรแกรมหรือมีโปรแกรมอยู่ข้างใน จึงไม่รับ โปรดแนบเฉพาะเอกสาร")
SEALED = _("ไฟล์นี้ใส่รหัสผ่านไว้ จึงตรวจไม่ได้ โปรดแนบไฟล์ที่ไม่ใส่รหัส")
BROKEN = _("ไฟล์นี้เสียหาย เปิดไม่ได้ โปรดขอไฟล์ใหม่จากผู้ส่ง")
UNKNOWN = _(
    "ไม่รับไฟล์ชนิดนี้เป็นสิ่งที่ส่งมาด้วย โปรดแนบเป็น PDF ภาพ Word Excel PowerPoint ข้อความ (.txt, .csv) หรือ zip"
)


def kind_of(data: bytes, name: str) -> str:
    """The MIME type of an enclosure that is neither PDF nor picture. Raises UploadRefused."""
    suffix = PurePath(name).suffix.lower()
    if data.startswith(_PROGRAM_HEADS) or suffix in _PROGRAMS:
        raise UploadRefused(PROGRAM, field="file")
    if suffix in _WITH_MACROS:
        raise UploadRefused(MACRO, field="file")
    if data.startswith(_ZIP):
        return _package(data)
    if data.startswith(_OLE):
        return _old_office(data)
    if data.startswith(_RTF):
        if b"\\objdata" in data:
            raise UploadRefused(PROGRAM, field="file")
        return "application/rtf"
    if suffix in _TEXTS and _is_text(data):
        return _TEXTS[suffix]
    raise UploadRefused(UNKNOWN, field="file")


def _package(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = package.infolist()[:_MOST_ENTRIES]
            if any(entry.flag_bits & 1 for entry in entries):
                raise UploadRefused(SEALED, field="file")
            names = [entry.filename for entry in entries]
            if "mimetype" in names:
                return _open_document(package.open("mimetype").read(200), names)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UploadRefused(BROKEN, field="file") from error
    if "[Content_Types].xml" in names:
        if any(name.lower().endswith(("vbaproject.bin", ".xlm")) for name in names):
            raise UploadRefused(MACRO, field="file")
        found = (
            kind for start, kind in _PACKAGES.items() if any(n.startswith(start) for n in names)
        )
        return next(found, "application/zip")
    if any(PurePath(name).suffix.lower() in _PROGRAMS | _WITH_MACROS for name in names):
        raise UploadRefused(PROGRAM, field="file")
    return "application/zip"


def _open_document(said: bytes, names: list[str]) -> str:
    if any(name.startswith(("Basic/", "Scripts/")) for name in names):
        raise UploadRefused(MACRO, field="file")
    if not said.startswith(_OPEN_DOCUMENT):
        raise UploadRefused(UNKNOWN, field="file")
    return said.decode("ascii", "replace").strip()


def _old_office(data: bytes) -> str:
    def holds(name: str) -> bool:
        return name.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        raise UploadRefused(SEALED, field="file")
    if holds("_VBA_PROJECT"):
        raise UploadRefused(MACRO, field="file")
    found = next((kind for name, kind in _STREAMS.items() if holds(name)), "")
    if not found:
        raise UploadRefused(UNKNOWN, field="file")
    return found


def _is_text(data: bytes) -> bool:
    for code in _TEXT_CODES:
        if code == "utf-16" and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
            continue
        try:
            text = data.decode(code)
        except UnicodeDecodeError:
            continue
        return not any(ord(one) < 32 and one not in "\t\r\n\f" for one in text)
    return False
