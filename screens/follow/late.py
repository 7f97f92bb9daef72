"""Who below is late: counted in the database, never row by row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Case, Count, Exists, F, Max, Min, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce

from circulars.models import OfficeCopy
from circulars.models.copy import OfficeCopyQuerySet
from offices.models import Kind, Office

#: (circular id, prefix of the branch): what a house sent on.
Branches = Iterable[tuple[int, str]]

#: What a line of the list shows.
_ROW = (
    *("state", "due_at", "held_since", "opened_at", "registered_at", "forwarded_at"),
    *("answered_at", "closed_at", "circular__subject", "office__name", "office__short_name"),
    *("office__district__name", "office__district__short_name"),
    *("holder__name", "holder__short_name"),
)


@dataclass(frozen=True, slots=True)
class Late:
    """One province or district: how many letters are late in and below it, and since when."""

    office: Office
    count: int
    since: dt.datetime


def late_in(branches: Branches, *, at: dt.datetime) -> OfficeCopyQuerySet:
    """
    Late copies, each at the office where it really lies: whoever has passed a letter on
    and still waits for somebody below is not late himself, the one below is.
    """
    below = Q(pk__in=[])
    for circular, prefix in branches:
        below |= Q(circular=circular, above__startswith=prefix)
    waits = OfficeCopy.objects.unanswered().filter(parent=OuterRef("pk"))
    return OfficeCopy.objects.filter(below).overdue(at).exclude(Exists(waits))


def late_total(branches: Branches, *, at: dt.datetime) -> int:
    return late_in(branches, at=at).count()


def _level(under: Office | None) -> Coalesce | F | None:
    """The column that names the next level down."""
    if under is None:
        return Coalesce("office__province", Case(When(office__kind=Kind.PROVINCE, then="office")))
    if under.kind == Kind.PROVINCE:
        return Coalesce("office__district", Case(When(office__kind=Kind.DISTRICT, then="office")))
    return None


def _under(office: Office | None) -> Q:
    if office is None:
        return Q()
    return Q(office=office) | Q(office__province=office) | Q(office__district=office)


def late_groups(branches: Branches, *, under: Office | None, at: dt.datetime) -> list[Late]:
    """The next level below ``under``, most letters first. A single group is opened at once."""
    level = _level(under)
    if level is None:
        return []
    rows = (
        late_in(branches, at=at)
        .filter(_under(under))
        .order_by()
        .annotate(level=level)
        .values_list("level")
        .annotate(number=Count("pk"), since=Min("due_at"))
        .order_by("-number", "level")
    )
    counted = [(pk, number, since) for pk, number, since in rows if pk is not None]
    if len(counted) == 1 and under is None:
        only = Office.objects.get(pk=counted[0][0])
        return late_groups(branches, under=only, at=at)
    offices = Office.objects.in_bulk([pk for pk, _number, _since in counted])
    return [Late(offices[pk], number, since) for pk, number, since in counted]


def late_below(branches: Branches, *, under: Office | None, at: dt.datetime) -> OfficeCopyQuerySet:
    """
    The late letters themselves, longest late first, with who holds them. ``back_at``: when
    the last one below had answered, so that certifying is all that is awaited.
    """
    below = OfficeCopy.objects.filter(parent=OuterRef("pk")).order_by().values("parent")
    settled = below.annotate(last=Max(Coalesce("answered_at", "closed_at"))).values("last")
    return (
        late_in(branches, at=at)
        .filter(_under(under))
        .annotate(back_at=Subquery(settled))
        .select_related("office__district", "holder", "circular")
        .only(*_ROW)
        .order_by("due_at", "office__code", "pk")
    )
