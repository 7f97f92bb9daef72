"""
The database of a test process is copied from one that the migrations filled once.

Every process ran them all, a quarter of a minute of its core; a copy takes a second. The
copy's name carries the digest of all migrations, so that a change of one makes it anew.
"""

from __future__ import annotations

import hashlib
from inspect import getsourcefile
from pathlib import Path

from django.db import connection
from django.db.migrations.loader import MigrationLoader

NAMED = "wian_migrated_"
_TURN = 7301


def migrated_database() -> str:
    """The name of a database to copy; made here when there is none of today's migrations."""
    name = NAMED + _digest()
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_TURN])
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [NAMED + "%"])
        there = {row[0] for row in cursor}
        if name not in there:
            for old in there:
                cursor.execute(f'DROP DATABASE "{old}"')
            making = _make()
            # Under its name it is whole: who is stopped while making it leaves no half one.
            cursor.execute(f'ALTER DATABASE "{making}" RENAME TO "{name}"')
    return name


def _digest() -> str:
    """Of the source of every migration, ours and others'."""
    found = hashlib.sha256()
    for key, migration in sorted(MigrationLoader(None).disk_migrations.items()):
        source = getsourcefile(type(migration))
        assert source is not None, key
        found.update(Path(source).read_bytes())
    return found.hexdigest()[:16]


def _make() -> str:
    usual, wanted = connection.settings_dict["NAME"], connection.settings_dict["TEST"]
    its_name, wanted["NAME"] = wanted["NAME"], f"making_{NAMED}now"
    try:
        return connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = usual
        wanted["NAME"] = its_name
