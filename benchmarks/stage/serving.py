"""The real web server on a port of the benchmark's own, and what its processes use up."""

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from socket import create_server
from tempfile import TemporaryDirectory
from urllib.request import urlopen

from django.core.management import call_command
from django.db import connection

from config.private import BASE_DIR
from scripts import run
from tests.worker_process import database_url

TICK = os.sysconf("SC_CLK_TCK")
READY_WITHIN = 60


@dataclass(frozen=True)
class Server:
    """A running web server: its port, its first process, and the log of who served a page."""

    port: int
    pid: int
    log: Path

    def workers(self) -> list[int]:
        """The processes that serve pages."""
        return [int(pid) for pid in children_of(self.pid).read_text().split()]

    def web_seconds(self) -> float:
        """CPU of the serving processes so far."""
        return sum(cpu_of(pid) for pid in self.workers())

    def served(self) -> list[tuple[int, str]]:
        """For each page so far: the process that gave it, and the connection's other end."""
        lines = [line.split() for line in self.log.read_text().splitlines()]
        return [(int(pid.strip("<>")), port) for pid, port in lines]


def children_of(pid: int) -> Path:
    """Where the kernel lists the children of a process."""
    return Path(f"/proc/{pid}/task/{pid}/children")


def cpu_of(pid: int) -> float:
    """Seconds of CPU that a process has used; none once it is gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / TICK


def database_seconds() -> float | None:
    """CPU of PostgreSQL for the server's connections; None where it runs on another machine."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        pids = [pid for (pid,) in cursor.fetchall()]
    if not all(Path(f"/proc/{pid}").exists() for pid in pids):
        return None
    return sum(cpu_of(pid) for pid in pids)


@contextmanager
def site() -> Iterator[Server]:
    """Start the web server as ``make run`` does, on the database of the stage; stop it at the end."""
    call_command("collectstatic", verbosity=0, interactive=False)
    with TemporaryDirectory() as folder, create_server(("127.0.0.1", 0)) as held:
        log = Path(folder) / "served"
        process = subprocess.Popen(
            [*run.processes(held.fileno())["web"].split(), "--access-logfile", str(log)]
            + ["--access-logformat", "%(p)s %({remote_port}e)s"],
            env=os.environ | {"DATABASE_URL": database_url(), "DEBUG": "no", "HTTPS": "no"},
            cwd=BASE_DIR,
            pass_fds=[held.fileno()],
        )
        try:
            port = held.getsockname()[1]
            wait_for(port)
            yield Server(port, process.pid, log)
        finally:
            process.terminate()
            process.wait(timeout=30)


def wait_for(port: int) -> None:
    """Wait for the first answer."""
    deadline = time.monotonic() + READY_WITHIN
    while time.monotonic() < deadline:
        with suppress(OSError), urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5):
            return
        time.sleep(0.1)
    raise SystemExit("the web server did not start")
