"""
List pages of the demo in the whole country, from the real web server, over kept connections.

The CPU is that of one page, in the web server and in PostgreSQL; beside eight connections
stands how many of them, and of the pages, each process of the web server had.
"""

from urllib.parse import quote

import stage
from django.core.management import call_command
from django.urls import reverse
from stage.reading import Reading, cookie_of, read
from stage.sending import send, signed
from stage.serving import site

PAGES = (
    "desk", "registers", "circular_list", "search", "my_work", "follow_up", "overdue", "answers",
)  # fmt: skip
QUERIES = {"search": f"?q={quote('แผน')}"}
READERS = (
    "bk-officer", "bk-clerk", "bk-reviewer", "bk-boss",
    "seka-officer", "dla-officer", "dla-clerk", "so-answer",
)  # fmt: skip
WARM_UP, EACH_PAGE, TOGETHER, RUNS = 4.0, 1.5, 4.0, 4


def head(title: str, last: str) -> None:
    """The heading of a table."""
    print(
        f"\n{title:18} {'pages/s':>8} {'p50':>8} {'p95':>8} {'CPU web':>9} {'CPU db':>9} {last:>8}"
    )


def line(name: str, reading: Reading, last: str) -> None:
    """One line of the table: the CPU is that of one page."""
    count = len(reading.pages)
    database = "–" if reading.database is None else f"{reading.database / count * 1000:.1f} ms"
    print(
        f"{name:18} {count / reading.seconds:8.1f} {reading.quantile(0.5) * 1000:5.0f} ms"
        f" {reading.quantile(0.95) * 1000:5.0f} ms {reading.web / count * 1000:6.1f} ms"
        f" {database:>9} {last:>8}"
    )


def address(name: str) -> str:
    """Where the page of that name is."""
    return reverse(name) + QUERIES.get(name, "")


def size(reading: Reading) -> str:
    """The middle of what the pages weigh."""
    sizes = sorted(page.size for page in reading.pages)
    return f"{sizes[len(sizes) // 2] / 1000:.0f} kB"


def ratio(numbers: list[int]) -> str:
    """Numbers beside each other."""
    return " : ".join(map(str, numbers))


with stage.country():
    with stage.silence() as silent:
        call_command("demo", stdout=silent)
    send(signed())
    cookies = [cookie_of(name) for name in READERS]
    with site() as server:
        addresses = {name: address(name) for name in ("healthz", *PAGES)}
        read(server, cookies, list(addresses.values()), lasting=WARM_UP)
        # The yardstick is the first: it asks the database and the cache, and shows nothing.
        head("one connection", "size")
        for name, path in addresses.items():
            reading = read(server, cookies[:1], [path], lasting=EACH_PAGE)
            line(name, reading, size(reading))
        del addresses["healthz"]
        head("eight connections", "connections and pages of each process")
        for number in range(1, RUNS + 1):
            reading = read(server, cookies, list(addresses.values()), lasting=TOGETHER)
            line(f"run {number}", reading, f"{ratio(reading.connections)}, {ratio(reading.shares)}")
