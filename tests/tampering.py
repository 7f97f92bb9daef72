"""Changing by force what the database keeps, as somebody with its password could."""

from collections.abc import Iterator
from contextlib import contextmanager

import pgtrigger
from django.db import connection


@contextmanager
def tampering() -> Iterator[None]:
    """Within the ``with`` block, inside one transaction, no trigger refuses anything."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
    yield
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = origin")


def enable_trigger(table: str, name: str) -> None:
    """Put a trigger that is off in tests back, until the transaction ends."""
    for model, trigger in pgtrigger.registered():
        if (model._meta.db_table, trigger.name) == (table, name):
            trigger.enable(model)
