"""
Runs tests on a damaged copy of the checkout, which itself is never touched.

Each copy lies in the system's folder for temporary files and has a database of its own.
"""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from scripts.mutating import databases
from scripts.mutating.sampling import Mutant, project_files

#: Made where it is not in git, and needed by tests; linked, not copied.
_MADE = (".venv", "node_modules", "static/dist")
#: A test that says nothing for so long hangs. More than the slowest one takes under load.
SILENCE = 180.0
_GRACE = 15.0
_PYTEST = [sys.executable, "-m", "pytest", "-x", "-v", "--tb=no", "--reuse-db"]
_NOT_PASSED = re.compile(r"^(?:FAILED|ERROR) (tests/.+?)(?: - .*)?$", re.MULTILINE)
_NOT_FOUND = re.compile(r"^ERROR: not found: \S*?/(tests/.+)$", re.MULTILINE)


class Stopped(Exception):
    """Somebody pressed Ctrl-C."""


class NotReady(Exception):
    """Tests cannot run in a copy; the message says why."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """``word``: killed, survived or unreached; by which test, and how long it took."""

    word: str
    by: str = ""
    seconds: float = 0.0


class Copy:
    """Copy ``number`` of the checkout at ``root``, in ``folder``."""

    def __init__(self, root: Path, folder: Path, number: int, stop: threading.Event) -> None:
        self.folder, self.number, self.stop = folder, number, stop
        self._proven: set[str] = set()
        for name in project_files(root):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(root / name, folder / name)
        for source in root.glob("locale/**/*.mo"):
            shutil.copy2(source, folder / source.relative_to(root))
        for name in _MADE:
            if (root / name).exists():
                (folder / name).parent.mkdir(exist_ok=True)
                (folder / name).symlink_to((root / name).resolve())
        # Some tests ask git which files there are.
        for command in (["init", "-q"], ["add", "-A"]):
            subprocess.run(["git", *command], cwd=folder, check=True)
        self.log = folder / "var" / "tests.log"
        self.log.parent.mkdir(exist_ok=True)

    def fill_database(self) -> None:
        """Migrate the database that all copies begin from. Raises NotReady."""
        test = self.folder / "tests" / "test_database.py"
        test.write_text("def test_it_is_made(db):\n    pass\n")
        word, _by = self._run([str(test), "--create-db"], databases.environment(), SILENCE)
        test.unlink()
        if word != "survived":
            raise NotReady(self.log.read_text(errors="replace"))

    def try_out(self, mutant: Mutant, tests: Sequence[str], within: float) -> Outcome:
        """Damage the copy, ask ``tests`` for at most ``within`` seconds, mend it again."""
        began, asked = time.monotonic(), list(tests)
        while asked and not asked[-1].startswith("--"):
            word, by = self._damaged(mutant, asked, within)
            if word != "killed" or not by.startswith("tests/") or self._is_sound(by):
                return Outcome(word, by, time.monotonic() - began)
            # It fails on the sound copy too, and so proves nothing.
            if by in asked:
                asked.remove(by)
            else:
                asked.insert(0, f"--deselect={by}")
        return Outcome("unreached", seconds=time.monotonic() - began)

    def _damaged(self, mutant: Mutant, tests: Sequence[str], within: float) -> tuple[str, str]:
        file = self.folder / mutant.file
        sound, times = file.read_bytes(), file.stat()
        try:
            _write(file, mutant.edit.applied(sound))
            return self._ask(tests, within)
        finally:
            _write(file, sound)
            os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))

    def _is_sound(self, test: str) -> bool:
        """Whether ``test`` passes, or a file can be read, on the copy as it is."""
        only = [] if "::" in test else ["--collect-only"]
        if test not in self._proven and self._ask([test, *only], SILENCE)[0] == "survived":
            self._proven.add(test)
        return test in self._proven

    def _ask(self, tests: Sequence[str], within: float) -> tuple[str, str]:
        databases.renew(self.number)
        return self._run(tests, databases.environment(self.number), within)

    def _run(self, tests: Sequence[str], around: dict[str, str], within: float) -> tuple[str, str]:
        """Run tests until one fails: "killed" and its name, or "survived"."""
        with self.log.open("wb") as output:
            process = subprocess.Popen(
                [*_PYTEST, *tests],
                cwd=self.folder,
                env=around,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
            ended = self._wait(process, within)
        if ended == "late" or process.returncode in (0, 5):
            return "survived", ""
        said = self.log.read_text(errors="replace")
        found = _NOT_PASSED.search(said) or _NOT_FOUND.search(said)
        return "killed", found[1] if found else ended

    def _wait(self, process: subprocess.Popen[bytes], within: float) -> str:
        """Wait for the end; else "hangs", or "late" when tests go on but the time is up."""
        began = heard = time.monotonic()
        size = 0
        try:
            while process.poll() is None:
                if self.stop.wait(0.1):
                    raise Stopped
                now = time.monotonic()
                if self.log.stat().st_size != size:
                    size, heard = self.log.stat().st_size, now
                if now - heard > SILENCE:
                    return "hangs"
                if now - began > within:
                    return "late"
        finally:
            _end(process)
        return ""


def _write(file: Path, data: bytes) -> None:
    # Compiled code is known by size and second of its source; a damage may change neither.
    Path(importlib.util.cache_from_source(str(file))).unlink(missing_ok=True)
    file.write_bytes(data)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Let tests tidy up as after Ctrl-C, and insist."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGINT)
        try:
            process.wait(_GRACE)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
