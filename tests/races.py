"""Two acts at one moment: the second is seen to wait for the first, then goes on."""

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from queue import SimpleQueue
from typing import TypeVar

from django.db import connection, connections, transaction
from django.utils import translation

T = TypeVar("T")

#: Seconds; nobody comes near it but a test that fails.
WITHIN = 60


def meanwhile(first: Callable[[], object], second: Callable[[], T]) -> T:
    """
    Do ``first``; before it is committed start ``second`` on a connection of its own; commit
    once the database says that the second waits for the first. Gives or raises what the
    second did. Whoever does not wait has looked at something that was about to change.
    """
    session: SimpleQueue[int] = SimpleQueue()
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            first()
            later = pool.submit(_on_its_own, second, session)
            _see_it_wait(later, session.get(timeout=WITHIN))
        return later.result(WITHIN)


def _on_its_own(act: Callable[[], T], session: "SimpleQueue[int]") -> T:
    try:
        with translation.override("th"), connection.cursor() as cursor:
            cursor.execute(f"SET lock_timeout = '{WITHIN}s'")
            cursor.execute("SELECT pg_backend_pid()")
            session.put(cursor.fetchone()[0])
            return act()
    finally:
        connections.close_all()


def _see_it_wait(later: "Future[T]", session: int) -> None:
    # Counted, for a test may have stopped the clock.
    for _look in range(WITHIN * 100):
        if _waits_for_us(session):
            return
        if later.done():
            raise AssertionError(f"it did not wait: {later.exception() or later.result()!r}")
        time.sleep(0.01)
    raise AssertionError("it neither waited nor ended")


def _waits_for_us(session: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid() = ANY(pg_blocking_pids(%s))", [session])
        return cursor.fetchone()[0]
