"""Who is asked about a damaged line, and what becomes of it, on a checkout of the test's own."""

import os
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from coverage import CoverageData

from config import private
from scripts.mutating import databases
from scripts.mutating.choosing import CONTEXTS, Choosing, keep_sources
from scripts.mutating.judging import judge
from scripts.mutating.reaching import names, reach
from scripts.mutating.sampling import Mutant, mutants, of_file
from scripts.mutating.source import Place, Source


@pytest.fixture
def toy(tmp_path, monkeypatch) -> Path:
    """A checkout with one rule, one test of it, and a database, in git."""
    root = tmp_path / "toy"
    for name, text in TOY.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    subprocess.run(["git", "init", "-q"], cwd=root, check=True)
    (tmp_path / "copies").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "copies"))
    monkeypatch.setattr(databases, "_BEGINNING", "toy")
    # The servers are held by these tests already.
    monkeypatch.setenv("DATABASE_URL", os.environ.get("DATABASE_URL", private.database_url()))
    return root


TOY = {
    "gate/__init__.py": "",
    "gate/policies.py": """
def may_send(age):
    if age < 18:
        return False
    return True


def may_read(age):
    return age > 3
""",
    "tests/gate/test_policies.py": """
from gate.policies import may_read, may_send


def test_the_grown_may_send(db):
    assert (may_send(18), may_send(17)) == (True, False)


def test_children_may_read():
    assert may_read(4)
""",
    "tests/gate/test_broken.py": """
from gate.policies import may_read


def test_nobody_may_read():
    assert not may_read(4)
""",
    "tests/other/test_other.py": "def test_nothing():\n    pass\n",
    "settings.py": """
import os

import dj_database_url

DATABASES = {"default": dj_database_url.parse(os.environ["DATABASE_URL"])}
DATABASES["default"]["TEST"] = {"NAME": f"test_wian_{os.environ['WIAN_TEST_DB']}"}
SECRET_KEY = "toy"
""",
    "pytest.ini": "[pytest]\nDJANGO_SETTINGS_MODULE = settings\npythonpath = .\naddopts = -ra\n",
    ".gitignore": "var/\n__pycache__/\n",
}


def kept(root: Path) -> dict[str, bytes]:
    return {str(file): file.read_bytes() for file in root.rglob("*") if file.is_file()}


def left_behind(tmp_path: Path) -> list[str]:
    """Copies, and databases of copies."""
    with psycopg.connect(databases.address()) as connection:
        rows = connection.execute("SELECT datname FROM pg_database WHERE datname ~ '_toy_[0-9]'")
        return [file.name for file in (tmp_path / "copies").iterdir()] + [row[0] for row in rows]


def described(found: list[Mutant]) -> list[str]:
    return [f"{one.function}: {one.after}" for one in found]


def test_whoever_no_test_notices_survives_and_nothing_is_left_behind(toy, tmp_path, capsys):
    before = kept(toy)
    found = [one for one in mutants(toy) if one.edit.kind == "boundary"]

    left = judge(toy, found, jobs=2, seconds=120)

    assert described(found) == ["may_send: if age <= 18:", "may_read: return age >= 3"]
    assert described(left) == ["may_read: return age >= 3"]
    assert (
        f"SURVIVED {left[0].name} gate/policies.py:9 may_read (boundary)" in capsys.readouterr().out
    )
    assert kept(toy) == before
    assert left_behind(tmp_path) == []


def test_ctrl_c_leaves_nothing_behind(toy, tmp_path, heeding_ctrl_c):
    marker = tmp_path / "asked"
    slow = toy / "tests/gate/test_policies.py"
    slow.write_text(f"{SLOW}    pathlib.Path({str(marker)!r}).touch()\n    time.sleep(600)\n")
    before = kept(toy)
    threading.Thread(target=press_ctrl_c, args=[marker], daemon=True).start()

    with pytest.raises(KeyboardInterrupt):
        judge(toy, mutants(toy)[:4], jobs=1, seconds=600)

    assert kept(toy) == before
    assert left_behind(tmp_path) == []


@pytest.fixture
def heeding_ctrl_c() -> Iterator[None]:
    """A worker of parallel tests is told to ignore Ctrl-C."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


SLOW = """
import pathlib, time
from gate.policies import may_send


def test_slow():
"""


def press_ctrl_c(marker: Path) -> None:
    """As soon as the first mutant's test runs."""
    while not marker.exists():
        time.sleep(0.05)
    os.kill(os.getpid(), signal.SIGINT)


def test_without_coverage_the_mirror_is_asked_first_then_who_names_the_module(toy):
    boundary = mutants(toy)[0]

    choice = Choosing(toy).choose(boundary)

    assert choice.tests == ["tests/gate/test_policies.py", "tests/gate/test_broken.py"]


def test_who_is_named_by_no_test_is_asked_of_the_tests_of_its_room(toy):
    (toy / "gate/states.py").write_text("def last():\n    return 1\n")
    (one,) = (one for one in mutants(toy) if one.file == "gate/states.py")

    choice = Choosing(toy).choose(one)

    assert choice.tests == ["tests/gate/test_broken.py", "tests/gate/test_policies.py"]


def test_with_coverage_whoever_ran_the_line_is_asked_wherever_it_stands_now(toy):
    keep_sources(toy)
    noted = CoverageData(basename=str(toy / CONTEXTS))
    for test, lines in (
        ("tests/other/test_other.py::test_nothing[case]|run", [3, 4]),
        ("tests/gate/test_policies.py::test_the_grown_may_send|run", [3, 4, 5]),
        ("tests/gate/test_policies.py::test_children_may_read|run", [9]),
    ):
        noted.set_context(test)
        noted.add_lines({"gate/policies.py": lines})
    noted.write()
    (toy / "gate/policies.py").write_text(f"import datetime\n\n{TOY['gate/policies.py']}")
    (toy / "tests/gate/test_new.py").write_text("from gate.policies import may_send\n")

    choice = Choosing(toy).choose(mutants(toy)[0])

    assert choice.tests == [
        "tests/gate/test_new.py",
        "tests/gate/test_broken.py",
        "tests/gate/test_policies.py::test_the_grown_may_send",
        "tests/other/test_other.py::test_nothing",
    ]


def test_a_table_is_reached_through_the_functions_that_name_it():
    sources = {
        "a/states.py": "FIRST = 1\nALL = [FIRST]\n\n\ndef f():\n    return ALL\n",
        "a/moving.py": "from a.states import ALL\n\n\ndef move():\n    return 1 in ALL\n",
        "a/other.py": "def g():\n    return 1\n",
    }
    one = next(of_file("a/states.py", Source(sources["a/states.py"]), Place({})))

    assert one.after == "FIRST = 2"
    assert list(reach(one, sources)) == [("a/states.py", range(6, 7)), ("a/moving.py", range(5, 6))]
    assert names(one, sources["a/states.py"]) == {"FIRST", "ALL"}
