"""The Celery worker as it runs in production, on the test's own database and broker."""

import time

from config.celery import app
from tests.worker_process import empty_broker, kill


def answers(within: float = 20) -> dict[str, str]:
    """
    What the workers of this broker, by name, say to a ping, as soon as there is one.

    On a loaded machine one ping was once answered twice, and nobody could tell by whom: a
    worker that another test had left would stand here under a name of its own.
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

    assert while_running == {process.args[-1]: "pong"}
    assert answers(within=1) == {}
