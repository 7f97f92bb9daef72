"""Sums of what was counted once: by matter, area and stage; nothing is asked a second time."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from offices.models import Kind, Office
from workflow.late import Place, Tally


@dataclass(slots=True)
class Area:
    """One province or district: what is late in it, by stage, and since when."""

    place: Place
    count: int = 0
    since: dt.datetime | None = None
    stages: Counter[str] = field(default_factory=Counter)

    def add(self, tally: Tally) -> None:
        self.count += tally.count
        self.stages[tally.stage] += tally.count
        self.since = min(filter(None, (self.since, tally.since)))


class Sums:
    """
    The tallies of one page, added up in the ways it needs: those of ``duty``, and how many
    there are ``beside`` them. No query, but where nothing was found in an area.
    """

    def __init__(self, tallies: Sequence[Tally], under: int | None, duty: str) -> None:
        self.tallies = [tally for tally in tallies if tally.duty == duty]
        self.count = sum(tally.count for tally in self.tallies)
        self.beside = sum(tally.count for tally in tallies) - self.count
        self._under = under
        self._within: Counter[tuple[object, ...]] = Counter()
        for tally in self.tallies:
            way = (tally.circular, _id(tally.province), _id(tally.district))
            for depth in (1, 2, 3):
                self._within[way[:depth]] += tally.count

    def within(self, way: tuple[object, ...]) -> int:
        """How many in a circular; in a province of it; in a district of that."""
        return self._within[way]

    @cached_property
    def _provinces(self) -> set[Place]:
        return {tally.province for tally in self.tallies if tally.province}

    def _level(self, tally: Tally) -> Place | None:
        """The area of the next level down to which it belongs."""
        if self._under is None and len(self._provinces) != 1:
            return tally.province
        return None if _id(tally.district) == self._under else tally.district

    @cached_property
    def areas(self) -> list[Area]:
        """The next level down, most first; none where the bottom is reached."""
        found: dict[Place, Area] = {}
        for tally in self.tallies:
            level = self._level(tally)
            if level is not None:
                found.setdefault(level, Area(level)).add(tally)
        return sorted(found.values(), key=lambda area: (-area.count, area.place.code))

    @cached_property
    def way(self) -> list[Place]:
        """From the whole down to where we are."""
        if self._under is None:
            return []
        for tally in self.tallies:
            path = [place for place in (tally.province, tally.district) if place]
            if self._under in (ids := [place.pk for place in path]):
                return path[: ids.index(self._under) + 1]
        office = Office.objects.select_related("province").filter(pk=self._under).first()
        if office is None:
            return []
        up = office.province if office.kind == Kind.DISTRICT else None
        return [Place(one.pk, one.label, one.code) for one in (up, office) if one is not None]

    @property
    def under(self) -> Place | None:
        """The area that is being looked into."""
        return self.way[-1] if self.way else None


def _id(place: Place | None) -> int | None:
    return place.pk if place else None
