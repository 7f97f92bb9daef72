"""The Celery worker as it runs in production, on the test's own database and broker."""

import socket
import time

from config.celery import app
from tests.worker_process import empty_broker, kill


def answers(within: float = 20) -> dict[str, str]:
    """
    What the workers of this broker, by name, say to a ping, as soon as there is one.

    A broker may deliver a broadcast twice: one worker's second answer says nothing new.
    """
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        if replies := app.control.ping(timeout=0.5):
            return {name: said["ok"] for reply in replies for name, said in reply.items()}
    return {}


def test_a_worker_answers_until_it_is_killed(start_worker):
    empty_broker()
    process = start_worker()
    while_running = answers()

    kill(process)

    assert while_running == {f"celery@{socket.gethostname()}": "pong"}
    assert answers(within=1) == {}
