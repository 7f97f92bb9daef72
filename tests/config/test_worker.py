"""The Celery worker as it runs in production, on the test's own database and broker."""

import os
import time
import zlib

from config.celery import app
from tests.worker_process import empty_broker, kill


def answers(within: float = 20) -> dict[str, str]:
    """
    What the workers of this broker, by name, say to a ping, as soon as there is one.

    By name, so that the worker of another test process would be seen for what it is.
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


def test_each_test_process_has_a_broker_of_its_own(settings):
    number = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    of_the_first = 1 + zlib.crc32(os.environ.get("WIAN_TEST_DB", "main").encode()) % 15

    with app.connection_for_write() as connection:
        pool = connection.default_channel.client.connection_pool

    assert pool.connection_kwargs["db"] == 1 + (of_the_first - 1 + number) % 15
    assert settings.REDIS_URL.rpartition("=")[2] == str(pool.connection_kwargs["db"])
