"""The branches of a case: how the process follows the units beside the main one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any

from viewflow.workflow.status import STATUS

from circulars.models import OfficeCopy, Share
from offices.models import User
from workflow.flows import OfficeFlow
from workflow.models import LetterCase, Step, StepQuerySet
from workflow.notices import notify_step
from workflow.settling import settle_share
from workflow.steps import StepName, step_of_share


def complete(step: Step, case: LetterCase, *, by: User | None) -> None:
    """The step is done, by ``by``: the engine goes on from it."""
    step.process = case
    activation: Any = step.flow_task.activation_class(step)
    if step.name == StepName.DELIVERED:
        activation.run(None)
    else:
        activation.assign(by)
        activation.start(None)
    activation.execute()


def _steps(copy: OfficeCopy) -> StepQuerySet:
    return Step.objects.open().filter(process__copy=copy).exclude(share=None).order_by("pk")


def _shares(case: LetterCase) -> dict[int, Share]:
    found = {share.pk: share for share in case.copy.shares.all()}
    for share in found.values():
        share.copy = case.copy
    return found


def open_share_steps(copy: OfficeCopy) -> frozenset[int]:
    """The steps at which units beside the main one stand; asks nothing where there are none."""
    if not copy.shares.all():
        return frozenset()
    return frozenset(_steps(copy).values_list("pk", flat=True))


def follow_shares(case: LetterCase, *, by: User | None, at: dt.datetime) -> None:
    """Bring the branch of every share to where its row is. Repeating it changes nothing."""
    shares = _shares(case)
    if not shares:
        return
    for step in _steps(case.copy).select_related("process"):
        share = shares[step.share_id]
        step.share = share
        wanted = step_of_share(share)
        if wanted == StepName.END and share.answer_id is None:
            _cancel(step, case)
        elif wanted != step.name:
            complete(step, case, by=by)
        elif step.due != share.due:
            Step.objects.filter(pk=step.pk).update(due=share.due)
            continue
        else:
            continue
        settle_share(share, at=at)
    join = _join(case)
    if join is not None:
        _go_through(join, case)


def leave_join(join: Step, case: LetterCase) -> None:
    """
    The letter waits for no words any more: the branches that it waited for are cut off here,
    and those of shares that are still open begin anew beside it.
    """
    came = join.previous.exclude(status=STATUS.CANCELED).order_by("pk")[0]
    beside = came.token.get_common_split_prefix(join.token, came.pk)
    for step in _steps(case.copy).filter(token__startswith=beside):
        _cancel(step, case)
    _go_through(join, case)


def _join(case: LetterCase) -> Step | None:
    join: Step | None = (
        Step.objects.waiting().filter(process=case, flow_task=OfficeFlow.words).first()
    )
    return join


def _go_through(join: Step, case: LetterCase) -> None:
    """Unless some branch has not come to it."""
    join.process = case
    activation: Any = join.flow_task.activation_class(join)
    if activation.complete.can_proceed():
        activation.complete()
        activation.activate_next()


def _cancel(step: Step, case: LetterCase) -> None:
    step.process = case
    activation: Any = step.flow_task.activation_class(step)
    activation.cancel()


def tell_units(
    case: LetterCase, *, besides: Collection[int], by: User | None, at: dt.datetime
) -> None:
    """Tell the units to whose desks a share has come now."""
    shares = _shares(case)
    if not shares:
        return
    for step in _steps(case.copy).exclude(pk__in=besides):
        step.process, step.share = case, shares[step.share_id]
        notify_step(step, by=by, at=at)
