"""The first time somebody of the office opens a letter."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from circulars.domain.events import record
from circulars.models import EventKind, OfficeCopy
from offices.models import User


@transaction.atomic
def mark_opened(copy: OfficeCopy, *, by: User, at: dt.datetime) -> bool:
    """
    Note the first opening, so that the sender sees "opened". True if this was the first.

    The caller has found ``copy`` among what ``by`` may see. Compare-and-set: of two
    openings at once one is the first.
    """
    first = OfficeCopy.objects.filter(pk=copy.pk, opened_at=None).update(opened_at=at)
    if first:
        record(EventKind.OPENED, by=by, at=at, copy=copy)
    return bool(first)
