"""What a page still asks for when its test ends is answered before the tables are emptied."""

import re
import threading
from types import ModuleType

import pytest
from django.http import HttpResponse
from django.urls import include, path

pytestmark = pytest.mark.browser


@pytest.fixture
def slow(settings, transactional_db):
    """Addresses with one that is answered a second after it was asked; ended before the flush."""
    asked, answered = threading.Event(), threading.Event()

    def view(request):
        asked.set()
        threading.Event().wait(1)
        answered.set()
        return HttpResponse("slow")

    addresses = ModuleType("addresses")
    addresses.urlpatterns = [path("slow/", view), path("", include("config.urls"))]
    settings.ROOT_URLCONF = addresses
    yield asked
    # ``visit`` has ended, for the test names it after this one.
    assert answered.is_set()


def test_the_end_of_a_test_waits_for_what_its_page_still_asks_for(slow, visit):
    page = visit("/accounts/login/")

    page.evaluate("void fetch('/slow/')")

    assert slow.wait(30)


def test_a_request_that_hangs_fails_the_test(slow, visit, live_server):
    page = visit("/accounts/login/")
    page.evaluate("void fetch('/slow/')")
    slow.wait(30)
    server = live_server.thread.httpd

    with pytest.raises(AssertionError, match=re.escape("after 0.1 s the live server still serves")):
        server.wait_until_idle(within=0.1)
