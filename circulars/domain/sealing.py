"""
The hash chain over the log.

Acts write plain events; this task links the committed ones in batches, so that no global
lock sits on the hot path. An event that commits late is sealed later: the chain's order is
the order of sealing. ``find_broken`` recomputes every link.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator

from django.db import connection, transaction
from django.utils.translation import gettext as _

from circulars.models import Event, EventSeal

GENESIS = "0" * 64

# Any fixed number: whoever holds this lock is the one sealer.
_LOCK = 4_601_527


def digest(event: Event, previous: str) -> str:
    """SHA-256 over the previous digest and every column of the event, in a fixed writing."""
    row = [
        previous,
        event.pk,
        event.at.astimezone(dt.UTC).isoformat(timespec="microseconds"),
        event.kind,
        event.actor_id,
        event.office_id,
        event.circular_id,
        event.copy_id,
        event.data,
    ]
    text = json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


@transaction.atomic
def seal_events(*, at: dt.datetime, batch: int = 5000) -> int:
    """Link up to ``batch`` events that have no seal yet. Returns how many. Repeatable."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    last = EventSeal.objects.order_by("-position").first()
    position, previous = (last.position, last.digest) if last else (0, GENESIS)
    waiting = Event.objects.raw(
        "SELECT event.* FROM circulars_event event"
        " LEFT JOIN circulars_eventseal seal ON seal.event_id = event.id"
        " WHERE seal.id IS NULL ORDER BY event.id LIMIT %s",
        [batch],
    )
    seals = []
    for event in waiting:
        position += 1
        sealed = digest(event, previous)
        seals.append(
            EventSeal(
                position=position,
                event_id=event.pk,
                previous=previous,
                digest=sealed,
                sealed_at=at,
            )
        )
        previous = sealed
    EventSeal.objects.bulk_create(seals, batch_size=1000)
    return len(seals)


def find_broken(chunk: int = 2000) -> Iterator[str]:
    """
    One sentence for each sealed event that was changed or is missing, and each broken link.

    Events that are not sealed yet are not judged.
    """
    position, previous = 0, GENESIS
    while True:
        seals = list(EventSeal.objects.filter(position__gt=position).order_by("position")[:chunk])
        if not seals:
            return
        events = Event.objects.in_bulk([seal.event_id for seal in seals])
        for seal in seals:
            yield from _judge(seal, events.get(seal.event_id), position, previous)
            position, previous = seal.position, seal.digest


def _judge(seal: EventSeal, event: Event | None, position: int, previous: str) -> Iterator[str]:
    if seal.position != position + 1:
        yield _("ตราผนึกลำดับ %(number)s หายไป") % {"number": position + 1}
    elif seal.previous != previous:
        yield _("ตราผนึกลำดับ %(number)s ไม่ต่อจากลำดับก่อน") % {"number": seal.position}
    if event is None:
        yield _("เหตุการณ์ %(id)s หายไป") % {"id": seal.event_id}
    elif digest(event, seal.previous) != seal.digest:
        yield _("เหตุการณ์ %(id)s ถูกแก้ไข") % {"id": event.pk}
