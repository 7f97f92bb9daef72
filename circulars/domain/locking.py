"""Keeping rows until the transaction ends, so that two acts on one thing follow each other."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection
from django.db.models import Model, QuerySet

from offices.models import Office


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


def lock_house(*offices: Office) -> None:
    """
    Keep the house of each of ``offices``, before anything of it is looked at.

    For acts that hold a row of the house against its other rows, as two units must not
    give the same numbers: of two such acts the second sees what the first has written.
    """
    hold(Office, [office.house_id_or_self for office in offices])


def share_house(unit: Office) -> None:
    """
    Keep the house of ``unit`` as it is set now. For acts that go by its settings: they do
    not wait for each other, only for ``lock_house``, and that for them.
    """
    _need_transaction()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM offices_office WHERE id = %s FOR SHARE", [unit.house_id_or_self]
        )


def take_turns(matter: int, words: str) -> None:
    """
    Wait for whoever has taken his turn at the same ``words``, until his transaction ends.

    Where there is no row yet that could be kept. ``matter`` tells one kind of words from
    another; words that share a hash wait for each other and do no harm.
    """
    _need_transaction()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [matter, words])


def _need_transaction() -> None:
    if not connection.in_atomic_block:
        raise RuntimeError("what is kept is kept until the transaction ends: there is none")
