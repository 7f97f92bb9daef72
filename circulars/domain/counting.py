"""
The one place that counts what is owed. Each measure says by its name what it counts.

branch       everybody who owes it himself, at any depth, whether the letter has come or not
held_by      of the branch, those whom the letter has not reached, by the office that has it now
branches     the branch of each of several
by_level     several branches by kind of office; beside it those who owe the collecting
by_stage     the same by district and by how far the letter has come to who owes it
by_day       how many had answered at the end of each day
overdue_in   of each of several branches, what is overdue

How far the letters to the receivers themselves have come stands in ``circulars.domain.direct``.
A branch is named by its prefix, ``OfficeCopy.branch`` of the copy that was sent on. Who owes the
collecting is late only when nobody below is awaited any more: lateness belongs to the holder.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, fields
from itertools import accumulate
from typing import Any

from django.db.models import BigIntegerField, Case, CharField, Count, F, Func, Q, Value, When
from django.db.models.functions import Cast, Substr, TruncDate

from circulars.models import Duty, Expectation, OfficeCopy, Round, What
from circulars.models.expectation import (
    AREA_OF,
    HELD_AT,
    OPEN_LINE,
    STAGE_OF,
    ExpectationQuerySet,
    overdue_itself,
)
from offices.models import Kind
from thai.calendar import BANGKOK

_COUNTED = Q(excused_at=None)
_PAID = _COUNTED & Q(answered_at__isnull=False)


@dataclass(frozen=True, slots=True)
class Tally:
    """
    ``expected`` is the denominator: answered + waiting + returned = expected.

    not_reached, on_way, reached    parts of waiting: no letter yet, arrived, registered
    on_time, late                   parts of answered, by the first answer; without a deadline on time
    overdue                         parts of waiting and returned whose deadline has passed
    certified                       part of answered; excused stands beside expected
    """

    expected: int = 0
    not_reached: int = 0
    on_way: int = 0
    reached: int = 0
    answered: int = 0
    on_time: int = 0
    late: int = 0
    returned: int = 0
    overdue: int = 0
    certified: int = 0
    excused: int = 0

    @property
    def waiting(self) -> int:
        return self.expected - self.answered - self.returned

    @property
    def percent(self) -> int:
        """Answered of expected, whole per cent, never rounded up to a hundred."""
        return self.answered * 100 // self.expected if self.expected else 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(Tally)))


def _figures(at: dt.datetime) -> dict[str, Count]:
    waiting = OPEN_LINE & Q(first_answered_at=None)
    late = Q(first_answered_at__gte=F("due_at"))
    conditions = {
        "expected": _COUNTED,
        "not_reached": waiting & Q(copy=None),
        "on_way": waiting & Q(copy__isnull=False, copy__registered_at=None),
        "reached": waiting & Q(copy__registered_at__isnull=False),
        "answered": _PAID,
        "on_time": _PAID & (Q(due_at=None) | Q(first_answered_at__lt=F("due_at"))),
        "late": _PAID & late,
        "returned": OPEN_LINE & Q(first_answered_at__isnull=False),
        "overdue": OPEN_LINE & Q(due_at__lte=at),
        "certified": _PAID & Q(certified_at__isnull=False),
        "excused": Q(excused_at__isnull=False),
    }
    return {name: Count("pk", filter=condition) for name, condition in conditions.items()}


def branch_lines(copy: OfficeCopy, *, chosen: Round | None = None) -> ExpectationQuerySet:
    """
    Who owes it himself, at any depth below ``copy``: what every rate is counted from. Of a
    report that comes again it is the newest round, or the one that is ``chosen``.
    """
    lines = Expectation.objects.below(copy).answering()
    if chosen is None:
        return lines.newest()
    return lines.filter(asker=chosen.asker_id, what=What.REPLY, round=chosen.number)


def tally(lines: ExpectationQuerySet, *, at: dt.datetime) -> Tally:
    """The figures of ``lines``: one query."""
    return Tally(**lines.order_by().aggregate(**_figures(at)))


def branch(copy: OfficeCopy, *, at: dt.datetime) -> Tally:
    """The whole branch below ``copy``."""
    return tally(branch_lines(copy), at=at)


def by_child(
    copy: OfficeCopy, *, at: dt.datetime, lines: ExpectationQuerySet | None = None
) -> dict[int, Tally]:
    """
    The branch, or some ``lines`` of it, by the direct child of ``copy`` through which they
    come, by the child's id; 0 for those who are still held here. One query.
    """
    tail = Substr("above", Value(len(copy.branch) + 1))
    first = Func(tail, Value("."), Value(1), function="split_part", output_field=CharField())
    child = Case(When(above=copy.branch, then=F("copy_id")), default=Cast(first, BigIntegerField()))
    chosen = branch_lines(copy) if lines is None else lines
    return _by(chosen.annotate(part=child), at=at)


def held_by(copy: OfficeCopy, *, at: dt.datetime) -> dict[int, Tally]:
    """
    Those of the branch whom the letter has not reached, by the id of the copy that has it:
    ``copy`` itself, or one below it.
    """
    held = branch_lines(copy).filter(copy=None)
    return _by(held.annotate(part=HELD_AT), at=at)


def _by(lines: Any, *, at: dt.datetime) -> dict[int, Tally]:
    """``lines`` grouped by what was annotated as ``part``."""
    rows = lines.order_by().values("part").annotate(**_figures(at))
    return {row.pop("part") or 0: Tally(**row) for row in rows}


@dataclass(frozen=True, slots=True)
class Level:
    """All offices of one kind; ``duty`` says whether they answer or collect."""

    kind: Kind
    duty: Duty
    tally: Tally


@dataclass(frozen=True, slots=True)
class AreaStage:
    """So many lines of one district to whom the letter has come so far; how many are overdue."""

    province: int | None
    district: int | None
    stage: str
    count: int
    late: int


@dataclass(frozen=True, slots=True)
class Overdue:
    """
    ``answers`` is ``Tally.overdue`` of a branch, ``direct`` the part of it whose letter comes
    from the top of the branch itself; ``collecting`` stands beside them.
    """

    answers: int = 0
    direct: int = 0
    collecting: int = 0

    def __add__(self, other: Overdue) -> Overdue:
        return Overdue(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(Overdue)))


def _within(branches: Iterable[str]) -> ExpectationQuerySet:
    return Expectation.objects.within(branches).newest()


def branches(prefixes: Collection[str], *, at: dt.datetime) -> dict[str, Tally]:
    """The branch of each of several; one inside another counts for itself. One query."""
    rows = _within(prefixes).answering().order_by().values("above").annotate(**_figures(at))
    found = dict.fromkeys(prefixes, Tally())
    for words in rows:
        row: dict[str, Any] = dict(words)
        found[_nearest(row.pop("above"), found)] += Tally(**row)
    return found


def _nearest(above: str, found: Mapping[str, object]) -> str:
    """The branch in which a line lies: every one lies in some, so one step up leads there."""
    while above not in found:
        above = above[: above.rstrip(".").rfind(".") + 1]
    return above


def by_level(branches: Iterable[str], *, at: dt.datetime) -> list[Level]:
    """Who answers by kind of office, then who collects. One query."""
    figures = _figures(at) | {"overdue": Count("pk", filter=overdue_itself(at))}
    rows = _within(branches).order_by().values("duty", "office_kind").annotate(**figures)
    found = {}
    for words in rows:
        row: dict[str, Any] = dict(words)
        key = row.pop("duty"), row.pop("office_kind")
        found[key] = Tally(**row)
    order = [(duty, kind) for duty in Duty for kind in Kind]
    return [Level(kind, duty, found[duty, kind]) for duty, kind in order if (duty, kind) in found]


def by_stage(branches: Iterable[str], *, at: dt.datetime) -> list[AreaStage]:
    """Who answers, by district and stage: the sum of all is the branch. One query."""
    rows = (
        _within(branches)
        .answering()
        .counted()
        .order_by()
        .annotate(area=AREA_OF["province"], inner=AREA_OF["district"], stage=STAGE_OF)
        .values_list("area", "inner", "stage")
        .annotate(number=Count("pk"), late=Count("pk", filter=OPEN_LINE & Q(due_at__lte=at)))
    )
    return [AreaStage(*row) for row in rows]


def by_day(branches: Iterable[str]) -> list[tuple[dt.date, int]]:
    """How many had answered at the end of each day; who answered twice, from the first day on."""
    days = (
        _within(branches)
        .answering()
        .filter(_PAID)
        .order_by()
        .annotate(day=TruncDate("first_answered_at", tzinfo=BANGKOK))
        .values_list("day")
        .annotate(number=Count("pk"))
        .order_by("day")
    )
    return list(accumulate(days, lambda before, day: (day[0], before[1] + day[1])))


def overdue_in(branches: Collection[str], *, at: dt.datetime) -> dict[str, Overdue]:
    """
    Of each branch what is overdue: so that the figures of the cards are parts of the figure
    above them. A branch inside another counts for itself. One query.
    """
    answers = Q(duty=Duty.ANSWER)
    rows = (
        _within(branches)
        .filter(overdue_itself(at))
        .order_by()
        .values_list("above")
        .annotate(
            answers=Count("pk", filter=answers),
            reached=Count("pk", filter=answers & Q(copy__isnull=False)),
            collecting=Count("pk", filter=Q(duty=Duty.COLLECT)),
        )
    )
    found = dict.fromkeys(branches, Overdue())
    for above, number, reached, collecting in rows:
        nearest = _nearest(above, found)
        direct = reached if above == nearest else 0
        found[nearest] += Overdue(number, direct, collecting)
    return found
