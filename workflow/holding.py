"""Putting an open letter aside until a day; it comes back to the lists on that morning by itself."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from circulars.domain.events import record
from circulars.domain.moving import lock
from circulars.errors import Invalid, NotAllowed, WrongState
from circulars.models import EventKind, OfficeCopy
from offices.models import User
from offices.viewer import Actor
from thai.deadlines import deadline_text, last_day
from workflow.models import Step
from workflow.steps import STEPS, StepName, may, next_step


def check_may_hold(who: Actor, copy: OfficeCopy, at: dt.datetime) -> None:
    """Who may do the step that waits may put it aside, or take it up again."""
    name = next_step(copy)
    if name == StepName.REGISTER:
        raise WrongState(_("หนังสือฉบับนี้ยังไม่ได้ลงทะเบียนรับ จึงพักไว้ไม่ได้ โปรดลงรับก่อน"))
    if name not in STEPS:
        raise WrongState(_("หนังสือฉบับนี้ไม่มีงานรออยู่ จึงไม่มีอะไรให้พักไว้"))
    said = may(who, copy, name, at=at)
    if not said.allowed:
        raise NotAllowed(said.reason)


def held_step(copy: OfficeCopy, day: dt.date) -> Step | None:
    """The step of ``copy`` that is put aside on ``day``."""
    held: Step | None = Step.objects.open().own().put_aside(day).filter(process__copy=copy).first()
    return held


def aside_of_copies(column: str, day: dt.date) -> Subquery:
    """Of each letter of a query: ``column`` of its step, if that is put aside on ``day``."""
    held = Step.objects.open().own().put_aside(day).filter(process__copy=OuterRef("pk"))
    return Subquery(held.values(column)[:1])


@transaction.atomic
def put_aside(
    copy: OfficeCopy, *, until: dt.date, by: User, at: dt.datetime, reason: str
) -> OfficeCopy:
    """
    Out of the working lists until the morning of ``until``. The deadline stands, and so do
    its reminders; whoever does the step before ends it.

    Raises NotAllowed, WrongState when nothing waits, or Invalid with the field's name.
    """
    copy = lock(copy)
    check_may_hold(by, copy, at)
    step = Step.objects.open().own().get(process__copy=copy)
    words = reason.strip()[:300]
    if not words:
        raise Invalid(_("โปรดเขียนเหตุผลที่พักเรื่องไว้"), field="reason")
    if until <= timezone.localdate(at):
        raise Invalid(_("วันที่จะกลับมาทำต้องเป็นวันหลังจากวันนี้"), field="until")
    if step.due is not None and until > last_day(step.due):
        raise Invalid(
            _("พักไว้เลยกำหนดตอบไม่ได้ เรื่องนี้ต้องตอบ%(due)s") % {"due": deadline_text(step.due)},
            field="until",
        )
    Step.objects.filter(pk=step.pk).update(held_until=until, hold_reason=words)
    record(EventKind.PUT_ASIDE, by=by, at=at, copy=copy, until=until.isoformat(), reason=words)
    return copy


@transaction.atomic
def take_up_again(copy: OfficeCopy, *, by: User, at: dt.datetime) -> OfficeCopy:
    """Back in the working lists before its day. Raises NotAllowed, WrongState when it is there."""
    copy = lock(copy)
    check_may_hold(by, copy, at)
    step = held_step(copy, timezone.localdate(at))
    if step is None:
        raise WrongState(_("เรื่องนี้ไม่ได้พักไว้"))
    Step.objects.filter(pk=step.pk).update(held_until=None, hold_reason="")
    record(EventKind.TAKEN_UP, by=by, at=at, copy=copy)
    return copy
