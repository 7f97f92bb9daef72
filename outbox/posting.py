"""Asking for work outside the transaction, by a row inside it."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Any

from django.db import transaction

from outbox.models import OutboxItem
from outbox.registry import tell

#: What is told after commit: the id of a row that waits.
POSTED = "posted"


def post(
    kind: str, key: str, *, at: dt.datetime, payload: dict[str, Any] | None = None
) -> OutboxItem:
    """
    Write one piece of work; a second asking for the same ``kind`` and ``key`` is the first.

    It runs at the earliest at ``at``, by a worker, at least once: handlers are repeatable.
    """
    item, made = OutboxItem.objects.get_or_create(
        kind=kind, key=key, defaults={"payload": payload or {}, "run_at": at}
    )
    if made:
        # Whoever hears of it wakes a worker; without him the sweep finds the row.
        transaction.on_commit(partial(tell, POSTED, item.pk))
    return item
