"""Who is to be telephoned about a late letter, and what was done about it."""

import pytest

from circulars.domain import endorsing, registering
from circulars.domain.calling import note_call
from circulars.models import EventKind, OfficeCopy
from circulars.states import Order
from offices.models import Kind, Office, Post, Role
from tests import factories
from tests.factories import DAY, MONDAY
from tests.keeping import built_once, kept
from tests.survey.world import QuickWorld
from workflow.escalating import send_reminders
from workflow.holders import Contact, contacts_of, done_about
from workflow.late import Wanted, late_below, rows_of
from workflow.reminding import remind_silent

pytestmark = pytest.mark.django_db
LATE = MONDAY + 8 * DAY
NAME = "อบต. อำเภอก 1"


@pytest.fixture
@built_once
def world():
    return kept(QuickWorld)


def row(world: QuickWorld, name: str = NAME) -> OfficeCopy:
    late = rows_of(late_below([world.top.branch], Wanted(), at=LATE), Wanted())
    return next(held.copy for held in late if held.line.office.name == name)


def contact(world: QuickWorld, name: str = NAME) -> Contact:
    copy = row(world, name)
    return contacts_of([copy], at=LATE)[copy.pk]


def test_where_nobody_sits_it_is_the_office_itself(world):
    Office.objects.filter(name=NAME).update(phone="042-491-234")

    assert contact(world) == Contact("", NAME, "042-491-234")


def test_before_it_is_registered_it_is_the_clerk(world):
    staff = factories.Staff(row(world).office)
    staff.clerk.phone = "081 234 5678"
    staff.clerk.save()

    assert contact(world) == Contact(staff.clerk.full_name, f"สารบรรณ {NAME}", "081 234 5678")


def test_then_it_is_its_officer_by_the_phone_of_his_office(world):
    office = row(world).office
    staff = factories.Staff(office)
    Office.objects.filter(pk=office.pk).update(phone="042-491-234")
    copy = OfficeCopy.objects.get(pk=row(world).pk)
    registering.register(copy, by=staff.clerk, at=MONDAY)
    second = factories.person("สมหญิง ใจดี")
    factories.post(second, office, Role.OFFICER, position="นักวิเคราะห์")
    endorsing.endorse(copy, Order.ASSIGN, to_officer=second, by=staff.clerk, at=MONDAY)

    assert contact(world) == Contact("สมหญิง ใจดี", "นักวิเคราะห์", "042-491-234")


def test_who_has_left_is_not_called(world):
    office = row(world).office
    staff = factories.Staff(office)
    Post.objects.filter(user=staff.clerk).update(ends_on=MONDAY.date())

    assert contact(world).name == staff.officer.full_name


def test_a_draft_that_waits_for_signature_is_with_the_signer(world):
    office = factories.office("กลุ่มงานหนึ่ง", Kind.DIVISION, parent=row(world).office)
    signer = factories.person("ปลัด ลงนาม")
    factories.post(signer, office, Role.SIGNER)
    copy = row(world)
    copy.step_role = Role.SIGNER

    assert contacts_of([copy], at=LATE)[copy.pk].name == "ปลัด ลงนาม"


def test_what_was_done_is_counted_from_the_events(world):
    copy = row(world)
    district = world.at_districts[0]
    send_reminders(at=copy.due_at)
    remind_silent(district, by=world.district_staff[0].officer, at=copy.due_at + DAY)
    note_call(copy, by=world.staff.officer, at=LATE, note="สายไม่ว่าง", house=world.department)
    note_call(copy, by=world.staff.officer, at=LATE + DAY, note="จะส่งบ่ายนี้", house=world.department)

    done = done_about([copy])[copy.pk]

    assert done.reminders == 2
    assert done.call is not None
    assert (done.call.kind, done.call.data["note"]) == (EventKind.CALLED, "จะส่งบ่ายนี้")
    assert done.last is None


def test_the_last_event_of_the_office_itself_is_told(world):
    copy = OfficeCopy.objects.get(pk=row(world).pk)
    registering.register(copy, by=factories.Staff(copy.office).clerk, at=MONDAY)

    done = done_about([row(world)])[copy.pk]

    assert done.last is not None
    assert (done.last.kind, done.last.at) == (EventKind.REGISTERED, MONDAY)
