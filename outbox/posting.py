"""Asking for work outside the transaction, by a row inside it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import Any

from django.db import transaction

from outbox.models import OutboxItem

_wakers: list[Callable[[int], object]] = []


def on_posted(waker: Callable[[int], object]) -> None:
    """Register who is told, after commit, that a row waits. Without one, the sweep finds it."""
    if waker not in _wakers:
        _wakers.append(waker)


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
        for waker in _wakers:
            transaction.on_commit(partial(waker, item.pk))
    return item
