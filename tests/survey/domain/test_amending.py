"""A survey that is being answered: its words and its closing day."""

import pytest

from circulars.errors import Invalid, NotAllowed
from circulars.models import Event
from outbox.running import run_due
from survey.domain.amending import amend_closing, amend_question
from tests import factories
from tests.factories import DAY, MONDAY
from workflow.models import Notice, NoticeKind

pytestmark = pytest.mark.django_db
NEXT = MONDAY + 3 * DAY


@pytest.fixture
def signer(world):
    user = factories.person()
    factories.post(user, world.top.office, "signer")
    return user


def question_of(world):
    return world.task.questions.get(name="has_community")


def test_a_question_is_worded_otherwise_and_who_has_not_answered_is_told(world, signer, line):
    staff = factories.Staff(line.office)
    question = question_of(world)
    before, version = question.label, world.task.version

    amend_question(
        question, label=" มีโครงการหรือไม่ ", hint="ปีนี้", by=signer, at=MONDAY, reason="กำกวม"
    )
    run_due()

    question.refresh_from_db()
    world.task.refresh_from_db()
    event = Event.objects.latest("pk")
    assert (question.label, question.hint) == ("มีโครงการหรือไม่", "ปีนี้")
    assert world.task.version == version + 1
    assert event.data["change"] == [before, "มีโครงการหรือไม่"]
    assert event.data["reason"] == "กำกวม"
    told = Notice.objects.filter(kind=NoticeKind.SURVEY_CHANGED, copy=line.copy)
    assert {one.user for one in told} == {staff.clerk, staff.officer}


def test_amended_once_more_it_reads_as_before(world, signer):
    question = question_of(world)
    before = question.label
    who = {"by": signer, "at": MONDAY, "reason": "กำกวม"}

    amend_question(question, label="อื่น", hint="", **who)
    amend_question(question, label=before, hint="", **who)

    question.refresh_from_db()
    assert question.label == before


def test_answers_are_taken_until_another_day(world, signer):
    amend_closing(world.task, NEXT, by=signer, at=MONDAY, reason="ขอมาก")

    world.task.refresh_from_db()
    assert (world.task.closes_at, world.task.is_closed(NEXT)) == (NEXT, True)


@pytest.mark.parametrize(
    ("given", "field", "said"),
    [
        ({"closes_at": MONDAY}, "closes_at", "วันปิดรับคำตอบผ่านไปแล้ว โปรดเลือกวันที่ยังมาไม่ถึง"),
        ({"closes_at": None}, "closes_at", "ยังไม่มีอะไรเปลี่ยน โปรดแก้วันปิดรับคำตอบก่อนกดบันทึก"),
        (
            {"closes_at": NEXT, "reason": " "},
            "reason",
            "โปรดเขียนว่าแก้แบบสำรวจเพราะอะไร ผู้ตอบจะได้เข้าใจ",
        ),
    ],
)
def test_what_is_wrong_is_said_at_its_field(world, signer, given, field, said):
    words = {"reason": "ขอมาก", **given}

    with pytest.raises(Invalid) as caught:
        amend_closing(world.task, words["closes_at"], by=signer, at=MONDAY, reason=words["reason"])

    assert (caught.value.field, str(caught.value)) == (field, said)


def test_a_question_that_stays_as_it_is_is_not_amended(world, signer):
    question = question_of(world)
    who = {"by": signer, "at": MONDAY, "reason": "กำกวม"}

    with pytest.raises(Invalid, match="ยังไม่มีอะไรเปลี่ยน โปรดแก้ข้อความก่อนกดบันทึก"):
        amend_question(question, label=question.label, hint=question.hint, **who)
    with pytest.raises(Invalid, match="โปรดเขียนคำถาม"):
        amend_question(question, label=" ", hint="", **who)


def test_an_officer_does_not_change_what_was_signed(world):
    with pytest.raises(NotAllowed):
        amend_closing(world.task, NEXT, by=world.staff.officer, at=MONDAY, reason="ขอมาก")
