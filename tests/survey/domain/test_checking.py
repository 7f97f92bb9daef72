"""Sending back, accepting, excusing, certifying."""

import pytest

from circulars.errors import Invalid, NotAllowed, WrongState
from circulars.models import Event, EventKind
from circulars.states import State
from outbox.models import OutboxItem
from survey.domain import certifying, checking, progress
from survey.models import AnswerState, Certificate
from tests.factories import DAY, MONDAY
from tests.survey.world import HAS, answer_district, submit

pytestmark = pytest.mark.django_db

LATE = MONDAY + 6 * DAY


def test_a_returned_answer_waits_again_with_its_note(world):
    line = world.expected("อบต. อำเภอก 1")
    world.ready(line)
    answer = submit(world, "อบต. อำเภอก 1", HAS)

    row = checking.return_answer(
        answer,
        " งบประมาณไม่ตรงกับข้อบัญญัติ ",
        copy=world.at_districts[0],
        by=world.district_staff[0].officer,
        at=MONDAY + DAY,
    )

    line = world.expected("อบต. อำเภอก 1")
    assert row.note == "งบประมาณไม่ตรงกับข้อบัญญัติ"
    assert line.current.state == AnswerState.RETURNED
    assert line.is_answered is False
    assert line.copy.state == State.REPORTING
    assert Event.objects.filter(kind=EventKind.ANSWER_RETURNED).count() == 1
    assert OutboxItem.objects.filter(kind="answer_returned").count() == 1
    assert submit(world, "อบต. อำเภอก 1", HAS, at=MONDAY + DAY).version == 2


def test_a_return_needs_a_note_and_an_answer_from_below(world):
    answer = submit(world, "อบต. อำเภอก 1", HAS)
    own, other = world.at_districts
    mine, theirs = world.district_staff

    with pytest.raises(Invalid):
        checking.return_answer(answer, " ", copy=own, by=mine.officer, at=MONDAY)
    with pytest.raises(NotAllowed):
        checking.return_answer(answer, "ผิด", copy=other, by=theirs.officer, at=MONDAY)
    with pytest.raises(NotAllowed):
        checking.return_answer(answer, "ผิด", copy=own, by=theirs.officer, at=MONDAY)

    answer.refresh_from_db()
    assert answer.state == AnswerState.SUBMITTED


def test_accepting_is_repeatable(world):
    answer = submit(world, "อบต. อำเภอก 1", HAS)
    by = {"copy": world.at_districts[0], "by": world.district_staff[0].officer, "at": MONDAY}

    assert checking.accept(answer, **by) == checking.accept(answer, **by)


def test_an_excused_office_leaves_the_denominator(world):
    line = world.expected("อบต. อำเภอก 1")
    by = {"copy": world.at_districts[0], "by": world.district_staff[0].officer, "at": MONDAY}

    checking.excuse(line, "ยกฐานะเป็นเทศบาลแล้ว", **by)

    counts = progress.progress_below(world.task, world.at_districts[0], at=MONDAY)
    assert (counts.expected, counts.excused) == (2, 1)
    with pytest.raises(WrongState):
        submit(world, "อบต. อำเภอก 1", HAS)


def test_a_return_after_certifying_opens_the_branch_again(world):
    answer_district(world, "อำเภอก")
    certifying.certify(world.at_districts[0], by=world.district_staff[0].officer, at=MONDAY)
    answer = world.expected("อบต. อำเภอก 1").current

    checking.return_answer(
        answer, "ตรวจงบประมาณ", copy=world.at_province, by=world.province_staff.officer, at=LATE
    )

    world.at_districts[0].refresh_from_db()
    assert world.at_districts[0].state == State.REPORTING
    assert Certificate.objects.get().withdrawn_at == LATE


def test_a_district_cannot_take_back_what_the_province_certified(world):
    answer_district(world, "อำเภอก")
    by = world.province_staff.officer
    certifying.certify(world.at_province, by=by, at=MONDAY, early_reason="ปิดรอบ")
    answer = world.expected("อบต. อำเภอก 1").current

    with pytest.raises(WrongState) as refusal:
        checking.return_answer(
            answer,
            "แก้",
            copy=world.at_districts[0],
            by=world.district_staff[0].officer,
            at=LATE,
        )

    assert str(refusal.value) == ("จังหวัดหนึ่ง รับรองผลแล้ว โปรดขอให้ จังหวัดหนึ่ง เป็นผู้ส่งคำตอบกลับ")
