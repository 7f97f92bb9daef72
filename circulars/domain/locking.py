"""Keeping rows until the transaction ends, so that two acts on one thing follow each other."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Model, QuerySet


def hold(model: type[Model], keys: Iterable[int]) -> None:
    """
    Keep the rows of ``model`` with these ids; whoever wants one of them waits.

    By key alone, without a join: PostgreSQL compares a row that changed while we waited
    with the rows that it was joined with before, and one that points elsewhere now drops
    out of the answer, unlocked. What belongs to the rows is read afterwards, by a
    statement of its own, which sees what the other act has written.

    In the order of the ids, so that two who want the same rows never wait for each other.
    Rows that only name a kept one need not wait. Raises LookupError when one is missing.
    """
    wanted = sorted(set(keys))
    rows: QuerySet[Model] = QuerySet(model)
    kept = rows.select_for_update(no_key=True).filter(pk__in=wanted).order_by("pk")
    came = list(kept.values_list("pk", flat=True))
    if came != wanted:
        raise LookupError(f"{model.__name__}: wanted {wanted}, kept {came}")
