"""
Acts of people, and the process that follows them.

The copy is the truth. Whatever happens to it, by whichever door, is recorded as an Event;
``heard`` is told of it inside the same transaction and lets the process follow. So state
and step cannot part, and nobody has to remember to push the process on.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TypeVar

from django.db import transaction
from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _
from viewflow.workflow.status import PROCESS, STATUS

from circulars.domain.events import RECORDED
from circulars.domain.locking import hold
from circulars.errors import WrongState
from circulars.models import Event, EventKind, OfficeCopy, Share
from circulars.states import State
from offices.models import User
from outbox.registry import hears
from workflow.flows import OfficeFlow
from workflow.models import LetterCase, Step
from workflow.moving_deadlines import follow_deadlines, tell_request
from workflow.notices import notify_answers_complete, notify_event, notify_step
from workflow.settling import settle, settle_deadline
from workflow.sharing import (
    complete,
    follow_shares,
    leave_join,
    open_share_steps,
    tell_units,
)
from workflow.steps import STEPS, StepName, due_of, next_step, office_of, step_of_share

T = TypeVar("T")

#: Events that change nobody's desk.
_SILENT = frozenset(
    {
        *(EventKind.OPENED, EventKind.REMINDED, EventKind.CALLED, EventKind.RECEIVED),
        *(EventKind.PUT_ASIDE, EventKind.TAKEN_UP, EventKind.CLOCK_STOPPED),
    }
)


@transaction.atomic
def perform(
    copy: OfficeCopy,
    step: StepName | str,
    *,
    user: User,
    at: dt.datetime,
    act: Callable[[], T],
    shown: int | None = None,
) -> T:
    """
    Do ``act`` as the ``step`` of ``copy``; the process moves on with it, or neither does.

    ``act`` is one domain call, which asks the policies itself. ``shown`` is the id of the open step that the form was made
    for; without it only the name is compared. Raises WrongState when somebody else has
    already done the step, and whatever ``act`` raises.
    """
    locked = OfficeCopy.objects.select_for_update(no_key=True).get(pk=copy.pk)
    name = StepName(step)
    if next_step(locked) != name or (shown is not None and shown != _waiting_id(locked)):
        raise WrongState(
            _("มีผู้ดำเนินการแล้ว ขั้นตอน “%(step)s” ไม่ได้รออยู่แล้ว โปรดเปิดหน้าหนังสือใหม่อีกครั้ง")
            % {"step": name.label}
        )
    result = act()
    # The act's event has moved the process already (``heard``); this is for acts without one.
    _follow(_read(copy), by=user, at=at)
    return result


@transaction.atomic
def perform_share(
    share: Share,
    step: StepName,
    *,
    user: User,
    at: dt.datetime,
    act: Callable[[], T],
) -> T:
    """
    The same as ``perform``, of the step at which a unit beside the main one stands.

    The same share at the same step is the same work, also when the letter has gone on without
    waiting for it and its branch began anew.
    """
    hold(OfficeCopy, [share.copy_id])
    now = Share.objects.get(pk=share.pk)
    if step_of_share(now) != step:
        raise WrongState(
            _("มีผู้ดำเนินการแล้ว ขั้นตอน “%(step)s” ไม่ได้รออยู่แล้ว โปรดเปิดหน้าหนังสือใหม่อีกครั้ง")
            % {"step": step.label}
        )
    result = act()
    _follow(_read(share.copy), by=user, at=at)
    return result


@transaction.atomic
def start_case(copy: OfficeCopy) -> LetterCase:
    """Start the process of ``copy`` at whatever step its state asks for; once."""
    locked = _locked(copy)
    case: LetterCase | None = LetterCase.objects.filter(copy=locked).first()
    if case is None:
        started: LetterCase = OfficeFlow.start.run(copy=locked)
        return started
    return case


@transaction.atomic
def follow(copy: OfficeCopy, *, by: User | None, at: dt.datetime, passed_on: bool = False) -> None:
    """
    Bring the process of ``copy`` to where its state is. Repeating it changes nothing.

    ``by`` did what moved the copy and becomes the doer of the step that waited.
    ``passed_on``: the step is done even if the next one has the same name (an order from
    one officer to another).
    """
    _follow(_locked(copy), by=by, at=at, passed_on=passed_on)


def _follow(
    locked: OfficeCopy, *, by: User | None, at: dt.datetime, passed_on: bool = False
) -> None:
    wanted = next_step(locked)
    case = LetterCase.objects.filter(copy=locked).first()
    if case is None:
        _begin(locked, wanted, by=by, at=at)
        return
    case.copy = locked
    with OfficeFlow.lock(case.pk):
        told = open_share_steps(locked)
        before = told and _waiting_id(locked)
        follow_shares(case, by=by, at=at)
        waiting = _waiting(locked)
        if waiting is None:
            if wanted != StepName.END:
                _resume(case)
                _tell(case, by=by, at=at)
        elif waiting.name == StepName.WORDS:
            if wanted != StepName.WORDS:
                leave_join(waiting, case)
                _tell(case, by=by, at=at)
        elif waiting.name != wanted or passed_on or _elsewhere(waiting, locked):
            complete(waiting, case, by=by)
            settle(locked, at=at)
            _tell(case, by=by, at=at)
        elif told and waiting.pk != before:
            # The last words have come: the letter lies at a desk again.
            _tell(case, by=by, at=at)
        elif waiting.due != due_of(locked):
            Step.objects.filter(pk=waiting.pk).update(due=due_of(locked))
        tell_units(case, besides=told, by=by, at=at)


def _begin(locked: OfficeCopy, wanted: StepName, *, by: User | None, at: dt.datetime) -> None:
    """A letter that has left the desk on which it arrived gets its process."""
    if locked.state == State.ARRIVED:
        return
    settle(locked, at=at)
    if wanted != StepName.END:
        _tell(OfficeFlow.start.run(copy=locked), by=by, at=at)


@hears(RECORDED)
def heard(event: Event) -> None:
    """Told by ``circulars.domain.events.record``, inside the act's transaction."""
    if event.copy is None or event.kind in _SILENT:
        return
    if event.kind == EventKind.ANSWERED:
        settle_deadline(event.copy, at=event.at)
    passed_on = event.kind == EventKind.ENDORSED
    follow(event.copy, by=event.actor, at=event.at, passed_on=passed_on)
    notify_event(event)
    follow_deadlines(event)
    tell_request(event)


def _locked(copy: OfficeCopy) -> OfficeCopy:
    """``copy``, kept until the transaction ends, then read with what belongs to it."""
    hold(OfficeCopy, [copy.pk])
    return _read(copy)


def _read(copy: OfficeCopy) -> OfficeCopy:
    # With what notices and desks are made of, and no more: this runs inside every act.
    related = ("office", "holder__house", "officer", "letter", "circular")
    shares = Prefetch("shares", Share.objects.select_related("unit__house"))
    return OfficeCopy.objects.select_related(*related).prefetch_related(shares).get(pk=copy.pk)


def _waiting_id(copy: OfficeCopy) -> int | None:
    step = _waiting(copy)
    return step.pk if step else None


def _waiting(copy: OfficeCopy) -> Step | None:
    """Where the letter itself stands: at a desk, or last of all at the join."""
    steps = Step.objects.waiting().own().select_related("process").filter(process__copy=copy)
    own = list(steps)
    at_desks = [step for step in own if step.name != StepName.WORDS]
    return next(iter(at_desks or own), None)


def _elsewhere(step: Step, copy: OfficeCopy) -> bool:
    name = StepName(step.name)
    return name in STEPS and step.office_id != office_of(name, copy).pk


def _resume(case: LetterCase) -> None:
    """Ask a finished process again whose desk is next: the copy was opened once more."""
    case.status, case.finished = PROCESS.NEW, None
    case.save(update_fields=["status", "finished"])
    switch = (
        Step.objects.filter(process=case, flow_task=OfficeFlow.whose_desk, status=STATUS.DONE)
        .order_by("-pk")
        .first()
    )
    assert switch is not None, "a process that ended has passed its switch"
    for end in switch.leading.filter(status=STATUS.DONE):
        end.process = case
        end.flow_task.activation_class(end).undo()
    switch.process = case
    activation = switch.flow_task.activation_class(switch)
    activation.undo()
    activation.revive()


def _tell(case: LetterCase, *, by: User | None, at: dt.datetime) -> None:
    waiting = Step.objects.open().own().filter(process=case).select_related("office").first()
    if waiting is not None:
        waiting.process = case
        notify_step(waiting, by=by, at=at)


def wake_parent_if_all_reported(child_id: int, *, at: dt.datetime | None = None) -> bool:
    """
    After ``child`` reported: tell its parent's people when it was the last one.

    Runs after the child's commit, so the last one always sees all. True when complete.
    """
    child = OfficeCopy.objects.select_related("parent").get(pk=child_id)
    if child.parent is None:
        return False
    if OfficeCopy.objects.filter(parent=child.parent).owing().exists():
        return False
    notify_answers_complete(child.parent, at=at or timezone.now())
    return True
