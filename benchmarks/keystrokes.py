"""Keys and CPU of the web server for one letter, in Chromium, each page and picture included."""

import os

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "yes"

import stage
from django.test import Client
from playwright.sync_api import Page, sync_playwright
from stage.serving import site

from offices.models import Office
from tests import factories
from tests.browser.keystrokes import GOALS, LETTERS, Walks

with stage.country(), site() as server, sync_playwright() as playwright:
    address = f"http://127.0.0.1:{server.port}"
    house = Office.objects.get(code="P38")
    staff = factories.Staff(house)
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(staff.clerk)
    session = client.cookies["sessionid"].value
    browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="th-TH")
    context.add_cookies([{"name": "sessionid", "value": session, "url": address}])
    page = context.new_page()

    def open_page(path: str) -> Page:
        page.goto(address + path)
        return page

    walks = Walks(open_page, house, staff)
    # The first page of each process loads what the others find.
    for _time in range(2 * len(server.workers())):
        open_page("/letters/new/")
    print(f"{'one letter':30} {'keys':>6} {'goal':>6} {'CPU of the server':>20}")
    for name, goal in GOALS.items():
        before = server.web_seconds()
        keys = getattr(walks, name)()
        page.wait_for_load_state("networkidle")
        took = (server.web_seconds() - before) / LETTERS.get(name, 1)
        print(f"{name:30} {keys:6} {goal:6} {took * 1000:17.0f} ms")
    browser.close()
