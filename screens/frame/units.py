"""The units of a house."""

from __future__ import annotations

from django.db.models import QuerySet

from offices.models import Office


def units_of(house: Office) -> QuerySet[Office]:
    """A house and the units inside it, in printed order."""
    return Office.objects.active().filter(house=house).order_by("path")
