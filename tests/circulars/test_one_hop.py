"""One letter through one office, by the domain functions alone."""

import pytest
from django.db import DatabaseError, transaction

from circulars.domain import approving, dispatching, endorsing, registering, returning, sealing
from circulars.errors import Invalid, NotAllowed, WrongState
from circulars.models import Dispatch, Event, OfficeCopy, RegisterEntry
from circulars.states import Order, State
from offices.models import Kind, Post
from offices.viewer import Viewer
from tests import factories
from tests.factories import DAY, MONDAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def province():
    return factories.office("จังหวัดทดสอบ", Kind.PROVINCE)


@pytest.fixture
def staff(province):
    return factories.Staff(province)


@pytest.fixture
def districts(province):
    return [factories.office(f"อำเภอที่ {n}", Kind.DISTRICT, parent=province) for n in range(1, 4)]


def sent_on(staff, copy):
    """Walk ``copy`` through every step up to the dispatch."""
    registering.register(copy, by=staff.clerk, at=MONDAY)
    endorsing.endorse(copy, Order.FORWARD, by=staff.officer, at=MONDAY)
    draft = copy.drafts.get()
    approving.submit(draft, by=staff.officer, at=MONDAY)
    approving.pass_on(draft, by=staff.reviewer, at=MONDAY)
    approving.sign(draft, by=staff.signer, at=MONDAY)
    return dispatching.dispatch(copy, by=staff.officer, at=MONDAY)


def test_a_letter_goes_on_to_every_district(staff, districts):
    copy = factories.arrived(staff.office, by=staff.clerk, due_at=MONDAY + 5 * DAY)

    sending = sent_on(staff, copy)
    made = dispatching.fan_out(sending.pk, at=MONDAY)

    children = OfficeCopy.objects.filter(parent=copy).order_by("office__code")
    copy.refresh_from_db()
    assert made == 3
    assert [child.office for child in children] == districts
    assert {child.due_at for child in children} == {MONDAY + 5 * DAY}
    assert {child.above for child in children} == {f"{copy.pk}."}
    assert copy.state == State.DISPATCHED
    assert sending.letter.number_printed == "ทด 0001/ว 1"
    assert sending.rule_text == "นายอำเภอ ทุกอำเภอ"
    assert list(OfficeCopy.objects.below(copy).order_by("pk")) == list(children.order_by("pk"))


def test_repeating_the_fan_out_makes_nothing_twice(staff, districts):
    copy = factories.arrived(staff.office, by=staff.clerk)
    sending = sent_on(staff, copy)
    dispatching.fan_out(sending.pk, at=MONDAY)
    Dispatch.objects.filter(pk=sending.pk).update(finished_at=None)

    made = dispatching.fan_out(sending.pk, at=MONDAY)

    assert made == 0
    assert OfficeCopy.objects.filter(dispatch=sending).count() == 3
    assert Event.objects.filter(kind="dispatched").count() == 1


def test_a_second_dispatch_is_refused(staff, districts):
    copy = factories.arrived(staff.office, by=staff.clerk)
    sent_on(staff, copy)

    with pytest.raises(WrongState):
        dispatching.dispatch(copy, by=staff.officer, at=MONDAY)

    assert Dispatch.objects.count() == 1


def test_a_rolled_back_registration_gives_its_number_back(staff):
    first = factories.arrived(staff.office, by=staff.clerk)
    second = factories.arrived(staff.office, by=staff.clerk)
    with transaction.atomic():
        registering.register(first, by=staff.clerk, at=MONDAY)
        transaction.set_rollback(True)

    entry = registering.register(second, by=staff.clerk, at=MONDAY)

    assert entry.number == 1
    assert RegisterEntry.objects.count() == 1


def test_a_division_registers_again(staff, province):
    group = factories.office("กลุ่มงานหนึ่ง", Kind.DIVISION, parent=province)
    inside = factories.Staff(group)
    copy = factories.arrived(province, by=staff.clerk)
    registering.register(copy, by=staff.clerk, at=MONDAY)
    endorsing.endorse(copy, Order.ASSIGN, by=staff.clerk, at=MONDAY, to_unit=group)

    entry = registering.register(copy, by=inside.clerk, at=MONDAY + DAY)

    copy.refresh_from_db()
    assert entry.book.office == group
    assert [e.book.office for e in copy.entries.order_by("id")] == [province, group]
    assert copy.holder == group
    assert copy.registered_at == MONDAY


def test_a_clerk_of_another_office_may_not_register(staff):
    stranger = factories.Staff(factories.office("จังหวัดอื่น"))
    copy = factories.arrived(staff.office, by=staff.clerk)

    with pytest.raises(NotAllowed):
        registering.register(copy, by=stranger.clerk, at=MONDAY)

    assert not OfficeCopy.objects.of(Viewer.of(stranger.clerk, MONDAY)).exists()
    assert list(OfficeCopy.objects.of(Viewer.of(staff.clerk, MONDAY))) == [copy]


def test_the_drafter_does_not_sign_his_own_draft(staff, districts):
    factories.post(staff.signer, staff.office, "officer")
    copy = factories.arrived(staff.office, by=staff.clerk)
    registering.register(copy, by=staff.clerk, at=MONDAY)
    endorsing.endorse(copy, Order.FORWARD, by=staff.signer, at=MONDAY)
    draft = copy.drafts.get()
    approving.submit(draft, by=staff.signer, at=MONDAY)
    approving.pass_on(draft, by=staff.reviewer, at=MONDAY)

    with pytest.raises(NotAllowed):
        approving.sign(draft, by=staff.signer, at=MONDAY)


def test_a_returned_draft_needs_a_comment(staff, districts):
    copy = factories.arrived(staff.office, by=staff.clerk)
    registering.register(copy, by=staff.clerk, at=MONDAY)
    endorsing.endorse(copy, Order.FORWARD, by=staff.officer, at=MONDAY)
    draft = copy.drafts.get()
    approving.submit(draft, by=staff.officer, at=MONDAY)

    with pytest.raises(Invalid) as refusal:
        approving.send_back(draft, by=staff.reviewer, at=MONDAY, comment=" ")

    assert refusal.value.field == "comment"


def test_the_sender_recalls_only_what_is_not_registered(staff, districts):
    copy = factories.arrived(staff.office, by=staff.clerk)
    dispatching.fan_out(sent_on(staff, copy).pk, at=MONDAY)
    first, second, _third = OfficeCopy.objects.filter(parent=copy).order_by("office__code")
    registering.register(first, by=factories.Staff(first.office).clerk, at=MONDAY + DAY)

    taken = [
        returning.recall(child, by=staff.officer, at=MONDAY + DAY, reason="ส่งผิด")
        for child in (first, second)
    ]

    second.refresh_from_db()
    assert taken == [False, True]
    assert second.state == State.RECALLED


def test_events_cannot_be_changed_and_the_chain_shows_it(staff):
    copy = factories.arrived(staff.office, by=staff.clerk)
    registering.register(copy, by=staff.clerk, at=MONDAY)
    sealed = sealing.seal_events(at=MONDAY)

    with pytest.raises(DatabaseError), transaction.atomic():
        Event.objects.update(kind="started")

    assert sealed == 2
    assert list(sealing.find_broken()) == []


def test_a_void_number_stays_and_the_letter_gets_the_next(staff):
    copy = factories.arrived(staff.office, by=staff.clerk)
    wrong = registering.register(copy, by=staff.clerk, at=MONDAY)

    registering.void_entry(wrong, by=staff.clerk, at=MONDAY, reason="ลงผิดเล่ม")
    right = registering.register(copy, by=staff.clerk, at=MONDAY)

    wrong.refresh_from_db()
    assert (wrong.number, wrong.void_reason) == (1, "ลงผิดเล่ม")
    assert right.number == 2


def test_a_secret_letter_from_above_is_seen_by_the_secret_registrar_alone(staff, districts):
    Post.objects.filter(office=staff.office).update(handles_secret=True)
    copy = factories.arrived(staff.office, by=staff.clerk, secrecy="002")
    dispatching.fan_out(sent_on(staff, copy).pk, at=MONDAY)
    child = OfficeCopy.objects.get(parent=copy, office=districts[0])
    there = factories.Staff(districts[0])
    registrar = factories.person()
    factories.post(registrar, districts[0], "clerk", handles_secret=True)

    seen = {
        name: OfficeCopy.objects.of(Viewer.of(person, MONDAY)).filter(pk=child.pk).exists()
        for name, person in (("clerk", there.clerk), ("registrar", registrar))
    }

    assert seen == {"clerk": False, "registrar": True}
    assert registering.register(child, by=registrar, at=MONDAY).number == 1
