"""The process follows the copy, whoever moved it and by whatever door."""

import pytest

from circulars.domain import approving, dispatching, endorsing, intake, registering, returning
from circulars.errors import NotAllowed, WrongState
from circulars.models import OfficeCopy
from circulars.states import Order, State
from offices.models import Kind
from outbox.running import run_due
from tests import factories
from tests.factories import DAY, MONDAY
from workflow.checking import disagreements
from workflow.models import LetterCase, Step
from workflow.running import perform

pytestmark = pytest.mark.django_db


@pytest.fixture
def province():
    return factories.office("จังหวัดทดสอบ", Kind.PROVINCE)


@pytest.fixture
def staff(province):
    return factories.Staff(province)


@pytest.fixture
def district(province):
    return factories.office("อำเภอหนึ่ง", Kind.DISTRICT, parent=province)


def step_of(copy):
    step = Step.objects.waiting().filter(process__copy=copy).first()
    return step.name if step else None


def registered(staff):
    copy = factories.arrived(staff.office, by=staff.clerk, due_at=MONDAY + 5 * DAY)
    perform(
        copy,
        "register",
        user=staff.clerk,
        at=MONDAY,
        act=lambda: registering.register(copy, by=staff.clerk, at=MONDAY),
    )
    return copy


def test_no_process_before_the_office_registers(staff):
    copy = factories.arrived(staff.office, by=staff.clerk)

    assert not LetterCase.objects.filter(copy=copy).exists()
    assert list(disagreements()) == []


def test_registering_starts_the_process_at_the_order(staff):
    copy = registered(staff)

    step = Step.objects.open().get(process__copy=copy)
    assert (step.name, step.office, step.role) == ("endorse", staff.office, "officer")
    assert step.due == MONDAY + 5 * DAY


def test_one_letter_walks_to_its_end(staff, district):
    copy = registered(staff)
    draft_of = copy.drafts.get
    seen = []
    for name, user, act in [
        (
            "endorse",
            staff.officer,
            lambda: endorsing.endorse(copy, Order.FORWARD, by=staff.officer, at=MONDAY),
        ),
        ("draft", staff.officer, lambda: approving.submit(draft_of(), by=staff.officer, at=MONDAY)),
        (
            "review",
            staff.reviewer,
            lambda: approving.send_back(draft_of(), by=staff.reviewer, at=MONDAY, comment="แก้คำ"),
        ),
        ("draft", staff.officer, lambda: approving.submit(draft_of(), by=staff.officer, at=MONDAY)),
        (
            "review",
            staff.reviewer,
            lambda: approving.pass_on(draft_of(), by=staff.reviewer, at=MONDAY),
        ),
        ("sign", staff.signer, lambda: approving.sign(draft_of(), by=staff.signer, at=MONDAY)),
        (
            "dispatch",
            staff.officer,
            lambda: dispatching.dispatch(copy, by=staff.officer, at=MONDAY),
        ),
    ]:
        perform(copy, name, user=user, at=MONDAY, act=act)
        seen.append(step_of(copy))

    dispatching.fan_out(copy.dispatches.get().pk, at=MONDAY)

    assert seen == ["draft", "review", "draft", "review", "sign", "dispatch", "delivered"]
    assert step_of(copy) is None
    assert LetterCase.objects.get(copy=copy).status == "DONE"
    assert OfficeCopy.objects.get(parent=copy).office == district
    done = Step.objects.filter(process__copy=copy, flow_task_type="HUMAN").order_by("pk")
    assert [(step.name, step.owner) for step in done] == [
        ("endorse", staff.officer),
        ("draft", staff.officer),
        ("review", staff.reviewer),
        ("draft", staff.officer),
        ("review", staff.reviewer),
        ("sign", staff.signer),
        ("dispatch", staff.officer),
    ]
    assert list(disagreements()) == []


def test_the_second_one_is_told_that_somebody_was_faster(staff):
    copy = registered(staff)

    with pytest.raises(WrongState, match="มีผู้ดำเนินการแล้ว"):
        perform(copy, "register", user=staff.clerk, at=MONDAY, act=lambda: 1 / 0)


def test_a_form_of_an_older_step_is_refused(staff):
    copy = registered(staff)
    shown = Step.objects.open().get().pk
    pass_to = lambda officer: endorsing.endorse(  # noqa: E731
        copy, Order.ASSIGN, by=staff.supervisor, at=MONDAY, to_officer=officer
    )
    perform(
        copy,
        "endorse",
        user=staff.supervisor,
        at=MONDAY,
        act=lambda: pass_to(staff.officer),
        shown=shown,
    )

    with pytest.raises(WrongState, match="มีผู้ดำเนินการแล้ว"):
        perform(
            copy,
            "endorse",
            user=staff.supervisor,
            at=MONDAY,
            act=lambda: pass_to(staff.reviewer),
            shown=shown,
        )

    copy.refresh_from_db()
    assert (copy.officer, step_of(copy)) == (staff.officer, "endorse")


def test_a_refused_act_leaves_step_and_state(staff):
    copy = registered(staff)
    stranger = factories.person()

    with pytest.raises(NotAllowed):
        perform(
            copy,
            "endorse",
            user=stranger,
            at=MONDAY,
            act=lambda: endorsing.endorse(copy, Order.FILE, by=stranger, at=MONDAY),
        )

    copy.refresh_from_db()
    assert (copy.state, step_of(copy)) == (State.REGISTERED, "endorse")


def test_the_unit_must_register_again(staff, province):
    group = factories.office("กลุ่มงานหนึ่ง", Kind.DIVISION, parent=province)
    inside = factories.Staff(group)
    copy = registered(staff)

    endorsing.endorse(copy, Order.ASSIGN, by=staff.clerk, at=MONDAY, to_unit=group)
    waits_at = Step.objects.open().get(process__copy=copy)
    registering.register(copy, by=inside.clerk, at=MONDAY)

    assert (waits_at.name, waits_at.office) == ("register", group)
    assert step_of(copy) == "endorse"
    assert list(disagreements()) == []


def test_a_void_number_brings_the_letter_back_to_the_desk(staff):
    copy = registered(staff)

    registering.void_entry(copy.entries.get(), by=staff.clerk, at=MONDAY, reason="ลงผิดเล่ม")

    assert step_of(copy) == "register"


def test_returning_by_another_door_ends_the_process(staff, district):
    copy = registered(staff)
    child = OfficeCopy.objects.create(
        circular=copy.circular,
        letter=copy.letter,
        office=district,
        holder=district,
        parent=copy,
        above=copy.branch,
        sent_at=MONDAY,
        held_since=MONDAY,
    )
    below = factories.Staff(district)
    registering.register(child, by=below.clerk, at=MONDAY)

    returning.return_to_sender(child, by=below.clerk, at=MONDAY, reason="ผิดหน่วยงาน")

    assert step_of(child) is None
    assert LetterCase.objects.get(copy=child).status == "DONE"
    assert list(disagreements()) == []
    told = [notice.user for notice in copy.notices.filter(kind="returned").order_by("user")]
    assert told == [staff.clerk, staff.officer]


def test_a_circular_of_ones_own_begins_at_the_draft(staff):
    copy = intake.start_circular(staff.office, by=staff.officer, at=MONDAY, subject="เรื่องใหม่")

    assert step_of(copy) == "draft"
    assert list(disagreements()) == []


def test_whoever_answers_ends_the_process_and_a_returned_answer_opens_it_again(staff):
    from circulars.domain import reporting

    copy = registered(staff)
    endorsing.endorse(copy, Order.REPORT, by=staff.officer, at=MONDAY)
    waiting = step_of(copy)
    reporting.report(copy, by=staff.officer, at=MONDAY)
    after = step_of(copy)

    reporting.reopen(copy, by=staff.signer, at=MONDAY, reason="ตัวเลขไม่ตรง")

    assert (waiting, after, step_of(copy)) == ("answer", None, "answer")
    assert LetterCase.objects.get(copy=copy).status == "NEW"
    assert list(disagreements()) == []


def test_the_outbox_finishes_a_dispatch(staff, district):
    clerk = factories.Staff(district).clerk
    copy = registered(staff)
    endorsing.endorse(copy, Order.FORWARD, by=staff.officer, at=MONDAY)
    draft = copy.drafts.get()
    approving.submit(draft, by=staff.officer, at=MONDAY)
    approving.pass_on(draft, by=staff.reviewer, at=MONDAY)
    approving.sign(draft, by=staff.signer, at=MONDAY)
    dispatching.dispatch(copy, by=staff.officer, at=MONDAY)

    run_due()

    child = OfficeCopy.objects.get(parent=copy)
    assert list(child.notices.values_list("user", "kind")) == [(clerk.pk, "arrived")]
    # It was sent with a deadline: what is due then comes back to the officer.
    assert step_of(copy) == "report"
