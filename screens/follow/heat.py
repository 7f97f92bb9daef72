"""The heat table: areas by step, each cell a number and its tint."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from circulars.domain.counting import AreaStage
from circulars.models.expectation import STAGES
from circulars.states import Delivery
from offices.models import Office

#: Tints of the heat table, from nothing to all of a row.
TINTS = 4


@dataclass(frozen=True, slots=True)
class Cell:
    """How many lines of an area have come to one step; ``tint`` 0…4 is their share."""

    count: int
    late: int
    tint: int
    stage: str


@dataclass(slots=True)
class HeatRow:
    """One area of the heat table; without an office: what lies in no area."""

    office: Office | None
    counts: Counter[str] = field(default_factory=Counter)
    late: Counter[str] = field(default_factory=Counter)

    @property
    def total(self) -> int:
        return self.counts.total()

    @property
    def all_late(self) -> int:
        return self.late.total()

    @property
    def answered(self) -> int:
        return self.counts[Delivery.ANSWERED]

    @property
    def cells(self) -> list[Cell]:
        return [self._cell(stage) for stage in STAGES]

    def _cell(self, stage: str) -> Cell:
        count = self.counts[stage]
        tint = -(-count * TINTS // self.total) if self.total else 0
        return Cell(count, self.late[stage], tint, stage)


def heat_row(office: Office | None, some: Iterable[AreaStage]) -> HeatRow:
    """What was counted in one area, added up."""
    row = HeatRow(office)
    for one in some:
        row.counts[one.stage] += one.count
        row.late[one.stage] += one.late
    return row
