"""Writing the log: whose event it is, and that whoever hears of it hears at once."""

import pytest

from circulars.domain import events
from circulars.models import Event, EventKind
from outbox import registry
from tests import factories
from tests.factories import MONDAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def heard(monkeypatch):
    told = []
    monkeypatch.setitem(registry._hearers, events.RECORDED, [told.append])
    return told


def test_an_event_of_a_copy_is_that_of_its_office_and_matter(heard):
    staff = factories.Staff(factories.office("จังหวัดทดสอบ"))
    copy = factories.arrived(staff.office, by=staff.clerk)

    event = events.record(EventKind.OPENED, by=staff.clerk, at=MONDAY, copy=copy, how="mail")

    kept = Event.objects.get(pk=event.pk)
    assert (kept.office, kept.circular, kept.copy) == (staff.office, copy.circular, copy)
    assert (kept.kind, kept.actor, kept.at, kept.data) == (
        "opened",
        staff.clerk,
        MONDAY,
        {"how": "mail"},
    )
    assert heard[-1] == event


def test_what_is_named_stands_before_what_the_copy_says(heard):
    staff = factories.Staff(factories.office("จังหวัดทดสอบ"))
    copy = factories.arrived(staff.office, by=staff.clerk)
    other = factories.arrived(staff.office, by=staff.clerk)
    unit = factories.office("กลุ่มงาน", "DIVISION", parent=staff.office)

    event = events.record(
        EventKind.OPENED, by=None, at=MONDAY, copy=copy, office=unit, circular=other.circular
    )

    assert (event.office, event.circular, event.copy, event.actor) == (
        unit,
        other.circular,
        copy,
        None,
    )


def test_an_event_may_be_about_nothing_but_an_account(heard):
    event = events.record(EventKind.ACCOUNT, by=None, at=MONDAY)

    assert (event.office_id, event.circular_id, event.copy_id, event.data) == (None, None, None, {})
    assert heard == [event]
