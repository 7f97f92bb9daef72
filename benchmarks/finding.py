"""
Finding among many letters of one house: what a search costs at the database, and what it misses.

    benchmarks/finding.py [how many letters]

The rows are made here: a page of text each, of words as common and as rare as words are.
Known words, numbers and days are planted in some. The yardstick is a plain ILIKE over the
same texts. Nothing here fails for being slow; a planted letter that is not found is counted.
"""

import datetime as dt
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import stage
from django.db import connection, transaction
from django.utils import timezone
from stage.letters import COMMON, PLANTED, Letters, write_letters

from circulars.models import OfficeCopy
from circulars.models.copy import OfficeCopyQuerySet
from offices.models import Role
from offices.viewer import Viewer
from screens.frame.found import Found, look_for, nearest_first
from tests import factories

NUMBER = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
TIMES, PAGE, PLAIN = 40, 35, 3
GOAL = 0.200


@dataclass
class Clock:
    """How long the database took for each statement of one search."""

    seconds: list[float] = field(default_factory=list)

    @contextmanager
    def running(self) -> Iterator[None]:
        with connection.execute_wrapper(self._timed):
            yield

    def _timed(self, execute: Any, *asked: Any) -> Any:
        began = time.perf_counter()
        try:
            return execute(*asked)
        finally:
            self.seconds.append(time.perf_counter() - began)


@dataclass(frozen=True)
class Case:
    """One kind of search: what is typed, and which letters it must find (None: too many)."""

    name: str
    typed: Callable[[int], tuple[str, set[int] | None]]
    days: int = 0


def searched(letters: Letters, viewer: Viewer, text: str, days: int) -> tuple[Found, list[Any]]:
    copies: OfficeCopyQuerySet = OfficeCopy.objects.of(viewer)
    if days:
        since = letters.newest - dt.timedelta(days=days)
        copies = copies.filter(sent_at__gte=since)
    found = look_for(copies, text, viewer)
    return found, list(nearest_first(found.copies, text).for_rows()[:PAGE])


def measured(case: Case, letters: Letters, viewer: Viewer) -> tuple[list[float], int, int]:
    """Seconds at the database of each search; how many letters were wanted, and found."""
    took, wanted, got = [], 0, 0
    for place in range(TIMES):
        text, expected = case.typed(place)
        clock = Clock()
        with clock.running():
            found, _page = searched(letters, viewer, text, case.days)
        took.append(sum(clock.seconds))
        if expected is not None:
            have = set(found.copies.values_list("pk", flat=True))
            wanted, got = wanted + len(expected), got + len(expected & have)
    return took, wanted, got


def plainly(viewer: Viewer, word: str) -> float:
    """The same question without an index: every text of the house is read."""
    house = next(iter(viewer.houses))
    statement = "SELECT copy_id FROM circulars_searchtext WHERE house_id = %s AND text ILIKE %s"
    began = time.perf_counter()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_bitmapscan = off")
        cursor.execute(statement, [house, f"%{word}%"])
        cursor.fetchall()
    return time.perf_counter() - began


def sizes() -> str:
    """What the texts and their index weigh."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_size_pretty(pg_table_size('circulars_searchtext')),"
            " pg_size_pretty(pg_relation_size('search_text_of_house'))"
        )
        table, index = cursor.fetchone()
    return f"texts {table}, index {index}"


def cases(letters: Letters) -> list[Case]:
    """Every way in which a planted letter is looked for, and words that are everywhere."""
    planted = letters.planted

    def one(place: int) -> Any:
        return planted[place % len(planted)]

    def rare(make: Callable[[Any], str]) -> Callable[[int], tuple[str, set[int] | None]]:
        return lambda place: (make(one(place)), {one(place).pk})

    return [
        Case("whole number", rare(lambda it: it.number)),
        Case("ว and number alone", rare(lambda it: f"ว {it.running}")),
        Case("word of the subject", rare(lambda it: it.subject_word)),
        Case("word of the text", rare(lambda it: it.body_word)),
        Case("word of an endorsement", rare(lambda it: it.own_word)),
        Case("two of them, turned round", rare(lambda it: f"{it.own_word} {it.subject_word}")),
        Case("a common word beside it", rare(lambda it: f"{COMMON[0]} {it.body_word}")),
        Case("number and common word", rare(lambda it: f"{COMMON[1]} มท 0810.3/ว {it.running}")),
        Case("day and word", rare(lambda it: f"{it.day} {it.subject_word}")),
        Case("not registered yet", lambda place: letters.waiting[place % len(letters.waiting)]),
        Case("a word nobody wrote", lambda place: (f"ไม่มีใครเขียนฮฮ{place}", set())),
        Case("common words alone", lambda place: (COMMON[place % len(COMMON)], None)),
        Case("two common words", lambda place: (f"{COMMON[0]} {COMMON[1 + place % 3]}", None)),
        Case("common word, last 10 days", lambda place: (COMMON[place % len(COMMON)], None), 10),
        Case("common word, last year", lambda place: (COMMON[place % len(COMMON)], None), 365),
        Case("two letters", lambda place: (("สถ", "มท")[place % 2], None)),
    ]


def report(letters: Letters, viewer: Viewer) -> None:
    """One line of each kind."""
    yardstick = statistics.median(
        plainly(viewer, letters.planted[place].body_word) for place in range(PLAIN)
    )
    print(f"{NUMBER:,} letters of one house; {sizes()}; plain ILIKE {yardstick * 1000:,.0f} ms\n")
    print(f"{'':28} {'p50':>9} {'p95':>9} {'ILIKE':>8} {'found':>12}")
    for case in cases(letters):
        took, wanted, got = measured(case, letters, viewer)
        took.sort()
        half, most = took[len(took) // 2], took[int(len(took) * 0.95)]
        recall = f"{got} of {wanted}" if wanted else "–"
        mark = "" if most <= GOAL else "  above the goal"
        print(
            f"{case.name:28} {half * 1000:6.1f} ms {most * 1000:6.1f} ms"
            f" {yardstick / half:6.1f} x {recall:>12}{mark}"
        )


random.seed(8)
with stage.empty():
    factories.office("จังหวัดข้างเคียง")
    house = factories.office("จังหวัดใหญ่")
    staff = factories.person()
    factories.post(staff, house, Role.CLERK)
    began = time.perf_counter()
    letters = write_letters(house, staff, NUMBER, planted=PLANTED)
    print(f"made in {time.perf_counter() - began:,.0f} s")
    report(letters, Viewer.of(staff, timezone.now()))
