"""
What is not kept for ever: work that is done, notices long settled, the log of who came in.

The record itself (letters, registers, orders, answers, events, their seals) is never tidied.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db.models import Q, QuerySet
from django.utils import timezone

from circulars.domain.access import drop_months
from offices.models import Attempt
from outbox.models import OutboxItem
from workflow.models import Notice

#: The access log is kept at least so long, whatever the setting says.
LEAST_ACCESS_DAYS = 90
_BATCH = 5000


@dataclass(frozen=True, slots=True)
class Tidied:
    """What of one kind went, or would go."""

    what: str
    count: int


def tidy(*, at: dt.datetime, dry: bool = False) -> list[Tidied]:
    """Take away what is older than its setting says; ``dry``: only count. Repeatable."""
    rows: dict[str, QuerySet[Any]] = {
        "outbox": OutboxItem.objects.filter(done_at__lt=_before(at, settings.OUTBOX_DAYS)),
        "notices": _old_notices(_before(at, settings.NOTICE_DAYS)),
        "sessions": Session.objects.filter(expire_date__lt=at),
        "attempts": Attempt.objects.filter(last_at__lt=_before(at, 1)),
    }
    found = [Tidied(what, _take(chosen, dry=dry)) for what, chosen in rows.items()]
    days = max(settings.ACCESS_LOG_DAYS, LEAST_ACCESS_DAYS)
    months = drop_months(before=timezone.localdate(_before(at, days)), dry=dry)
    return [
        *found,
        Tidied("access log, months", len(months)),
        Tidied("mail files", _mails(_before(at, settings.NOTICE_DAYS), dry=dry)),
    ]


def _before(at: dt.datetime, days: int) -> dt.datetime:
    return at - dt.timedelta(days=days)


def _old_notices(before: dt.datetime) -> QuerySet[Notice]:
    """Read, or about work that is done."""
    return Notice.objects.filter(
        Q(read_at__isnull=False) | Q(settled_at__isnull=False), created_at__lt=before
    )


def _take(rows: QuerySet[Any], *, dry: bool) -> int:
    if dry:
        return rows.count()
    taken = 0
    # In parts: no long lock, and what was done stays done when it is stopped.
    while some := list(rows.order_by("pk").values_list("pk", flat=True)[:_BATCH]):
        rows.filter(pk__in=some).delete()
        taken += len(some)
    return taken


def _mails(before: dt.datetime, *, dry: bool) -> int:
    """Mails that became files because there is no server."""
    folder = Path(settings.EMAIL_FILE_PATH)
    if not folder.is_dir():
        return 0
    old = [one for one in folder.glob("*.log") if one.stat().st_mtime < before.timestamp()]
    act: Callable[[Path], object] = Path.exists if dry else Path.unlink
    for one in old:
        act(one)
    return len(old)
