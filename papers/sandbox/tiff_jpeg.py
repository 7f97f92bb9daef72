"""
The JPEG inside a page of a TIFF, as a JPEG of its own: nothing is drawn anew or lost.

Scanners cut a page into strips, each a JPEG without its tables. Put one after the other with
restart marks between them they are one picture, because a strip and what follows a restart
mark begin the same way.
"""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_WIDTH, _HEIGHT, _COMPRESSION, _PHOTOMETRIC = 256, 257, 259, 262
_OFFSETS, _ROWS, _COUNTS, _TILED, _TABLES = 273, 278, 279, 322, 347
_JPEG = 7
_GREY, _YCBCR = 1, 6
_SOI, _EOI, _SOS, _SOF0, _DRI, _DQT, _DHT, _APP1 = 0xD8, 0xD9, 0xDA, 0xC0, 0xDD, 0xDB, 0xC4, 0xE1
_MOST_UNITS = 65535
_UNIT = 8


@dataclass(frozen=True, slots=True)
class Strip:
    """The segments of a JPEG before its scan, by marker, and the scan itself."""

    segments: list[tuple[int, bytes]]
    scan: bytes

    def has(self, marker: int) -> bool:
        return any(found == marker for found, _payload in self.segments)


def jpeg_of(file: bytes, tags: Mapping[int, Any], orientation: int = 1) -> bytes | None:
    """The page that ``tags`` describe as JPEG; None when it cannot be had without drawing it."""
    if tags.get(_COMPRESSION) != _JPEG or _TILED in tags:
        return None
    if tags.get(_PHOTOMETRIC) not in (_GREY, _YCBCR):
        return None
    try:
        tables = _segments(tags[_TABLES]).segments if _TABLES in tags else []
        places = zip(_many(tags[_OFFSETS]), _many(tags[_COUNTS]), strict=True)
        strips = [_segments(file[start : start + length]) for start, length in places]
        return _joined(tables, strips, tags, orientation)
    except (KeyError, IndexError, ValueError, TypeError, struct.error):
        return None


def _many(value: Any) -> Sequence[int]:
    return value if isinstance(value, tuple | list) else (value,)


def _segments(data: bytes) -> Strip:
    """Raises ValueError when ``data`` is no JPEG."""
    if data[:2] != bytes((0xFF, _SOI)):
        raise ValueError("not a JPEG")
    place = 2
    found: list[tuple[int, bytes]] = []
    while data[place] == 0xFF:
        marker = data[place + 1]
        if marker == _EOI:
            return Strip(found, b"")
        (length,) = struct.unpack_from(">H", data, place + 2)
        found.append((marker, data[place + 4 : place + 2 + length]))
        place += 2 + length
        if marker == _SOS:
            end = data.rfind(bytes((0xFF, _EOI)))
            return Strip(found, data[place : end if end > 0 else len(data)])
    raise ValueError("no marker where one must be")


def _joined(
    tables: list[tuple[int, bytes]], strips: list[Strip], tags: Mapping[int, Any], orientation: int
) -> bytes | None:
    first = strips[0]
    frame = dict(first.segments)[_SOF0]
    units = _units(frame, int(tags[_WIDTH]), int(tags.get(_ROWS, tags[_HEIGHT])))
    many = len(strips) > 1
    own = any(one.has(marker) for one in strips for marker in (_DRI, _DQT, _DHT))
    if many and (own or not units or not all(one.has(_SOF0) for one in strips)):
        return None
    whole = frame[:1] + struct.pack(">H", int(tags[_HEIGHT])) + frame[3:]
    parts = [bytes((0xFF, _SOI)), _turned(orientation)]
    parts += [_written(marker, payload) for marker, payload in tables]
    for marker, payload in first.segments:
        if marker == _SOS and many:
            parts.append(_written(_DRI, struct.pack(">H", units)))
        parts.append(_written(marker, whole if marker == _SOF0 else payload))
    for number, strip in enumerate(strips):
        if number:
            parts.append(bytes((0xFF, 0xD0 + (number - 1) % 8)))
        parts.append(strip.scan)
    return b"".join([*parts, bytes((0xFF, _EOI))])


def _units(frame: bytes, width: int, rows: int) -> int:
    """How many units of drawing a strip has; 0 when it does not end with one."""
    shares = [frame[7 + 3 * part] for part in range(frame[5])]
    across = _UNIT * (max(share >> 4 for share in shares) if len(shares) > 1 else 1)
    down = _UNIT * (max(share & 15 for share in shares) if len(shares) > 1 else 1)
    units = -(-width // across) * (rows // down)
    return units if rows % down == 0 and units <= _MOST_UNITS else 0


def _written(marker: int, payload: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(payload) + 2) + payload


def _turned(orientation: int) -> bytes:
    """Exif that says how the page was put into the scanner."""
    if orientation == 1:
        return b""
    entry = struct.pack("<HHIHH", 274, 3, 1, orientation, 0)
    directory = b"II*\x00" + struct.pack("<IH", 8, 1) + entry + struct.pack("<I", 0)
    return _written(_APP1, b"Exif\x00\x00" + directory)
