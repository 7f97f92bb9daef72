"""The way of one letter through one office: the order of steps, and no rule."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from viewflow import this
from viewflow.workflow import flow, lock

from workflow.models import LetterCase, Step
from workflow.nodes import OfficeTask
from workflow.steps import StepName, next_step


def waits_for(name: StepName) -> Callable[[Any], bool]:
    """The condition of a branch: is this what the copy waits for?"""

    def condition(activation: Any) -> bool:
        if not hasattr(activation, "answer"):
            activation.answer = next_step(activation.process.copy)
        return bool(activation.answer == name)

    return condition


class OfficeFlow(flow.Flow):
    """
    หนังสือในหน่วยงาน

    Every step leads back to one question, "whose desk is next", which is answered by the
    copy alone; so a letter that goes a second round needs no branch of its own.
    """

    process_class = LetterCase
    task_class = Step
    # Waiting, one try: the shipped lock gives up inside a transaction (measured).
    lock_impl = lock.SelectForUpdateLock(nowait=False, attempts=1)

    start = flow.StartHandle(this.begin).Next(this.whose_desk)
    whose_desk = (
        flow.Switch()
        .Case(this.register, waits_for(StepName.REGISTER))
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
