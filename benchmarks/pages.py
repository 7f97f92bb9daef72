"""
List pages of the demo in the whole country, from the real web server, over kept connections.

The CPU is that of one page, in the web server and in PostgreSQL; the shares are the pages that
each process of the web server gave.
"""

from urllib.parse import quote

import stage
from django.core.management import call_command
from django.urls import reverse
from stage.reading import Reading, cookie_of, read
from stage.sending import send, signed
from stage.serving import site

YARDSTICK = "/healthz"
PAGES = {
    "desk": "/",
    "registers": "/registers/",
    "circulars": "/circulars/",
    "search": f"/search/?q={quote('แผน')}",
    "work": reverse("my_work"),
    "follow-up": "/follow-up/",
    "overdue": "/follow-up/overdue/",
    "answers": "/answers/",
}
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


def size(reading: Reading) -> str:
    """The middle of what the pages weigh."""
    sizes = sorted(page.size for page in reading.pages)
    return f"{sizes[len(sizes) // 2] / 1000:.0f} kB"


with stage.country():
    with stage.silence() as silent:
        call_command("demo", stdout=silent)
    send(signed())
    cookies = [cookie_of(name) for name in READERS]
    with site() as server:
        read(server, cookies, [YARDSTICK, *PAGES.values()], lasting=WARM_UP)
        head("one connection", "size")
        for name, path in {"healthz, yardstick": YARDSTICK, **PAGES}.items():
            reading = read(server, cookies[:1], [path], lasting=EACH_PAGE)
            line(name, reading, size(reading))
        head("eight connections", "shares")
        for number in range(1, RUNS + 1):
            reading = read(server, cookies, list(PAGES.values()), lasting=TOGETHER)
            line(f"run {number}", reading, " : ".join(map(str, reading.shares)))
