"""Drafts, submissions, receipts, versions, and when a copy is reported."""

import pytest

from circulars.domain import registering, reporting
from circulars.errors import Invalid, NotAllowed, WrongState
from circulars.models import Event, EventKind
from circulars.states import State
from outbox.models import OutboxItem
from survey.domain import answering
from survey.models import Answer, AnswerState, SurveyTask
from tests import factories
from tests.factories import DAY, MONDAY
from tests.survey.world import HAS, HAS_NOT, TOWN_HAS, submit

pytestmark = pytest.mark.django_db

LATE = MONDAY + 6 * DAY


def test_a_submitted_answer_counts_and_has_the_next_receipt(world):
    first = submit(world, "อบต. อำเภอก 1", HAS)
    second = submit(world, "เทศบาลเมืองหนึ่ง", TOWN_HAS)

    line = world.expected("อบต. อำเภอก 1")
    assert (first.receipt, second.receipt) == (1, 2)
    assert first.receipt_text == f"{world.task.pk}-00001"
    assert line.current == first
    assert line.on_time is True
    assert first.values == {
        "has_village": "yes",
        "budget_village": "1250000",
        "evaluated_village": "yes",
    }
    assert first.typed == HAS
    assert Event.objects.filter(kind=EventKind.ANSWERED).count() == 2


def test_a_refused_answer_takes_no_receipt(world):
    with pytest.raises(answering.AnswerRefused) as refusal:
        submit(world, "อบต. อำเภอก 1", {"has_village": "yes", "budget_village": "-1"})

    assert sorted(refusal.value.errors) == ["budget_village", "evaluated_village"]
    assert Answer.objects.count() == 0
    assert submit(world, "อบต. อำเภอก 1", HAS).receipt == 1


def test_a_draft_keeps_what_was_typed_and_counts_for_nothing(world):
    line = world.expected("อบต. อำเภอก 1")
    by = world.officer_of(line)

    answering.save_draft(line, {"budget_village": "ล้านหนึ่ง"}, by=by, at=MONDAY)
    draft = answering.save_draft(line, {"budget_village": "สองล้าน"}, by=by, at=MONDAY)

    assert draft.typed == {"budget_village": "สองล้าน"}
    assert Answer.objects.count() == 1
    assert world.expected("อบต. อำเภอก 1").is_answered is False
    assert Event.objects.filter(kind=EventKind.ANSWERED).count() == 0


def test_a_draft_with_an_unknown_field_is_refused(world):
    line = world.expected("อบต. อำเภอก 1")

    with pytest.raises(Invalid):
        answering.save_draft(line, {"x": "1"}, by=world.officer_of(line), at=MONDAY)


def test_a_change_makes_a_new_version_and_the_old_one_counts_until_then(world):
    line = world.expected("อบต. อำเภอก 1")
    by = world.officer_of(line)
    first = answering.submit(line, HAS, by=by, at=MONDAY)
    answering.save_draft(line, HAS_NOT, by=by, at=MONDAY + DAY)
    assert world.expected("อบต. อำเภอก 1").current == first

    second = answering.submit(line, HAS_NOT, by=by, at=LATE)

    line = world.expected("อบต. อำเภอก 1")
    states = dict(line.answers.values_list("version", "state"))
    assert states == {1: AnswerState.REPLACED, 2: AnswerState.SUBMITTED}
    assert line.current == second
    assert line.first_submitted_at == MONDAY
    assert line.on_time is True


def test_answering_does_not_wait_for_paperwork_and_reports_when_it_is_time(world):
    straight = world.expected("อบต. อำเภอก 1")
    submit(world, "อบต. อำเภอก 1", HAS)
    waiting = world.expected("อบต. อำเภอก 2")
    world.ready(waiting)
    submit(world, "อบต. อำเภอก 2", HAS)

    straight.copy.refresh_from_db()
    waiting.copy.refresh_from_db()
    assert straight.copy.state == State.ARRIVED
    assert waiting.copy.state == State.REPORTED
    heard_of = OutboxItem.objects.filter(kind="child_reported").order_by("pk")
    assert [item.payload["copy"] for item in heard_of] == [straight.copy_id, waiting.copy_id]


def test_a_copy_whose_answer_came_early_is_reported_later(world):
    line = world.expected("อบต. อำเภอก 1")
    submit(world, "อบต. อำเภอก 1", HAS)
    world.ready(line)

    by = world.officer_of(line)
    done = [answering.report_if_answered(line.copy, by=by, at=MONDAY) for _ in range(2)]

    line.copy.refresh_from_db()
    assert done == [True, False]
    assert line.copy.state == State.REPORTED


def test_another_office_may_not_answer(world):
    line = world.expected("อบต. อำเภอก 1")
    stranger = world.officer_of(world.expected("อบต. อำเภอก 2"))

    for act in (answering.submit, answering.save_draft):
        with pytest.raises(NotAllowed):
            act(line, HAS, by=stranger, at=MONDAY)


def test_nothing_is_accepted_after_closing(world):
    SurveyTask.objects.update(closes_at=LATE)

    with pytest.raises(WrongState) as refusal:
        submit(world, "อบต. อำเภอก 1", HAS, at=LATE)

    assert str(refusal.value) == "ปิดรับคำตอบแล้ว โปรดติดต่อหน่วยงานที่ส่งหนังสือมา"


def test_reporting_is_refused_while_nothing_is_awaited(world):
    line = world.expected("อบต. อำเภอก 1")
    registering.register(line.copy, by=factories.Staff(line.office).clerk, at=MONDAY)

    with pytest.raises(WrongState):
        reporting.report(line.copy, by=world.officer_of(line), at=MONDAY)


def test_a_saving_that_comes_after_the_submission_leaves_no_draft(world):
    line = world.expected("อบต. อำเภอก 1")
    officer = world.officer_of(line)
    answering.save_draft(line, HAS, by=officer, at=MONDAY, over=0)
    answer = answering.submit(line, HAS, by=officer, at=MONDAY)

    with pytest.raises(WrongState, match="ฉบับใหม่กว่า"):
        answering.save_draft(line, HAS_NOT, by=officer, at=MONDAY, over=0)

    assert list(line.answers.values_list("pk", "state")) == [(answer.pk, "submitted")]
    assert answering.save_draft(line, HAS, by=officer, at=MONDAY, over=answer.pk).version == 2
