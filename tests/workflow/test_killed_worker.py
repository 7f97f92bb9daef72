"""A worker that is killed again and again during a dispatch loses nothing, doubles nothing."""

import os
import random
import signal
import time
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from circulars.domain import approving, dispatching, endorsing, registering
from circulars.models import Dispatch, Event, OfficeCopy
from offices.models import Kind, Office, Post, Role
from offices.placing import place_all
from outbox.models import OutboxItem
from outbox.running import due_items
from tests import factories, worker_process
from tests.factories import MONDAY
from workflow.checking import disagreements
from workflow.models import Notice
from workflow.tasks import run_outbox_item

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

DISTRICTS = 2500
KILLS = 20
#: Of these, so many end the whole worker and not only the process that does the work.
WHOLE = 2
#: Seconds, on a busy machine too: starting a worker is what takes the time.
WITHIN = 300
#: Seconds after the claim at which a kill falls, at most: in the first chunk or the second.
LATEST = 1.5

# Holds every chunk up, so that a whole run (three chunks) takes longer than any kill is waited
# for: kills fall in the midst of the work, and the first chunk is sometimes kept.
SLOW = """
CREATE FUNCTION slow_copies() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN PERFORM pg_sleep(1.2); RETURN NULL; END $$;
CREATE TRIGGER slow_copies AFTER INSERT ON circulars_officecopy
FOR EACH STATEMENT EXECUTE FUNCTION slow_copies();
"""
QUICK = "DROP FUNCTION IF EXISTS slow_copies CASCADE"


def run_sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.fixture
def slow_copies():
    run_sql(SLOW)
    yield
    run_sql(QUICK)


@pytest.fixture
def sending(monkeypatch):
    """A signed letter to thousands of offices, dispatched; nobody has run the outbox yet."""
    monkeypatch.setenv("OUTBOX_LEASE_SECONDS", "1")
    worker_process.empty_broker()
    province = factories.office("จังหวัดทดสอบ", Kind.PROVINCE)
    staff = factories.Staff(province)
    districts = Office.objects.bulk_create(
        Office(name=f"อำเภอ {n}", code=f"K{n:05}", kind=Kind.DISTRICT, parent=province)
        for n in range(DISTRICTS)
    )
    place_all()
    clerk = factories.person()
    Post.objects.bulk_create(
        Post(user=clerk, office=district, role=Role.CLERK, starts_on=factories.LONG_AGO)
        for district in districts
    )
    copy = factories.arrived(province, by=staff.clerk)
    registering.register(copy, by=staff.clerk, at=MONDAY)
    endorsing.endorse(copy, "forward", by=staff.officer, at=MONDAY)
    draft = copy.drafts.get()
    approving.submit(draft, by=staff.officer, at=MONDAY)
    approving.pass_on(draft, by=staff.reviewer, at=MONDAY)
    approving.sign(draft, by=staff.signer, at=MONDAY)
    OutboxItem.objects.all().delete()
    return dispatching.dispatch(copy, by=staff.officer, at=MONDAY)


def sweep_until(condition, deadline: float) -> None:
    """Do what beat does, often, until ``condition``."""
    while not condition():
        assert time.monotonic() < deadline, "the outbox did not go on"
        for pk in due_items(timezone.now()):
            run_outbox_item.delay(pk)
        time.sleep(0.1)


def attempts_at(item: OutboxItem) -> int:
    return OutboxItem.objects.get(pk=item.pk).attempts


def claimed_again(item: OutboxItem, seen: int) -> bool:
    """
    True once a worker has the row more often than the ``seen`` times before the last kill.

    A run that came to its end, on a machine that was slow to kill it, is asked for again:
    repeating it must change nothing.
    """
    OutboxItem.objects.filter(pk=item.pk).exclude(done_at=None).update(done_at=None)
    return attempts_at(item) > seen


def kill_the_process_at_work(worker) -> None:
    """End the pool's process, as the kernel does when memory runs out."""
    children = Path(f"/proc/{worker.pid}/task/{worker.pid}/children").read_text().split()
    for child in children:
        os.kill(int(child), signal.SIGKILL)


def test_twenty_kills_during_a_dispatch(sending, slow_copies, settings):
    item = OutboxItem.objects.get(kind="fan_out")
    deadline = time.monotonic() + WITHIN
    chance = random.Random(2563)
    seen = in_the_midst = 0
    with ExitStack() as workers:
        start = lambda: workers.enter_context(worker_process.running(settings))  # noqa: E731
        worker = start()
        for kill in range(KILLS):
            sweep_until(partial(claimed_again, item, seen), deadline)
            time.sleep(chance.uniform(0, LATEST))
            in_the_midst += Dispatch.objects.filter(pk=sending.pk, finished_at=None).count()
            # Before the kill: what the next worker claims while it starts is a new claim.
            seen = attempts_at(item)
            if kill % (KILLS // WHOLE) == 0:
                worker_process.kill(worker)
                worker = start()
            else:
                kill_the_process_at_work(worker)
        run_sql(QUICK)
        sweep_until(lambda: not OutboxItem.objects.filter(done_at=None).exists(), deadline)

    assert in_the_midst > KILLS // 2
    copies = OfficeCopy.objects.filter(dispatch=sending)
    assert copies.count() == DISTRICTS
    assert sorted(copies.values_list("office", flat=True)) == sorted(sending.recipients)
    assert attempts_at(item) > KILLS
    assert OutboxItem.objects.filter(kind="delivered").count() == 1
    assert Event.objects.filter(kind="delivered", copy=sending.copy).count() == 1
    assert Notice.objects.filter(kind="arrived", copy__in=copies).count() == DISTRICTS
    assert list(disagreements()) == []
