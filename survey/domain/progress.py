"""How far the answers of one survey have come, branch by branch: measures of its lines alone."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from circulars.domain import counting
from circulars.domain.counting import Tally
from circulars.models import OfficeCopy, What
from circulars.models.expectation import ExpectationQuerySet
from circulars.states import WITHDRAWN
from survey.models import ExpectedAnswer, SurveyTask


@dataclass(frozen=True, slots=True)
class Branch:
    """One office the letter was sent to from here, and the answers that come through it."""

    copy: OfficeCopy
    counts: Tally


def _lines(task: SurveyTask, copy: OfficeCopy) -> ExpectationQuerySet:
    return counting.branch_lines(copy).filter(asker=task.copy_id, what=What.SURVEY)


def progress_below(task: SurveyTask, copy: OfficeCopy, *, at: dt.datetime) -> Tally:
    """The figures of everything below ``copy``: one query."""
    return counting.tally(_lines(task, copy), at=at)


def progress(task: SurveyTask, copy: OfficeCopy, *, at: dt.datetime) -> list[Branch]:
    """
    The figures of each office that ``copy`` was sent to: two queries, however many answer.

    An office that has not passed the letter on yet stands here with all whom it holds up.
    """
    figures = counting.by_child(copy, at=at, lines=_lines(task, copy))
    children = (
        copy.children.exclude(state__in=WITHDRAWN).select_related("office").order_by("office__code")
    )
    return [Branch(child, figures.get(child.pk, Tally())) for child in children]


def not_reached(task: SurveyTask, copy: OfficeCopy) -> int:
    """How many are expected to answer through ``copy`` to whom the letter has not come."""
    lines = ExpectedAnswer.objects.filter(task=task, copy=None).counted()
    return lines.below(copy).count()
