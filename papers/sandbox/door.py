"""
Ask the sandbox to do something with a file from outside.

A web process, a Celery process and a test each have a helper of their own from their first
question on. It costs 40 MB and a third of a second once; a job costs a few milliseconds.
"""

import atexit
import logging
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from papers.errors import Busy, Unreadable, UploadRefused
from papers.sandbox.limits import LIMITS
from papers.sandbox.wire import ASKING, PLAIN, READING, Message, receive, send

log = logging.getLogger(__name__)

_TOP = Path(__file__).resolve().parents[2]
_COMMAND = ["-m", "papers.sandbox"]
#: The kernel ends a job at its limit; a helper that does not answer even then is given up.
_GRACE_SECONDS = 5
_START_SECONDS = 60
_KNOCKS = {"read": READING, "questionnaire": ASKING}


class Helper:
    """The process behind the door, and the line to it."""

    def __init__(self) -> None:
        self.control, theirs = socket.socketpair()
        with theirs:
            # Neither keys nor addresses: what breaks out of the libraries finds nothing here.
            self.process = subprocess.Popen(
                [sys.executable, *_COMMAND],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                cwd=_TOP,
                # One thread: the limits of a child are those of one page on one core.
                env={"PATH": os.defpath, "LANG": "C.UTF-8", "OPENBLAS_NUM_THREADS": "1"},
                start_new_session=True,
            )
        self.control.settimeout(_START_SECONDS)
        if self.control.recv(1) != b".":
            raise RuntimeError("the sandbox does not start: see the lines above in the log")

    def open(self, knock: bytes) -> socket.socket:
        """A line to a new child. Raises OSError when the helper is gone."""
        mine, theirs = socket.socketpair()
        try:
            with theirs:
                socket.send_fds(self.control, [knock], [theirs.fileno()])
        except OSError:
            mine.close()
            raise
        return mine

    def end(self) -> None:
        """Stop the helper and every job under way."""
        self.control.close()
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def forget(self) -> None:
        """After a fork: it belongs to the parent process, which ends it."""
        self.control.close()
        self.process.returncode = 0


class Door:
    """The helper of this process. Two jobs at a time: a page full of pictures asks for many."""

    def __init__(self) -> None:
        self.helper: Helper | None = None
        self.reset()

    def reset(self) -> None:
        """Locks that nobody holds."""
        self.lock = threading.Lock()
        self.places = threading.BoundedSemaphore(2)

    def line(self, knock: bytes) -> socket.socket:
        """A line to a new child, of a new helper when the old one was killed."""
        with self.lock:
            try:
                if self.helper is not None:
                    return self.helper.open(knock)
            except OSError:
                log.warning("the sandbox is gone and is started again")
                self.close()
            self.helper = Helper()
            return self.helper.open(knock)

    def close(self) -> None:
        """End the helper, if there is one."""
        if self.helper is not None:
            self.helper.end()
            self.helper = None

    def after_fork(self) -> None:
        """Leave the helper and the locks to the parent process."""
        if self.helper is not None:
            self.helper.forget()
            self.helper = None
        self.reset()


_door = Door()
atexit.register(_door.close)
os.register_at_fork(after_in_child=_door.after_fork)


def ask(job: str, *parts: bytes, **arguments: Any) -> Message:
    """
    Have ``job`` done with the files ``parts``.

    Raises Unreadable when the file broke the job or its limits, Busy when the machine did
    not come to it in time, UploadRefused with the job's own reason, IndexError when what was
    asked for is not in the file.
    """
    knock = _KNOCKS.get(job, PLAIN)
    with _door.places, _door.line(knock) as channel:
        started = time.monotonic()
        try:
            channel.settimeout(LIMITS[job].wall)
            send(channel, Message({"job": job, **arguments}, list(parts)))
            answer = receive(channel, within=LIMITS[job].wall + _GRACE_SECONDS)
        except (OSError, EOFError, ValueError) as error:
            took = time.monotonic() - started
            log.warning(
                "%s of %d bytes was ended after %.1f s: %r", job, len(parts[0]), took, error
            )
            # What is a trap is told by what it computes; waiting is no fault of the file.
            raise (busy() if took >= LIMITS[job].wall else unreadable()) from error
    if "failed" in answer.head:
        log.warning("%s of a file of %d bytes failed: %s", job, len(parts[0]), answer.head)
        raise unreadable()
    if "refused" in answer.head:
        raise UploadRefused(_(answer.head["refused"]), field="file", code=answer.head["code"])
    if "absent" in answer.head:
        raise IndexError(answer.head["absent"])
    return answer


def busy() -> Busy:
    """What a person is told when the machine is at its limit."""
    return Busy(_("ระบบกำลังยุ่ง จึงยังเปิดไฟล์นี้ไม่ได้ ไฟล์ไม่เสียหาย โปรดลองใหม่ในอีกสักครู่"))


def unreadable() -> Unreadable:
    """What a person is told of a kept file that cannot be opened."""
    return Unreadable(
        _("แสดงไฟล์นี้ไม่ได้เพราะไฟล์ผิดรูปแบบ โปรดขอไฟล์ใหม่จากผู้ส่ง หรือดาวน์โหลดต้นฉบับไปเปิดบนเครื่องที่ปลอดภัย")
    )
