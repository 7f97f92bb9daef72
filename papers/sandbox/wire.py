"""One message on a socket: a head in JSON, then the bytes that it announces."""

import json
import socket
import struct
import time
from dataclasses import dataclass, field
from typing import Any

#: What a knock at the helper's door says: an ordinary job, one that needs the net, or one that
#: reads a questionnaire.
PLAIN, READING, ASKING = b".", b"r", b"q"

_LENGTH = struct.Struct("!I")
#: No more is read from the other side, whatever it announces.
_LARGEST_HEAD = 1024 * 1024
_LARGEST_PARTS = 1024 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Message:
    """``head`` is plain data; ``parts`` are files. Nothing in it can be executed."""

    head: dict[str, Any]
    parts: list[bytes] = field(default_factory=list)


def send(channel: socket.socket, message: Message) -> None:
    """Write ``message``; raises OSError when the other side is gone."""
    head = {**message.head, "sizes": [len(part) for part in message.parts]}
    line = json.dumps(head).encode()
    channel.sendall(_LENGTH.pack(len(line)) + line)
    for part in message.parts:
        channel.sendall(part)


def receive(channel: socket.socket, *, within: float | None = None) -> Message:
    """
    Read one message, in ``within`` seconds.

    Raises EOFError when it ends early, TimeoutError when it comes late, ValueError when it
    is no message or too large.
    """
    until = None if within is None else time.monotonic() + within
    (length,) = _LENGTH.unpack(_read(channel, _LENGTH.size, until))
    if length > _LARGEST_HEAD:
        raise ValueError(f"a head of {length} bytes")
    head = json.loads(_read(channel, length, until))
    sizes = [int(size) for size in head.pop("sizes")]
    if min(sizes, default=0) < 0 or sum(sizes) > _LARGEST_PARTS:
        raise ValueError(f"parts of {sizes} bytes")
    return Message(head, [_read(channel, size, until) for size in sizes])


def _read(channel: socket.socket, size: int, until: float | None) -> bytes:
    pieces: list[bytes] = []
    while size:
        if until is not None:
            channel.settimeout(max(0.001, until - time.monotonic()))
        piece = channel.recv(min(size, 1024 * 1024))
        if not piece:
            raise EOFError(f"{size} bytes are missing")
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)
