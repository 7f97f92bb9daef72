"""Writing the append-only log."""

from __future__ import annotations

import datetime as dt
from typing import Any

from circulars.domain.search_text import REWORDING, keep_words
from circulars.models import Circular, Event, EventKind, OfficeCopy
from offices.models import Office, User
from outbox.registry import tell

#: What is told inside the transaction of the act: the event.
RECORDED = "recorded"


def record(
    kind: EventKind,
    *,
    by: User | None,
    at: dt.datetime,
    office: Office | None = None,
    circular: Circular | None = None,
    copy: OfficeCopy | None = None,
    **data: Any,
) -> Event:
    """
    Write what happened, in the transaction of the act: last, when its rows are in place.

    ``office`` and ``circular`` default to those of ``copy``. ``data`` must be JSON. What the
    copy is found by is written anew, so that no act can forget it.
    """
    event = Event.objects.create(
        kind=kind,
        at=at,
        actor=by,
        office_id=office.pk if office else (copy.office_id if copy else None),
        circular_id=circular.pk if circular else (copy.circular_id if copy else None),
        copy=copy,
        data=data,
    )
    if copy is not None and kind in REWORDING:
        keep_words(copy)
    tell(RECORDED, event)
    return event
