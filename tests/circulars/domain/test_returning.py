"""Giving a letter back, calling one back: what stays and what is undone."""

import pytest

from circulars.domain import endorsing, registering, returning
from circulars.models import OfficeCopy
from circulars.states import Order
from offices.models import Kind
from tests import factories
from tests.factories import DAY, MONDAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return factories.office("จังหวัดทดสอบ")


@pytest.fixture
def staff(house):
    return factories.Staff(house)


def test_handed_back_it_lies_where_it_was_last_registered_under_that_number(house, staff):
    unit = factories.office("กลุ่มงาน", Kind.DIVISION, parent=house)
    there = factories.Staff(unit)
    copy = factories.arrived(house, by=staff.clerk)
    registering.register(copy, by=staff.clerk, at=MONDAY)
    endorsing.endorse(copy, Order.ASSIGN, by=staff.officer, at=MONDAY, to_unit=unit)

    returning.hand_back(copy, by=there.clerk, at=MONDAY + DAY, reason=" ไม่ใช่ของเรา ")

    stands = OfficeCopy.objects.get(pk=copy.pk)
    assert (stands.holder, stands.held_since) == (house, MONDAY + DAY)
    assert (stands.receipted_at, stands.officer) == (MONDAY, None)
    event = stands.events.get(kind="handed_back")
    assert event.data == {"reason": "ไม่ใช่ของเรา", "unit": "กลุ่มงาน", "to": "จังหวัดทดสอบ"}


def test_a_long_reason_is_kept_as_far_as_its_column_goes(world):
    copy = world.copy_of(world.town)

    taken_back = returning.recall(
        copy, by=world.province_staff.officer, at=MONDAY, reason="ก" * 301
    )

    assert taken_back is True
    assert OfficeCopy.objects.get(pk=copy.pk).return_reason == "ก" * 300


def test_once_registered_it_can_only_be_asked_for(world):
    copy = world.copy_of(world.town)
    registering.register(copy, by=factories.Staff(world.town).clerk, at=MONDAY)

    taken_back = returning.recall(copy, by=world.province_staff.officer, at=MONDAY, reason="ส่งผิด")

    assert taken_back is False
    stands = OfficeCopy.objects.get(pk=copy.pk)
    assert (stands.state, stands.return_reason) == ("registered", "")
