"""Orders on a letter: what is written, to whom it goes, and what each order does."""

import pytest

from circulars.domain import endorsing, registering
from circulars.errors import Invalid, NotAllowed
from circulars.models import Endorsement, Event, EventKind
from circulars.states import Order, State
from offices.models import Kind, Post, Role
from tests import factories
from tests.factories import DAY, MONDAY
from tests.keeping import built_once
from tests.screens.work.task_screens import House

pytestmark = pytest.mark.django_db

LATER = MONDAY + DAY


@pytest.fixture
@built_once
def house():
    house = House(1)
    house.registered()
    return house


@pytest.fixture
def unit(house):
    return factories.office("กลุ่มงานหนึ่ง", Kind.DIVISION, parent=house.province)


def give(house, order, *, by=None, **more):
    made = endorsing.endorse(house.copy, order, by=by or house.people.officer, at=LATER, **more)
    house.copy.refresh_from_db()
    return made


def refused(act, kind=Invalid):
    with pytest.raises(kind) as caught:
        act()
    return str(caught.value), caught.value.field


def at_unit(unit, role=Role.OFFICER):
    user = factories.person("สมชาย ใจดี")
    factories.post(user, unit, role)
    return user


def test_an_order_is_kept_with_who_gave_it_and_in_which_post(house):
    made = give(house, Order.FILE, text=" ทราบ ")

    event = Event.objects.get(kind=EventKind.ENDORSED)
    post = house.people.officer.posts.get()
    assert (made.by, made.post, made.at, made.text) == (house.people.officer, post, LATER, "ทราบ")
    assert (house.copy.state, house.copy.closed_at) == (State.FILED, LATER)
    assert (event.at, event.data) == (
        LATER,
        {
            "order": "file",
            "text": "ทราบ",
            "unit": "",
            "officer": "",
            "joint": [],
            "informed": [],
            "waits": False,
        },
    )


def test_a_clerk_passes_on_and_files_without_a_post_of_order(house, unit):
    for order in (Order.FORWARD, Order.REPORT):
        assert refused(
            lambda order=order: give(house, order, by=house.people.clerk), NotAllowed
        ) == (
            "สารบรรณมอบหมายให้หน่วย/เจ้าหน้าที่ หรือเก็บเข้าแฟ้มได้ แต่สั่งการอย่างอื่นไม่ได้",
            None,
        )
    assert give(house, Order.ASSIGN, by=house.people.clerk, to_unit=unit).post is None


def test_a_unit_gets_the_letter_without_a_receipt_of_its_own(house, unit):
    give(house, Order.ASSIGN, to_unit=unit)

    copy = house.copy
    assert (copy.holder, copy.held_since, copy.receipted_at, copy.officer, copy.state) == (
        unit,
        LATER,
        None,
        None,
        State.REGISTERED,
    )


def test_a_unit_that_gets_it_back_keeps_the_number_it_gave(house, unit):
    give(house, Order.ASSIGN, to_unit=unit)
    clerk = at_unit(unit, Role.CLERK)
    registering.register(house.copy, by=clerk, at=LATER + DAY)
    give(house, Order.ASSIGN, to_unit=house.province, by=at_unit(unit))

    assert house.copy.receipted_at == MONDAY
    give(house, Order.ASSIGN, to_unit=unit)
    assert house.copy.receipted_at == LATER + DAY


def test_an_officer_gets_the_letter_with_his_unit(house, unit):
    officer = at_unit(unit)

    give(house, Order.ASSIGN, to_officer=officer)

    assert (house.copy.holder, house.copy.officer, house.copy.state) == (
        unit,
        officer,
        State.REGISTERED,
    )
    assert Event.objects.get(kind=EventKind.ENDORSED).data["officer"] == "สมชาย ใจดี"


def test_an_officer_where_the_letter_lies_makes_it_endorsed(house):
    give(house, Order.ASSIGN, to_officer=house.people.reviewer)

    assert (house.copy.officer, house.copy.holder, house.copy.state) == (
        house.people.reviewer,
        house.province,
        State.ENDORSED,
    )


def test_assigning_needs_somebody_of_this_house(house):
    elsewhere = factories.office("กลุ่มงานที่อื่น", Kind.DIVISION, parent=house.districts[0])

    assert refused(lambda: give(house, Order.ASSIGN)) == (
        "โปรดเลือกหน่วยหรือเจ้าหน้าที่ที่จะมอบหมาย",
        "to_officer",
    )
    assert refused(lambda: give(house, Order.ASSIGN, to_unit=elsewhere)) == (
        "มอบหมายได้เฉพาะหน่วยภายในของหน่วยงานเดียวกัน",
        "to_unit",
    )
    assert refused(lambda: give(house, Order.ASSIGN, to_officer=at_unit(elsewhere))) == (
        "สมชาย ใจดี ไม่มีหน้าที่ในหน่วยงานนี้ โปรดเลือกเจ้าหน้าที่คนอื่น",
        "to_officer",
    )
    assert Endorsement.objects.count() == 0


def test_the_owner_of_a_matter_sits_where_it_lies(house, unit):
    assert refused(lambda: give(house, Order.REPORT, to_officer=at_unit(unit))) == (
        f"สมชาย ใจดี ไม่ได้อยู่ที่ {house.province.label} โปรดสั่ง “มอบหมาย” ให้หน่วยของผู้นั้นก่อน หรือเลือกผู้อื่น",
        "to_officer",
    )


def test_forwarding_begins_the_letter_and_reporting_waits_for_the_answer(house):
    give(house, Order.FORWARD, to_officer=house.people.reviewer)

    draft = house.copy.drafts.get()
    assert (house.copy.state, house.copy.officer) == (State.DRAFTING, house.people.reviewer)
    assert (draft.drafter, draft.unit, draft.started_at) == (
        house.people.reviewer,
        house.province,
        LATER,
    )


def test_reporting_is_owned_by_whoever_orders_it(house):
    give(house, Order.REPORT)

    assert (house.copy.state, house.copy.officer) == (State.REPORTING, house.people.officer)
    assert house.copy.drafts.count() == 0


def test_a_unit_is_named_by_assigning_alone(house, unit):
    made = give(house, Order.FILE, to_unit=unit)

    assert (made.to_unit, house.copy.holder) == (None, house.province)


def test_a_secret_letter_goes_to_people_who_may_see_it(house, unit):
    house.copy.circular.secrecy = "002"
    house.copy.circular.save()
    assert refused(lambda: give(house, Order.ASSIGN, to_unit=unit), NotAllowed)[0] == (
        "ไม่พบหนังสือฉบับนี้ในหนังสือที่ท่านเปิดดูได้"
    )
    Post.objects.filter(office=house.copy.office).update(handles_secret=True)

    assert refused(lambda: give(house, Order.ASSIGN, to_unit=unit)) == (
        "หน่วยนี้ไม่มีนายทะเบียนข้อมูลข่าวสารลับ หนังสือชั้นความลับต้องระบุเจ้าหน้าที่ผู้รับ",
        "to_officer",
    )
    factories.post(factories.person(), unit, Role.CLERK, handles_secret=True)
    give(house, Order.ASSIGN, to_unit=unit)
    assert house.copy.holder == unit
