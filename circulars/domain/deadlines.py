"""Deadlines per hop: stored as the first late moment, changed only by a recorded act."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from circulars.domain.events import record
from circulars.domain.moving import lock
from circulars.errors import Invalid
from circulars.models import EventKind, OfficeCopy
from circulars.policies import check_may_extend
from offices.models import Holiday, User
from thai.working_days import warn_due


@transaction.atomic
def extend(
    copy: OfficeCopy, due_at: dt.datetime, *, by: User, at: dt.datetime, reason: str
) -> OfficeCopy:
    """
    Give one recipient more time. ``due_at`` is the new first late moment.

    Raises Invalid when it is not later than the old one or lies in the past.
    """
    copy = lock(copy)
    check_may_extend(by, copy, at)
    if not reason.strip():
        raise Invalid(_("โปรดเขียนเหตุผลที่ขยายเวลา"), field="reason")
    if due_at <= at or (copy.due_at is not None and due_at <= copy.due_at):
        raise Invalid(_("กำหนดใหม่ต้องช้ากว่ากำหนดเดิมและยังไม่ผ่านไป"), field="due_at")
    before, copy.due_at = copy.due_at, due_at
    copy.save(update_fields=["due_at"])
    record(
        EventKind.EXTENDED,
        by=by,
        at=at,
        copy=copy,
        before=before.isoformat() if before else "",
        after=due_at.isoformat(),
        reason=reason.strip(),
    )
    return copy


def check_time_left(due_at: dt.datetime | None, at: dt.datetime, *, knowingly: bool) -> None:
    """
    Nobody is given a deadline that has passed, unless its sender says that he knows.

    Raises Invalid for the field ``late``.
    """
    if due_at is not None and due_at <= at and not knowingly:
        raise Invalid(
            _("กำหนดให้ผู้รับตอบผ่านไปแล้ว โปรดยืนยันว่าจะส่งทั้งที่เลยกำหนด หรือส่งร่างกลับไปแก้กำหนด"),
            field="late",
        )


def holidays_between(start: dt.date, end: dt.date) -> dict[dt.date, str]:
    """The holiday table's days from ``start`` to ``end`` inclusive, with their names."""
    rows = Holiday.objects.filter(day__range=(start, end)).values_list("day", "name")
    return dict(rows)


def explain_due(day: dt.date) -> str:
    """What to say of a deadline on ``day``: a warning on a day off, else nothing."""
    around = dt.timedelta(days=30)
    return warn_due(day, holidays_between(day - around, day + around)) or ""
