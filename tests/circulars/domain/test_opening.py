"""The first time somebody of the office opens a letter."""

import pytest

from circulars.domain.opening import mark_opened
from circulars.models import Event, OfficeCopy
from tests import factories
from tests.factories import DAY, MONDAY

pytestmark = pytest.mark.django_db


def test_only_the_first_opening_is_noted():
    house = factories.office("จังหวัดทดสอบ")
    staff = factories.Staff(house)
    copy = factories.arrived(house, by=staff.clerk)
    OfficeCopy.objects.filter(pk=copy.pk).update(opened_at=None)

    first = mark_opened(copy, by=staff.clerk, at=MONDAY)
    again = mark_opened(copy, by=staff.officer, at=MONDAY + DAY)

    assert (first, again) == (True, False)
    assert OfficeCopy.objects.get(pk=copy.pk).opened_at == MONDAY
    event = Event.objects.get(kind="opened")
    assert (event.actor, event.at, event.copy_id) == (staff.clerk, MONDAY, copy.pk)
