"""What the process must know about questionnaires: workflow asks, survey knows nothing of it."""

from __future__ import annotations

import datetime as dt
from importlib.util import find_spec

from circulars.models import Dispatch, OfficeCopy


def survey_hangs(copy: OfficeCopy) -> bool:
    """Does a questionnaire hang on the circular of ``copy``?"""
    if find_spec("survey.domain.asking") is None:
        return False
    from survey.domain.asking import hangs_on  # noqa: PLC0415 - leaf

    return hangs_on(copy.circular_id)


def carry(sending: Dispatch, *, at: dt.datetime) -> None:
    """Write the ledger of those who must answer among the recipients of ``sending``."""
    from survey.domain import asking  # noqa: PLC0415 - leaf

    asking.carry(sending, at=at)
