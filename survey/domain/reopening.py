"""Certificates that no longer say what the roll-up says: withdrawn, and certified anew."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from circulars.domain import reporting
from circulars.models import EventKind, OfficeCopy
from circulars.states import State
from offices.models import User
from survey.models import Certificate


def open_again(
    copies: Iterable[OfficeCopy],
    *,
    by: User,
    at: dt.datetime,
    reason: str,
    kind: EventKind = EventKind.ANSWER_RETURNED,
) -> None:
    """
    Withdraw the certificates of ``copies``, and let those that had reported report once more.

    The copies are locked; their officers find the step in their work again (``heard``).
    """
    copies = list(copies)
    Certificate.objects.filter(copy__in=copies, withdrawn_at=None).update(
        withdrawn_at=at, withdrawn_by=by, withdrawn_reason=reason[:500]
    )
    for copy in copies:
        if copy.state == State.REPORTED:
            reporting.reopen(copy, by=by, at=at, reason=reason, kind=kind)


def cover_late(way: Sequence[OfficeCopy], *, by: User, at: dt.datetime) -> None:
    """
    The office of ``way[0]`` has answered: who certified above it without that certifies anew.

    ``way`` is locked, nearest first. An answer that a certificate covers cannot be changed,
    so any certificate in force above is one that was given early.
    """
    answered, *above = way
    reason = _("%(office)s ส่งคำตอบหลังการรับรองผล") % {"office": answered.office.label}
    open_again(above, by=by, at=at, reason=reason, kind=EventKind.ANSWERED)
