"""Where each step is done."""

from __future__ import annotations

from django.urls import reverse

from circulars.models import OfficeCopy
from survey.domain.asking import survey_of
from workflow.steps import StepName


def step_page(name: StepName, copy_id: int) -> str:
    """The address of the screen on which the step is done."""
    if name == StepName.REPORT:
        return reverse("collect", args=[copy_id])
    return reverse(f"task_{name}", args=[copy_id])


def survey_hangs(copy: OfficeCopy) -> bool:
    """Whether a survey goes down with the letters of ``copy``."""
    return survey_of(copy) is not None
