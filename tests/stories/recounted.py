"""
What is owed, counted from the log and the sendings alone: no ledger, no figure of the program.

Who was asked stands in the first sending; who passed on, registered, answered or was excused is
read off the events, in their order. Where an office lies is read off the table of offices.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from itertools import accumulate

from circulars.models import Dispatch, Event, OfficeCopy
from offices.models import Office
from thai.calendar import BANGKOK


@dataclass
class Told:
    """One office that was asked, and what the log says of it."""

    office: Office
    due_at: dt.datetime
    sender: int | None = None
    registered: bool = False
    passed_on: bool = False
    excused: bool = False
    answers: list[dt.datetime] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        return not self.answers and not self.excused

    @property
    def step(self) -> str:
        if self.answers:
            return "answered"
        if self.sender is None:
            return "not_reached"
        if self.passed_on:
            return "forwarded"
        return "registered" if self.registered else "sent"


class Recounted:
    """Every figure of what is owed below ``copy`` at ``at``."""

    def __init__(self, copy: OfficeCopy, *, at: dt.datetime) -> None:
        self.at, self.office = at, copy.office
        self.sendings = list(Dispatch.objects.order_by("at", "pk").select_related("copy__office"))
        self.events = list(Event.objects.order_by("at", "pk").select_related("copy__office"))
        mine = [one for one in self.sendings if one.copy.office == copy.office]
        self.receivers = {pk for one in mine for pk in one.recipients}
        asked = self._asked()
        self._read(asked)
        self.told = [one for one in asked.values() if self._passes_here(one)]

    def _asked(self) -> dict[int, Told]:
        """Everybody of the kinds asked, in the areas of the first sending."""
        first = self.sendings[0]
        assert (first.asks, bool(first.due_at)) == ("reply", True)
        areas = set(first.recipients)
        return {
            one.pk: Told(one, first.due_at)
            for one in Office.objects.select_related("province", "district")
            if one.kind in first.owed_by and {one.pk, one.province_id, one.district_id} & areas
        }

    def _read(self, asked: dict[int, Told]) -> None:
        by_name = {one.office.name: one for one in asked.values()}
        for sending in self.sendings:
            for pk in set(sending.recipients) & set(asked):
                asked[pk].sender, asked[pk].due_at = sending.copy.office_id, sending.due_at
        for event in self.events:
            one = by_name.get(str(event.data.get("office_name", "")))
            one = one or (asked.get(event.copy.office_id) if event.copy else None)
            if one is None:
                continue
            one.registered |= event.kind == "registered"
            one.passed_on |= event.kind == "dispatched"
            one.excused |= event.kind == "excused"
            if event.kind in ("answered", "reported"):
                one.answers.append(event.at)
            if event.kind == "answer_returned":
                one.answers.clear()

    def _has_it(self, office: int | None) -> bool:
        return any(office in one.recipients for one in self.sendings)

    def holder(self, one: Told) -> Office:
        """Who has the letter now: itself, or the last above it whom it reached."""
        if one.sender is not None:
            return one.office
        for above in (one.office.district, one.office.province):
            if above is not None and self._has_it(above.pk):
                return above
        return self.sendings[0].copy.office

    def _passes_here(self, one: Told) -> bool:
        if self.office == self.sendings[0].copy.office:
            return True
        return self.office.pk in (one.office.province_id, one.office.district_id)

    @property
    def counted(self) -> list[Told]:
        return [one for one in self.told if not one.excused]

    @property
    def expected(self) -> int:
        return len(self.counted)

    @property
    def answered(self) -> int:
        return sum(bool(one.answers) for one in self.counted)

    @property
    def answered_late(self) -> int:
        return sum(bool(one.answers) and one.answers[0] >= one.due_at for one in self.counted)

    @property
    def not_reached(self) -> int:
        return sum(one.step == "not_reached" for one in self.counted)

    @property
    def late(self) -> list[Told]:
        return [one for one in self.told if one.is_open and one.due_at <= self.at]

    @property
    def overdue(self) -> int:
        return len(self.late)

    @property
    def overdue_direct(self) -> int:
        return sum(one.sender == self.office.pk for one in self.late)

    @property
    def registered_direct(self) -> int:
        return self._receivers_who("registered")

    @property
    def passed_on(self) -> int:
        return self._receivers_who("dispatched")

    def _receivers_who(self, kind: str) -> int:
        done = {one.copy.office_id for one in self.events if one.kind == kind and one.copy}
        return len(done & self.receivers)

    @property
    def whole(self) -> tuple[int, ...]:
        return self._figures(self.told)

    @property
    def by_kind(self) -> dict[str, tuple[int, ...]]:
        kinds = {one.office.kind for one in self.told}
        return {
            kind: self._figures([o for o in self.told if o.office.kind == kind]) for kind in kinds
        }

    def _figures(self, some: list[Told]) -> tuple[int, ...]:
        counted = [one for one in some if not one.excused]
        after = sum(bool(one.answers) and one.answers[0] >= one.due_at for one in counted)
        return (
            len(counted),
            sum(one.step == "not_reached" for one in counted),
            sum(one.step == "sent" for one in counted),
            sum(bool(one.answers) for one in counted) - after,
            after,
            sum(one in self.late for one in some),
            len(some) - len(counted),
        )

    @property
    def heat(self) -> set[tuple[str, str, int, int]]:
        """Area, step, how many, how many of them late: districts where there is one province."""
        narrow = len({one.office.province_id for one in self.told}) == 1
        count: Counter[tuple[str, str]] = Counter()
        late: Counter[tuple[str, str]] = Counter()
        for one in self.counted:
            area = one.office.district if narrow else one.office.province
            assert area is not None, "all who are asked lie in a district"
            count[area.name, one.step] += 1
            late[area.name, one.step] += one in self.late
        return {(*key, number, late[key]) for key, number in count.items()}

    @property
    def by_day(self) -> list[tuple[dt.date, int]]:
        days = Counter(
            one.answers[0].astimezone(BANGKOK).date() for one in self.counted if one.answers
        )
        return list(zip(sorted(days), accumulate(days[day] for day in sorted(days)), strict=True))

    @property
    def held(self) -> set[tuple[str, str]]:
        """Who is late, and who has the letter."""
        return {(one.office.name, self.holder(one).name) for one in self.late}
