"""How far the letters to the receivers themselves have come, whatever they owe: counted once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Max, Q
from django.db.models.functions import Coalesce

from circulars.models import OfficeCopy
from circulars.models.copy import ANSWERED, UNANSWERED, late_itself
from circulars.states import WITHDRAWN, State


@dataclass(frozen=True, slots=True)
class Direct:
    """
    How far the copies sent from one copy have come; each figure contains the next ones,
    but for answers that came before their letter was registered.

    ``overdue`` are late themselves: who waits for somebody below is not (``awaits_below``).
    ``awaited`` have not answered yet; ``last_settled_at`` is when the last of the others
    answered, closed the matter, or was taken out.
    """

    sent: int = 0
    opened: int = 0
    registered: int = 0
    forwarded: int = 0
    answered: int = 0
    returned: int = 0
    overdue: int = 0
    awaited: int = 0
    last_settled_at: dt.datetime | None = None


def direct(copies: Iterable[int], *, at: dt.datetime) -> dict[int, Direct]:
    """For each copy id, how far its direct children have come: one grouped query."""
    rows = (
        OfficeCopy.objects.filter(parent__in=list(copies))
        .order_by()
        .values_list("parent")
        .annotate(
            sent=Count("pk", filter=~Q(state__in=WITHDRAWN)),
            opened=Count("pk", filter=Q(opened_at__isnull=False)),
            registered=Count("pk", filter=Q(registered_at__isnull=False)),
            forwarded=Count("pk", filter=Q(forwarded_at__isnull=False)),
            answered=Count("pk", filter=ANSWERED),
            returned=Count("pk", filter=Q(state=State.RETURNED)),
            overdue=Count("pk", filter=late_itself(at)),
            awaited=Count("pk", filter=UNANSWERED),
            last_settled_at=Max(Coalesce("answered_at", "closed_at")),
        )
    )
    return {parent: Direct(*figures) for parent, *figures in rows if parent is not None}
