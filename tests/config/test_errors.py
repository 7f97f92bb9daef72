"""What the program answers about itself."""

import datetime as dt
import logging

import pytest
from django.db import OperationalError
from django.db.backends.utils import CursorWrapper
from django.test import Client
from django.urls import path
from django.utils import timezone

import config.urls
from outbox.models import OutboxItem


def fail(request):
    raise ZeroDivisionError("a mistake of ours")


urlpatterns = [path("fail", fail), *config.urls.urlpatterns]
handler500 = config.urls.handler500


@pytest.mark.django_db
def test_health_answers_when_database_and_cache_do(client):
    response = client.get("/healthz")

    told = {"status": "ok", "cache": "ok", "work": "ok", "waiting_seconds": 0}
    assert response.json() == told


@pytest.mark.django_db
def test_work_that_nobody_does_is_said(client):
    at = timezone.now() - dt.timedelta(minutes=10)
    OutboxItem.objects.create(kind="mail", key="1", run_at=at)

    told = client.get("/healthz/ready").json()

    assert (told["status"], told["work"], told["waiting_seconds"] // 10) == ("degraded", "late", 60)


@pytest.mark.django_db
def test_without_a_database_nobody_is_sent_here_but_the_process_lives(client, monkeypatch):
    def refuse(*_args, **_more):
        raise OperationalError("connection refused")

    with monkeypatch.context() as patch:
        patch.setattr(CursorWrapper, "execute", refuse)
        codes = [client.get(f"/healthz/{one}").status_code for one in ("ready", "live")]

    assert codes == [503, 200]


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
