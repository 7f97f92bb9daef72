"""Beat after a step of the clock."""

import datetime as dt

import pytest
from celery import Celery

from workflow.beating import SteadyScheduler


@pytest.fixture
def scheduler(tmp_path):
    app = Celery("clock", broker="memory://", set_as_current=False)
    app.conf.beat_schedule = {
        "often": {"task": "often", "schedule": 10.0},
        "seldom": {"task": "seldom", "schedule": 600.0},
    }
    made = SteadyScheduler(app=app, schedule_filename=str(tmp_path / "beat"), lazy=False)
    yield made
    made.close()


def ran_at(scheduler, moment):
    for entry in scheduler.schedule.values():
        entry.last_run_at = moment


def test_after_a_step_back_the_work_goes_on_and_does_not_wait_for_the_length_of_it(scheduler):
    now = scheduler.app.now()
    ran_at(scheduler, now + dt.timedelta(days=40))

    wait = scheduler.tick()

    ahead = [one for one in scheduler.schedule.values() if one.last_run_at > scheduler.app.now()]
    assert ahead == []
    assert wait <= 10


def test_what_was_due_is_done_then(scheduler):
    now = scheduler.app.now()
    ran_at(scheduler, now + dt.timedelta(hours=1))
    scheduler.tick()
    sent = []
    scheduler.apply_entry = lambda entry, **_more: sent.append(entry.name)
    for entry in scheduler.schedule.values():
        entry.last_run_at -= dt.timedelta(seconds=11)
    scheduler._heap = None

    scheduler.tick()

    assert sent == ["often"]
