"""What the process must know about questionnaires: workflow asks, survey knows nothing of it."""

from __future__ import annotations

import datetime as dt

from circulars.models import Dispatch, OfficeCopy
from survey.models import SurveyTask


def survey_hangs(copy: OfficeCopy) -> bool:
    """Does ``copy`` carry a questionnaire: was it asked here or by an office above?"""
    task = SurveyTask.objects.filter(circular=copy.circular_id).select_related("copy").first()
    if task is None:
        return False
    return task.copy_id == copy.pk or copy.above.startswith(task.copy.branch)


def carry(sending: Dispatch, *, at: dt.datetime) -> None:
    """Write the ledger of those who must answer among the recipients of ``sending``."""
    from survey.domain import asking  # noqa: PLC0415 - leaf

    asking.carry(sending, at=at)
