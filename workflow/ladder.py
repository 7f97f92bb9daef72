"""
What has come to a person because nobody of a step's own roles is left: ``desks``, seen from
his chair, with the people of his house that his ``Viewer`` knows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, Subquery

from circulars.models import Draft, DraftVersion
from circulars.states import DraftState
from offices.models import Office
from offices.viewer import Seat, Viewer, house_of, id_of
from workflow.desks import LADDER
from workflow.flows import nodes
from workflow.steps import DRAFT_STEPS, SHARE_STEPS, STEPS, StepName, StepRow

#: So many people may have written one wording of a draft: who began it, and who wrote last.
_AUTHORS = 2
_UNSEEN = 6


@dataclass(frozen=True, slots=True)
class Inherited:
    """Steps at letters of one unit that are his, if all of ``without`` wrote the draft."""

    unit: int
    names: list[StepName]
    without: frozenset[int] = frozenset()


def _rung(seat: Seat, row: StepRow, unit: str, front: set[str]) -> int:
    reaches = unit.startswith(seat.path)
    if not reaches and seat.path not in front:
        return _UNSEEN
    if seat.role in row.told and (reaches or row.in_house):
        return 1
    return LADDER.index(seat.role) + 2 if seat.role in LADDER else len(LADDER) + 2


def _rungs(seats: list[Seat], row: StepRow, unit: str, front: set[str]) -> dict[int, int]:
    """The best rung of each person."""
    best: dict[int, int] = {}
    for seat in seats:
        rung = _rung(seat, row, unit, front)
        best[seat.user_id] = min(rung, best.get(seat.user_id, rung))
    return best


def inherited(viewer: Viewer) -> list[Inherited]:
    """Where his turn has come, house by house and unit by unit."""
    houses = {house_of(post).pk: house_of(post) for post in viewer.reading}
    return [one for house in houses.values() for one in _in_house(viewer, house)]


def _in_house(viewer: Viewer, house: Office) -> Iterator[Inherited]:
    front = {office.path for office in (house, house.reception) if office is not None}
    seats = viewer.seats[house.pk]
    for unit in viewer.houses[house.pk]:
        names = []
        for name, row in STEPS.items():
            rungs = _rungs(seats, row, unit, front)
            mine = rungs[viewer.user.pk]
            before = {user for user, rung in rungs.items() if rung < mine}
            if mine > 1 and not before:
                names.append(name)
            elif name in DRAFT_STEPS:
                yield from _of_drafts(id_of(unit), name, before, set(rungs))
        if names:
            yield Inherited(id_of(unit), names)


def _of_drafts(
    unit: int, name: StepName, before: set[int], everybody: set[int]
) -> Iterator[Inherited]:
    """
    Drafts that all before him wrote themselves, and so may not judge; or that he wrote
    himself, where everybody else wrote it too, or nobody else is there.
    """
    if 0 < len(before) <= _AUTHORS:
        yield Inherited(unit, [name], frozenset(before))
    if len(everybody) <= _AUTHORS:
        yield Inherited(unit, [name], frozenset(everybody))


def left_desks(viewer: Viewer) -> set[int]:
    """Units at which nobody registers letters any more, and he is asked to."""
    told = STEPS[StepName.REGISTER].told
    left = {one.unit for one in inherited(viewer) if StepName.REGISTER in one.names}
    for post in viewer.reading:
        if post.role not in told:
            continue
        house = house_of(post).pk
        kept = {seat.path for seat in viewer.seats[house] if seat.role in told}
        inside = [path for path in viewer.houses[house] if path.startswith(post.office.path)]
        left |= {id_of(path) for path in inside if path not in kept}
    return left


def inherited_by(viewer: Viewer, copy: str) -> Q:
    """The same as a condition on steps; ``copy`` leads to the letter."""
    mine = Q(pk__in=[])
    for one in inherited(viewer):
        own = [name for name in one.names if name not in SHARE_STEPS]
        beside = [name for name in one.names if name in SHARE_STEPS]
        here = Q(flow_task__in=nodes(own), **{f"{copy}__holder": one.unit})
        here |= Q(flow_task__in=nodes(beside), office=one.unit)
        for user in sorted(one.without):
            here &= Q(Exists(_written_by(user, copy)))
        mine |= here
    return mine


def _written_by(user: int, copy: str) -> Exists:
    latest = DraftVersion.objects.filter(draft=OuterRef("pk")).order_by("-number")
    drafts = Draft.objects.filter(copy=OuterRef(copy)).exclude(
        state__in=[DraftState.SIGNED, DraftState.CANCELLED]
    )
    written = drafts.annotate(last=Subquery(latest.values("written_by")[:1]))
    return Exists(written.filter(Q(drafter=user) | Q(last=user)))
