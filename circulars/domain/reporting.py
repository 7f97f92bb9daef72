"""Closing a copy upward: its office has answered, or certified the answers below it."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from circulars.domain import outbox
from circulars.domain.events import record
from circulars.domain.moving import lock, move
from circulars.errors import Invalid
from circulars.models import EventKind, OfficeCopy, User
from circulars.states import State


@transaction.atomic
def start_collecting(copy: OfficeCopy, *, at: dt.datetime) -> bool:
    """
    Answers are awaited from below: DISPATCHED → REPORTING. Repeatable; True the first time.
    """
    copy = lock(copy)
    if copy.state != State.DISPATCHED:
        return False
    move(copy, State.REPORTING, at=at)
    return True


@transaction.atomic
def close_sent(copy: OfficeCopy, *, at: dt.datetime) -> bool:
    """
    Nothing is to be collected: passing it on was all. DISPATCHED → FILED. Repeatable.
    """
    copy = lock(copy)
    if copy.state != State.DISPATCHED:
        return False
    move(copy, State.FILED, at=at)
    return True


@transaction.atomic
def release(copy: OfficeCopy, *, at: dt.datetime) -> bool:
    """
    No answer is asked of the office any more: REPORTING → FILED, for one that only had to
    answer. True when it was closed now. The caller records why.
    """
    copy = lock(copy)
    if copy.state != State.REPORTING or copy.dispatches.exists():
        return False
    move(copy, State.FILED, at=at)
    return True


@transaction.atomic
def report(copy: OfficeCopy, *, by: User, at: dt.datetime, note: str = "") -> OfficeCopy:
    """
    The office of ``copy`` has reported upward; who may is checked by the caller's act.

    Raises WrongState when the copy is not awaiting a report.
    """
    copy = lock(copy)
    move(copy, State.REPORTED, at=at)
    copy.answered_at = at
    copy.save(update_fields=["answered_at"])
    record(EventKind.REPORTED, by=by, at=at, copy=copy, note=note)
    if copy.parent_id is not None:
        outbox.post(
            "child_reported",
            f"{copy.pk}:{at.isoformat()}",
            at=at,
            payload={"copy": copy.pk, "parent": copy.parent_id},
        )
    return copy


@transaction.atomic
def reopen(
    copy: OfficeCopy,
    *,
    by: User,
    at: dt.datetime,
    reason: str,
    kind: EventKind = EventKind.ANSWER_RETURNED,
) -> OfficeCopy:
    """
    An answer or a report is awaited once more: REPORTED or FILED → REPORTING, with a reason.

    ``kind``: the level above gave it back, or an answer came from below (ANSWERED).
    """
    copy = lock(copy)
    if not reason.strip():
        raise Invalid(_("โปรดเขียนเหตุผลที่ส่งกลับ"), field="reason")
    move(copy, State.REPORTING, at=at)
    copy.answered_at = None
    copy.save(update_fields=["answered_at"])
    record(kind, by=by, at=at, copy=copy, reason=reason.strip())
    return copy
