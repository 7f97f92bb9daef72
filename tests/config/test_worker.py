"""The Celery worker as it runs in production, on the test's own database and broker."""

import time

from config.celery import app
from tests.worker_process import empty_broker, kill


def answers(within: float = 20) -> list[str]:
    """Answers of all workers of this broker to a ping, as soon as there is one."""
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        if replies := app.control.ping(timeout=0.5):
            return [answer["ok"] for reply in replies for answer in reply.values()]
    return []


def test_a_worker_answers_until_it_is_killed(start_worker):
    empty_broker()
    process = start_worker()
    while_running = answers()

    kill(process)

    assert while_running == ["pong"]
    assert answers(within=1) == []
