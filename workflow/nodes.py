"""Steps of ours on top of the engine's nodes."""

from __future__ import annotations

from typing import Any, cast

from viewflow.workflow import flow
from viewflow.workflow.nodes.view import ViewActivation

from workflow.steps import STEPS, StepName, due_of, office_of


class OfficeTaskActivation(ViewActivation):
    """A step that knows at whose desk it waits, in columns that the inbox can index."""

    @classmethod
    def create(
        cls, flow_task: Any, prev_activation: Any, token: Any, data: Any = None, seed: Any = None
    ) -> OfficeTaskActivation:
        copy = prev_activation.process.copy
        name = StepName(flow_task.name)
        step = flow_task.flow_class.task_class(
            process=prev_activation.process,
            flow_task=flow_task,
            token=token,
            office=office_of(name, copy),
            role=STEPS[name].role,
            due=due_of(copy),
        )
        step.save()
        step.previous.add(prev_activation.task)
        return cls(step)


class OfficeTask(flow.View):
    """
    A step of people in posts: a row of ``workflow.steps``.

    Its screen is one of ours, so the engine gets no view; it is asked nothing about rights,
    because the act itself asks ``circulars.policies``.
    """

    activation_class = OfficeTaskActivation

    def __init__(self, name: StepName) -> None:
        super().__init__(view=None)
        self.Annotation(title=cast("str", name.label))  # put into words when it is shown
