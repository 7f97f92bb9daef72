"""A checkout of the test's own, with a private PostgreSQL and Redis."""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.guards.tree import ROOT

Services = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def checkout() -> Iterator[Path]:
    # Not tmp_path: its name is too long for a socket, and has a test of its own.
    with tempfile.TemporaryDirectory(prefix="w") as folder:
        Path(folder).chmod(0o755)
        for part in ("config", "scripts"):
            shutil.copytree(ROOT / part, Path(folder) / part)
        yield Path(folder)


@pytest.fixture
def services(checkout) -> Iterator[Services]:
    def command(*words: str) -> subprocess.CompletedProcess[str]:
        program = [sys.executable, "scripts/private_services.py", *words]
        return subprocess.run(program, cwd=checkout, capture_output=True, text=True)

    yield command
    command("stop")
