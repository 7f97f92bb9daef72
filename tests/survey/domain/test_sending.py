"""What must be in order before a letter goes down with its survey; and taking it off."""

import pytest

from circulars.domain import approving, endorsing, registering
from circulars.errors import Invalid, WrongState
from circulars.models import Event, EventKind
from circulars.states import Order
from offices.models import Kind
from survey.domain import asking, sending
from survey.models import SurveyTask
from survey.xlsform.blueprint import Blueprint
from tests import factories
from tests.factories import MONDAY
from tests.keeping import built_once

pytestmark = pytest.mark.django_db

ASKED = {"type": "integer", "name": "a", "label": "กี่คน"}


@pytest.fixture
@built_once
def staff():
    province = factories.office("จังหวัดทดสอบ")
    factories.office("อำเภอทดสอบ", Kind.DISTRICT, parent=province)
    return factories.Staff(province)


@pytest.fixture
def copy(staff):
    copy = factories.arrived(staff.office, by=staff.clerk)
    registering.register(copy, by=staff.clerk, at=MONDAY)
    endorsing.endorse(copy, Order.FORWARD, by=staff.officer, at=MONDAY)
    copy.refresh_from_db()
    return copy


def hung(copy, staff, *questions):
    blueprint = Blueprint(title="แบบ", kinds=[Kind.SAO.value], questions=questions)
    return asking.ask(copy.circular, copy=copy, by=staff.officer, at=MONDAY, blueprint=blueprint)


def refused(act, kind):
    with pytest.raises(kind) as caught:
        act()
    return str(caught.value), caught.value.field


def test_a_code_without_a_survey_leads_nowhere(copy):
    sending.check_can_go(copy, with_qr=False)

    assert refused(lambda: sending.check_can_go(copy, with_qr=True), Invalid) == (
        "หนังสือพิมพ์ QR สำหรับตอบแบบสำรวจ แต่เรื่องนี้ไม่มีแบบสำรวจ โปรดแนบแบบสำรวจ หรือบันทึกร่างใหม่โดยไม่มี QR",
        "with_qr",
    )


def test_a_survey_is_not_answered_in_rounds(copy, staff):
    hung(copy, staff, ASKED)
    copy.drafts.update(deadline={"kind": "every", "period": "month", "times": 2})

    assert refused(lambda: sending.check_can_go(copy, with_qr=False), Invalid) == (
        "แบบสำรวจตอบเป็นงวดไม่ได้ โปรดกำหนดให้ตอบวันเดียว หรือถอดแบบสำรวจออก",
        "due_at",
    )


@pytest.mark.parametrize("with_qr", [True, False])
def test_a_survey_without_a_question_to_answer_does_not_go(copy, staff, with_qr):
    task = hung(copy, staff, {"type": "note", "name": "n", "label": "อ่าน"})

    assert sending.has_questions(task) is False
    assert refused(lambda: sending.check_can_go(copy, with_qr=with_qr), Invalid) == (
        "แบบสำรวจของเรื่องนี้ยังไม่มีคำถามให้ตอบ โปรดเพิ่มคำถาม หรือถอดแบบสำรวจออก ก่อนดำเนินการต่อ",
        None,
    )


def test_a_survey_with_a_question_goes(copy, staff):
    assert sending.has_questions(hung(copy, staff, ASKED)) is True
    sending.check_can_go(copy, with_qr=True)


def test_what_is_taken_off_is_remembered_by_its_event(copy, staff):
    task = hung(copy, staff, ASKED)

    sending.withdraw(task, by=staff.officer, at=MONDAY)

    event = Event.objects.filter(kind=EventKind.SURVEY_ASKED).latest("pk")
    assert SurveyTask.objects.count() == 0
    assert (event.actor, event.at, event.copy) == (staff.officer, MONDAY, copy)
    assert event.data == {"title": "แบบ", "version": task.version, "withdrawn": True}


@pytest.mark.parametrize("passed", [False, True])
def test_while_its_letter_is_judged_a_survey_stays(copy, staff, passed):
    task, draft = hung(copy, staff, ASKED), copy.drafts.get()
    approving.submit(draft, by=staff.officer, at=MONDAY)
    if passed:
        approving.pass_on(draft, by=staff.reviewer, at=MONDAY)

    words, _field = refused(lambda: sending.withdraw(task, by=staff.officer, at=MONDAY), WrongState)

    assert words == ("ร่างหนังสือเสนอไปแล้ว จึงแก้แบบสำรวจไม่ได้ โปรดดึงร่างกลับ หรือให้ส่งร่างกลับแก้ไขก่อน")
    assert SurveyTask.objects.count() == 1
