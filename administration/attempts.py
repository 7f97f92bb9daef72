"""
How long somebody waits who failed to come in: longer with each failure, never for ever.

Nobody is locked out by others: who has come in from a device before has a bucket of his own
there. From elsewhere an account waits by address, and by account alone only after many
failures from everywhere. Forty people behind one address are forty accounts: the address
itself waits only when failures go on across accounts.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection

from offices.models import Attempt

#: The first wait; it doubles with each failure more, up to the longest.
FIRST_WAIT = dt.timedelta(seconds=5)
LONGEST_WAIT = dt.timedelta(minutes=5)
#: After so long without a failure a bucket is as new.
FORGOTTEN_AFTER = dt.timedelta(minutes=30)

_COUNT = """
INSERT INTO offices_attempt AS known (bucket, failures, last_at) VALUES (%(bucket)s, 1, %(at)s)
ON CONFLICT (bucket) DO UPDATE SET
  failures = CASE WHEN known.last_at < %(stale)s THEN 1 ELSE known.failures + 1 END,
  last_at = %(at)s
"""


@dataclass(frozen=True, slots=True)
class Bucket:
    """What is counted together, and how many failures cost nothing."""

    name: str
    free: int

    @property
    def key(self) -> str:
        return hashlib.sha256(self.name.encode()).hexdigest()


def buckets_of(account: str, address: str, device: str) -> list[Bucket]:
    """
    Where an attempt counts; ``device`` is "" unless this account came in from it before.

    account  the name as typed; address  of the browser; device  of its own cookie
    """
    name = account.strip().casefold()
    if device:
        return [Bucket(f"device:{name}:{device}", 4)]
    return [
        Bucket(f"here:{name}:{address}", 4),
        Bucket(f"account:{name}", 30),
        Bucket(f"address:{address}", 100),
    ]


def wait_for(buckets: Iterable[Bucket], *, at: dt.datetime) -> dt.timedelta:
    """How long until the next attempt is looked at; zero: now."""
    free = {one.key: one.free for one in buckets}
    waits = [dt.timedelta()]
    for found in Attempt.objects.filter(bucket__in=free, last_at__gt=at - FORGOTTEN_AFTER):
        over = found.failures - free[found.bucket]
        if over > 0:
            wait = min(FIRST_WAIT * 2 ** min(over - 1, 10), LONGEST_WAIT)
            waits.append(found.last_at + wait - at)
    return max(waits)


def note_failure(buckets: Iterable[Bucket], *, at: dt.datetime) -> None:
    """Count one failure in each bucket; two at one moment are two."""
    with connection.cursor() as cursor:
        for key in sorted(one.key for one in buckets):
            values: dict[str, Any] = {"bucket": key, "at": at, "stale": at - FORGOTTEN_AFTER}
            cursor.execute(_COUNT, values)


def forget(buckets: Iterable[Bucket]) -> None:
    """He came in: his own failures are forgotten, those of his address are not."""
    own = [one.key for one in buckets if not one.name.startswith("address:")]
    Attempt.objects.filter(bucket__in=own).delete()
