"""
A year of the country: what each page costs at more and more letters, and by which plans.

SIZES names the millions of copies, as in ``SIZES=1,3,10,31``; one million if it is not given.
Growth is printed beside the logarithm of n. Nothing here fails for being slow.
"""

import os
import shutil
import time
from dataclasses import dataclass
from math import log
from pathlib import Path
from typing import Any

import stage
from django.conf import settings
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from circulars.models import BookKind, OfficeCopy, RegisterBook
from offices.models import Kind, Office
from tests import factories
from tests.generated_year import SUBJECT, Year, analyse, make_people, person_of, write_year

TIMES = int(os.environ.get("TIMES", "20"))
SIZES = [float(size) for size in os.environ.get("SIZES", "1").split(",")]
#: What a million copies take with all that hangs on them, and what is left alone.
BYTES_A_MILLION, LEFT_FREE = 6e9, 15e9
AIM = 0.150
LISTS = (
    "desk", "registers", "circular_list", "search", "my_work", "follow_up", "picture", "overdue",
    "answers", "notices",
)  # fmt: skip
OF_COPY = ("copy", "circular_tree", "task_report", "expected")
BIG = ("officecopy", "expectation", "event", "step", "notice", "registerentry", "letter")
PLAIN = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
SITE = override_settings(
    STORAGES={**settings.STORAGES, "staticfiles": PLAIN}, ALLOWED_HOSTS=["testserver"]
)


@dataclass(frozen=True, slots=True)
class Cost:
    """One page of one reader at one size."""

    half: float
    most: float
    cpu: float
    size: int
    queries: int
    whole: tuple[str, ...]


def read_whole(plan: dict[str, Any]) -> set[str]:
    """The large tables that a plan reads from end to end."""
    name = str(plan.get("Relation Name", "")).rpartition("_")[2]
    own = {name} if plan["Node Type"] == "Seq Scan" and name in BIG else set()
    return own.union(*(read_whole(part) for part in plan.get("Plans", ())))


def plans_of(client: Client, url: str) -> tuple[int, tuple[str, ...]]:
    """How many queries a page asks, and what they read from end to end."""
    found: set[str] = set()

    def explain(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.lstrip("( ").startswith(("SELECT", "WITH")):
            with connection.connection.cursor() as plain:
                plan = plain.execute(f"EXPLAIN (FORMAT JSON) {sql}", params).fetchone()[0]
            found.update(read_whole(plan[0]["Plan"]))
        return execute(sql, params, many, context)

    with CaptureQueriesContext(connection) as asked:
        client.get(url)
    number = len(asked)  # now: the next request begins the log anew
    with connection.execute_wrapper(explain):
        client.get(url)
    return number, tuple(sorted(found))


def cost_of(client: Client, url: str) -> Cost | None:
    """None: the page is not this reader's."""
    page = client.get(url)
    if page.status_code != 200:
        return None
    waits, cpu = [], time.process_time()
    for _ in range(TIMES):
        waits.append(stage.seconds(lambda: client.get(url)))
        if sum(waits) > 30:
            break
    cpu = (time.process_time() - cpu) / len(waits)
    waits.sort()
    queries, whole = plans_of(client, url)
    most = waits[min(int(len(waits) * 0.95), len(waits) - 1)]
    return Cost(waits[len(waits) // 2], most, cpu, len(page.content), queries, whole)


def addresses(office: Office, year: Year) -> dict[str, str]:
    """Every page that is read, by name."""
    found = {name: reverse(name) for name in LISTS}
    found["search"] += f"?q={SUBJECT}{year.open_matter}"
    copy = OfficeCopy.objects.filter(office=office, circular=year.open_matter).first()
    if copy is not None:
        found |= {name: reverse(name, args=[copy.pk]) for name in OF_COPY}
    books = RegisterBook.objects.filter(office=office, kind=BookKind.RECEIVED)
    found["register_book"] = reverse("register_book", args=[books.order_by("-pk")[0].pk])
    return found


def measure(year: Year, before: dict[str, tuple[int, Cost]]) -> None:
    """One table; ``before`` is the one of the size before it, and becomes this one."""
    copies = OfficeCopy.objects.count()
    print(f"\n{copies:,} copies; {TIMES} readings of each page")
    print(f"{'page':34} {'p50':>8} {'p95':>8} {'of aim':>6} {'CPU':>8} {'kB':>5} {'asked':>5}")
    province = Office.objects.filter(kind=Kind.PROVINCE).order_by("pk")[10]
    local = Office.objects.filter(kind=Kind.SAO, district__isnull=False).order_by("pk")[10]
    for office in (province, year.root, local):
        client = Client()
        client.force_login(person_of(office))
        for name, url in addresses(office, year).items():
            cost = cost_of(client, url)
            if cost is not None:
                line(f"{name}, {office.kind.lower()}", copies, cost, before)


def line(name: str, copies: int, cost: Cost, before: dict[str, tuple[int, Cost]]) -> None:
    """One line; growth is printed as the times it took, against those of log n."""
    grown = ""
    if name in before:
        number, old = before[name]
        grown = f" grew {cost.half / old.half:.2f} x, log n {log(copies) / log(number):.2f} x"
    whole = f" READS WHOLE: {', '.join(cost.whole)}" if cost.whole else ""
    print(
        f"{name:34} {cost.half * 1000:5.0f} ms {cost.most * 1000:5.0f} ms {cost.most / AIM:6.2f}"
        f" {cost.cpu * 1000:5.0f} ms {cost.size / 1000:5.0f} {cost.queries:5}{grown}{whole}",
        flush=True,
    )
    before[name] = (copies, cost)


def room_for(millions: float) -> bool:
    """Whether the disk of the database holds so many more."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW data_directory")
        folder = Path(cursor.fetchone()[0])
    free = shutil.disk_usage(folder).free
    needed = millions * BYTES_A_MILLION + LEFT_FREE
    if free < needed:
        print(
            f"\nstopped: {needed / 1e9:.0f} GB are needed for the next size, {free / 1e9:.0f} free"
        )
    return free >= needed


def grow(root: Office, millions: float) -> Year | None:
    """Write matters until there are so many copies; None when the disk is too small."""
    each = Office.objects.exclude(kind__in=[Kind.DIVISION, Kind.MINISTRY]).count()
    here = OfficeCopy.objects.count()
    missing = int((millions * 1e6 - here) / each / 10 + 1) * 10
    if not room_for(millions - here / 1e6):
        return None
    started = time.perf_counter()
    year = write_year(root, missing, at=timezone.now())
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        size = cursor.fetchone()[0]
    analyse()
    took = time.perf_counter() - started
    print(f"\nwritten in {took:.0f} s; the database has {size / 1e9:.1f} GB")
    return year


with stage.country(), SITE:
    department = factories.office("กรมหนึ่ง", Kind.DEPARTMENT)
    make_people()
    earlier: dict[str, tuple[int, Cost]] = {}
    for wanted in SIZES:
        written = grow(department, wanted)
        if written is None:
            break
        measure(written, earlier)
