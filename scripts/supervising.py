"""
Keeps the programs of a run up: one that dies is started again, and the others stay.

Ours and not a package: honcho ends all when one ends; circus does this with three more packages
(two of them compiled) and control sockets of its own; supervisor takes a closed terminal for
"start anew" and hands on no listening socket.
"""

import contextlib
import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

#: Seconds after which a program is taken to run well, and its earlier deaths are forgotten.
STEADY_AFTER = 10.0
LONGEST_WAIT = 30.0
#: Deaths in a row after which the line says that this does not mend itself.
MANY = 5
#: What a program may take to end before it is killed; above the web server's own patience.
END_WITHIN = 5.0
LOOK_EVERY = 0.2
ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@dataclass
class Program:
    """One program of the run, in a process group of its own, and how it fares."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str] | None = None
    folder: Path | None = None
    handed_on: Collection[int] = ()
    first_wait: float = 0.5
    process: subprocess.Popen[str] | None = field(default=None, init=False)
    started: float = field(default=0.0, init=False)
    due: float = field(default=0.0, init=False)
    deaths: int = field(default=0, init=False)

    def start(self) -> None:
        """Start it, and show what it says under its name."""
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            self.command,
            env=self.environment,
            cwd=self.folder,
            pass_fds=self.handed_on,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,
        )
        assert self.process.stdout
        reader = threading.Thread(target=show, args=(self.name, self.process.stdout), daemon=True)
        reader.start()

    def look(self, now: float, say: Callable[[str], None]) -> None:
        """Start it when it is due; when it died, say so and how long it will wait."""
        if self.process is None:
            if now >= self.due:
                self.start()
            return
        code = self.process.poll()
        if code is None:
            return
        # What it started goes with it: the next one must not meet its children.
        self.kill()
        self.deaths = self.deaths + 1 if now - self.started < STEADY_AFTER else 1
        wait = min(self.first_wait * 2 ** (self.deaths - 1), LONGEST_WAIT)
        self.due = now + wait
        how = f"exit code {code}" if code >= 0 else signal.Signals(-code).name
        if self.deaths < MANY:
            say(f"{self.name} ended ({how}) and is started again in {wait:g} s")
        else:
            say(
                f"{self.name} ended ({how}) {self.deaths} times in a row: its lines above say why;"
                f" the others run on, next try in {wait:g} s"
            )

    def ask_to_end(self) -> None:
        """Ask the first process; it ends those that it started."""
        if self.process:
            self.process.terminate()

    def kill(self) -> None:
        """Kill what is left of the group."""
        if self.process:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None


def show(name: str, output: IO[str]) -> None:
    """Print what a program says; read on when the terminal is gone, or it would stand still."""
    for line in output:
        with contextlib.suppress(OSError):
            print(f"{name:<6} | {line}", end="", flush=True)


def keep_up(
    programs: Sequence[Program],
    *,
    say: Callable[[str], None],
    watch: Callable[[], float] = lambda: LONGEST_WAIT,
) -> None:
    """
    Run all programs until Ctrl-C, SIGTERM or a closed terminal; leave nothing running.

    ``watch`` looks after what else the run needs and gives the seconds until it wants to look
    again.
    """
    asked: list[int] = []
    # A note and no exception: it could come in the middle of a start and leave an orphan.
    for number in ENDING:
        signal.signal(number, lambda came, _frame: asked.append(came))
    watch_at = 0.0
    try:
        while not asked:
            now = time.monotonic()
            for program in programs:
                program.look(now, say)
            if now >= watch_at:
                watch_at = now + watch()
            time.sleep(LOOK_EVERY)
    finally:
        end(programs)


def end(programs: Sequence[Program]) -> None:
    """Ask all to end, then kill those that did not."""
    for program in programs:
        program.ask_to_end()
    deadline = time.monotonic() + END_WITHIN
    for program in programs:
        if program.process:
            with contextlib.suppress(subprocess.TimeoutExpired):
                program.process.wait(max(deadline - time.monotonic(), 0))
        program.kill()
