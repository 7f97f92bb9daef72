"""What an office may know of the way of a circular."""

import pytest

from circulars.domain import registering
from circulars.domain.history import SEEN_FROM_ABOVE, history_of, ids_above
from circulars.models import EventKind
from tests import factories
from tests.factories import DAY, MONDAY
from tests.keeping import built_once
from tests.screens.work.task_screens import House

pytestmark = pytest.mark.django_db


@pytest.fixture
@built_once
def house():
    house = House(2)
    house.dispatched()
    return house


def told(copy):
    return [(event.kind, event.copy_id) for event in history_of(copy)]


def test_its_own_copy_is_known_whole_newest_first(house):
    kinds = [kind for kind, copy in told(house.copy) if copy == house.copy.pk]

    assert kinds[0] == EventKind.DELIVERED
    assert kinds[-1] == EventKind.RECEIVED
    assert {EventKind.DRAFTED, EventKind.PASSED, EventKind.SIGNED} <= set(kinds)


def test_of_those_below_only_how_far_each_has_come(house):
    child = house.children()[0]
    staff = factories.Staff(child.office)
    registering.register(child, by=staff.clerk, at=MONDAY + DAY)
    from circulars.domain import endorsing
    from circulars.states import Order

    endorsing.endorse(child, Order.FILE, by=staff.officer, at=MONDAY + DAY, text="ภายใน")

    seen = {kind for kind, copy in told(house.copy) if copy == child.pk}
    assert seen == {EventKind.REGISTERED}
    assert EventKind.ENDORSED not in SEEN_FROM_ABOVE


def test_of_those_above_only_that_the_letter_was_sent(house):
    one, other = house.children()
    staff = factories.Staff(other.office)
    registering.register(other, by=staff.clerk, at=MONDAY + DAY)

    assert told(one) == [(EventKind.DISPATCHED, house.copy.pk)]


def test_the_way_down_is_named_from_the_first_office(house):
    assert ids_above(house.children()[0]) == [house.copy.pk]
    assert ids_above(house.copy) == []
