"""Have a file looked at for viruses by clamd, where the office runs one."""

import socket
import struct

from django.conf import settings
from django.utils.translation import gettext as _

from papers.errors import BUSY, UploadRefused

_SECONDS = 60
_CHUNK = 1 << 20


def scan(data: bytes) -> None:
    """
    Raises UploadRefused for a file in which clamd finds something; with the code "busy" when
    it cannot be asked: then nothing is kept unseen.
    """
    if not settings.CLAMAV_SOCKET:
        return
    try:
        answer = _asked(data)
    except OSError as error:
        raise UploadRefused(
            _("ยังตรวจไวรัสไม่ได้ในขณะนี้ ไฟล์ไม่เสียหาย โปรดลองใหม่ในอีกสักครู่ หรือแจ้งผู้ดูแลระบบ"),
            field="file",
            code=BUSY,
        ) from error
    if answer.endswith("FOUND"):
        found = answer.removesuffix("FOUND").rpartition(":")[2].strip()
        words = _("พบไวรัสในไฟล์ (%s) จึงไม่เก็บ โปรดแจ้งผู้ส่งและขอไฟล์ใหม่")
        raise UploadRefused(words % found, field="file")
    if not answer.endswith("OK"):
        raise UploadRefused(
            _("โปรแกรมตรวจไวรัสไม่รับไฟล์นี้ โปรดแบ่งเป็นไฟล์ที่เล็กลง หรือแจ้งผู้ดูแลระบบ"), field="file"
        )


def _asked(data: bytes) -> str:
    with _line() as line:
        line.settimeout(_SECONDS)
        line.sendall(b"zINSTREAM\0")
        for start in range(0, len(data), _CHUNK):
            piece = data[start : start + _CHUNK]
            line.sendall(struct.pack("!I", len(piece)) + piece)
        line.sendall(struct.pack("!I", 0))
        answer = b""
        while not answer.endswith(b"\0") and (piece := line.recv(4096)):
            answer += piece
    return answer.rstrip(b"\0").decode("utf-8", "replace").strip()


def _line() -> socket.socket:
    host, colon, port = settings.CLAMAV_SOCKET.rpartition(":")
    if colon and port.isdecimal():
        return socket.create_connection((host, int(port)), timeout=_SECONDS)
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        line.settimeout(_SECONDS)
        line.connect(settings.CLAMAV_SOCKET)
    except OSError:
        line.close()
        raise
    return line
