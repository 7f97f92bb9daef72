"""The live server of the browser tests, which knows whether it still has work."""

from __future__ import annotations

import socket
import threading
from typing import Any

from django.core.servers.basehttp import ThreadedWSGIServer

#: Seconds; only a request that hangs takes longer, on a slow machine too.
IDLE_WITHIN = 60.0


class CountedServer(ThreadedWSGIServer):
    """Counts a connection from when it is taken until its thread has left the database."""

    def __init__(self, *rest: Any, **options: Any) -> None:
        self.open = 0
        self.changed = threading.Condition()
        super().__init__(*rest, **options)

    def process_request(self, request: Any, client_address: Any) -> None:
        self.count(1)
        super().process_request(request, client_address)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            self.count(-1)

    def count(self, more: int) -> None:
        """Note that a connection came or went."""
        with self.changed:
            self.open += more
            self.changed.notify_all()

    def wait_until_idle(self, *, within: float = IDLE_WITHIN) -> None:
        """
        Wait until every request that was sent is answered.

        The pages must be closed before: an open one keeps its connections.
        """
        idle = self._takes_another(within)
        with self.changed:
            idle = idle and self.changed.wait_for(lambda: not self.open, timeout=within)
        assert idle, f"after {within:g} s the live server still serves {self.open} connections"

    def _takes_another(self, within: float) -> bool:
        """
        Connections are taken in turn: when this empty one is closed, none waits before it.
        On a busy machine it may not be taken in time.
        """
        try:
            with socket.create_connection(self.server_address[:2], timeout=within) as last:
                last.shutdown(socket.SHUT_WR)
                last.recv(1)
        except TimeoutError:
            return False
        return True
