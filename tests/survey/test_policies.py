"""Who may hang a survey on a letter, and until when an answer may change."""

import pytest

from circulars.domain import approving, endorsing, registering
from circulars.errors import NotAllowed, WrongState
from circulars.models import Dispatch
from circulars.states import Order, State
from offices.models import Role
from survey import policies
from survey.models import AnswerState
from tests import factories
from tests.factories import DAY, MONDAY
from tests.keeping import built_once
from tests.screens.work.task_screens import House
from tests.survey.world import HAS, AskingDistricts, submit

pytestmark = pytest.mark.django_db


@pytest.fixture
@built_once
def house():
    return House(1)


def refused(act):
    with pytest.raises((NotAllowed, WrongState)) as caught:
        act()
    return type(caught.value), str(caught.value)


def ask(house, who):
    house.copy.refresh_from_db()
    policies.check_may_ask(who, house.copy, MONDAY)


@pytest.mark.parametrize("role", Role)
def test_a_clerk_and_an_administrator_ask_nothing(house, role):
    house.registered()
    person = factories.person()
    factories.post(person, house.province, role)

    if role in (Role.CLERK, Role.ADMIN, Role.AUDITOR):
        assert refused(lambda: ask(house, person)) == (
            NotAllowed,
            f"ต้องเป็นเจ้าของเรื่องที่ {house.province.label} จึงจะทำแบบสำรวจได้",
        )
    else:
        ask(house, person)


def test_a_survey_is_asked_until_the_letter_is_sent(house):
    sent = (WrongState, "ส่งหนังสือไปแล้ว แบบสำรวจจึงแก้ไขไม่ได้")
    officer = house.people.officer

    assert refused(lambda: ask(house, officer)) == sent  # not registered yet: nothing to send
    draft = house.drafting()
    ask(house, officer)
    approving.submit(draft, by=officer, at=MONDAY)
    proposed = refused(lambda: ask(house, officer))
    approving.pass_on(draft, by=house.people.reviewer, at=MONDAY)
    passed = refused(lambda: ask(house, officer))
    letter = approving.sign(draft, by=house.people.signer, at=MONDAY)
    signed = refused(lambda: ask(house, officer))
    Dispatch.objects.create(
        copy=house.copy, letter=letter, rule_text="", recipients=[], by=officer, at=MONDAY
    )
    assert refused(lambda: ask(house, officer)) == sent
    assert (proposed, passed, signed) == (
        (WrongState, "ร่างหนังสือเสนอไปแล้ว จึงแก้แบบสำรวจไม่ได้ โปรดดึงร่างกลับ หรือให้ส่งร่างกลับแก้ไขก่อน"),
        (WrongState, "ร่างหนังสือเสนอไปแล้ว จึงแก้แบบสำรวจไม่ได้ โปรดดึงร่างกลับ หรือให้ส่งร่างกลับแก้ไขก่อน"),
        (WrongState, "หนังสือลงนามแล้ว จึงแก้แบบสำรวจไม่ได้ โปรดถอนการลงนาม แก้ไข แล้วเสนอลงนามอีกครั้ง"),
    )


def test_a_letter_that_was_filed_asks_nothing(house):
    house.registered()
    endorsing.endorse(house.copy, Order.FILE, by=house.people.officer, at=MONDAY)

    house.copy.refresh_from_db()
    assert house.copy.state == State.FILED
    assert refused(lambda: ask(house, house.people.officer))[0] is WrongState


def test_what_is_asked_above_is_not_asked_again(world):
    line = world.expected("อบต. อำเภอก 1")
    staff = factories.Staff(line.office)
    registering.register(line.copy, by=staff.clerk, at=MONDAY)
    line.copy.refresh_from_db()

    assert refused(lambda: policies.check_may_ask(staff.officer, line.copy, MONDAY)) == (
        WrongState,
        f"เรื่องนี้มีแบบสำรวจของ {world.department.label} อยู่แล้ว ระบบส่งต่อให้เองพร้อมหนังสือ",
    )


def test_what_is_asked_beside_is_no_matter(db):
    world = AskingDistricts()
    world.ask(0)

    policies.check_may_ask(world.district_staff[1].officer, world.at_districts[1], MONDAY)


def test_an_answer_changes_until_it_is_excused_closed_or_certified(world):
    line = world.expected("อบต. อำเภอก 1")
    policies.check_still_open(line, MONDAY)
    submit(world, "อบต. อำเภอก 1", HAS)
    line.refresh_from_db()
    policies.check_still_open(line, MONDAY)

    line.task.closes_at = MONDAY + DAY
    policies.check_still_open(line, MONDAY + DAY - DAY / 86_400)
    assert refused(lambda: policies.check_still_open(line, MONDAY + DAY)) == (
        WrongState,
        "ปิดรับคำตอบแล้ว โปรดติดต่อหน่วยงานที่ส่งหนังสือมา",
    )
    line.task.closes_at = None
    line.current.state = AnswerState.CERTIFIED
    assert refused(lambda: policies.check_still_open(line, MONDAY)) == (
        WrongState,
        "คำตอบนี้ได้รับการรับรองแล้ว จึงแก้ไขไม่ได้ หากต้องแก้ไข โปรดขอให้หน่วยงานที่รับรองส่งกลับก่อน",
    )
    line.excused_at = MONDAY
    assert refused(lambda: policies.check_still_open(line, MONDAY)) == (
        WrongState,
        "หน่วยงานของท่านได้รับยกเว้น จึงไม่ต้องตอบแบบสำรวจนี้",
    )
