"""A notice that asks for work is settled by itself: the work is done, or asked for anew."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.db import connection
from django.db.models import Q

from circulars.models import OfficeCopy, Share
from workflow.models import PRESSING, WORK, Notice

_SUPERSEDE = """
UPDATE workflow_notice before SET settled_at = %(at)s
FROM workflow_notice later
WHERE before.copy_id = ANY(%(copies)s) AND before.settled_at IS NULL
  AND before.kind = ANY(%(work)s) AND later.share_id IS NOT DISTINCT FROM before.share_id
  AND later.copy_id = before.copy_id AND later.user_id = before.user_id AND later.id > before.id
  AND later.settled_at IS NULL AND later.kind = ANY(%(work)s)
"""


def supersede(copies: Collection[int], *, at: dt.datetime) -> int:
    """Nobody is asked twice for one work: the newest stands. Returns how many were settled."""
    with connection.cursor() as cursor:
        words: dict[str, Any] = {
            "copies": list(copies),
            "work": [kind.value for kind in WORK],
            "at": at,
        }
        cursor.execute(_SUPERSEDE, words)
        settled: int = cursor.rowcount
    return settled


def settle(copy: OfficeCopy, *, at: dt.datetime) -> int:
    """
    What ``copy`` waited for is done: nothing that was told of it asks for work any more, but
    for what the units beside the main one still have to do.
    """
    asking = Notice.objects.filter(copy=copy, share=None, settled_at=None, kind__in=WORK)
    return asking.update(settled_at=at)


def settle_share(share: Share, *, at: dt.datetime) -> int:
    """
    The same of what the unit of ``share`` was asked for, and of what pressed its people while
    the letter waited for their words.
    """
    pressed = Q(share=None, kind__in=PRESSING, user__posts__office=share.unit_id)
    asking = Notice.objects.filter(copy=share.copy_id, settled_at=None, kind__in=WORK)
    return asking.filter(Q(share=share) | pressed).update(settled_at=at)


def settle_deadline(copy: OfficeCopy, *, at: dt.datetime) -> int:
    """
    Once the office of ``copy`` has answered, wherever its letter lies, no deadline presses it.
    An answer from below, which opens the matter again, changes nothing.
    """
    asking = Notice.objects.filter(copy=copy, settled_at=None, kind__in=PRESSING)
    return asking.filter(copy__answered_at__isnull=False).update(settled_at=at)
