"""A run keeps its programs up, and leaves nothing behind: real processes, really killed."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.guards.tree import ROOT

WITHIN = 60
RUN = """
import sys
from scripts.supervising import Program, keep_up
names = iter(sys.argv[1:])
programs = [Program(name, ["sh", "-c", command], first_wait=0.01) for name, command in zip(names, names)]
keep_up(programs, say=lambda line: print("says:", line, flush=True))
print("ended", flush=True)
"""
# Each tells who it is, and has a child of its own as the web server and the worker have.
STAYS = "echo up $$; sleep 1000 & wait"
STUBBORN = "trap '' TERM; echo up $$; while true; do sleep 1; done"
DIES = "exit 3"


class Running:
    """A run of programs with its output in a file."""

    def __init__(self, log: Path, programs: dict[str, str]) -> None:
        self.log = log
        words = [word for pair in programs.items() for word in pair]
        with log.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-c", RUN, *words], cwd=ROOT, stdout=output, stderr=output
            )

    def lines(self, start: str) -> list[str]:
        """What stands behind ``start`` in the lines that begin so."""
        return [
            line.removeprefix(start)
            for line in self.log.read_text().splitlines()
            if line.startswith(start)
        ]

    def groups(self, name: str) -> list[int]:
        """Process groups of the program, the newest last."""
        return [int(pid) for pid in self.lines(f"{name:<6} | up ")]

    def wait(self, ready: Callable[[], object]) -> None:
        """Wait until it is so; show the output when it does not come."""
        deadline = time.monotonic() + WITHIN
        while not ready():
            assert time.monotonic() < deadline, self.log.read_text()
            time.sleep(0.02)


@pytest.fixture
def running(tmp_path) -> Iterator[Callable[..., Running]]:
    started: list[Running] = []

    def start(**programs: str) -> Running:
        started.append(Running(tmp_path / "log", programs))
        return started[-1]

    yield start
    for run in started:
        run.process.terminate()
        run.process.wait(WITHIN)


def there(group: int) -> bool:
    """Tell whether a process of the group runs; one that is dead and not yet buried does not."""
    for file in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            state, _parent, of_group = file.read_text().rpartition(")")[2].split()[:3]
            if int(of_group) == group and state not in "ZX":
                return True
    return False


def test_a_program_that_is_killed_is_started_again_and_the_others_stay(running):
    run = running(web=STAYS, beat=STAYS)
    run.wait(lambda: run.groups("web") and run.groups("beat"))
    killed = run.groups("beat")[0]

    os.kill(killed, signal.SIGKILL)
    run.wait(lambda: len(run.groups("beat")) == 2)

    assert run.lines("says: ") == ["beat ended (SIGKILL) and is started again in 0.01 s"]
    assert len(run.groups("web")) == 1
    run.wait(lambda: not there(killed))
    assert there(run.groups("web")[0])


def test_a_program_that_dies_again_and_again_is_reported_and_the_others_stay(running):
    run = running(web=DIES, beat=STAYS)

    run.wait(lambda: len(run.lines("says: ")) >= 5)

    assert run.lines("says: ")[:5] == [
        "web ended (exit code 3) and is started again in 0.01 s",
        "web ended (exit code 3) and is started again in 0.02 s",
        "web ended (exit code 3) and is started again in 0.04 s",
        "web ended (exit code 3) and is started again in 0.08 s",
        "web ended (exit code 3) 5 times in a row: its lines above say why;"
        " the others run on, next try in 0.16 s",
    ]
    assert len(run.groups("beat")) == 1
    assert there(run.groups("beat")[0])


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_whatever_ends_the_run_leaves_nothing(running, how):
    run = running(web=STAYS, worker=STUBBORN, beat=STAYS)
    names = ("web", "worker", "beat")
    run.wait(lambda: all(run.groups(name) for name in names))

    run.process.send_signal(how)
    run.process.send_signal(how)
    code = run.process.wait(WITHIN)

    assert (code, run.lines("ended")) == (0, [""])
    run.wait(lambda: not any(there(run.groups(name)[0]) for name in names))


def test_a_terminal_that_is_gone_stops_nobody():
    reading, writing = os.pipe()
    talks = "while true; do echo talk; sleep 0.01; done"
    process = subprocess.Popen(
        [sys.executable, "-c", RUN, "web", talks], cwd=ROOT, stdout=writing, stderr=writing
    )
    os.close(writing)
    os.read(reading, 1)

    os.close(reading)
    time.sleep(0.5)

    assert process.poll() is None
    process.terminate()
    # Its own last line finds no terminal either.
    assert process.wait(WITHIN) == 1
