"""Where each step is done."""

from __future__ import annotations

from django.urls import reverse

from workflow.steps import StepName


def step_page(name: StepName, copy_id: int) -> str:
    """The address of the screen on which the step is done."""
    return reverse(f"task_{name}", args=[copy_id])
