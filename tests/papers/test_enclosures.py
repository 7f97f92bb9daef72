"""Enclosures: any document of an office is kept as it came; programs and macros are not."""

import io
import socket
import threading
import zipfile

import pikepdf
import pytest

from papers.errors import UploadRefused
from papers.upload import accept_enclosure, accept_upload
from tests.papers.small import small_pdf

MACRO = "ไฟล์มีแมโคร (คำสั่งที่ทำงานเอง) โปรดบันทึกเป็นชนิดที่ไม่มีแมโคร เช่น .xlsx หรือ .docx แล้วแนบอีกครั้ง"
PROGRAM = "ไฟล์นี้เป็นโปรแกรมหรือมีโปรแกรมอยู่ข้างใน จึงไม่รับ โปรดแนบเฉพาะเอกสาร"
SEALED = "ไฟล์นี้ใส่รหัสผ่านไว้ จึงตรวจไม่ได้ โปรดแนบไฟล์ที่ไม่ใส่รหัส"
BROKEN = "ไฟล์นี้เสียหาย เปิดไม่ได้ โปรดขอไฟล์ใหม่จากผู้ส่ง"
UNKNOWN = (
    "ไม่รับไฟล์ชนิดนี้เป็นสิ่งที่ส่งมาด้วย โปรดแนบเป็น PDF ภาพ Word Excel PowerPoint ข้อความ (.txt, .csv) หรือ zip"
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OFFICE = "application/vnd.openxmlformats-officedocument."


def package(*names: str, mimetype: str = "") -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as written:
        if mimetype:
            written.writestr("mimetype", mimetype)
        for name in names:
            written.writestr(name, "x")
    return target.getvalue()


def office(*names: str) -> bytes:
    return package("[Content_Types].xml", *names)


def old(*streams: str) -> bytes:
    return OLE + bytes(500) + b"".join(name.encode("utf-16-le") for name in streams)


def locked_zip() -> bytes:
    data = bytearray(package("a.txt"))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def locked_pdf() -> bytes:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(small_pdf())) as document:
        document.save(target, encryption=pikepdf.Encryption(owner="o", user="u"))
    return target.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "mime"),
    [
        (office("xl/workbook.xml"), "a.xlsx", f"{OFFICE}spreadsheetml.sheet"),
        (office("word/document.xml"), "a.docx", f"{OFFICE}wordprocessingml.document"),
        (office("ppt/presentation.xml"), "a.pptx", f"{OFFICE}presentationml.presentation"),
        (office("xl/workbook.xml"), "แบบสำรวจ.docx", f"{OFFICE}spreadsheetml.sheet"),
        (package("content.xml", mimetype="application/vnd.oasis.opendocument.text"), "a.odt",
         "application/vnd.oasis.opendocument.text"),
        (package("แบบ.pdf", "ตาราง.xlsx"), "a.zip", "application/zip"),
        (old("WordDocument"), "a.doc", "application/msword"),
        (old("Workbook"), "a.xls", "application/vnd.ms-excel"),
        (b"{\\rtf1 hello}", "a.rtf", "application/rtf"),
        ("ชื่อ,จำนวน\nก,๑".encode(), "a.csv", "text/csv"),
        ("หนังสือ".encode("cp874"), "a.txt", "text/plain"),
        (small_pdf(3), "a.pdf", "application/pdf"),
        (locked_pdf(), "a.pdf", "application/pdf"),
    ],
)  # fmt: skip
def test_documents_are_kept_and_typed_by_what_they_are(data, name, mime):
    accepted = accept_enclosure(data, name, limit_mb=1)

    assert (accepted.mime, accepted.original_name, accepted.original_bytes) == (mime, name, data)


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (office("xl/workbook.xml", "xl/vbaProject.bin"), "a.xlsx", MACRO),
        (office("xl/workbook.xml"), "a.xlsm", MACRO),
        (old("Workbook", "_VBA_PROJECT"), "a.xls", MACRO),
        (package("Basic/x", mimetype="application/vnd.oasis.opendocument.text"), "a.odt", MACRO),
        (b"MZ\x90", "a.docx", PROGRAM),
        (b"hello", "a.js", PROGRAM),
        (package("ดี.pdf", "ไม่ดี.exe"), "a.zip", PROGRAM),
        (b"{\\rtf1 \\objdata 00}", "a.rtf", PROGRAM),
        (locked_zip(), "a.zip", SEALED),
        (old("EncryptedPackage"), "a.xlsx", SEALED),
        (b"PK\x03\x04 not a letter", "a.docx", BROKEN),
        (b"<html></html>", "a.html", UNKNOWN),
        (b"Rar!\x1a\x07", "a.rar", UNKNOWN),
        (old("nothing"), "a.doc", UNKNOWN),
        (b"a\x00b", "a.txt", UNKNOWN),
        (package("x", mimetype="application/epub+zip"), "a.epub", UNKNOWN),
        (b"", "a.txt", "ไฟล์ว่างเปล่า โปรดเลือกไฟล์ใหม่"),
    ],
)
def test_what_would_harm_its_reader_is_refused_with_what_to_do(data, name, reason):
    with pytest.raises(UploadRefused) as refused:
        accept_enclosure(data, name, limit_mb=1)

    assert str(refused.value) == reason


class Clamd:
    """A scanner at a socket that says ``answer`` to whatever it is given."""

    def __init__(self, path: str, answer: bytes) -> None:
        self.answer, self.came = answer, b""
        self.listening = socket.socket(socket.AF_UNIX)
        self.listening.bind(path)
        self.listening.listen(1)
        self.thread = threading.Thread(target=self.serve, daemon=True)
        self.thread.start()

    def serve(self) -> None:
        with self.listening:
            line, _address = self.listening.accept()
        with line:
            while not self.came.endswith(bytes(4)):
                self.came += line.recv(65536)
            line.sendall(self.answer)


@pytest.fixture
def clamd(settings, tmp_path):
    def listen(answer: bytes) -> Clamd:
        settings.CLAMAV_SOCKET = str(tmp_path / "clamd")
        return Clamd(settings.CLAMAV_SOCKET, answer)

    return listen


def test_a_file_is_scanned_before_it_is_kept(clamd):
    scanner = clamd(b"stream: OK\0")

    accept_enclosure(b"hello", "a.txt", limit_mb=1)

    assert scanner.came == b"zINSTREAM\0" + b"\0\0\0\x05hello" + bytes(4)


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (b"stream: Win.Test-1 FOUND\0", "พบไวรัสในไฟล์ (Win.Test-1) จึงไม่เก็บ โปรดแจ้งผู้ส่งและขอไฟล์ใหม่"),
        (b"INSTREAM size limit exceeded. ERROR\0",
         "โปรแกรมตรวจไวรัสไม่รับไฟล์นี้ โปรดแบ่งเป็นไฟล์ที่เล็กลง หรือแจ้งผู้ดูแลระบบ"),
    ],
)  # fmt: skip
def test_what_the_scanner_finds_is_refused(clamd, answer, reason):
    clamd(answer)

    with pytest.raises(UploadRefused) as refused:
        accept_upload(small_pdf(), "a.pdf", limit_mb=1)

    assert str(refused.value) == reason


@pytest.mark.parametrize("place", ["/nowhere/clamd", "127.0.0.1:1"])
def test_nothing_is_kept_unseen_when_the_scanner_is_gone(settings, place):
    settings.CLAMAV_SOCKET = place

    with pytest.raises(UploadRefused) as refused:
        accept_upload(small_pdf(), "a.pdf", limit_mb=1)

    assert (str(refused.value), refused.value.code) == (
        "ยังตรวจไวรัสไม่ได้ในขณะนี้ ไฟล์ไม่เสียหาย โปรดลองใหม่ในอีกสักครู่ หรือแจ้งผู้ดูแลระบบ", "busy",
    )  # fmt: skip
