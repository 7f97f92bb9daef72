"""Who need not answer any more: out of the denominator, and the letter closed with it."""

from __future__ import annotations

import datetime as dt

from circulars.domain import reporting
from circulars.domain.cancelling import WHOLE
from circulars.domain.events import RECORDED, record
from circulars.domain.expecting import excuse
from circulars.domain.locking import hold
from circulars.models import Event, EventKind, Expectation, OfficeCopy
from circulars.states import State
from offices.models import User
from outbox.registry import hears
from survey.models import ExpectedAnswer, SurveyTask

_GIVEN_BACK = (EventKind.RETURNED, EventKind.RECALLED)


def take_out(
    line: ExpectedAnswer, copy: OfficeCopy | None, reason: str, *, by: User, at: dt.datetime
) -> None:
    """
    Excuse a locked ``line``; its locked ``copy``, if the letter has come, is filed when it
    only waited for the answer.

    A letter that is still on its way through the office goes on: it is to be registered
    and read all the same.
    """
    line.excused_at, line.excused_by, line.excuse = at, by, reason[:300]
    line.save(update_fields=["excused_at", "excused_by", "excuse"])
    debt = Expectation.objects.filter(pk=line.expectation_id)
    excuse(debt, by=by, at=at, reason=reason)
    if copy is not None:
        reporting.release(copy, at=at)
    asked = EventKind.SURVEY_ASKED
    if copy is not None:
        record(asked, by=by, at=at, copy=copy, excused=line.excuse)
    else:
        name = line.expectation.office_name
        record(asked, by=by, at=at, copy=line.task.copy, excused=line.excuse, not_reached=name)


@hears(RECORDED)
def heard(event: Event) -> None:
    """
    Told by ``circulars.domain.events.record``, inside the act that has locked the copy.

    A copy that was given back or called back owes no answer; one ordered to answer though
    its office is excused does not wait for what cannot come.
    """
    if event.copy is None or event.actor is None:
        return
    if event.kind == EventKind.CANCELLED and event.data.get(WHOLE):
        _cancelled(event.copy, by=event.actor, at=event.at)
    elif event.kind in _GIVEN_BACK:
        _given_back(event.copy, by=event.actor, at=event.at)
    elif event.kind == EventKind.ENDORSED and event.copy.state == State.REPORTING:
        _not_asked(event.copy, by=event.actor, at=event.at)


def _cancelled(copy: OfficeCopy, *, by: User, at: dt.datetime) -> None:
    """What the matter asked is excused in the ledger; so are the answers, and none is taken."""
    lines = ExpectedAnswer.objects.filter(
        expectation__excused_at=at, excused_at=None, task__copy=copy
    )
    reason = lines.values_list("expectation__excuse", flat=True).first() or ""
    lines.update(excused_at=at, excused_by=by, excuse=reason)
    SurveyTask.objects.filter(copy=copy).update(closes_at=at)


def _given_back(copy: OfficeCopy, *, by: User, at: dt.datetime) -> None:
    line = _line_of(copy)
    # What was answered stays answered, whatever became of the paper.
    if line is not None and line.excused_at is None and not line.is_answered:
        take_out(line, copy, copy.return_reason, by=by, at=at)


def _not_asked(copy: OfficeCopy, *, by: User, at: dt.datetime) -> None:
    line = _line_of(copy)
    if line is not None and line.excused_at is not None and reporting.release(copy, at=at):
        record(EventKind.SURVEY_ASKED, by=by, at=at, copy=copy, excused=line.excuse)


def _line_of(copy: OfficeCopy) -> ExpectedAnswer | None:
    """The line of the ledger of ``copy``, locked and then read afresh."""
    found = ExpectedAnswer.objects.filter(copy=copy).first()
    if found is None:
        return None
    hold(ExpectedAnswer, [found.pk])
    return ExpectedAnswer.objects.select_related("current").get(pk=found.pk)
