"""Where each step is done."""

from __future__ import annotations

from django.urls import reverse

from workflow.steps import StepName


def step_page(name: StepName, subject_id: int) -> str:
    """The address of the screen on which the step of a letter, or of a share, is done."""
    return reverse(f"task_{name}", args=[subject_id])
