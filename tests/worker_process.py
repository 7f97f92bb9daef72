"""A real Celery worker in a process of its own, on the test's database, broker and files."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import redis
from django.conf import settings as django_settings
from django.db import connection

READY_WITHIN = 60


def database_url() -> str:
    """Address of the database that this test writes to."""
    given = connection.settings_dict
    password = f":{quote(given['PASSWORD'])}" if given["PASSWORD"] else ""
    port = f":{given['PORT']}" if given["PORT"] else ""
    host = quote(given["HOST"], safe="")
    return f"postgres://{given['USER']}{password}@{host}{port}/{given['NAME']}"


def empty_broker() -> None:
    """Forget messages of earlier tests."""
    with contextlib.closing(redis.Redis.from_url(django_settings.REDIS_URL)) as client:
        client.flushdb()


@contextlib.contextmanager
def running(settings: Any, *, processes: int = 1) -> Iterator[subprocess.Popen[bytes]]:
    """Start a worker, wait until it takes tasks, and end it after the ``with`` block."""
    environment = os.environ | {
        "DATABASE_URL": database_url(),
        "REDIS_URL": settings.REDIS_URL,
        "MEDIA_ROOT": str(settings.MEDIA_ROOT),
        "PYTHONWARNINGS": "ignore",
    }
    command = [sys.executable, "-m", "celery", "-q", "-A", "config.celery", "worker"]
    command += ["-l", "INFO", "-c", str(processes), "--without-gossip", "--without-mingle"]
    command += ["-n", f"worker-{time.monotonic_ns()}@wian"]  # no two of a machine share a name
    log = settings.MEDIA_ROOT.parent / f"worker-{time.monotonic_ns()}.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, env=environment, stdout=output, stderr=output, start_new_session=True
        )
    try:
        wait_until_ready(process, log)
        yield process
    finally:
        end(process)


def wait_until_ready(process: subprocess.Popen[bytes], log: Any) -> None:
    """Wait for the line that says so; show the log when it does not come."""
    deadline = time.monotonic() + READY_WITHIN
    while b" ready." not in log.read_bytes():
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"the worker did not start: {log.read_text()}")
        time.sleep(0.05)


def kill(process: subprocess.Popen[bytes]) -> None:
    """End the worker and its children as a power cut would."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def end(process: subprocess.Popen[bytes]) -> None:
    """Ask the worker to stop, insist after ten seconds."""
    if process.poll() is None:
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(10)
    kill(process)
