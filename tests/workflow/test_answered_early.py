"""An office whose letter still lies on its desk has answered: nobody chases it any more."""

import threading

import pytest
from django.db import connections, transaction
from django.urls import reverse

from circulars.domain import endorsing, registering
from circulars.domain.direct import direct
from circulars.models import Event, OfficeCopy
from circulars.states import Delivery, Order, State
from offices.viewer import Viewer
from outbox.running import run_due
from screens.frame.counting import count
from survey.domain import answering, checking
from tests import factories
from tests.factories import DAY, MONDAY
from tests.keeping import built_once, kept
from tests.screens.work.task_screens import address, logged_in
from tests.survey.world import HAS, QuickWorld, answer_district, submit
from workflow.escalating import send_reminders
from workflow.inbox import desk, inbox
from workflow.late import late_in
from workflow.models import Notice, NoticeKind
from workflow.reminding import remind_silent, silent_below
from workflow.steps import StepName, next_step

pytestmark = pytest.mark.django_db

DUE = MONDAY + 5 * DAY
EARLY = "อบต. อำเภอก 1"


@pytest.fixture
@built_once
def world():
    return kept(QuickWorld)


def copy_of(world, name=EARLY):
    return world.expected(name).copy


def names(copies):
    return [copy.office.name for copy in copies]


def counted(user, at):
    return count(Viewer.of(user, at))


def return_it(world, line):
    checking.return_answer(
        line.current,
        "ยอดไม่ตรง",
        copy=world.at_districts[0],
        by=world.district_staff[0].officer,
        at=MONDAY + DAY,
    )


def test_the_moment_is_on_the_copy_and_the_clerk_still_registers_it(world):
    staff = factories.Staff(copy_of(world).office)

    answering.submit(world.expected(EARLY), HAS, by=staff.officer, at=MONDAY)

    copy = copy_of(world)
    assert (copy.state, copy.answered_at, copy.delivery) == (
        State.ARRIVED,
        MONDAY,
        Delivery.ANSWERED,
    )
    assert not copy.is_overdue(DUE + DAY)
    assert list(desk(Viewer.of(staff.clerk, DUE + DAY))) == [copy]


def test_who_has_answered_is_reminded_by_nobody(world):
    staff = factories.Staff(copy_of(world).office)
    answering.submit(world.expected(EARLY), HAS, by=staff.officer, at=MONDAY)
    district = world.at_districts[0]
    silent = ["เทศบาลตำบลอำเภอก", "อบต. อำเภอก 2"]

    send_reminders(at=DUE + DAY / 10)
    reached = remind_silent(district, by=world.district_staff[0].supervisor, at=DUE + DAY / 5)

    assert names(silent_below(district)) == silent
    assert reached == 2
    assert not Notice.objects.of(staff.clerk).exclude(kind=NoticeKind.ARRIVED).exists()
    told = Notice.objects.filter(kind=NoticeKind.OVERDUE_BELOW, copy=district)
    assert set(told.values_list("text", flat=True)) == {
        "เทศบาลตำบลอำเภอก, อบต. อำเภอก 2 ยังไม่ดำเนินการ"
    }


def test_every_screen_of_the_sender_counts_it_as_answered(world, time_machine):
    submit(world, EARLY, HAS)
    district = world.at_districts[0]
    time_machine.move_to(DUE + DAY, tick=False)
    client = logged_in(world.district_staff[0].supervisor)

    tree = client.get(address("circular_tree", district)).context["view"]
    silent = client.get(address("circular_tree", district), {"show": "silent"}).context["view"]
    overdue = client.get(reverse("overdue")).context["view"]
    (sent,) = client.get(reverse("follow_up")).context["view"].rows
    collected = client.get(address("task_report", district)).context["view"]

    late = ["เทศบาลตำบลอำเภอก", "อบต. อำเภอก 2"]
    assert (tree.counts.answered, tree.counts.overdue, tree.silent) == (1, 2, 2)
    assert {node.copy.office.name: node.late for node in tree.page} == {
        EARLY: False,
        **dict.fromkeys(late, True),
    }
    assert names(node.copy for node in silent.page) == late
    assert [held.line.office.name for held in overdue.page] == late
    assert (sent.counts.answered, sent.counts.overdue) == (1, 2)
    assert (collected.counts.answered, collected.counts.overdue) == (1, 2)


def test_the_offices_own_list_is_no_longer_late(world):
    line = world.expected(EARLY)
    staff = factories.Staff(line.office)
    registering.register(line.copy, by=staff.clerk, at=MONDAY)
    before = counted(staff.officer, DUE + DAY)

    answering.submit(line, HAS, by=staff.officer, at=MONDAY)

    after = counted(staff.officer, DUE + DAY)
    assert (before["my_work"], before["my_work_late"]) == (1, 1)
    assert (after["my_work"], after["my_work_late"]) == (1, 0)
    (step,) = inbox(Viewer.of(staff.officer, DUE + DAY))
    assert (step.name, step.due) == (StepName.ENDORSE, None)


def test_the_parent_hears_once_that_all_have_answered(world):
    answer_district(world, "อำเภอก")
    run_due()
    line = world.expected(EARLY)
    world.ready(line)
    answering.report_if_answered(line.copy, by=world.officer_of(line), at=MONDAY + DAY)
    run_due()

    told = Notice.objects.filter(kind=NoticeKind.ANSWERED)
    people = world.district_staff[0]
    assert sorted(told.values_list("copy", "user")) == [
        (world.at_districts[0].pk, user.pk) for user in (people.clerk, people.officer)
    ]
    assert copy_of(world).state == State.REPORTED
    assert copy_of(world).answered_at == MONDAY


def test_the_office_that_waits_for_no_one_is_late_itself(world):
    answer_district(world, "อำเภอก")
    branch = world.at_districts[0]

    late = late_in([world.at_province.branch], at=DUE + DAY)

    assert "อำเภอก" in names(late.filter(duty="collect"))
    assert direct([branch.pk], at=DUE + DAY)[branch.pk].overdue == 0


def test_an_answer_that_comes_back_is_owed_again(world):
    line = world.expected(EARLY)
    staff = factories.Staff(line.office)
    registering.register(line.copy, by=staff.clerk, at=MONDAY)
    answering.submit(line, HAS, by=staff.officer, at=MONDAY)

    return_it(world, world.expected(EARLY))

    copy = copy_of(world)
    assert (copy.state, copy.answered_at, copy.is_overdue(DUE)) == (State.REGISTERED, None, True)
    assert EARLY in names(silent_below(world.at_districts[0]))
    assert counted(staff.officer, DUE)["my_work_late"] == 1
    assert Event.objects.filter(kind="answer_returned", copy=copy).count() == 1


def test_a_second_answer_after_that_is_heard_of_again(world):
    answer_district(world, "อำเภอก")
    run_due()
    return_it(world, world.expected(EARLY))
    submit(world, EARLY, HAS, at=MONDAY + 2 * DAY)
    run_due()

    told = Notice.objects.filter(kind=NoticeKind.ANSWERED, user=world.district_staff[0].officer)
    assert told.count() == 2


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("first", ["order", "answer"])
def test_order_and_answer_at_once_leave_nothing_waiting(first):
    """Whichever commits first, the other sees it: reported, and no step of answering waits."""
    world = kept(QuickWorld)
    line = world.expected(EARLY)
    staff = factories.Staff(line.office)
    registering.register(line.copy, by=staff.clerk, at=MONDAY)
    done, go_on = threading.Event(), threading.Event()

    def order():
        endorsing.endorse(line.copy, Order.REPORT, by=staff.officer, at=MONDAY)
        answering.report_if_answered(line.copy, by=staff.officer, at=MONDAY)

    def answer():
        answering.submit(line, HAS, by=staff.officer, at=MONDAY)

    acts = {"order": order, "answer": answer}
    second = next(name for name in acts if name != first)

    def hold(act):
        with transaction.atomic():
            act()
            done.set()
            assert go_on.wait(20)
        connections.close_all()

    def follow_on(act):
        with transaction.atomic():
            act()
        connections.close_all()

    one = threading.Thread(target=hold, args=[acts[first]])
    two = threading.Thread(target=follow_on, args=[acts[second]])
    one.start()
    assert done.wait(20)
    two.start()
    two.join(1)  # it waits for the lock of the first
    go_on.set()
    one.join(20)
    two.join(20)

    copy = OfficeCopy.objects.get(pk=line.copy_id)
    assert (copy.state, next_step(copy)) == (State.REPORTED, StepName.END)
