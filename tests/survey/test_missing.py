"""Who is named as missing before an office certifies: those with whom the letter ended, too."""

import pytest
from django.urls import reverse

from circulars.domain import endorsing, registering, returning
from circulars.errors import WrongState
from circulars.models import OfficeCopy
from circulars.states import Order, State
from offices.models import Kind
from survey.domain import certifying
from tests import factories
from tests.factories import MONDAY
from tests.survey.world import World, answer_all, send, walk

pytestmark = pytest.mark.django_db


def first_district_certified():
    """The first district has passed on and certified; the second has only the letter."""
    world = World(forwarded=False)
    send(world.top, world.staff)
    world.at_province = world.copy_of(world.province)
    walk(world.at_province, world.province_staff)
    world.at_districts = [world.copy_of(district) for district in world.districts]
    walk(world.at_districts[0], world.district_staff[0])
    answer_all(world)
    certifying.certify(world.at_districts[0], by=world.district_staff[0].officer, at=MONDAY)
    return world


def test_a_district_cannot_file_the_letter_for_which_others_wait(as_user):
    world = first_district_certified()
    copy, staff = world.at_districts[1], world.district_staff[1]
    registering.register(copy, by=staff.clerk, at=MONDAY)
    client = as_user(world.province_staff.officer)
    address = reverse("certify", args=[world.at_province.pk])

    with pytest.raises(WrongState) as refusal:
        endorsing.endorse(copy, Order.FILE, by=staff.officer, at=MONDAY)
    page = client.get(address)
    refused = client.post(address, {"text": "", "early_reason": ""})

    assert str(refusal.value) == (
        "หนังสือฉบับนี้ขอให้ตอบ จึงเก็บเข้าแฟ้มไม่ได้ โปรดสั่งให้รายงานผล หรือส่งต่อให้หน่วยงานที่ต้องตอบ"
    )
    assert page.context["view"].missing == ["อำเภอข (ยังไม่ส่งต่อหนังสือ)"]
    assert "มีหน่วยงานอีก ๓ แห่งที่หนังสือยังไปไม่ถึง" in page.content.decode()
    assert list(refused.context["form"].errors) == ["early_reason"]


def test_a_district_that_gives_the_letter_back_is_named():
    world = first_district_certified()
    copy, staff = world.at_districts[1], world.district_staff[1]

    returning.return_to_sender(copy, by=staff.clerk, at=MONDAY, reason="ผิดอำเภอ")

    assert certifying.missing_below(world.task, world.at_province) == [
        "อำเภอข (ส่งหนังสือคืน หน่วยงานข้างใต้จึงยังไม่ได้รับ)"
    ]


def test_a_district_that_reports_without_passing_on_is_named():
    world = first_district_certified()
    copy, staff = world.at_districts[1], world.district_staff[1]
    registering.register(copy, by=staff.clerk, at=MONDAY)
    endorsing.endorse(copy, Order.REPORT, by=staff.officer, at=MONDAY)
    certifying.certify(copy, by=staff.officer, at=MONDAY, early_reason="ไม่มีผู้ใดต้องส่งต่อ")

    assert certifying.missing_below(world.task, world.at_province) == [
        "อำเภอข (ปิดเรื่องโดยไม่ส่งต่อหนังสือ)"
    ]


def test_an_office_with_nobody_under_it_has_stopped_nothing(world):
    office = factories.office("อบจ. หนึ่ง", Kind.PAO, parent=world.province)
    by = world.province_staff.officer
    letter = world.at_districts[0].letter
    OfficeCopy.objects.create(
        circular=letter.circular,
        letter=letter,
        office=office,
        holder=office,
        parent=world.at_province,
        above=world.at_province.branch,
        state=State.FILED,
        closed_at=MONDAY,
        sent_at=MONDAY,
        held_since=MONDAY,
    )
    answer_all(world)
    for copy, staff in zip(world.at_districts, world.district_staff, strict=True):
        certifying.certify(copy, by=staff.officer, at=MONDAY)

    assert certifying.certify(world.at_province, by=by, at=MONDAY).missing == []
