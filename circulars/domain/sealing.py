"""
The hash chain over the log.

Acts write plain events; this task links the committed ones in batches, so that no global
lock sits on the hot path. An event that commits late is sealed later: the chain's order is
the order of sealing. ``find_broken`` recomputes every link.

Each link needs the key of the installation (SEAL_KEY), which lies outside the database: who
can write in it can not link anew. The head is written to a file (SEAL_HEADS) outside it too,
so that an end that was cut off, or a chain begun anew, is seen.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import json
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import gettext as _

from circulars.models import Event, EventSeal

GENESIS = "0" * 64

# Any fixed number: whoever holds this lock is the one sealer.
_LOCK = 4_601_527


def with_key(text: str) -> str:
    """HMAC-SHA-256 of ``text`` with the key of the installation, hexadecimal."""
    return hmac.new(settings.SEAL_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()


def digest(event: Event, previous: str, *, keyed: bool = True) -> str:
    """
    HMAC over the previous digest and every column of the event, in a fixed writing; without
    the key, as older versions linked, plain SHA-256.
    """
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
    return with_key(text) if keyed else hashlib.sha256(text.encode()).hexdigest()


def seal_events(*, at: dt.datetime, batch: int = 5000) -> int:
    """Link up to ``batch`` events that have no seal yet. Returns how many. Repeatable."""
    sealed, head = _seal(at, batch)
    if head is not None:
        keep_head(head, at=at)
    return sealed


def keep_head(seal: EventSeal, *, at: dt.datetime) -> None:
    """Write the head of the chain, which is committed, behind the heads of before."""
    file = Path(settings.SEAL_HEADS)
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a") as heads:
        heads.write(f"{at.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ} {seal.position}:{seal.digest}\n")


def find_lost_heads() -> Iterator[str]:
    """One sentence for each head that was written outside and is in the chain no more."""
    file = Path(settings.SEAL_HEADS)
    if not file.exists():
        return
    heads = dict(line.split()[1].split(":") for line in file.read_text().splitlines() if line)
    wanted = {int(position): digest for position, digest in heads.items()}
    for first in range(0, len(wanted), 5000):
        part = dict(list(wanted.items())[first : first + 5000])
        found = EventSeal.objects.filter(position__in=part).values_list("position", "digest")
        there = dict(found)
        for position, kept in part.items():
            if there.get(position) != kept:
                yield _("หัวของบันทึกลำดับ %(number)s ที่เก็บไว้นอกฐานข้อมูลไม่ตรงกับในฐานข้อมูล") % {
                    "number": position
                }


@transaction.atomic
def _seal(at: dt.datetime, batch: int) -> tuple[int, EventSeal | None]:
    """What was linked, and the last link of it."""
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
    return len(seals), seals[-1] if seals else None


def find_broken(chunk: int = 2000) -> Iterator[str]:
    """
    One sentence for each sealed event that was changed or is missing, and each broken link.

    Events that are not sealed yet are not judged.
    """
    yield from find_lost_heads()
    position, previous, keyed = 0, GENESIS, False
    while True:
        seals = list(EventSeal.objects.filter(position__gt=position).order_by("position")[:chunk])
        if not seals:
            return
        events = Event.objects.in_bulk([seal.event_id for seal in seals])
        for seal in seals:
            yield from _judge(seal, events.get(seal.event_id), position, previous)
            if keyed and not seal.keyed:
                yield _("ตราผนึกลำดับ %(number)s ไม่ได้ใช้กุญแจ") % {"number": seal.position}
            position, previous, keyed = seal.position, seal.digest, keyed or seal.keyed


def _judge(seal: EventSeal, event: Event | None, position: int, previous: str) -> Iterator[str]:
    if seal.position != position + 1:
        yield _("ตราผนึกลำดับ %(number)s หายไป") % {"number": position + 1}
    elif seal.previous != previous:
        yield _("ตราผนึกลำดับ %(number)s ไม่ต่อจากลำดับก่อน") % {"number": seal.position}
    if event is None:
        yield _("เหตุการณ์ %(id)s หายไป") % {"id": seal.event_id}
    elif digest(event, seal.previous, keyed=seal.keyed) != seal.digest:
        yield _("เหตุการณ์ %(id)s ถูกแก้ไข") % {"id": event.pk}
