"""The days until the final day, shared out; and too few of them for the lowest level."""

import datetime as dt

import pytest

from circulars.domain import dispatching
from circulars.domain.budgeting import (
    Budget,
    Share,
    budget_of,
    check_lowest,
    days_of_the_lowest,
    is_short,
)
from circulars.errors import Invalid
from circulars.models import Event
from offices.models import Office
from tests.factories import DAY, MONDAY
from tests.keeping import built_once
from tests.screens.work.task_screens import DUE, House, address, logged_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]

SHORT = "หน่วยงานชั้นล่างสุดจะเหลือ 3 วันทำการ น้อยกว่า 5 วันที่หน่วยงานนี้ตั้งไว้ โปรดเขียนเหตุผล"


@pytest.fixture
@built_once
def house():
    house = House(2)
    Office.objects.filter(pk=house.province.pk).update(lowest_days=5)
    house.copy.office.lowest_days = 5
    return house


def test_the_days_are_shared_out_down_to_the_lowest_level(house):
    copy = house.registered()

    budget = budget_of(copy, MONDAY + DAY)

    assert (DUE.date(), copy.sent_at.date()) == (dt.date(2020, 10, 31), MONDAY.date())
    assert budget == Budget(
        4,
        1,
        3,
        (
            Share("จังหวัดทดสอบ", 1, dt.date(2020, 10, 27)),
            Share("อำเภอ", 1, dt.date(2020, 10, 28)),
            Share("องค์กรปกครองส่วนท้องถิ่น", 2, dt.date(2020, 10, 31)),
        ),
    )


def test_without_a_deadline_or_anybody_below_there_is_none(house):
    copy = house.registered()
    copy.due_at = None

    assert budget_of(copy, MONDAY) is None


def test_too_few_days_ask_for_a_reason_that_is_kept(house):
    house.signed()
    people = house.people

    with pytest.raises(Invalid) as refused:
        dispatching.dispatch(house.copy, by=people.officer, at=MONDAY)
    dispatching.dispatch(house.copy, by=people.officer, at=MONDAY, reason="กรมขอด่วน")

    assert (refused.value.field, str(refused.value)) == ("reason", SHORT)
    assert Event.objects.get(kind="dispatched").data["reason"] == "กรมขอด่วน"


def test_the_screen_asks_for_the_reason(house):
    house.signed()

    page = logged_in(house.people.officer).get(address("task_dispatch", house.copy))

    assert "reason" in page.context["form"].fields


def test_only_an_office_that_wants_to_be_asked_is(house):
    office = house.copy.office

    assert days_of_the_lowest(office, DUE, MONDAY) == 3
    assert is_short(office, DUE, MONDAY)
    assert not is_short(office, None, MONDAY)
    assert not is_short(office, DUE, DUE)
    office.lowest_days = 0
    assert check_lowest(office, DUE, MONDAY, reason="") is None
