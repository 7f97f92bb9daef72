"""When the people of a house are reminded: set by the house, for each urgency."""

import pytest

from administration.reminders import set_reminders
from circulars.models import Event, Urgency
from offices.models import Kind
from tests import factories
from tests.factories import DAY, MONDAY
from tests.keeping import built_once
from workflow.models import ReminderRule
from workflow.rungs import Rungs, rungs_of

pytestmark = pytest.mark.django_db

USUAL = Rungs((3, 1), (1, 3, 7))


@pytest.fixture
@built_once
def staff():
    return factories.Staff(factories.office("จังหวัดทดสอบ", Kind.PROVINCE))


def test_a_house_that_has_set_nothing_goes_by_the_settings(staff):
    assert rungs_of(staff.office) == dict.fromkeys(Urgency, USUAL)


def test_only_what_changed_is_kept_in_order_with_an_event(staff):
    wanted = {Urgency.NORMAL: USUAL, Urgency.URGENT: Rungs((1, 5, 5), (2, 1))}

    changed = set_reminders(staff.office, wanted, by=staff.clerk, at=MONDAY)

    event = Event.objects.get()
    assert changed == [Urgency.URGENT]
    assert (event.actor, event.at, event.data) == (
        staff.clerk,
        MONDAY,
        {"what": "reminders", "changed": ["002"]},
    )
    assert rungs_of(staff.office)[Urgency.URGENT] == Rungs((5, 1), (1, 2))
    assert ReminderRule.objects.count() == 1


def test_what_is_as_it_was_is_not_told(staff):
    wanted = {Urgency.URGENT: Rungs((1,), (1,))}
    set_reminders(staff.office, wanted, by=staff.clerk, at=MONDAY)

    again = set_reminders(staff.office, wanted, by=staff.clerk, at=MONDAY + DAY)

    assert again == []
    assert Event.objects.count() == 1


def test_a_unit_means_its_house(staff):
    unit = factories.office("กลุ่มงาน", Kind.DIVISION, parent=staff.office)

    set_reminders(unit, {Urgency.NORMAL: Rungs((), (4,))}, by=staff.clerk, at=MONDAY)

    assert rungs_of(staff.office)[Urgency.NORMAL] == Rungs((), (4,))
