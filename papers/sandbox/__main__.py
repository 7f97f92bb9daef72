"""
The helper behind the door: ``python -m papers.sandbox``, a socket as its input.

Each message on that socket brings the socket of one job. The helper never reads a job
itself, so that no file reaches what the next one finds here; it ends with the program that
started it, and its children end with it.
"""

import os
import signal
import socket
import sys
import traceback
from importlib import import_module

from PIL import Image

from papers.errors import UploadRefused
from papers.sandbox.jobs import JOBS
from papers.sandbox.limits import LIMITS
from papers.sandbox.wire import ASKING, READING, Message, receive, send

_ONCE = {READING: "papers.sandbox.scans", ASKING: "papers.sandbox.questionnaires"}


def main() -> None:
    """Split off a child for every job until the other side of the input is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    Image.init()
    with socket.socket(fileno=sys.stdin.fileno()) as control:
        control.sendall(b".")
        while True:
            knock, descriptors, *_ = socket.recv_fds(control, 16, 1)
            if not descriptors:
                break
            if knock in _ONCE:
                # Once for all such jobs: the net costs a third of a second and 50 MB.
                import_module(_ONCE[knock])
            with socket.socket(fileno=descriptors[0]) as channel:
                if os.fork() == 0:
                    try:
                        # A child that fell must not listen for the jobs of others.
                        control.close()
                        do_one(channel)
                    finally:
                        os._exit(1)
    os.killpg(0, signal.SIGKILL)


def do_one(channel: socket.socket) -> None:
    """The life of a child: one message in, its limits taken, one message out."""
    try:
        message = receive(channel)
        job = message.head["job"]
        LIMITS[job].take()
        send(channel, answer(job, message))
    except (OSError, EOFError):
        # Whoever asked has gone: there is nobody to tell.
        os._exit(1)
    os._exit(0)


def answer(job: str, message: Message) -> Message:
    """What ``job`` found, or why it found nothing."""
    try:
        return JOBS[job](message)
    except UploadRefused as refusal:
        return Message({"refused": str(refusal), "code": refusal.code})
    except IndexError as error:
        return Message({"absent": str(error)})
    except Exception:  # noqa: BLE001 - whatever a foreign file does is told to the caller
        return Message({"failed": traceback.format_exc()})


if __name__ == "__main__":
    main()
