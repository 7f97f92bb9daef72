"""
What many tests begin with is built once for each test process, and copied in afterwards.

A world of letters takes the product's own acts half a second to a second to build; its rows
come back from the copy in hundredths. Built, taken out and put in are the same rows under
the same ids, which no later row can have: sequences never run back.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TypeVar

from django.conf import settings
from django.db import connection

T = TypeVar("T")

#: What the migrations themselves fill.
OF_MIGRATIONS = {"auth_permission", "django_content_type", "django_migrations", "django_site"}

_TABLES = """
SELECT relname, array_agg(quote_ident(attname) ORDER BY attnum)
FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
  AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
GROUP BY relname ORDER BY relname
"""


@dataclass(frozen=True, slots=True)
class Kept:
    """Rows by table and its columns, files by their path, and what the builder gave."""

    rows: dict[str, bytes]
    files: dict[str, bytes]
    made: bytes


_kept: dict[str, Kept] = {}
_tables: dict[str, str] = {}


def built_once(build: Callable[[], T]) -> Callable[[], T]:
    """Under ``pytest.fixture``: what the fixture gives is ``kept``."""

    @wraps(build)
    def give() -> T:
        return kept(build)

    return give


def kept(build: Callable[[], T], name: str = "") -> T:
    """
    What ``build`` gives, with its rows and files: built at the first call in this process.

    ``name`` tells it from others where the name of ``build`` does not. A test that commits
    builds it itself, for then things happen after the commit.
    """
    if not connection.in_atomic_block:
        return build()
    key = name or f"{build.__module__}.{build.__qualname__}"
    if key in _kept:
        return _put_in(_kept[key])
    before = _filled()
    made = build()
    if before <= OF_MIGRATIONS:
        _kept[key] = Kept(_rows(_filled() - before), _files(), pickle.dumps(made))
    return made


def _put_in(one: Kept) -> T:
    with connection.cursor() as cursor:
        for target, rows in one.rows.items():
            with cursor.copy(f"COPY {target} FROM STDIN") as copy:
                copy.write(rows)
    for name, data in one.files.items():
        file = Path(settings.MEDIA_ROOT) / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    made: T = pickle.loads(one.made)
    return made


def _rows(tables: set[str]) -> dict[str, bytes]:
    found = {}
    with connection.cursor() as cursor:
        for table in sorted(tables):
            columns = _columns()[table]
            with cursor.copy(f"COPY (SELECT {columns} FROM {table}) TO STDOUT") as copy:
                found[f"{table} ({columns})"] = b"".join(copy)
    return found


def _files() -> dict[str, bytes]:
    top = Path(settings.MEDIA_ROOT)
    return {str(one.relative_to(top)): one.read_bytes() for one in top.rglob("*") if one.is_file()}


def _columns() -> dict[str, str]:
    if not _tables:
        with connection.cursor() as cursor:
            cursor.execute(_TABLES)
            _tables.update((name, ", ".join(columns)) for name, columns in cursor.fetchall())
    return _tables


def _filled() -> set[str]:
    """The tables that have a row."""
    asked = (f"SELECT '{name}' WHERE EXISTS (SELECT FROM {name})" for name in _columns())
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(asked))
        return {name for (name,) in cursor.fetchall()}
