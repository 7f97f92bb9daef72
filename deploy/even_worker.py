"""A process of the web server that leaves new connections to those that hold fewer."""

from __future__ import annotations

import math
import time
from mmap import mmap
from typing import Any

from gunicorn.workers.gthread import ThreadWorker

#: Places for numbers of processes; each takes the one of its age, and ages go round.
SLOTS = 32
#: A process not heard of for so many seconds is gone or stuck: nobody waits for it.
HEARD_WITHIN = 5.0
#: Seconds after which a process that leaves connections to others looks again.
LOOK_AGAIN = 0.01

# Memory that the processes share, for this is read before they are forked: how many connections
# each holds, and when it said so.
held = memoryview(mmap(-1, SLOTS * 8)).cast("d")
heard = memoryview(mmap(-1, SLOTS * 8)).cast("d")


class EvenWorker(ThreadWorker):
    """
    Gunicorn's own worker with threads, and a limit of connections that moves.

    The kernel wakes every process for a new connection, and the quickest takes it: of eight
    kept-alive connections one process often got seven or all. Here a process that holds more
    than another does not listen, so the one with the fewest always takes the next.
    """

    def __init__(self, age: int, *rest: Any) -> None:
        self.slot = age % SLOTS
        super().__init__(age, *rest)

    @property
    def worker_connections(self) -> float:
        """Connections below which gunicorn takes a new one: one more than anybody else has."""
        oldest = time.monotonic() - HEARD_WITHIN
        others = (
            count
            for slot, (count, moment) in enumerate(zip(held, heard, strict=True))
            if moment > oldest and slot != self.slot
        )
        return min(self.most, min(others, default=math.inf) + 1)

    @worker_connections.setter
    def worker_connections(self, most: int) -> None:
        self.most = most

    def notify(self) -> None:
        """Tell the others, too. Gunicorn calls this each time before it waits for events."""
        # One that ends takes nothing any more: nobody shall leave it a connection.
        held[self.slot] = self.nr_conns if self.alive else math.inf
        heard[self.slot] = time.monotonic()
        super().notify()

    def wait_for_and_dispatch_events(self, timeout: float) -> None:
        """Look soon whether it is one's turn again."""
        wait = timeout if self._accepting else min(timeout, LOOK_AGAIN)
        super().wait_for_and_dispatch_events(wait)

    def run(self) -> None:
        """Serve; afterwards nobody waits for this process."""
        try:
            super().run()
        finally:
            held[self.slot] = math.inf
