"""The way of one letter through one office: the order of steps, and no rule."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from viewflow import this
from viewflow.workflow import flow, lock
from viewflow.workflow.status import STATUS

from circulars.models import Share
from workflow.models import LetterCase, Step
from workflow.nodes import OfficeTask, ShareSwitch, ShareTask, UnitsSplit
from workflow.steps import StepName, next_step, step_of_share

CUT_OFF = STATUS.CANCELED.value


def waits_for(name: StepName) -> Callable[[Any], bool]:
    """The condition of a branch: is this what the copy waits for?"""

    def condition(activation: Any) -> bool:
        if not hasattr(activation, "answer"):
            activation.answer = next_step(activation.process.copy)
        return bool(activation.answer == name)

    return condition


def unit_waits_for(name: StepName) -> Callable[[Any], bool]:
    """The same of a unit beside the main one."""
    return lambda activation: step_of_share(activation.task.share) == name


def fresh_shares(activation: Any) -> list[Share]:
    """The open shares of the copy that have no branch, or whose branch was cut off."""
    shares = [share for share in activation.process.copy.shares.all() if share.is_open]
    if not shares:
        return []
    newest = Step.objects.filter(share__in=shares).order_by("share", "-pk").distinct("share")
    begun = {share for share, status in newest.values_list("share", "status") if status != CUT_OFF}
    return [share for share in shares if share.pk not in begun]


def is_joining(activation: Any) -> bool:
    """Whether words are awaited, or were: then the main unit goes on through the join."""
    if waits_for(StepName.WORDS)(activation):
        return True
    if not any(share.awaited for share in activation.process.copy.shares.all()):
        return False
    words = Step.objects.waiting().filter(flow_task=OfficeFlow.words)
    return bool(words.filter(process=activation.process).exists())


class OfficeFlow(flow.Flow):
    """
    หนังสือในหน่วยงาน

    Every step leads back to one question, "whose desk is next", which is answered by the
    copy alone; so a letter that goes a second round needs no branch of its own.

    An order to several units splits the way: each unit beside the main one walks its own branch,
    asked by its own row; where its words are awaited, the branches join before the main unit
    writes its next order.
    """

    process_class = LetterCase
    task_class = Step
    # Waiting, one try: the shipped lock gives up inside a transaction (measured).
    lock_impl = lock.SelectForUpdateLock(nowait=False, attempts=1)

    start = flow.StartHandle(this.begin).Next(this.whose_desk)
    whose_desk = (
        flow.Switch()
        .Case(this.several, lambda activation: bool(fresh_shares(activation)))
        .Case(this.register, waits_for(StepName.REGISTER))
        .Case(this.words, is_joining)
        .Case(this.endorse, waits_for(StepName.ENDORSE))
        .Case(this.draft, waits_for(StepName.DRAFT))
        .Case(this.review, waits_for(StepName.REVIEW))
        .Case(this.sign, waits_for(StepName.SIGN))
        .Case(this.dispatch, waits_for(StepName.DISPATCH))
        .Case(this.delivered, waits_for(StepName.DELIVERED))
        .Case(this.answer, waits_for(StepName.ANSWER))
        .Case(this.report, waits_for(StepName.REPORT))
        .Default(this.end)
    )
    several = UnitsSplit(unit=this.whose_part, main=this.whose_desk, fresh=fresh_shares)
    whose_part = (
        ShareSwitch()  # type: ignore[no-untyped-call] # the engine is
        .Case(this.enter, unit_waits_for(StepName.ENTER))
        .Case(this.joint, unit_waits_for(StepName.JOINT))
        .Case(this.inform, unit_waits_for(StepName.INFORM))
        .Case(this.words, lambda activation: activation.task.share.awaited)
        .Default(this.end)
    )
    enter = ShareTask(StepName.ENTER).Next(this.whose_part)
    joint = ShareTask(StepName.JOINT).Next(this.whose_part)
    inform = ShareTask(StepName.INFORM).Next(this.whose_part)
    words = flow.Join().Next(this.whose_desk)
    register = OfficeTask(StepName.REGISTER).Next(this.whose_desk)
    endorse = OfficeTask(StepName.ENDORSE).Next(this.whose_desk)
    draft = OfficeTask(StepName.DRAFT).Next(this.whose_desk)
    review = OfficeTask(StepName.REVIEW).Next(this.whose_desk)
    sign = OfficeTask(StepName.SIGN).Next(this.whose_desk)
    dispatch = OfficeTask(StepName.DISPATCH).Next(this.whose_desk)
    delivered = flow.Handle().Next(this.whose_desk)
    answer = OfficeTask(StepName.ANSWER).Next(this.whose_desk)
    report = OfficeTask(StepName.REPORT).Next(this.whose_desk)
    end = flow.End()

    def begin(self, activation: Any, copy: Any) -> Any:
        activation.process.copy = copy
        return activation.process


def nodes(names: list[StepName]) -> list[object]:
    """The engine's nodes of these steps, as the column ``flow_task`` wants them."""
    return [getattr(OfficeFlow, name) for name in names]
