"""Striking out a receipt number: when it may be done, and what becomes of the letter."""

import pytest
from django.urls import reverse

from circulars.domain import endorsing, registering, returning
from circulars.errors import WrongState
from circulars.models import Event, OfficeCopy
from circulars.states import AfterVoid, Order, State
from offices.models import Kind
from tests import factories
from tests.factories import DAY, MONDAY
from workflow.checking import disagreements
from workflow.models import Step

pytestmark = pytest.mark.django_db


@pytest.fixture
def province():
    return factories.office("จังหวัดทดสอบ", Kind.PROVINCE)


@pytest.fixture
def staff(province):
    return factories.Staff(province)


@pytest.fixture
def group(province):
    return factories.office("กลุ่มงานหนึ่ง", Kind.DIVISION, parent=province)


@pytest.fixture
def entry(staff):
    copy = factories.arrived(staff.office, by=staff.clerk)
    return registering.register(copy, by=staff.clerk, at=MONDAY)


def link_of(entry):
    return f'href="{reverse("register_void", args=[entry.pk])}"'


def book(client, entry):
    return client.get(reverse("register_book", args=[entry.book_id])).content.decode()


@pytest.mark.parametrize("registered_there", [False, True])
def test_the_number_of_a_letter_that_was_passed_to_a_unit_is_not_voided(
    staff, group, entry, as_user, registered_there
):
    endorsing.endorse(entry.copy, Order.ASSIGN, by=staff.clerk, at=MONDAY, to_unit=group)
    if registered_there:
        registering.register(entry.copy, by=factories.Staff(group).clerk, at=MONDAY + DAY)
    client = as_user(staff.clerk)
    address = reverse("register_void", args=[entry.pk])

    offered = link_of(entry) in book(client, entry)
    page = client.get(address).content.decode()
    answer = client.post(address, {"reason": "ลงซ้ำ", "after": "again"})

    sentence = (
        "หนังสือฉบับนี้ส่งต่อให้ กลุ่มงานหนึ่ง แล้ว จึงยกเลิกเลขของ จังหวัดทดสอบ ไม่ได้ "
        "ถ้าเป็นฉบับซ้ำหรือลงผิด ให้ กลุ่มงานหนึ่ง เก็บเข้าแฟ้มพร้อมเหตุผล"
    )
    assert not offered
    assert sentence in page
    assert answer.context["form"].non_field_errors() == [sentence]
    entry.refresh_from_db()
    assert entry.voided_at is None


def test_the_number_stands_when_the_letter_comes_back_from_a_unit_that_registered_it(
    staff, province, group, entry
):
    inside = factories.Staff(group)
    endorsing.endorse(entry.copy, Order.ASSIGN, by=staff.clerk, at=MONDAY, to_unit=group)
    registering.register(entry.copy, by=inside.clerk, at=MONDAY + DAY)
    endorsing.endorse(entry.copy, Order.ASSIGN, by=inside.clerk, at=MONDAY + DAY, to_unit=province)

    with pytest.raises(WrongState, match="หน่วยอื่นลงรับหนังสือฉบับนี้ต่อจากเลขนี้แล้ว"):
        registering.void_entry(entry, by=staff.clerk, at=MONDAY + DAY, reason="ลงซ้ำ")


def test_a_unit_voids_its_own_number_and_the_letter_stays_on_its_desk(staff, group, entry):
    inside = factories.Staff(group)
    endorsing.endorse(entry.copy, Order.ASSIGN, by=staff.clerk, at=MONDAY, to_unit=group)
    own = registering.register(entry.copy, by=inside.clerk, at=MONDAY + DAY)

    registering.void_entry(own, by=inside.clerk, at=MONDAY + DAY, reason="ลงผิดเล่ม")

    copy = OfficeCopy.objects.get()
    assert (copy.holder, copy.receipted_at, copy.state) == (group, None, State.REGISTERED)


def test_a_letter_entered_twice_is_closed_with_its_second_number(staff, entry, as_user):
    again = factories.arrived(staff.office, by=staff.clerk, subject="เรื่องที่ลงซ้ำ")
    second = registering.register(again, by=staff.clerk, at=MONDAY)
    client = as_user(staff.clerk)
    address = reverse("register_void", args=[second.pk])
    assert link_of(second) in book(client, second)

    unsaid = client.post(address, {"reason": "ลงรับซ้ำกับเลข 1"})
    client.post(address, {"reason": "ลงรับซ้ำกับเลข 1", "after": "close"})

    again.refresh_from_db()
    assert list(unsaid.context["form"].errors) == ["after"]
    assert again.state == State.FILED
    assert client.get(reverse("desk")).context["rows"] == []
    assert Step.objects.waiting().filter(process__copy=again).count() == 0
    assert list(disagreements()) == []
    page = client.get(reverse("copy", args=[again.pk])).content.decode()
    assert "ปิดเรื่องพร้อมยกเลิกเลขรับ ๒ เพราะเป็นฉบับซ้ำหรือลงรับผิด" in page
    assert "ลงรับซ้ำกับเลข 1" in page
    assert "ยกเลิก: ลงรับซ้ำกับเลข 1" in book(client, second)
    event = Event.objects.get(kind="voided")
    assert (event.data["number"], event.data["after"]) == ("2", "close")
    third = factories.arrived(staff.office, by=staff.clerk)
    assert registering.register(third, by=staff.clerk, at=MONDAY).number == 3


def test_the_page_of_a_letter_that_was_filed_as_usual_says_nothing_of_a_void(staff, entry, as_user):
    registering.void_entry(entry, by=staff.clerk, at=MONDAY, reason="ลงผิดเล่ม")
    registering.register(entry.copy, by=staff.clerk, at=MONDAY)
    endorsing.endorse(entry.copy, Order.FILE, by=staff.clerk, at=MONDAY + DAY)

    page = as_user(staff.clerk).get(reverse("copy", args=[entry.copy_id]))

    assert page.context["closed_with"] is None


def test_a_letter_that_came_through_the_system_is_given_back_and_not_closed(
    staff, province, as_user
):
    above = factories.Staff(factories.office("กรมทดสอบ", Kind.DEPARTMENT))
    parent = factories.arrived(above.office, by=above.clerk)
    copy = OfficeCopy.objects.create(
        circular=parent.circular,
        letter=parent.letter,
        office=province,
        holder=province,
        parent=parent,
        above=parent.branch,
        sent_at=MONDAY,
        held_since=MONDAY,
    )
    entry = registering.register(copy, by=staff.clerk, at=MONDAY)
    client = as_user(staff.clerk)

    page = client.get(reverse("register_void", args=[entry.pk]))
    with pytest.raises(WrongState, match="ให้ส่งคืนผู้ส่งแทน"):
        registering.void_entry(entry, by=staff.clerk, at=MONDAY, reason="ซ้ำ", after=AfterVoid.CLOSE)
    client.post(reverse("register_void", args=[entry.pk]), {"reason": "ซ้ำ"})
    returning.return_to_sender(copy, by=staff.clerk, at=MONDAY, reason="ส่งมาซ้ำ")

    assert list(page.context["form"].fields) == ["reason"]
    assert "ให้ส่งคืนผู้ส่งแทน" in page.content.decode()
    entry.refresh_from_db()
    copy.refresh_from_db()
    assert (entry.void_reason, copy.state) == ("ซ้ำ", State.RETURNED)


def test_the_number_of_a_returned_letter_is_struck_out_without_a_question(
    staff, province, entry, as_user
):
    OfficeCopy.objects.update(state=State.RETURNED, closed_at=MONDAY)
    client = as_user(staff.clerk)

    page = client.get(reverse("register_void", args=[entry.pk]))
    client.post(reverse("register_void", args=[entry.pk]), {"reason": "ผิดหน่วยงาน"})

    entry.refresh_from_db()
    assert list(page.context["form"].fields) == ["reason"]
    assert entry.void_reason == "ผิดหน่วยงาน"
    assert OfficeCopy.objects.get().state == State.RETURNED
