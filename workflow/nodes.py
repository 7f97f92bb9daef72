"""Steps of ours on top of the engine's nodes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, cast

from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.activation import Activation
from viewflow.workflow.nodes.split import SplitActivation
from viewflow.workflow.nodes.switch import SwitchActivation
from viewflow.workflow.nodes.view import ViewActivation
from viewflow.workflow.token import Token

from circulars.models import Share
from workflow.steps import STEPS, StepName, due_of, office_of


def _step(flow_task: Any, prev_activation: Any, token: Any, **columns: Any) -> Any:
    """A row of the engine with columns of ours, which its own ``create`` knows nothing of."""
    step = flow_task.flow_class.task_class(
        process=prev_activation.process, flow_task=flow_task, token=token, **columns
    )
    step.save()
    step.previous.add(prev_activation.task)
    return step


class OfficeTaskActivation(ViewActivation):
    """A step that knows at whose desk it waits, in columns that the inbox can index."""

    @classmethod
    def create(
        cls, flow_task: Any, prev_activation: Any, token: Any, data: Any = None, seed: Any = None
    ) -> OfficeTaskActivation:
        copy = prev_activation.process.copy
        name = StepName(flow_task.name)
        desk = {"office": office_of(name, copy), "role": STEPS[name].role, "due": due_of(copy)}
        return cls(_step(flow_task, prev_activation, token, **desk))


class OfficeTask(flow.View):
    """
    A step of people in posts: a row of ``workflow.steps``.

    Its screen is one of ours, so the engine gets no view; it is asked nothing about rights,
    because the act itself asks ``circulars.policies``.
    """

    activation_class: type[ViewActivation] = OfficeTaskActivation

    def __init__(self, name: StepName) -> None:
        super().__init__(view=None)
        self.Annotation(title=cast("str", name.label))  # put into words when it is shown


class ShareTaskActivation(ViewActivation):
    """A step at the desk of the unit whose share it is, with the deadline of that share."""

    @classmethod
    def create(
        cls, flow_task: Any, prev_activation: Any, token: Any, data: Any = None, seed: Any = None
    ) -> ShareTaskActivation:
        share = prev_activation.task.share
        role = STEPS[StepName(flow_task.name)].role
        desk = {"share": share, "office": share.unit, "role": role, "due": share.due}
        return cls(_step(flow_task, prev_activation, token, **desk))


class ShareTask(OfficeTask):
    """A step of a unit beside the main one."""

    activation_class = ShareTaskActivation


class ShareSwitchActivation(SwitchActivation):
    """The question what a unit is asked for next; ``data`` is its share when it is asked first."""

    @classmethod
    def create(
        cls, flow_task: Any, prev_activation: Any, token: Any, data: Any = None, seed: Any = None
    ) -> ShareSwitchActivation:
        share = data if isinstance(data, Share) else prev_activation.task.share
        return cls(_step(flow_task, prev_activation, token, share=share))


class ShareSwitch(flow.Switch):
    """A switch on the way of one share."""

    activation_class = ShareSwitchActivation


class UnitsActivation(SplitActivation):
    """
    One branch for each share that has none yet, and one for the main unit.

    Those that nobody waits for part first: their branches end by themselves, and the main unit
    keeps its token. Those whose words are awaited share a token with it, so that the join
    finds them all.
    """

    @Activation.status.super()
    def activate(self) -> None:
        fresh = self.flow_task.fresh(self)
        beside = [share for share in fresh if not share.awaited]
        self.next_tasks = beside or fresh

    @Activation.status.super()
    def create_next(self) -> Iterator[Activation]:
        tokens = Token.split_token_source(self.task.token, self.task.pk)
        awaited = False
        for share in self.next_tasks:
            awaited |= share.awaited
            # As the engine's own split does it.
            yield self.flow_task.unit._create(self, next(tokens), data=share)  # noqa: SLF001
        token = next(tokens) if awaited else self.task.token
        yield self.flow_task.main._create(self, token)  # noqa: SLF001


class UnitsSplit(flow.Split):
    """
    The split of an order to several units: as many branches as it gave shares.

    unit   where each share begins
    main   where the main unit goes on
    fresh  the shares that have no branch yet
    """

    activation_class = UnitsActivation

    def __init__(self, *, unit: Any, main: Any, fresh: Callable[[Any], list[Share]]) -> None:
        super().__init__()
        self.unit, self.main, self.fresh = unit, main, fresh
        self.Next(unit).Next(main)

    def _resolve(self, instance: Any) -> None:
        super()._resolve(instance)
        self.unit, self.main = (this.resolve(instance, one) for one in (self.unit, self.main))
