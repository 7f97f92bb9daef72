"""A real browser against the real server."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

if TYPE_CHECKING:
    from circulars.models import User

WIDE: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture(scope="session", autouse=True)
def built_files() -> None:
    """Serve static files from where they are built; the live server has no collected ones."""
    from django.conf import settings

    settings.WHITENOISE_USE_FINDERS = settings.WHITENOISE_AUTOREFRESH = True


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium, live_server, client) -> Iterator:
    """
    Give a function that opens a page; complaints of the browser fail the test.

    ``user`` is logged in; without one the visitor is nobody.
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
            client.force_login(user)
            session = client.cookies["sessionid"].value
            context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else 0)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(live_server.url + address)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []
