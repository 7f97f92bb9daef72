"""Closing a letter upward: the moment of the first answer stays."""

import pytest

from circulars.domain import endorsing, registering, reporting
from circulars.models import Event, OfficeCopy
from circulars.states import Order
from outbox.models import OutboxItem
from tests import factories
from tests.factories import DAY, MONDAY
from tests.keeping import built_once

pytestmark = pytest.mark.django_db


@pytest.fixture
@built_once
def staff():
    return factories.Staff(factories.office("จังหวัดทดสอบ"))


@pytest.fixture
def copy(staff):
    copy = factories.arrived(staff.office, by=staff.clerk, due_at=MONDAY + DAY)
    registering.register(copy, by=staff.clerk, at=MONDAY)
    return copy


def test_an_answer_corrected_later_makes_nobody_late(copy):
    assert reporting.note_answered(copy, at=MONDAY) is True

    assert reporting.note_answered(copy, at=MONDAY + 2 * DAY) is False

    assert OfficeCopy.objects.get(pk=copy.pk).answered_at == MONDAY


def test_a_closed_letter_is_not_noted_as_answered(staff, copy):
    endorsing.endorse(copy, Order.FILE, by=staff.officer, at=MONDAY)

    assert reporting.note_answered(copy, at=MONDAY) is False

    assert OfficeCopy.objects.get(pk=copy.pk).answered_at is None


def test_a_report_tells_the_level_above_only_where_there_is_one(staff, copy):
    endorsing.endorse(copy, Order.REPORT, by=staff.officer, at=MONDAY)

    reporting.report_done(copy, by=staff.officer, at=MONDAY, note=" ทำแล้ว ")

    assert Event.objects.get(kind="reported").data == {"note": "ทำแล้ว"}
    assert OutboxItem.objects.filter(kind="child_reported").count() == 0


def test_a_letter_that_only_waited_for_an_answer_is_filed_when_it_is_released(staff, copy):
    assert reporting.release(copy, at=MONDAY) is False
    assert OfficeCopy.objects.get(pk=copy.pk).due_at is None

    endorsing.endorse(copy, Order.REPORT, by=staff.officer, at=MONDAY)

    assert reporting.release(copy, at=MONDAY) is True
    assert OfficeCopy.objects.get(pk=copy.pk).state == "filed"
