"""What every benchmark stands on: a throw-away database with the offices of the whole country."""

import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ["WIAN_TEST_DB"] = f"bench_{os.getpid()}"

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

TABLES = Path(__file__).resolve().parents[3] / "shared" / "orgs"
FILES = ("provinces.csv", "districts.csv", "local_governments.csv")


def silence() -> IO[str]:
    """Where the words of a command go that nobody wants to read."""
    return Path(os.devnull).open("w")


@contextmanager
def country() -> Iterator[None]:
    """A fresh database with every office; dropped at the end. Exits when there are no tables."""
    if not TABLES.is_dir():
        print("skipped: the tables of the whole country (../shared/orgs) are not here")
        raise SystemExit(0)
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        with silence() as nowhere:
            call_command("load_offices", *[TABLES / name for name in FILES], stdout=nowhere)
        yield
    finally:
        connection.creation.destroy_test_db("", verbosity=0)


@contextmanager
def empty() -> Iterator[None]:
    """A fresh database with nothing in it; dropped at the end."""
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield
    finally:
        connection.creation.destroy_test_db("", verbosity=0)


def seconds(act: Callable[[], object]) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def median(act: Callable[[], object], times: int = 5) -> float:
    """The middle of several calls."""
    return statistics.median(seconds(act) for _ in range(times))


def show(name: str, ours: float, raw: float) -> None:
    """One line of the table: ours, the yardstick, and the ratio, which is what counts."""
    print(f"{name:46} {ours * 1000:10.1f} ms {raw * 1000:10.1f} ms  {ours / raw:6.2f} x")


def head(title: str) -> None:
    """The heading of the table."""
    print(f"{title:46} {'ours':>13} {'yardstick':>13}  {'ratio':>8}")
