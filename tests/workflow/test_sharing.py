"""An order to several units: the process splits, follows each of them, and joins again."""

import pytest
import time_machine
from django.urls import reverse

from circulars.domain import endorsing, handing_over, registering, returning, sharing
from circulars.errors import WrongState
from circulars.models import OfficeCopy, Share
from circulars.states import Order, State
from offices.viewer import Viewer
from tests import factories
from tests.circulars.several import DUE, Several
from tests.factories import DAY, MONDAY
from tests.keeping import built_once
from workflow.checking import disagreements
from workflow.desks import first_at
from workflow.inbox import inbox, shares_at_desk
from workflow.models import LetterCase, Notice, Step
from workflow.running import perform_share
from workflow.steps import StepName

pytestmark = pytest.mark.django_db


@pytest.fixture
@built_once
def several():
    return Several()


def waiting(several):
    """Who is asked for what: by unit and step, and the steps of the case that stand at no desk."""
    steps = Step.objects.waiting().filter(process__copy=several.copy)
    return {(step.office.name if step.office else "", step.name) for step in steps}


def test_each_unit_gets_a_branch_of_its_own(several):
    several.order()

    assert waiting(several) == {
        ("กลุ่มทราบ", "enter"),
        ("กลุ่มร่วม", "enter"),
        ("กลุ่มหลัก", "register"),
    }
    split = Step.objects.filter(process__copy=several.copy, flow_task_type="PARALLEL_GATEWAY")
    assert split.count() == 2
    assert list(disagreements()) == []


def test_the_main_unit_waits_for_the_joint_one_and_for_no_other(several):
    several.order()
    several.register()

    assert waiting(several) == {("กลุ่มทราบ", "enter"), ("กลุ่มร่วม", "enter"), ("", "words")}
    assert list(disagreements()) == []
    with pytest.raises(WrongState) as refused:
        endorsing.endorse(several.letter, Order.FILE, by=several.main.officer, at=MONDAY)
    assert str(refused.value) == (
        "หนังสือฉบับนี้รอความเห็นของหน่วยร่วม โปรดรอให้ครบ หรือเลือก “ไม่รอความเห็น” ก่อน"
    )

    several.enter(several.joint)
    assert waiting(several) == {("กลุ่มทราบ", "enter"), ("", "words"), ("กลุ่มร่วม", "joint")}
    several.answer(several.joint)

    assert waiting(several) == {("กลุ่มทราบ", "enter"), ("กลุ่มหลัก", "endorse")}
    assert list(disagreements()) == []


def test_the_words_may_come_before_the_main_unit_has_registered(several):
    several.order()
    several.enter(several.joint)
    several.answer(several.joint)

    assert waiting(several) == {
        ("กลุ่มทราบ", "enter"),
        ("กลุ่มหลัก", "register"),
        ("", "words"),
    }
    assert list(disagreements()) == []

    several.register()

    assert waiting(several) == {("กลุ่มทราบ", "enter"), ("กลุ่มหลัก", "endorse")}
    assert list(disagreements()) == []


def test_who_does_not_wait_goes_on_at_once(several):
    several.order(waits=False)
    several.register()

    assert waiting(several) == {
        ("กลุ่มร่วม", "enter"),
        ("กลุ่มทราบ", "enter"),
        ("กลุ่มหลัก", "endorse"),
    }

    endorsing.endorse(several.letter, Order.FILE, by=several.main.officer, at=MONDAY)

    assert several.letter.state == State.FILED
    assert waiting(several) == {("กลุ่มร่วม", "enter"), ("กลุ่มทราบ", "enter")}
    assert LetterCase.objects.get(copy=several.copy).status == "NEW"
    assert list(disagreements()) == []

    for staff in (several.joint, several.informed):
        several.enter(staff)
        several.answer(staff)

    assert waiting(several) == set()
    assert LetterCase.objects.get(copy=several.copy).status == "DONE"
    assert list(disagreements()) == []


def test_two_joint_units_are_both_awaited(several):
    several.order(joint=(several.joint.office, several.second.office), informed=())
    several.register()
    several.enter(several.joint)
    several.answer(several.joint)

    assert waiting(several) == {("กลุ่มร่วมสอง", "enter"), ("", "words")}

    several.enter(several.second)
    several.answer(several.second)

    assert waiting(several) == {("กลุ่มหลัก", "endorse")}
    assert list(disagreements()) == []


def test_a_withdrawn_unit_is_awaited_no_more(several):
    several.order()
    several.register()

    sharing.withdraw_share(
        several.share(several.joint), by=several.house.officer, at=MONDAY, reason="ไม่เกี่ยว"
    )

    assert waiting(several) == {("กลุ่มทราบ", "enter"), ("กลุ่มหลัก", "endorse")}
    assert not Notice.objects.filter(share__unit=several.joint.office, settled_at=None).exists()
    assert list(disagreements()) == []


def test_whoever_waits_no_longer_lets_the_unit_write_beside_him(several):
    several.order(joint=(several.joint.office, several.second.office))
    several.register()
    several.enter(several.joint)

    sharing.go_on(several.letter, by=several.main.officer, at=MONDAY, reason="เร่ง")

    assert waiting(several) == {
        ("กลุ่มทราบ", "enter"),
        ("กลุ่มร่วม", "joint"),
        ("กลุ่มร่วมสอง", "enter"),
        ("กลุ่มหลัก", "endorse"),
    }
    assert list(disagreements()) == []

    several.answer(several.joint)
    endorsing.endorse(several.letter, Order.FILE, by=several.main.officer, at=MONDAY)
    several.enter(several.second)
    several.answer(several.second)
    several.enter(several.informed)
    several.answer(several.informed)

    assert waiting(several) == set()
    assert LetterCase.objects.get(copy=several.copy).status == "DONE"
    assert list(disagreements()) == []


def test_a_letter_given_to_another_unit_meanwhile_still_waits(several):
    several.order()
    several.register()
    handing_over.hand_over(
        several.letter,
        to=several.second.officer,
        by=several.house.supervisor,
        at=MONDAY,
        reason="เปลี่ยนหน่วยหลัก",
    )

    assert waiting(several) == {
        ("กลุ่มทราบ", "enter"),
        ("กลุ่มร่วม", "enter"),
        ("กลุ่มร่วมสอง", "register"),
    }

    registering.register(several.letter, by=several.second.clerk, at=MONDAY)
    several.enter(several.joint)
    several.answer(several.joint)

    assert waiting(several) == {("กลุ่มทราบ", "enter"), ("กลุ่มร่วมสอง", "endorse")}
    assert list(disagreements()) == []


def test_a_second_order_splits_again(several):
    several.order()
    several.register()
    several.enter(several.joint)
    several.answer(several.joint)

    endorsing.endorse(
        several.letter,
        Order.ASSIGN,
        by=several.main.officer,
        at=MONDAY,
        beside=sharing.Beside(joint=(several.joint.office, several.second.office), waits=True),
    )

    # It had the letter before: its number is in its book.
    assert waiting(several) == {
        ("กลุ่มทราบ", "enter"),
        ("กลุ่มร่วม", "joint"),
        ("กลุ่มร่วมสอง", "enter"),
        ("", "words"),
    }
    several.answer(several.joint)
    several.enter(several.second)
    several.answer(several.second)
    assert waiting(several) == {("กลุ่มทราบ", "enter"), ("กลุ่มหลัก", "endorse")}
    assert list(disagreements()) == []


def test_many_orders_make_no_token_longer(several):
    several.order(waits=False, joint=())
    several.register()
    several.enter(several.informed)
    for _time in range(20):
        several.answer(several.informed)
        endorsing.endorse(
            several.letter,
            Order.ASSIGN,
            by=several.main.officer,
            at=MONDAY,
            beside=sharing.Beside(informed=(several.informed.office,)),
        )

    assert {str(step.token) for step in Step.objects.open().own()} == {"start"}
    assert list(disagreements()) == []


def test_a_struck_number_of_a_unit_waits_for_the_next_one(several):
    several.order()
    several.enter(several.joint)
    line = several.share(several.joint).receipt

    registering.void_entry(line, by=several.joint.clerk, at=MONDAY, reason="ลงผิดเล่ม")

    assert waiting(several) == {
        ("กลุ่มทราบ", "enter"),
        ("กลุ่มหลัก", "register"),
        ("กลุ่มร่วม", "enter"),
    }
    assert list(disagreements()) == []


def test_a_letter_that_goes_back_to_its_sender_leaves_no_unit_behind(several):
    sender = factories.Staff(factories.office("กรม"))
    above = factories.arrived(sender.office, by=sender.clerk)
    OfficeCopy.objects.filter(pk=several.copy.pk).update(parent=above)
    several.order(joint=(several.joint.office, several.second.office))
    several.enter(several.joint)
    several.answer(several.joint)

    returning.return_to_sender(several.letter, by=several.house.officer, at=MONDAY, reason="ผิด")

    states = dict(Share.objects.values_list("unit__name", "state"))
    assert states == {"กลุ่มร่วม": "done", "กลุ่มร่วมสอง": "withdrawn", "กลุ่มทราบ": "withdrawn"}
    assert waiting(several) == set()
    assert list(disagreements()) == []


def test_the_desk_and_the_work_of_each_unit_show_its_own_branch(several):
    several.order()

    def shown(user):
        viewer = Viewer.of(user, MONDAY)
        return [share.unit.name for share in shares_at_desk(viewer)], [
            (step.office.name, step.name) for step in inbox(viewer)
        ]

    assert shown(several.joint.clerk) == (["กลุ่มร่วม"], [])
    assert shown(several.informed.clerk) == (["กลุ่มทราบ"], [])
    assert shown(several.second.clerk) == ([], [])

    several.enter(several.joint)
    several.enter(several.informed)

    assert shown(several.joint.officer) == ([], [("กลุ่มร่วม", "joint")])
    assert shown(several.joint.clerk) == ([], [])
    assert shown(several.informed.clerk) == ([], [("กลุ่มทราบ", "inform")])
    assert shown(several.main.officer) == ([], [])


def test_a_letter_lies_with_whoever_is_awaited(several):
    several.order()
    assert first_at(several.letter, at=MONDAY) == [several.main.clerk]

    several.register()
    assert first_at(several.letter, at=MONDAY) == [several.joint.clerk]

    several.enter(several.joint)
    assert first_at(several.letter, at=MONDAY) == [several.joint.officer]

    several.answer(several.joint)
    assert first_at(several.letter, at=MONDAY) == [several.main.officer]


def test_the_people_of_a_unit_are_told_of_its_work_and_done_with_it(several):
    several.order()

    told = Notice.objects.filter(share=several.share(several.joint), settled_at=None)
    assert [(one.user, one.kind) for one in told] == [(several.joint.clerk, "arrived")]

    several.enter(several.joint)
    assert [(one.user, one.kind) for one in told.all()] == [(several.joint.officer, "assigned")]

    several.answer(several.joint)
    assert list(told.all()) == []


def test_the_main_unit_is_told_when_the_last_words_have_come(several):
    several.order(joint=(several.joint.office, several.second.office), informed=())
    several.register()
    told = Notice.objects.filter(user=several.main.officer, settled_at=None)
    several.enter(several.joint)
    several.enter(several.second)
    several.answer(several.joint)
    assert list(told.all()) == []

    several.answer(several.second)

    assert [(one.kind, one.share) for one in told.all()] == [("assigned", None)]


def test_a_joint_unit_is_due_on_its_own_day(several):
    several.order(due_at=MONDAY + 2 * DAY)

    due = {step.office.name: step.due for step in Step.objects.open()}
    assert due == {"กลุ่มร่วม": MONDAY + 2 * DAY, "กลุ่มทราบ": None, "กลุ่มหลัก": DUE}
    share = several.share(several.joint)
    assert share.is_overdue(MONDAY + 2 * DAY)
    assert not several.letter.is_overdue(MONDAY + 2 * DAY)
    assert not several.share(several.informed).is_overdue(DUE)


def test_the_second_one_at_a_unit_is_told_that_somebody_was_faster(several):
    several.order()
    share = several.share(several.joint)
    several.enter(several.joint)

    with pytest.raises(WrongState) as refused:
        perform_share(
            share,
            StepName.ENTER,
            user=several.joint.clerk,
            at=MONDAY,
            act=lambda: several.enter(several.joint),
        )
    assert str(refused.value) == (
        "มีผู้ดำเนินการแล้ว ขั้นตอน “ลงรับเรื่องร่วม/เพื่อทราบ” ไม่ได้รออยู่แล้ว โปรดเปิดหน้าหนังสือใหม่อีกครั้ง"
    )


def test_a_branch_that_differs_from_its_row_is_found(several):
    several.order()
    Step.objects.filter(share=several.share(several.joint)).update(finished=MONDAY)

    found = [str(one) for one in disagreements()]

    assert found == [
        f"หนังสือ {several.copy.pk} งานของ กลุ่มร่วม ควรรอที่ enter แต่รออยู่ที่ -",
    ]


def test_words_begun_before_the_main_unit_went_on_are_taken(several, as_user):
    several.order()
    several.enter(several.joint)
    several.register()
    share = several.share(several.joint)
    desk = as_user(several.joint.officer)
    address = reverse("task_joint", args=[share.pk])
    with time_machine.travel(MONDAY, tick=False):
        page = desk.get(address)
        step = Step.objects.open().get(share=share).pk
        sharing.go_on(several.letter, by=several.main.officer, at=MONDAY, reason="เร่ง")
        answer = desk.post(address, {"text": "เห็นชอบ", "shown": step})

    share.refresh_from_db()
    assert (page.status_code, answer.status_code, share.answer.text) == (200, 302, "เห็นชอบ")
