"""The outbox: claimed once, tried again, never lost."""

import datetime as dt
import os
import subprocess
import sys

import pytest
from django.utils import timezone

from offices.models import Office
from outbox import posting as outbox
from outbox import running
from outbox.models import OutboxItem
from outbox.registry import handlers, handles
from outbox.running import due_items, run_due, run_item
from tests import factories, worker_process

pytestmark = pytest.mark.django_db

MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def do():
    """Give a function that sets what rows of the kind "test" do."""
    yield lambda handler, **options: handles("test", **options)(handler)
    handlers.pop("test", None)


def posted(key="1"):
    return outbox.post("test", key, at=timezone.now())


def test_a_row_runs_once(do):
    runs = []
    do(lambda item, _now: runs.append(item.key))
    item = posted()

    first, second = run_item(item.pk), run_item(item.pk)

    item.refresh_from_db()
    assert (first, second, runs) == (True, False, ["1"])
    assert item.done_at is not None


def test_asking_twice_is_one_row():
    assert posted().pk == posted().pk


def test_a_failure_is_kept_and_tried_again_later(do, caplog):
    def fail(item, now):
        factories.office("หน่วยงานที่ไม่ควรมี")
        raise ZeroDivisionError("หารด้วยศูนย์")

    do(fail)
    item = posted()
    now = timezone.now()

    ran = run_item(item.pk, now=now)

    item.refresh_from_db()
    assert ran is False
    assert item.last_error == "ZeroDivisionError: หารด้วยศูนย์"
    assert item.attempts == 1
    assert item.run_at == now + running.FIRST_WAIT
    assert item.pk not in due_items(now)
    assert item.pk in due_items(now + MINUTE)
    assert not Office.objects.filter(name="หน่วยงานที่ไม่ควรมี").exists()
    assert "หารด้วยศูนย์" in caplog.text


def test_a_row_whose_worker_died_is_free_after_the_lease(do, settings):
    do(lambda _item, _now: None)
    item = posted()
    now = timezone.now()
    running._claim(item.pk, now)

    during = run_item(item.pk, now=now + dt.timedelta(seconds=settings.OUTBOX_LEASE_SECONDS - 1))
    after = run_item(item.pk, now=now + dt.timedelta(seconds=settings.OUTBOX_LEASE_SECONDS + 1))

    item.refresh_from_db()
    assert (during, after, item.attempts) == (False, True, 2)


def test_a_slow_worker_that_lost_its_claim_undoes_its_work(do):
    def overtaken(item, now):
        OutboxItem.objects.filter(pk=item.pk).update(attempts=item.attempts + 1)

    do(overtaken, chunked=True)
    item = posted()

    ran = run_item(item.pk)

    item.refresh_from_db()
    assert (ran, item.done_at) == (False, None)


def test_an_unknown_kind_stays_visible(caplog):
    item = outbox.post("no_such_kind", "1", at=timezone.now())

    assert run_due() == 0

    item.refresh_from_db()
    assert item.last_error == "KeyError: 'no_such_kind'"


POST_ONE = """
import django; django.setup()
from django.utils import timezone
from outbox import posting as outbox
outbox.post("mail", "0", at=timezone.now(), payload={"notice": 0})
"""


@pytest.mark.django_db(transaction=True)
def test_a_dead_broker_delays_but_loses_nothing():
    environment = os.environ | {
        "DATABASE_URL": worker_process.database_url(),
        "REDIS_URL": "redis://127.0.0.1:9/0",
    }

    posting = subprocess.run(
        [sys.executable, "-c", POST_ONE], env=environment, capture_output=True, text=True
    )

    assert posting.returncode == 0, posting.stderr
    assert "broker unreachable" in posting.stderr
    assert run_due() == 1
