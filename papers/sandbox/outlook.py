"""
A mail as Outlook saves it (.msg): its attachments and its own text. Runs behind the door only.

The names of the streams are property tags and types, as Microsoft's MS-OXMSG says in section 2.
"""

import io
import re
import struct
from collections.abc import Iterator
from contextlib import contextmanager

import olefile

from papers.errors import UploadRefused
from papers.sandbox.wording import mark as _

_ATTACHMENTS = "__attach_version1.0_#"
_BYTES = "0102"
_UNICODE, _BY_CODE_PAGE = "001F", "001E"
#: PidTagAttachLongFilename, PidTagAttachFilename, PidTagDisplayName.
_NAMES = ("3707", "3704", "3001")
#: PidTagAttachDataBinary; PidTagBody; PidTagSubject.
_DATA, _BODY, _SUBJECT = "3701", "1000", "0037"
#: What a mail saved by a Thai Windows is written in where it is not Unicode.
_CODE_PAGE = "cp874"
_BROKEN = _("อีเมลนี้เสียหาย เปิดไม่ได้ โปรดบันทึกอีเมลใหม่ หรือแนบไฟล์ PDF ที่อยู่ในอีเมล")
_MOST_BYTES = 256 * 1024 * 1024


def is_outlook(data: bytes) -> bool:
    """Whether ``data`` is such a mail, and not an office document, which begins alike."""
    if not olefile.isOleFile(io.BytesIO(data)):
        return False
    with _ole(data) as file:
        return bool(file.exists("__properties_version1.0"))


def opened_outlook(data: bytes) -> tuple[list[str], list[bytes], str]:
    """Names and bytes of the attachments in their order, and the text of the mail."""
    names: list[str] = []
    files: list[bytes] = []
    with _ole(data) as file:
        folders = sorted(
            {path[0] for path in file.listdir() if path[0].startswith(_ATTACHMENTS)},
            key=lambda name: int(name.removeprefix(_ATTACHMENTS), 16),
        )
        for folder in folders:
            content = _stream(file, folder, _DATA, _BYTES)
            if content:
                names.append(_first(file, folder, _NAMES))
                files.append(content)
        text = _words(file, "", _BODY)
    return names, files, re.sub(r"\r\n?", "\n", text)


@contextmanager
def _ole(data: bytes) -> Iterator[olefile.OleFileIO]:
    try:
        with olefile.OleFileIO(io.BytesIO(data), raise_defects=olefile.DEFECT_FATAL) as file:
            yield file
    except (OSError, IndexError, struct.error) as error:
        raise UploadRefused(_BROKEN, field="file") from error


def _first(file: olefile.OleFileIO, folder: str, tags: tuple[str, ...]) -> str:
    return next((found for tag in tags if (found := _words(file, folder, tag))), "attachment")


def _words(file: olefile.OleFileIO, folder: str, tag: str) -> str:
    if written := _stream(file, folder, tag, _UNICODE):
        return written.decode("utf-16-le", errors="replace").rstrip("\0")
    written = _stream(file, folder, tag, _BY_CODE_PAGE)
    return written.decode(_CODE_PAGE, errors="replace").rstrip("\0")


def _stream(file: olefile.OleFileIO, folder: str, tag: str, kind: str) -> bytes:
    path = [*filter(None, [folder]), f"__substg1.0_{tag}{kind}"]
    if not file.exists(path) or file.get_type(path) != olefile.STGTY_STREAM:
        return b""
    if file.get_size(path) > _MOST_BYTES:
        return b""
    with file.openstream(path) as stream:
        return bytes(stream.read())
