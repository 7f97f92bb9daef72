"""
The outbox: work that must happen outside a transaction, written inside it.

A row is claimed with a lease, so that of many workers one has it and a dead one gives it
back. Most handlers run in one transaction with the row's "done"; a chunked handler commits
as it goes and must therefore be repeatable. Nothing here knows Redis: it only brings the
news, and what it loses the next sweep finds.
"""

from __future__ import annotations

import datetime as dt
import logging

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from outbox.models import OutboxItem
from outbox.registry import handlers

log = logging.getLogger(__name__)

#: Waiting after a failure doubles from ten seconds to an hour; a row is never given up.
FIRST_WAIT = dt.timedelta(seconds=10)
LONGEST_WAIT = dt.timedelta(hours=1)

_CLAIM = """
UPDATE outbox_outboxitem SET claimed_until = %(until)s, attempts = attempts + 1
WHERE id = (
  SELECT id FROM outbox_outboxitem
  WHERE id = %(id)s AND done_at IS NULL AND run_at <= %(now)s
    AND (claimed_until IS NULL OR claimed_until < %(now)s)
  FOR UPDATE SKIP LOCKED
)
RETURNING attempts
"""


class LostClaim(Exception):
    """The lease ran out and another worker has the row now: roll back what we did."""


def run_item(item_id: int, *, now: dt.datetime | None = None) -> bool:
    """
    Run one row, if it is due and nobody has it. True when it was run to its end.

    A failure is logged and kept in the row, which waits and is tried again.
    """
    now = now or timezone.now()
    attempt = _claim(item_id, now)
    if attempt is None:
        return False
    try:
        _run(item_id, attempt, now)
    except LostClaim:
        log.warning("outbox %s: the lease ran out, another worker has it", item_id)
        return False
    except Exception as error:
        log.exception("outbox %s failed, attempt %s", item_id, attempt)
        _put_back(item_id, attempt, error, now)
        return False
    return True


def _claim(item_id: int, now: dt.datetime) -> int | None:
    until = now + dt.timedelta(seconds=settings.OUTBOX_LEASE_SECONDS)
    with connection.cursor() as cursor:
        cursor.execute(_CLAIM, {"id": item_id, "now": now, "until": until})
        row = cursor.fetchone()
    return row[0] if row else None


def _run(item_id: int, attempt: int, now: dt.datetime) -> None:
    item = OutboxItem.objects.get(pk=item_id)
    registered = handlers[item.kind]
    if registered.chunked:
        registered.handler(item, now)
    with transaction.atomic():
        ours = OutboxItem.objects.select_for_update().filter(
            pk=item_id, attempts=attempt, done_at=None
        )
        if not ours.exists():
            raise LostClaim
        if not registered.chunked:
            registered.handler(item, now)
        ours.update(done_at=timezone.now(), claimed_until=None, last_error="")


def _put_back(item_id: int, attempt: int, error: Exception, now: dt.datetime) -> None:
    wait = min(FIRST_WAIT * 2 ** min(attempt - 1, 20), LONGEST_WAIT)
    OutboxItem.objects.filter(pk=item_id, attempts=attempt, done_at=None).update(
        claimed_until=None,
        run_at=now + wait,
        last_error=f"{type(error).__name__}: {error}"[:2000],
    )


def due_items(now: dt.datetime, *, limit: int = 200) -> list[int]:
    """Rows that wait and nobody has, or whose worker's lease ran out; oldest first."""
    waiting = OutboxItem.objects.filter(done_at=None, run_at__lte=now)
    free = waiting.filter(claimed_until=None) | waiting.filter(claimed_until__lt=now)
    return list(free.order_by("run_at", "id").values_list("pk", flat=True)[:limit])


def run_due(*, limit: int = 200) -> int:
    """
    Run in this process what is due, until nothing is. Returns how many rows were run.

    For tests, for the demo and for a person who mends an installation by hand.
    """
    done = 0
    tried: set[int] = set()
    while fresh := [pk for pk in due_items(timezone.now(), limit=limit) if pk not in tried]:
        for pk in fresh:
            tried.add(pk)
            done += run_item(pk)
    return done
