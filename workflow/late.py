"""
Who below is late, and who holds it: lines of the ledger, never looked at row by row.

Everything that a screen or a file says of late answers is asked here; what is counted stands in
``circulars.domain.counting``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    BooleanField,
    Case,
    Count,
    F,
    Func,
    Max,
    Min,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, NullIf

from circulars.models import Duty, Expectation, OfficeCopy
from circulars.models.expectation import (
    AREA_OF,
    HELD_AT,
    STAGE_OF,
    STAGES,
    ExpectationQuerySet,
    overdue_itself,
)
from circulars.states import Delivery
from offices.models import Kind
from offices.ordering import by_name
from workflow.holders import joint_unit
from workflow.models import Step

#: The prefixes of the branches that a house sent on.
Branches = Iterable[str]

#: How far a letter that is still owed has come, as its senders see it.
OPEN_STAGES = STAGES[: STAGES.index(Delivery.ANSWERED)]
_RANK = Case(*(When(how_far=stage, then=place) for place, stage in enumerate(OPEN_STAGES)))

#: What a row says of the office that owes, of the matter, and of the letter at its holder.
_OWED = (
    *("duty", "due_at", "what", "copy_id", "above", "office_name", "office__kind"),
    *("asker__circular__subject", "office__name", "office__short_name"),
    *("province__name", "province__short_name", "district__name", "district__short_name"),
)
_HELD = (
    *("state", "held_since", "parent", "above", "officer", "holder", "office", "circular"),
    *("office__name", "office__short_name", "office__phone"),
    *("holder__name", "holder__short_name", "holder__phone"),
)

#: In which order the list may stand: by matter and area, or as one of these says.
ORDERS: dict[str, tuple[Any, ...]] = {
    "": (
        "-asker__circular",
        Coalesce("province__code", "office__code"),
        Coalesce("district__code", Value("")),
        "due_at",
        "office__code",
    ),
    "late": ("due_at", "office__code"),
    "office": (by_name("office__name"), "due_at"),
    "step": (_RANK, "due_at", "office__code"),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which late lines are looked at; nothing chosen means all who have to answer."""

    area: int | None = None
    words: str = ""
    stage: str = ""
    days: int = 0
    circular: int | None = None
    order: str = ""
    duty: str = Duty.ANSWER.value


@dataclass(frozen=True, slots=True)
class Place:
    """A province or district, as far as a list names it."""

    pk: int
    label: str
    code: str


@dataclass(frozen=True, slots=True)
class Tally:
    """So many late lines of one circular, in one district, of one stage; the oldest ``since``."""

    province: Place | None
    district: Place | None
    circular: int
    duty: str
    stage: str
    count: int
    since: dt.datetime


@dataclass(frozen=True, slots=True)
class Held:
    """One late line, and the letter at the office that holds it up: its own, or one above."""

    line: Expectation
    copy: OfficeCopy

    @property
    def is_reached(self) -> bool:
        return self.line.copy_id is not None

    @property
    def holder_named(self) -> bool:
        """Whether it lies elsewhere than at the office that owes."""
        return not self.is_reached or self.copy.holder_id != self.copy.office_id

    @property
    def stage(self) -> str:
        return str(vars(self.line)["how_far"])

    @property
    def collects(self) -> bool:
        """All below have answered: what is awaited is that it certifies, or reports."""
        return self.line.duty == Duty.COLLECT

    @property
    def since(self) -> dt.datetime:
        back: dt.datetime | None = vars(self.copy)["back_at"] if self.collects else None
        return back or self.copy.held_since

    @property
    def area(self) -> tuple[int | None, int | None]:
        words = vars(self.line)
        return words["in_province"], words["in_district"]


def late_in(branches: Branches, *, at: dt.datetime) -> ExpectationQuerySet:
    """
    Late lines, each where it really lies: whoever collects and still waits for somebody below
    is not late himself, the one below is, or whoever holds the letter up before him.
    """
    return Expectation.objects.within(branches).newest().filter(overdue_itself(at))


def _asked(branches: Branches, wanted: Wanted, *, at: dt.datetime) -> ExpectationQuerySet:
    rows = late_in(branches, at=at).annotate(how_far=STAGE_OF)
    if wanted.area is not None:
        area = wanted.area
        rows = rows.filter(Q(office=area) | Q(province=area) | Q(district=area))
    if wanted.circular is not None:
        rows = rows.filter(asker__circular=wanted.circular)
    if wanted.days:
        rows = rows.filter(due_at__lte=at - dt.timedelta(days=wanted.days - 1))
    if wanted.stage:
        rows = rows.filter(how_far=wanted.stage)
    for word in wanted.words.split():
        rows = rows.filter(
            Q(office__name__icontains=word)
            | Q(office__short_name__icontains=word)
            | Q(district__name__icontains=word)
            | Q(asker__circular__subject__icontains=word)
        )
    return rows


def tallies(branches: Branches, wanted: Wanted, *, at: dt.datetime) -> list[Tally]:
    """
    What is late, counted once by circular, district and stage, of either duty.

    Every number of the list and its subtotals are sums of these.
    """
    areas = _area("province", Kind.PROVINCE) | _area("district", Kind.DISTRICT)
    rows = (
        _asked(branches, wanted, at=at)
        .order_by()
        .annotate(**areas, matter=F("asker__circular"))
        .values_list(*areas, "matter", "duty", "how_far")
        .annotate(number=Count("pk"), since=Min("due_at"))
    )
    return [Tally(_place(row[:3]), _place(row[3:6]), *row[6:]) for row in rows]


def _area(area: str, kind: Kind) -> dict[str, Any]:
    """The columns of a ``Place``; a province lies in itself, a district too."""

    def of(column: Any, own: Any) -> Coalesce:
        return Coalesce(column, Case(When(office_kind=kind, then=own)))

    return {
        f"in_{area}": AREA_OF[area],
        f"{area}_label": of(_label(area), _label("office")),
        f"{area}_code": of(f"{area}__code", "office__code"),
    }


def _label(office: str) -> Coalesce:
    return Coalesce(NullIf(f"{office}__short_name", Value("")), f"{office}__name")


def _place(columns: tuple[Any, ...]) -> Place | None:
    return Place(*columns) if columns[0] is not None else None


def late_below(branches: Branches, wanted: Wanted, *, at: dt.datetime) -> ExpectationQuerySet:
    """The late lines in their order, bare: to be counted, cut into pages, and made ``rows_of``."""
    order = ORDERS.get(wanted.order, ORDERS[""])
    rows = _asked(branches, wanted, at=at).filter(duty=wanted.duty)
    return rows.order_by(*order, "pk")


def _chosen(lines: ExpectationQuerySet | list[int]) -> ExpectationQuerySet:
    """
    These lines alone. The ids of a page go in as an array: joined to it, with so many tables
    beside, the planner read all lines of the country.
    """
    if isinstance(lines, list):
        return Expectation.objects.filter(pk__in=lines)
    among = Func(
        F("pk"),
        ArraySubquery(lines.values("pk")),
        template="%(expressions)s)",
        arg_joiner=" = ANY(",
        output_field=BooleanField(),
    )
    return Expectation.objects.filter(among)


def rows_of(lines: ExpectationQuerySet | list[int], wanted: Wanted) -> list[Held]:
    """
    A page of ``late_below`` (or the ids of some) with what a row shows; the rest is not looked
    at. Two queries.
    """
    found = (
        _chosen(lines)
        .annotate(
            how_far=STAGE_OF,
            held_at=HELD_AT,
            in_province=AREA_OF["province"],
            in_district=AREA_OF["district"],
        )
        .select_related("office", "province", "district", "asker__circular")
        .only(*_OWED)
        .order_by(*ORDERS.get(wanted.order, ORDERS[""]), "pk")
    )
    rows = list(found)
    holders = _holders({vars(line)["held_at"] for line in rows})
    return [Held(line, holders[vars(line)["held_at"]]) for line in rows]


def _holders(ids: set[int]) -> dict[int, OfficeCopy]:
    """
    Copies by id, with ``back_at``: when the last one below had answered, ``step_role``: whose
    step waits in the office, and ``joint_unit``: whose words are awaited there.
    """
    below = OfficeCopy.objects.filter(parent=OuterRef("pk")).order_by().values("parent")
    settled = below.annotate(last=Max(Coalesce("answered_at", "closed_at"))).values("last")
    step = Step.objects.open().own().filter(process__copy=OuterRef("pk")).order_by().values("role")
    copies = (
        OfficeCopy.objects.filter(pk__in=ids)
        .annotate(
            # Asked only where something lies below: one sender may have thousands of others.
            back_at=Case(When(forwarded_at__isnull=False, then=Subquery(settled))),
            step_role=Subquery(step[:1]),
            joint_unit=joint_unit(),
        )
        .select_related("office", "holder")
        .only(*_HELD)
    )
    return {copy.pk: copy for copy in copies}
