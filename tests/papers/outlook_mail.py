"""A small mail as Outlook saves it, for the tests: a compound file of version 3 [MS-CFB]."""

from __future__ import annotations

import itertools
import struct
from dataclasses import dataclass, field

SECTOR, SMALL, CUTOFF = 512, 64, 4096
FREE, END, IS_FAT, NOBODY = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
STORAGE, STREAM, ROOT = 1, 2, 5


def outlook_mail(text: str, *attachments: tuple[str, bytes]) -> bytes:
    """A mail with ``text`` and files by name; of two kinds of words the second is not Unicode."""
    top: Tree = {
        "__properties_version1.0": b"\0" * 32,
        "__substg1.0_1000001F": text.encode("utf-16-le"),
    }
    for number, (name, data) in enumerate(attachments):
        folder: Tree = {"__substg1.0_37010102": data}
        if number % 2:
            folder["__substg1.0_3707001E"] = name.encode("cp874")
        else:
            folder["__substg1.0_3707001F"] = name.encode("utf-16-le")
        top[f"__attach_version1.0_#{number:08X}"] = folder
    return compound_file(top)


Tree = dict[str, "bytes | Tree"]


@dataclass
class Parts:
    """What is laid out while the folders are walked."""

    entries: list[list[object]] = field(default_factory=list)
    sectors: list[bytes] = field(default_factory=list)
    fat: list[int] = field(default_factory=list)
    small: bytearray = field(default_factory=bytearray)
    small_fat: list[int] = field(default_factory=list)


def compound_file(top: Tree) -> bytes:
    """Folders and streams as one compound file."""
    parts = Parts()
    parts.entries.append(["Root Entry", ROOT, NOBODY, NOBODY, END, 0])
    parts.entries[0][3] = _lay(parts, top)
    parts.entries[0][4], parts.entries[0][5] = _chain(parts, bytes(parts.small)), len(parts.small)
    small_fat = struct.pack(f"<{len(parts.small_fat)}I", *parts.small_fat)
    first_small = _chain(parts, small_fat, fill=b"\xff")
    directory = b"".join(_entry(one) for one in parts.entries)
    first_directory = _chain(parts, directory)
    return _whole(parts, first_directory, first_small, -(-len(small_fat) // SECTOR))


def _lay(parts: Parts, tree: Tree) -> int:
    """The entries of one folder, each the right neighbour of the one before; the first's number."""
    numbers = []
    for name, content in tree.items():
        number = len(parts.entries)
        numbers.append(number)
        if isinstance(content, dict):
            parts.entries.append([name, STORAGE, NOBODY, NOBODY, 0, 0])
            parts.entries[number][3] = _lay(parts, content)
            continue
        start = _chain(parts, content) if len(content) >= CUTOFF else _chain_small(parts, content)
        parts.entries.append([name, STREAM, NOBODY, NOBODY, start, len(content)])
    for one, following in itertools.pairwise(numbers):
        parts.entries[one][2] = following
    return numbers[0] if numbers else NOBODY


def _chain(parts: Parts, data: bytes, fill: bytes = b"\0") -> int:
    first = len(parts.sectors)
    for at in range(0, len(data), SECTOR):
        parts.sectors.append(data[at : at + SECTOR].ljust(SECTOR, fill))
        parts.fat.append(len(parts.sectors))
    if not data:
        return END
    parts.fat[-1] = END
    return first


def _chain_small(parts: Parts, data: bytes) -> int:
    first = len(parts.small_fat)
    for at in range(0, len(data), SMALL):
        parts.small += data[at : at + SMALL].ljust(SMALL, b"\0")
        parts.small_fat.append(len(parts.small_fat) + 1)
    parts.small_fat[-1] = END
    return first


def _entry(row: list[object]) -> bytes:
    name, kind, right, child, start, size = row
    written = f"{name}\0".encode("utf-16-le")
    head = written.ljust(64, b"\0") + struct.pack("<HBB", len(written), kind, 1)
    links = struct.pack("<III", NOBODY, right, child)
    return head + links + b"\0" * 36 + struct.pack("<IQ", start, size)


def _whole(parts: Parts, first_directory: int, first_small: int, small_sectors: int) -> bytes:
    fats = 1
    while len(parts.fat) + fats > fats * (SECTOR // 4):
        fats += 1
    first_fat = len(parts.sectors)
    parts.fat += [IS_FAT] * fats
    fat = struct.pack(f"<{len(parts.fat)}I", *parts.fat).ljust(fats * SECTOR, b"\xff")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    head += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    head += struct.pack("<IIIII", 0, fats, first_directory, 0, CUTOFF)
    head += struct.pack("<IIII", first_small, small_sectors, END, 0)
    places = [*range(first_fat, first_fat + fats), *[FREE] * (109 - fats)]
    return head + struct.pack("<109I", *places) + b"".join(parts.sectors) + fat
