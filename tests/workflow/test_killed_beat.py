"""Workers that are killed while rounds open and reminders go out: everything once."""

import random
import time
from contextlib import ExitStack

import pytest
from django.utils import timezone

from circulars.models import Event, Expectation, OfficeCopy, Round
from circulars.states import State
from offices.models import Kind
from outbox.models import OutboxItem
from outbox.running import due_items
from tests import factories, worker_process
from tests.circulars.ledger_world import Country
from tests.factories import DAY
from tests.workflow.test_killed_worker import kill_the_process_at_work, run_sql
from workflow.checking import disagreements
from workflow.models import Notice, NoticeKind
from workflow.rungs import usual
from workflow.tasks import open_rounds, run_outbox_item, send_due_notices

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

DISTRICTS = 24
KILLS = 8
WITHIN = 240
LATEST = 1.2

# Holds up every row that is written, so that kills fall in the midst of a round.
SLOW = """
CREATE FUNCTION slow_rows() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN PERFORM pg_sleep(0.15); RETURN NULL; END $$;
CREATE TRIGGER slow_rows AFTER INSERT ON circulars_event
FOR EACH ROW EXECUTE FUNCTION slow_rows();
CREATE TRIGGER slow_rows AFTER INSERT ON workflow_notice
FOR EACH ROW EXECUTE FUNCTION slow_rows();
"""
QUICK = "DROP FUNCTION IF EXISTS slow_rows CASCADE"


@pytest.fixture
def slow_rows():
    yield lambda: run_sql(SLOW)
    run_sql(QUICK)


@pytest.fixture
def asker(monkeypatch):
    """The copy of a province that asks its districts for three months, which all have answered once."""
    monkeypatch.setenv("OUTBOX_LEASE_SECONDS", "1")
    worker_process.empty_broker()
    country = Country()
    province = country.provinces[0]
    for n in range(DISTRICTS - 1):
        factories.office(f"อำเภอ {n}", Kind.DISTRICT, parent=province, province=province)
    country.send(country.top, due_at=None, asks="none", to={"groups": ["provinces"]})
    copy = country.copy(province)
    monthly = "ภายในวันที่ 5 ของทุกเดือน จำนวน 3 งวด"
    country.send(copy, asks="reply", to={"groups": ["districts"]}, deadline=monthly)
    for child in copy.children.all():
        country.report(child.office)
    OutboxItem.objects.all().delete()
    Notice.objects.all().delete()
    return copy


def beat(task) -> None:
    """Two beats at once, and the sweep."""
    task.delay()
    task.delay()
    for pk in due_items(timezone.now()):
        run_outbox_item.delay(pk)


def kill_again_and_again(settings, task, done) -> None:
    """Kill what works on ``task``, then let it come to its end."""
    deadline = time.monotonic() + WITHIN
    chance = random.Random(2563)
    with ExitStack() as workers:
        start = lambda: workers.enter_context(worker_process.running(settings))  # noqa: E731
        worker = start()
        for kill in range(KILLS):
            beat(task)
            time.sleep(chance.uniform(0.1, LATEST))
            if kill == KILLS // 2:
                worker_process.kill(worker)
                worker = start()
            else:
                kill_the_process_at_work(worker)
        run_sql(QUICK)
        while not done():
            assert time.monotonic() < deadline, "the work did not go on"
            beat(task)
            time.sleep(0.3)
        beat(task)


def nothing_waits() -> bool:
    return not OutboxItem.objects.filter(done_at=None).exists()


def test_kills_while_rounds_open(asker, slow_rows, settings):
    slow_rows()

    kill_again_and_again(
        settings,
        open_rounds,
        lambda: not Round.objects.filter(opened_at=None).exists() and nothing_waits(),
    )

    assert [one.number for one in Round.objects.order_by("number")] == [1, 2, 3]
    lines = Expectation.objects.filter(asker=asker)
    assert [lines.filter(round=number).count() for number in (1, 2, 3)] == [DISTRICTS] * 3
    opened = Event.objects.filter(kind="round_opened")
    assert [one.data["number"] for one in opened.filter(copy=asker).order_by("pk")] == [2, 3]
    children = list(asker.children.order_by("pk").values_list("pk", flat=True))
    assert sorted(opened.exclude(copy=asker).values_list("copy", flat=True)) == children
    assert set(asker.children.values_list("state", "answered_at")) == {(State.REPORTING, None)}
    told = Notice.objects.filter(kind=NoticeKind.ASSIGNED, copy__in=children)
    assert sorted(told.values_list("copy", flat=True)) == children
    assert list(disagreements()) == []


def test_kills_while_reminders_go_out(asker, slow_rows, settings):
    due = timezone.now() + DAY / 2
    OfficeCopy.objects.filter(parent=asker).update(
        state=State.REPORTING, answered_at=None, closed_at=None, due_at=due
    )
    today = next(stage for stage in usual().stages() if stage.name == "today")
    slow_rows()

    kill_again_and_again(
        settings,
        send_due_notices,
        lambda: Notice.objects.count() == DISTRICTS and nothing_waits(),
    )

    children = list(asker.children.order_by("pk").values_list("pk", flat=True))
    assert sorted(Notice.objects.values_list("copy", flat=True)) == children
    assert set(Notice.objects.values_list("kind", flat=True)) == {today.kind}
    event = Event.objects.get(kind="reminded")
    assert (event.copy_id, event.data["stage"], event.data["count"]) == (
        asker.pk,
        "today",
        DISTRICTS,
    )
    assert [pk for copies in event.data["due"].values() for pk in sorted(copies)] == children
