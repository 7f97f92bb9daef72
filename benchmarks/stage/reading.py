"""People who read pages, one after the other, each over a connection that is kept."""

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection

from django.contrib.auth import get_user_model
from django.test import Client

from stage.serving import Server, database_seconds


@dataclass(frozen=True)
class Page:
    """One page that was read."""

    seconds: float
    size: int


@dataclass(frozen=True)
class Reading:
    """What a time of reading gave, and what it used up."""

    pages: list[Page]
    seconds: float
    web: float
    database: float | None
    shares: list[int]
    connections: list[int]

    def quantile(self, part: float) -> float:
        """Seconds within which that part of the pages came."""
        waits = sorted(page.seconds for page in self.pages)
        return waits[min(int(len(waits) * part), len(waits) - 1)]


def cookie_of(username: str) -> str:
    """A session of that person."""
    client = Client()
    client.force_login(get_user_model().objects.get(username=username))
    return f"sessionid={client.cookies['sessionid'].value}"


def read(
    server: Server, cookies: Sequence[str], paths: Sequence[str], *, lasting: float
) -> Reading:
    """Let one reader a cookie go round the pages, each beginning at another one."""
    before, web, database = len(server.served()), server.web_seconds(), database_seconds()
    began = time.perf_counter()

    def go_round(place: int) -> list[Page]:
        turned = [*paths[place % len(paths) :], *paths[: place % len(paths)]]
        return one_reader(server.port, cookies[place], turned, until=began + lasting)

    with ThreadPoolExecutor(len(cookies)) as readers:
        pages = [page for part in readers.map(go_round, range(len(cookies))) for page in part]
    took = time.perf_counter() - began
    after = database_seconds()
    served = server.served()[before:]
    pids, kept = [pid for pid, _port in served], [pid for pid, _port in set(served)]
    return Reading(
        pages=pages,
        seconds=took,
        web=server.web_seconds() - web,
        database=None if database is None or after is None else after - database,
        shares=[pids.count(pid) for pid in server.workers()],
        connections=[kept.count(pid) for pid in server.workers()],
    )


def one_reader(port: int, cookie: str, paths: Sequence[str], *, until: float) -> list[Page]:
    """Read page after page until the time is over."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    pages: list[Page] = []
    while time.perf_counter() < until:
        path = paths[len(pages) % len(paths)]
        began = time.perf_counter()
        connection.request("GET", path, headers={"Cookie": cookie})
        answer = connection.getresponse()
        body = answer.read()
        assert answer.status == 200, (path, answer.status)
        pages.append(Page(time.perf_counter() - began, len(body)))
    connection.close()
    return pages
