"""The register books that a person may read in."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from circulars.models import RegisterBook
from offices.viewer import Viewer


def readable_books(viewer: Viewer) -> QuerySet[RegisterBook]:
    """Books of the units ``viewer`` may read in: the whole house, or his unit and below."""
    allowed = Q(office__house__in=viewer.whole_houses)
    for unit in viewer.units:
        allowed |= Q(office__path__startswith=unit.path)
    return RegisterBook.objects.filter(allowed).select_related("office__house")
