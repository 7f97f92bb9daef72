"""The first level of a long tree by area: as many rows as there are provinces or districts."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Case, Count, Q, When
from django.db.models.functions import Coalesce

from circulars.models import OfficeCopy
from circulars.models.copy import ANSWERED, late_itself
from offices.models import Kind, Office

#: Recipients that lie in no province: they stand below the table.
NOWHERE = Q(office__province=None) & ~Q(office__kind=Kind.PROVINCE)


@dataclass(frozen=True, slots=True)
class AreaCount:
    """One area: how many recipients, how many have answered, how many are late themselves."""

    office: Office
    sent: int
    answered: int
    late: int


def number_of(text: str) -> int:
    """An id in an address; 0 for anything else."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def in_area(area: Office) -> Q:
    return Q(office=area) | Q(office__province=area) | Q(office__district=area)


def areas_below(copy: OfficeCopy, *, at: dt.datetime) -> list[AreaCount]:
    """The direct recipients of ``copy`` by province, in printed order. Two queries."""
    province = Coalesce("office__province", Case(When(office__kind=Kind.PROVINCE, then="office")))
    rows = (
        OfficeCopy.objects.filter(parent=copy)
        .expected()
        .order_by()
        .annotate(area=province)
        .values_list("area")
        .annotate(
            sent=Count("pk"),
            answered=Count("pk", filter=ANSWERED),
            late=Count("pk", filter=late_itself(at)),
        )
    )
    counted = {area: figures for area, *figures in rows if area is not None}
    offices = Office.objects.filter(pk__in=counted).printed_order()
    return [AreaCount(office, *counted[office.pk]) for office in offices]
