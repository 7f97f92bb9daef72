"""Do the copies and their processes agree? For ``manage.py check_flows`` and after tests."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from circulars.models import OfficeCopy
from circulars.states import State
from workflow.models import Step
from workflow.steps import StepName, next_step, step_of_share


@dataclass(frozen=True, slots=True)
class Disagreement:
    """
    What the state of a copy asks for, and the step that really waits (or ""); with ``unit``, of
    the share of that unit.
    """

    copy: OfficeCopy
    wanted: str
    waiting: str
    unit: str = ""

    def __str__(self) -> str:
        words = {
            "id": self.copy.pk,
            "state": self.copy.state,
            "wanted": self.wanted or "-",
            "waiting": self.waiting or "-",
            "unit": self.unit,
        }
        if self.unit:
            return _("หนังสือ %(id)s งานของ %(unit)s ควรรอที่ %(wanted)s แต่รออยู่ที่ %(waiting)s") % words
        return _("หนังสือ %(id)s สถานะ %(state)s ควรรอที่ %(wanted)s แต่รออยู่ที่ %(waiting)s") % words


def disagreements(copies: QuerySet[OfficeCopy] | None = None) -> Iterator[Disagreement]:
    """
    Copies whose state and open step do not agree.

    A copy that arrived and was never registered has no process, and must have none; one
    that ended has no open step. Of the branches of an order to several units the same holds:
    an open share stands at the one step that its row asks for, one that is closed at none.
    """
    chosen = OfficeCopy.objects.all() if copies is None else copies
    chosen = chosen.exclude(state=State.ARRIVED) | chosen.exclude(case=None)
    joined = chosen.select_related("office", "holder").prefetch_related("shares__unit")
    for copy in joined.order_by("pk").iterator(chunk_size=500):
        steps = Step.objects.waiting().filter(process__copy=copy).order_by("pk")
        own: list[str] = []
        of_share: dict[int, list[str]] = defaultdict(list)
        for step in steps:
            (of_share[step.share_id] if step.share_id else own).append(step.name)
        # Branches of joint units may have come to the join before the letter itself.
        at_desk = [name for name in own if name != StepName.WORDS]
        name = next_step(copy)
        wanted = "" if name == StepName.END or copy.state == State.ARRIVED else str(name)
        waiting = " ".join(at_desk or own)
        if wanted != waiting:
            yield Disagreement(copy, wanted, waiting)
        for share in copy.shares.all():
            asked = step_of_share(share)
            wanted = "" if asked == StepName.END else str(asked)
            waiting = " ".join(of_share[share.pk])
            if wanted != waiting:
                yield Disagreement(copy, wanted, waiting, unit=share.unit.label)
