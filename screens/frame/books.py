"""The register books that a person may read in."""

from __future__ import annotations

from django.db.models import OuterRef, Q, QuerySet, Subquery

from circulars.models import SECRET_BOOKS, RegisterBook, RegisterEntry
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


def with_last_seen(books: QuerySet[RegisterBook], viewer: Viewer) -> QuerySet[RegisterBook]:
    """
    Annotate ``last_seen``, the last number that ``viewer`` may know of; None without one.

    The number of a secret letter that does not name him is none.
    """
    seen = RegisterEntry.objects.in_book().seen_by(viewer).filter(book=OuterRef("pk"))
    last = {"last_seen": Subquery(seen.order_by("-number").values("number")[:1])}
    return books.annotate(**last)
