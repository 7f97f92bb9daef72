"""Deadlines move: later or earlier, for one office, its branch, the silent ones, or all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from circulars.domain.events import record
from circulars.domain.locking import hold
from circulars.domain.moving import lock
from circulars.errors import Invalid
from circulars.models import Event, EventKind, Expectation, OfficeCopy
from circulars.models.copy import UNANSWERED
from circulars.models.expectation import OPEN_LINE
from circulars.sent_policies import check_may_extend, check_may_extend_all, check_may_extend_by
from offices.models import User


class Scope(models.TextChoices):
    """Whose deadline moves with it."""

    OFFICE = "office", gettext_lazy("เฉพาะหน่วยงานนี้")
    BRANCH = "branch", gettext_lazy("หน่วยงานนี้และทุกแห่งข้างใต้ที่ยังไม่ตอบ")


@transaction.atomic
def extend(
    copy: OfficeCopy,
    due_at: dt.datetime,
    *,
    by: User,
    at: dt.datetime,
    reason: str,
    scope: Scope = Scope.OFFICE,
    same_day: bool = False,
) -> OfficeCopy:
    """
    Give one recipient another deadline; ``due_at`` is the new first late moment, later or earlier.

    BRANCH: those below who have not answered get the same days more or less, or, with
    ``same_day``, the same day. Who answered late stays late. One event names everybody it touches; they are told.
    Raises Invalid when nothing changes, the new moment has passed or no reason is given;
    NotAllowed, also when it is more than the person's post may give; WrongState when settled.
    """
    copy = lock(copy)
    check_may_extend(by, copy, at)
    words = _checked(reason, due_at, at)
    if due_at == copy.due_at:
        raise Invalid(_("กำหนดใหม่เหมือนกำหนดเดิม โปรดเลือกวันอื่น"), field="due_at")
    before = copy.due_at
    assert copy.parent is not None, "the check has asked for its sender"
    check_may_extend_by(by, copy.parent.office, due_at - (before or due_at), at)
    _set_due(OfficeCopy.objects.filter(pk=copy.pk), due_at)
    touched = [copy.pk]
    if scope == Scope.BRANCH:
        touched += _move_below(copy, before, due_at, same_day=same_day)
    copy.due_at = due_at
    _record(copy, before, touched, by=by, at=at, reason=words)
    return copy


@transaction.atomic
def extend_all(
    copy: OfficeCopy,
    due_at: dt.datetime,
    *,
    by: User,
    at: dt.datetime,
    reason: str,
    same_day: bool = True,
) -> int:
    """
    Give everybody below ``copy`` who has not answered another deadline; returns how many letters.

    ``due_at`` is what the sender gave its own receivers, moved: with ``same_day`` it is the new
    deadline of all, else those further down keep their distance to it. Raises as ``extend``.
    """
    copy = lock(copy)
    check_may_extend_all(by, copy, at)
    words = _checked(reason, due_at, at)
    given = copy.children.filter(UNANSWERED).exclude(due_at=None).order_by("-due_at")
    before = given.values_list("due_at", flat=True).first()
    if before is None and not same_day:
        raise Invalid(_("ผู้รับไม่มีกำหนดเดิมให้เลื่อน โปรดเลือกใช้วันเดียวกันทุกแห่ง"), field="same_day")
    check_may_extend_by(by, copy.office, due_at - (before or due_at), at)
    touched = _move_below(copy, before, due_at, same_day=same_day)
    if not touched:
        raise Invalid(_("ทุกแห่งตอบหรือปิดเรื่องแล้ว จึงไม่มีกำหนดให้เลื่อน"), field="due_at")
    _record(copy, before, touched, by=by, at=at, reason=words, due_at=due_at)
    return len(touched)


@transaction.atomic
def move_deadlines(
    copy: OfficeCopy,
    moved: Mapping[dt.datetime, dt.datetime],
    *,
    since: dt.datetime,
    by: User,
    at: dt.datetime,
    reason: str,
) -> int:
    """
    Below a locked ``copy``, whose act has asked its own policy: each deadline in ``moved`` becomes
    the other, of who has not answered, or not before ``since``. Returns how many letters.
    """
    waited = UNANSWERED | Q(answered_at__gte=since)
    letters = OfficeCopy.objects.below(copy).filter(waited, due_at__in=moved)
    due_of = dict(letters.order_by("pk").values_list("pk", "due_at"))
    hold(OfficeCopy, due_of)
    unreached = Expectation.objects.filter(OPEN_LINE, copy=None, above__startswith=copy.branch)
    # From the last day on: no deadline is moved twice.
    for before in sorted(moved, reverse=True):
        ids = [pk for pk, due in due_of.items() if due == before]
        _set_due(OfficeCopy.objects.filter(pk__in=ids), moved[before])
        unreached.filter(due_at=before).pressing().update(due_at=moved[before])
    if due_of:
        first = min(due for due in due_of.values() if due is not None)
        last, touched = moved[first], list(due_of)
        _record(copy, first, touched, by=by, at=at, reason=reason, due_at=last)
    return len(due_of)


def _checked(reason: str, due_at: dt.datetime, at: dt.datetime) -> str:
    words = reason.strip()
    if not words:
        raise Invalid(_("โปรดเขียนเหตุผลที่เปลี่ยนกำหนด ผู้รับจะได้อ่าน"), field="reason")
    if due_at <= at:
        raise Invalid(_("กำหนดใหม่ผ่านไปแล้ว โปรดเลือกวันที่ยังไม่ถึง"), field="due_at")
    return words


def _move_below(
    copy: OfficeCopy, before: dt.datetime | None, due_at: dt.datetime, *, same_day: bool
) -> list[int]:
    """Letters below that wait for an answer, and lines of the ledger that no letter has reached."""
    waiting = OfficeCopy.objects.below(copy).filter(UNANSWERED)
    unreached = Expectation.objects.filter(OPEN_LINE, copy=None, above__startswith=copy.branch)
    if same_day or before is None:
        moved: Any = due_at
    else:
        moved = F("due_at") + (due_at - before)
        waiting = waiting.exclude(due_at=None)
    ids = sorted(waiting.values_list("pk", flat=True))
    hold(OfficeCopy, ids)
    _set_due(OfficeCopy.objects.filter(pk__in=ids), moved)
    unreached.pressing().update(due_at=moved)
    return ids


def _set_due(copies: models.QuerySet[OfficeCopy], due: Any) -> None:
    """The deadline of letters, and with it of what is owed through them."""
    ids = list(copies.values_list("pk", flat=True))
    copies.update(due_at=due)
    lines = Expectation.objects.filter(copy__in=ids).pressing()
    own = OfficeCopy.objects.filter(pk=models.OuterRef("copy")).values("due_at")
    lines.update(due_at=models.Subquery(own))
    below = OfficeCopy.objects.filter(parent__in=ids)
    theirs = OfficeCopy.objects.filter(pk=models.OuterRef("parent")).values("due_at")
    below.update(upstream_due_at=models.Subquery(theirs))


def _record(
    copy: OfficeCopy,
    before: dt.datetime | None,
    touched: list[int],
    *,
    by: User,
    at: dt.datetime,
    reason: str,
    due_at: dt.datetime | None = None,
) -> Event:
    after = due_at or copy.due_at
    assert after is not None, "it was just given"
    return record(
        EventKind.EXTENDED,
        by=by,
        at=at,
        copy=copy,
        before=before.isoformat() if before else "",
        after=after.isoformat(),
        reason=reason,
        touched=touched,
    )


def touched_by(event: Event) -> list[int]:
    """The letters whose deadline moved with it; an older event names its own alone."""
    found: list[int] = event.data.get("touched", [event.copy_id])
    return found
