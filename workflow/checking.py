"""Do the copies and their processes agree? For ``manage.py check_flows`` and after tests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from circulars.models import OfficeCopy
from circulars.states import State
from workflow.models import Step
from workflow.steps import StepName, next_step


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What the state of a copy asks for, and the step that really waits (or "")."""

    copy: OfficeCopy
    wanted: str
    waiting: str

    def __str__(self) -> str:
        return _("หนังสือ %(id)s สถานะ %(state)s ควรรอที่ %(wanted)s แต่รออยู่ที่ %(waiting)s") % {
            "id": self.copy.pk,
            "state": self.copy.state,
            "wanted": self.wanted,
            "waiting": self.waiting or "-",
        }


def disagreements(copies: QuerySet[OfficeCopy] | None = None) -> Iterator[Disagreement]:
    """
    Copies whose state and open step do not agree.

    A copy that arrived and was never registered has no process, and must have none; one
    that ended has no open step.
    """
    chosen = OfficeCopy.objects.all() if copies is None else copies
    chosen = chosen.exclude(state=State.ARRIVED) | chosen.exclude(case=None)
    for copy in chosen.select_related("office", "holder").order_by("pk").iterator(chunk_size=500):
        step = Step.objects.waiting().filter(process__copy=copy).first()
        waiting = step.name if step else ""
        name = next_step(copy)
        wanted = "" if name == StepName.END else str(name)
        if copy.state == State.ARRIVED:
            wanted = ""
        if wanted != waiting:
            yield Disagreement(copy, wanted, waiting)
