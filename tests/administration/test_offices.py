"""What an office prints and how it works: changed by whom, and what is kept of it."""

import pytest

from administration import offices
from circulars.domain import endorsing, registering
from circulars.errors import Invalid, NotAllowed
from circulars.models import Event, EventKind
from circulars.states import Order
from offices.models import Kind, Office, Role
from tests import factories
from tests.factories import DAY, MONDAY
from thai.text import sort_key

pytestmark = pytest.mark.django_db

LATER = MONDAY + DAY


@pytest.fixture
def province():
    return factories.office("จังหวัดทดสอบ", Kind.PROVINCE)


@pytest.fixture
def staff(province):
    return factories.Staff(province)


@pytest.fixture
def admin(province):
    user = factories.person()
    factories.post(user, province, Role.ADMIN)
    return user


def told():
    return [(event.actor, event.at, event.data) for event in Event.objects.order_by("pk")]


def refused(act, kind=Invalid):
    with pytest.raises(kind) as caught:
        act()
    return str(caught.value), caught.value.field


def test_what_changed_is_saved_and_told(province, staff):
    changed = offices.change_settings(
        province, {"stamp_name": "จว.", "phone": province.phone}, by=staff.clerk, at=LATER
    )

    province.refresh_from_db()
    assert (changed, province.stamp_name) == (["stamp_name"], "จว.")
    assert told() == [(staff.clerk, LATER, {"what": "office", "changed": ["stamp_name"]})]


def test_what_is_as_it_was_is_not_told(province, staff):
    assert offices.change_settings(province, {"phone": ""}, by=staff.clerk, at=LATER) == []
    assert told() == []


@pytest.mark.parametrize("act", [offices.change_settings, offices.change_identity])
def test_a_setting_that_there_is_not_is_a_bug(province, staff, admin, act):
    by = staff.clerk if act is offices.change_settings else admin

    with pytest.raises(TypeError, match="parent"):
        act(province, {"parent": None}, by=by, at=LATER)


def test_letters_are_received_by_a_unit_of_the_house(province, staff):
    unit = factories.office("สารบรรณ", Kind.DIVISION, parent=province)
    other = factories.office("จังหวัดอื่น", Kind.PROVINCE)

    assert refused(
        lambda: offices.change_settings(province, {"reception": other}, by=staff.clerk, at=LATER)
    ) == ("หน่วยรับหนังสือต้องเป็นหน่วยภายในของหน่วยงานนี้", "reception")
    offices.change_settings(province, {"reception": unit}, by=staff.clerk, at=LATER)
    province.refresh_from_db()
    assert province.reception == unit


def test_four_eyes_are_not_a_clerks_to_waive(province, staff):
    values = {"four_eyes": False}

    with pytest.raises(NotAllowed):
        offices.change_settings(province, values, by=staff.clerk, at=LATER)
    province.refresh_from_db()
    assert province.four_eyes is True
    assert offices.change_settings(province, values, by=staff.supervisor, at=LATER) == ["four_eyes"]


def test_the_series_of_a_year_stays_once_a_number_of_it_was_given(province, staff):
    from tests.screens.work.task_screens import House

    house = House(1)
    house.signed()

    assert refused(
        lambda: offices.change_settings(
            house.province, {"circular_series": "shared"}, by=house.people.clerk, at=MONDAY
        )
    ) == (
        "ปีนี้ออกเลข ว ไปแล้ว เปลี่ยนแบบเลขเวียนกลางปีเลขจะซ้ำ โปรดเปลี่ยนเมื่อขึ้นปีใหม่",
        "circular_series",
    )
    assert offices.change_settings(
        house.province, {"circular_series": "shared"}, by=house.people.clerk, at=MONDAY + 80 * DAY
    ) == ["circular_series"]


def test_receiving_alone_binds_no_series(province, staff):
    copy = factories.arrived(province, by=staff.clerk)
    registering.register(copy, by=staff.clerk, at=MONDAY)
    endorsing.endorse(copy, Order.FILE, by=staff.officer, at=MONDAY)

    values = {"circular_series": "shared"}
    assert offices.change_settings(province, values, by=staff.clerk, at=MONDAY) == [
        "circular_series"
    ]


def test_an_emblem_is_kept_and_given_back(province, staff):
    offices.set_emblem(province, b"jpeg", by=staff.clerk, at=LATER)
    with province.emblem.open("rb") as kept:
        there = kept.read()
    offices.set_emblem(province, b"", by=staff.clerk, at=LATER)

    assert (there, Office.objects.get(pk=province.pk).emblem.name) == (b"jpeg", "")
    assert told() == [(staff.clerk, LATER, {"what": "office", "changed": ["emblem"]})] * 2


def test_a_new_name_moves_the_office_in_lists(province, admin):
    changed = offices.change_identity(province, {"name": "จังหวัดใหม่"}, by=admin, at=LATER)

    fresh = Office.objects.get(pk=province.pk)
    assert (changed, fresh.name) == (["name"], "จังหวัดใหม่")
    assert fresh.sort_key == sort_key("จังหวัดใหม่")
    assert told() == [(admin, LATER, {"what": "office", "changed": ["name"]})]


def test_a_unit_is_made_inside_with_a_code_of_its_own(province, admin):
    first = offices.make_unit(province, by=admin, at=LATER, name=" กลุ่มหนึ่ง ", short_name=" ก1 ")
    factories.office("เดิม", Kind.DISTRICT, code=f"{province.code}-2")
    second = offices.make_unit(province, by=admin, at=LATER, name="กลุ่มสอง")

    assert (first.code, first.name, first.short_name, first.kind, first.house) == (
        f"{province.code}-1",
        "กลุ่มหนึ่ง",
        "ก1",
        Kind.DIVISION,
        province,
    )
    assert (second.code, first.issues_numbers) == (f"{province.code}-3", False)
    assert told()[0] == (admin, LATER, {"what": "unit", "name": "กลุ่มหนึ่ง"})
    assert Event.objects.filter(kind=EventKind.ACCOUNT, office=second).count() == 1


def test_two_units_of_one_name_are_not_told_apart(province, admin):
    unit = offices.make_unit(province, by=admin, at=LATER, name="กลุ่มหนึ่ง")

    assert refused(lambda: offices.make_unit(province, by=admin, at=LATER, name="กลุ่มหนึ่ง ")) == (
        "มีหน่วยชื่อนี้อยู่แล้ว",
        "name",
    )
    unit.closed_on = LATER.date()
    unit.save()
    assert offices.make_unit(province, by=admin, at=LATER, name="กลุ่มหนึ่ง").name == "กลุ่มหนึ่ง"
