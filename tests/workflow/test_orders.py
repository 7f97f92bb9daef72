"""Orders that lead somewhere: whoever gets a letter sees it, and whatever is ordered can end."""

import pytest
from django.urls import reverse

from circulars.domain import endorsing, registering
from circulars.errors import Invalid
from circulars.models import Event, EventKind, OfficeCopy
from circulars.states import DraftState, Order, State
from offices.models import Kind, Role
from offices.viewer import Viewer
from screens.work.orders import orders_for
from survey.domain import answering
from tests import factories
from tests.factories import MONDAY
from tests.keeping import built_once, kept
from tests.screens.work.task_screens import House, address, draft_fields, logged_in, shown
from tests.survey.world import HAS, QuickWorld
from workflow.inbox import desk, inbox
from workflow.models import Notice

pytestmark = pytest.mark.django_db


@pytest.fixture
@built_once
def house():
    return House()


@pytest.fixture
def unit(house):
    return factories.office("กลุ่มงานหนึ่ง", Kind.DIVISION, parent=house.province)


def orders_of(client, copy) -> list[str]:
    form = client.get(address("task_endorse", copy)).context["form"]
    return [key for key, _label in form.fields["order"].choices]


def test_a_letter_for_an_officer_of_a_unit_goes_to_his_unit(house, unit):
    somchai = factories.person()
    factories.post(somchai, unit, Role.OFFICER)
    unit_clerk = factories.Staff(unit).clerk
    house.registered()

    logged_in(house.people.clerk).post(
        address("task_endorse", house.copy), {"order": "assign", "to_officer": somchai.pk}
    )

    house.copy.refresh_from_db()
    assert (house.copy.holder, house.copy.officer) == (unit, somchai)
    assert logged_in(somchai).get(address("copy", house.copy)).status_code == 200
    assert list(desk(Viewer.of(unit_clerk, MONDAY))) == [house.copy]
    registering.register(house.copy, by=unit_clerk, at=MONDAY)
    assert [step.copy for step in inbox(Viewer.of(somchai, MONDAY))] == [house.copy]


@pytest.mark.parametrize("order", [Order.FORWARD, Order.REPORT])
def test_work_in_the_house_is_not_ordered_of_somebody_who_would_not_see_it(house, unit, order):
    somchai = factories.person()
    factories.post(somchai, unit, Role.OFFICER)
    house.registered()

    with pytest.raises(Invalid, match="ไม่ได้อยู่ที่") as refused:
        endorsing.endorse(house.copy, order, by=house.people.officer, at=MONDAY, to_officer=somchai)

    assert refused.value.field == "to_officer"


def test_an_officer_of_another_unit_than_the_chosen_one_is_refused(house, unit):
    other = factories.office("กลุ่มงานสอง", Kind.DIVISION, parent=house.province)
    somchai = factories.person()
    factories.post(somchai, other, Role.OFFICER)
    house.registered()

    with pytest.raises(Invalid, match="ไม่ได้อยู่ที่"):
        endorsing.endorse(
            house.copy, Order.ASSIGN, by=house.people.clerk, at=MONDAY, to_unit=unit,
            to_officer=somchai,
        )  # fmt: skip


def test_a_unit_is_named_by_assigning_only(house, unit):
    house.registered()

    endorsing.endorse(house.copy, Order.FILE, by=house.people.clerk, at=MONDAY, to_unit=unit)

    assert house.copy.endorsements.get().to_unit is None


def test_who_must_answer_cannot_just_file_and_who_has_nobody_below_does_not_forward():
    world = kept(QuickWorld)
    line = world.expected("อบต. อำเภอก 1")
    staff = factories.Staff(line.office)
    registering.register(line.copy, by=staff.clerk, at=MONDAY)

    assert orders_of(logged_in(staff.officer), line.copy) == ["assign", "report"]
    assert orders_of(logged_in(staff.clerk), line.copy) == ["assign"]


def test_who_passes_a_survey_on_cannot_file_it():
    world = QuickWorld(forwarded=False)
    world._sent(world.top, [world.province])
    copy, staff = world.copy_of(world.province), world.province_staff
    registering.register(copy, by=staff.clerk, at=MONDAY)
    client = logged_in(staff.officer)

    page = client.post(
        address("task_endorse", copy), {"order": "file", "text": "จังหวัดไม่มี อปท. ที่ต้องตอบ"}
    )

    copy.refresh_from_db()
    form = page.context["form"]
    assert orders_for(copy, user=staff.clerk, at=MONDAY).given == (Order.ASSIGN,)
    assert (list(form.errors), form["text"].value()) == (["order"], "จังหวัดไม่มี อปท. ที่ต้องตอบ")
    assert form.fields["order"].help_text == (
        "หน่วยงานอื่นรอหนังสือนี้ผ่านหน่วยงานนี้ จึงเก็บเข้าแฟ้มโดยไม่ส่งต่อไม่ได้"
    )
    assert copy.state == State.REGISTERED


def test_without_a_survey_the_office_reports_in_words(house):
    house.registered()
    client = logged_in(house.people.officer)
    client.post(address("task_endorse", house.copy), {"order": "report"})

    blank = client.post(address("task_answer", house.copy), {"note": " "})
    client.post(
        address("task_answer", house.copy), {"note": "ดำเนินการแล้ว", "shown": shown(house.copy)}
    )

    house.copy.refresh_from_db()
    assert list(blank.context["form"].errors) == ["note"]
    assert house.copy.state == State.REPORTED
    assert Event.objects.get(kind=EventKind.REPORTED).data["note"] == "ดำเนินการแล้ว"
    assert list(inbox(Viewer.of(house.people.officer, MONDAY))) == []


def test_the_step_of_answering_leads_to_the_survey():
    world = kept(QuickWorld)
    line = world.expected("อบต. อำเภอก 1")
    world.ready(line)

    page = logged_in(world.officer_of(line)).get(address("task_answer", line.copy))

    assert page.url == reverse("answer_form", args=[line.pk])


def test_a_draft_is_given_up_and_another_order_written(house):
    draft = house.drafting()
    client = logged_in(house.people.officer)

    blank = client.post(address("draft_cancel", house.copy), {"reason": ""})
    client.post(address("draft_cancel", house.copy), {"reason": "ให้เก็บไว้ทราบแทน"})
    client.post(address("task_endorse", house.copy), {"order": "forward"})

    house.copy.refresh_from_db()
    draft.refresh_from_db()
    states = list(house.copy.drafts.order_by("pk").values_list("state", flat=True))
    assert list(blank.context["form"].errors) == ["reason"]
    assert (house.copy.state, states) == (State.DRAFTING, [DraftState.CANCELLED, "writing"])
    assert Event.objects.filter(kind=EventKind.DRAFT_CANCELLED).count() == 1


def test_a_matter_begun_here_ends_with_its_draft(house):
    client = logged_in(house.people.officer)
    client.post(
        reverse("circular_new"), {"subject": "เรื่องที่เลิกทำ", "urgency": "001", "secrecy": "001"}
    )
    copy = OfficeCopy.objects.exclude(pk=house.copy.pk).get()

    client.post(address("draft_cancel", copy), {"reason": "ไม่ต้องเวียนแล้ว"})

    copy.refresh_from_db()
    assert copy.state == State.FILED
    assert list(inbox(Viewer.of(house.people.officer, MONDAY))) == []


def test_a_draft_on_its_way_is_not_given_up(house):
    house.in_review()

    page = logged_in(house.people.officer).post(
        address("draft_cancel", house.copy), {"reason": "เปลี่ยนใจ"}
    )

    house.copy.refresh_from_db()
    assert page.status_code == 200
    assert house.copy.state == State.DRAFTING
    assert draft_fields(house.copy.drafts.get())["subject"]


def test_a_unit_gives_back_what_is_not_its_own_and_uses_no_number(house, unit):
    unit_clerk = factories.Staff(unit).clerk
    house.registered()
    endorsing.endorse(house.copy, Order.ASSIGN, by=house.people.clerk, at=MONDAY, to_unit=unit)
    client = logged_in(unit_clerk)

    blank = client.post(address("copy_hand_back", house.copy), {"reason": ""})
    client.post(address("copy_hand_back", house.copy), {"reason": "เป็นเรื่องของกลุ่มงานการเงิน"})
    again = client.post(address("copy_hand_back", house.copy), {"reason": "อีกครั้ง"})

    house.copy.refresh_from_db()
    assert list(blank.context["form"].errors) == ["reason"]
    assert (house.copy.holder, house.copy.state) == (house.province, State.REGISTERED)
    assert house.copy.receipted_at == house.copy.entries.get().entered_at
    assert again.status_code == 404
    assert [step.copy for step in inbox(Viewer.of(house.people.officer, MONDAY))] == [house.copy]
    assert Event.objects.get(kind=EventKind.HANDED_BACK).data["to"] == house.province.label


def test_a_unit_that_gets_its_letter_back_has_its_number_already(house, unit):
    other = factories.office("กลุ่มงานสอง", Kind.DIVISION, parent=house.province)
    first, second = factories.Staff(unit), factories.Staff(other)
    house.registered()
    endorsing.endorse(house.copy, Order.ASSIGN, by=house.people.clerk, at=MONDAY, to_unit=unit)
    registering.register(house.copy, by=first.clerk, at=MONDAY)
    endorsing.endorse(house.copy, Order.ASSIGN, by=first.officer, at=MONDAY, to_unit=other)
    registering.register(house.copy, by=second.clerk, at=MONDAY)

    logged_in(second.officer).post(
        address("task_endorse", house.copy), {"order": "assign", "to_unit": unit.pk}
    )

    house.copy.refresh_from_db()
    numbers = house.copy.entries.order_by("pk").values_list("book__office", flat=True)
    assert (house.copy.holder, house.copy.receipted_at is None) == (unit, False)
    assert list(numbers) == [house.province.pk, unit.pk, other.pk]
    assert [step.copy for step in inbox(Viewer.of(first.officer, MONDAY))] == [house.copy]


def test_the_clerk_of_the_house_registers_for_a_unit_only_aside(house, unit):
    house.registered()
    endorsing.endorse(house.copy, Order.ASSIGN, by=house.people.clerk, at=MONDAY, to_unit=unit)

    acts = logged_in(house.people.clerk).get(address("copy", house.copy)).context["acts"]

    assert (acts[0].label, acts[0].kind) == ("ลงรับแทน กลุ่มงานหนึ่ง", "secondary")


def test_the_page_of_a_letter_leads_to_its_survey_from_the_first_moment():
    world = kept(QuickWorld)
    line = world.expected("อบต. อำเภอก 1")
    officer = world.officer_of(line)
    client = logged_in(officer)

    before = client.get(address("copy", line.copy)).context["acts"]
    answering.submit(line, HAS, by=officer, at=MONDAY)
    after = client.get(address("copy", line.copy)).context["acts"]

    assert reverse("answer_form", args=[line.pk]) in [act.url for act in before]
    assert reverse("answer_receipt", args=[line.pk]) in [act.url for act in after]


def test_a_local_government_begins_where_it_must_answer():
    world = kept(QuickWorld)
    line = world.expected("อบต. อำเภอก 1")
    officer = world.officer_of(line)
    client = logged_in(officer)

    waiting = client.get(reverse("home")).url
    answering.submit(line, HAS, by=officer, at=MONDAY)

    assert (waiting, client.get(reverse("home")).url) == (reverse("answers"), reverse("my_work"))


def test_a_secret_letter_is_neither_counted_nor_told_where_nobody_is_named(house, unit):
    unit_staff = factories.Staff(unit)
    secret = factories.arrived(house.province, by=house.people.clerk, secrecy="002")
    registering.register(secret, by=house.people.clerk, at=MONDAY)
    with pytest.raises(Invalid, match="ต้องระบุเจ้าหน้าที่"):
        endorsing.endorse(secret, Order.ASSIGN, by=house.people.clerk, at=MONDAY, to_unit=unit)

    endorsing.endorse(
        secret, Order.ASSIGN, by=house.people.clerk, at=MONDAY, to_officer=unit_staff.officer
    )

    counts = {
        role: logged_in(getattr(unit_staff, role))
        .get(reverse("desk"))
        .context["nav_counts"]["desk"]
        for role in ("clerk", "officer")
    }
    told = set(Notice.objects.filter(copy=secret).values_list("user", flat=True))
    assert counts == {"clerk": 0, "officer": 1}
    assert told <= {unit_staff.officer.pk, house.people.clerk.pk}
