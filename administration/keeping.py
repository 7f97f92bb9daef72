"""
Backing up and restoring: the database first, then the files that it names, each by its hash.

A backup folder holds ``dumps`` (one a run), ``files`` (each content once, under its SHA-256)
and ``manifests`` (which file lay where at that run). A second run copies only what is new.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection

from circulars.domain.sealing import find_broken
from workflow.checking import disagreements
from workflow.verifying import find_wrong_files
from workflow.vouching import find_changed

_PART = 1 << 20


class KeepingError(Exception):
    """What stands in the way, in one sentence for the operator."""


@dataclass(frozen=True, slots=True)
class BackedUp:
    """One run: its name, and how many files were new of how many."""

    name: str
    new: int
    files: int


def program(name: str) -> str:
    """One of PostgreSQL's programs, the newest. Raises KeepingError."""
    versions = Path("/usr", "lib", "postgresql").glob(f"*/bin/{name}")
    found = sorted(versions, key=lambda file: int(file.parts[-3]))
    path = str(found[-1]) if found else shutil.which(name)
    if path is None:
        raise KeepingError(f"{name} is missing: install postgresql-client")
    return path


def _where() -> tuple[list[str], dict[str, str]]:
    """How the programs reach the database; the password goes by the environment alone."""
    values = connection.settings_dict
    words = ["-d", str(values["NAME"]), "-U", str(values["USER"])]
    for option, key in (("-h", "HOST"), ("-p", "PORT")):
        if values[key]:
            words += [option, str(values[key])]
    return words, {"LC_ALL": "C.UTF-8", "PGPASSWORD": str(values["PASSWORD"] or "")}


def _run(name: str, *words: str) -> None:
    where, environment = _where()
    command = [program(name), *where, *words]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise KeepingError(f"{name}: {done.stderr.strip()[-500:]}")


def _hash(file: Path) -> str:
    found = hashlib.sha256()
    with file.open("rb") as opened:
        while part := opened.read(_PART):
            found.update(part)
    return found.hexdigest()


def _files(root: Path) -> Iterator[Path]:
    return (file for file in sorted(root.rglob("*")) if file.is_file())


def back_up(folder: Path, *, at: dt.datetime) -> BackedUp:
    """Dump the database, then copy the files that are not there yet. Raises KeepingError."""
    name = f"{at.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"
    for part in ("dumps", "files", "manifests"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    unfinished = folder / "dumps" / f"{name}.part"
    _run("pg_dump", "-Fc", "--no-owner", "--no-privileges", "-f", str(unfinished))
    media, manifest, new = Path(settings.MEDIA_ROOT), {}, 0
    for file in _files(media):
        digest = _hash(file)
        manifest[str(file.relative_to(media))] = digest
        new += _copy(file, folder / "files" / digest[:2] / digest)
    heads = Path(settings.SEAL_HEADS)
    kept = {
        "files": manifest,
        "dump_sha256": _hash(unfinished),
        "heads": heads.read_text() if heads.exists() else "",
    }
    unfinished.rename(folder / "dumps" / f"{name}.dump")
    # Last: a run without a manifest was not finished.
    (folder / "manifests" / f"{name}.json").write_text(json.dumps(kept, indent=0))
    return BackedUp(name, new, len(manifest))


def _copy(file: Path, kept: Path) -> bool:
    if kept.exists():
        return False
    kept.parent.mkdir(parents=True, exist_ok=True)
    part = kept.with_suffix(".part")
    shutil.copyfile(file, part)
    part.rename(kept)
    return True


def restore(folder: Path, *, name: str = "") -> str:
    """
    Fill an empty database and an empty media folder from a run, the newest if none is named.

    Returns its name. Raises KeepingError, also when the place is not empty or bytes of the
    backup are not what they were.
    """
    runs = sorted(file.stem for file in (folder / "manifests").glob("*.json"))
    name = name or (runs[-1] if runs else "")
    if name not in runs:
        raise KeepingError(f"no finished backup {name} in {folder}")
    kept = json.loads((folder / "manifests" / f"{name}.json").read_text())
    dump = folder / "dumps" / f"{name}.dump"
    if not dump.exists() or _hash(dump) != kept["dump_sha256"]:
        raise KeepingError(f"the dump {name} is gone or not what it was")
    _need_empty()
    _run("pg_restore", "--no-owner", "--no-privileges", "--exit-on-error", str(dump))
    for place, digest in kept["files"].items():
        _put_back(folder / "files" / digest[:2] / digest, Path(settings.MEDIA_ROOT) / place, digest)
    heads = Path(settings.SEAL_HEADS)
    heads.parent.mkdir(parents=True, exist_ok=True)
    heads.write_text(kept["heads"])
    return name


def _need_empty() -> None:
    if connection.introspection.table_names():
        raise KeepingError("the database is not empty: make a new one, and restore into it")
    if Path(settings.MEDIA_ROOT).exists() and any(_files(Path(settings.MEDIA_ROOT))):
        raise KeepingError("the media folder is not empty")


def _put_back(kept: Path, place: Path, digest: str) -> None:
    if not kept.exists() or _hash(kept) != digest:
        raise KeepingError(f"the file {digest} of the backup is gone or not what it was")
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(kept, place)


_NUMBERS = """
SELECT b.id, b.last_number, count(e.id), max(e.number) FROM circulars_registerbook b
LEFT JOIN circulars_registerentry e ON e.book_id = b.id AND NOT e.given_back
GROUP BY b.id HAVING count(e.id) <> b.last_number - b.first_number + 1
  OR coalesce(max(e.number), b.first_number - 1) <> b.last_number
"""


def find_wrong() -> Iterator[str]:
    """One sentence for all that is not whole: log, record, files, processes, numbers."""
    yield from find_broken()
    yield from find_changed()
    yield from find_wrong_files()
    yield from map(str, disagreements())
    with connection.cursor() as cursor:
        cursor.execute(_NUMBERS)
        for book, last, count, highest in cursor.fetchall():
            yield f"book {book}: last number {last}, {count} lines, the highest {highest}"
