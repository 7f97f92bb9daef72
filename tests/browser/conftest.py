"""A real browser against the real server."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.test.testcases import LiveServerThread
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Page,
    ViewportSize,
    expect,
    sync_playwright,
)
from pytest_django.live_server_helper import LiveServer

from tests.browser.counted_server import CountedServer

if TYPE_CHECKING:
    from offices.models import User

WIDE: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
REPLACED = ("htmx:afterRequest,", "htmx:sendAbort,")
#: Milliseconds to wait for what shall come; Playwright's own 5,000 are short for a busy machine.
PATIENCE = 60_000
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


def pytest_addoption(parser: pytest.Parser) -> None:
    """``pytest tests/browser --pictures`` makes the pictures of the README anew."""
    parser.addoption("--pictures", action="store_true", help="make the pictures of the README anew")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Without the option the pictures are looked at, but not taken."""
    if config.getoption("--pictures", default=False):
        return
    left_out = [item for item in items if item.get_closest_marker("pictures")]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]


@pytest.fixture(scope="session", autouse=True)
def built_files() -> None:
    """Serve static files from where they are built; the live server has no collected ones."""
    from django.conf import settings

    settings.WHITENOISE_USE_FINDERS = settings.WHITENOISE_AUTOREFRESH = True


@pytest.fixture(scope="session")
def live_server(counted, live_server) -> LiveServer:
    """The live server of pytest-django, which counts here."""
    return live_server


@pytest.fixture(scope="session")
def counted() -> Iterator[None]:
    """Let the live server count its connections; it takes this class when it is made."""
    before, LiveServerThread.server_class = LiveServerThread.server_class, CountedServer
    yield
    LiveServerThread.server_class = before


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield browser
        browser.close()


def is_bad(said: ConsoleMessage) -> bool:
    """A newer draft takes the place of one that is still being sent; htmx writes that down."""
    return said.type == "error" and not said.text.startswith(REPLACED)


@pytest.fixture
def visit(chromium, live_server, transactional_db) -> Iterator:
    """
    Give a function that opens a page; complaints of the browser fail the test.

    ``user`` is logged in; without one the visitor is nobody. At the end the pages are closed and
    what they still asked for is answered; only then the tables are emptied, because this
    stands on ``transactional_db``. A request under way would lock against that.
    """
    complaints: list[str] = []
    contexts = []

    def open_page(
        address: str,
        *,
        user: User | None = None,
        viewport: ViewportSize = WIDE,
        script: bool = True,
    ) -> Page:
        context = chromium.new_context(
            viewport=viewport, java_script_enabled=script, locale="th-TH"
        )
        if user:
            # One client each: logging another user in ends the session of the one before.
            client = Client()
            client.force_login(user)
            session = client.cookies["sessionid"].value
            context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        # Of the context: pages that the test opens beside this one are heard, too.
        context.on("console", lambda said: complaints.append(said.text) if is_bad(said) else 0)
        context.on("weberror", lambda thrown: complaints.append(str(thrown.error)))
        page = context.new_page()
        page.goto(live_server.url + address)
        return page

    yield open_page
    for context in contexts:
        context.close()
    live_server.thread.httpd.wait_until_idle()
    assert complaints == []
