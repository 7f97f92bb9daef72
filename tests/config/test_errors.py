"""What the program answers about itself."""

import logging

import pytest
from django.test import Client
from django.urls import path

import config.urls


def fail(request):
    raise ZeroDivisionError("a mistake of ours")


urlpatterns = [path("fail", fail), *config.urls.urlpatterns]
handler500 = config.urls.handler500


@pytest.mark.django_db
def test_health_answers_when_database_and_cache_do(client):
    response = client.get("/healthz")

    assert response.json() == {"status": "ok"}


@pytest.mark.urls(__name__)
def test_a_mistake_shows_the_number_that_is_in_the_log(caplog):
    client = Client(raise_request_exception=False)

    with caplog.at_level(logging.ERROR, logger="config.errors"):
        response = client.get("/fail")

    record = next(record for record in caplog.records if record.name == "config.errors")
    incident = record.args[0]
    assert response.status_code == 500
    assert len(incident) == 8
    assert incident in response.content.decode()
    assert record.exc_info[0] is ZeroDivisionError


@pytest.mark.django_db
def test_pages_may_load_nothing_from_elsewhere(client):
    response = client.get("/accounts/login/")

    directives = dict(
        part.strip().split(" ", 1) for part in response["Content-Security-Policy"].split(";")
    )
    assert directives["default-src"] == "'self'"
    assert "unsafe" not in response["Content-Security-Policy"]
    assert response["X-Frame-Options"] == "SAMEORIGIN"
