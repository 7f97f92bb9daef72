"""The register books that a person may read in."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from circulars.models import SECRET_BOOKS, RegisterBook
from offices.viewer import Viewer


def readable_books(viewer: Viewer) -> QuerySet[RegisterBook]:
    """
    Books of the units ``viewer`` may read in: the whole house, or his unit and below; those of
    secret letters, where he is their registrar.
    """
    his = Q(office__house__in=viewer.secret_houses)
    return books_of_desks(viewer).filter(~Q(kind__in=SECRET_BOOKS) | his)


def books_of_desks(viewer: Viewer) -> QuerySet[RegisterBook]:
    """All books of those units, whoever keeps them."""
    allowed = Q(office__house__in=viewer.whole_houses)
    for unit in viewer.units:
        allowed |= Q(office__path__startswith=unit.path)
    return RegisterBook.objects.filter(allowed).select_related("office__house")
