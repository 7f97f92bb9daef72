"""A call to somebody who is late is kept, and changes nothing."""

import pytest

from circulars.domain.calling import note_call
from circulars.errors import Invalid, NotAllowed, WrongState
from circulars.models import Event, EventKind, OfficeCopy
from circulars.policies import verdict
from circulars.sent_policies import check_may_call
from tests import factories
from tests.factories import DAY, MONDAY
from tests.keeping import built_once, kept
from tests.survey.world import HAS, QuickWorld, submit

pytestmark = pytest.mark.django_db
LATE = MONDAY + 8 * DAY


@pytest.fixture
@built_once
def world():
    return kept(QuickWorld)


def leaf(world: QuickWorld) -> OfficeCopy:
    return world.expected("อบต. อำเภอก 1").copy


def test_the_note_is_an_event_of_the_late_letter_and_of_the_house_that_called(world):
    copy, caller = leaf(world), world.province_staff.supervisor

    note_call(copy, by=caller, at=LATE, note=" จะส่งบ่ายนี้ ", house=world.province)

    event = Event.objects.get(kind=EventKind.CALLED)
    assert (event.copy, event.actor, event.office, event.at, event.data) == (
        copy,
        caller,
        world.province,
        LATE,
        {"note": "จะส่งบ่ายนี้"},
    )
    assert OfficeCopy.objects.filter(pk=copy.pk).values().get() == vars_of(copy)


def vars_of(copy: OfficeCopy) -> dict[str, object]:
    return {field.attname: getattr(copy, field.attname) for field in copy._meta.concrete_fields}


def test_every_office_above_may_call_and_nobody_else(world):
    copy = leaf(world)
    above = [world.staff, world.province_staff, world.district_staff[0]]
    beside = [world.district_staff[1], factories.Staff(copy.office)]

    asked = [verdict(check_may_call, one.officer, copy, LATE) for one in (*above, *beside)]

    refused = "บันทึกการโทรได้เฉพาะผู้ที่ติดตามเรื่องนี้ในหน่วยงานที่ส่งหนังสือลงมา"
    assert [(one.allowed, one.reason) for one in asked] == [
        *[(True, "")] * 3,
        *[(False, refused)] * 2,
    ]
    with pytest.raises(NotAllowed, match=refused):
        note_call(copy, by=beside[0].officer, at=LATE, note="โทรแล้ว", house=world.districts[1])


def test_a_call_says_something(world):
    with pytest.raises(Invalid, match="โปรดเขียนว่าคุยกับใคร และได้ความว่าอย่างไร"):
        note_call(leaf(world), by=world.staff.officer, at=LATE, note=" ", house=world.department)


def test_nobody_is_called_about_what_is_answered_or_came_from_nowhere(world):
    submit(world, "อบต. อำเภอก 1", HAS)
    by = world.staff.officer

    with pytest.raises(WrongState, match="หน่วยงานนี้ตอบหรือปิดเรื่องแล้ว จึงไม่ต้องโทรตาม"):
        note_call(leaf(world), by=by, at=LATE, note="โทร", house=world.department)
    with pytest.raises(WrongState, match="หนังสือฉบับนี้ไม่มีผู้ส่งในระบบ"):
        note_call(world.top, by=by, at=LATE, note="โทร", house=world.department)
