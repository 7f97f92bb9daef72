"""The ledger, answers, checks and certificates, through the domain functions."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from circulars.domain import registering, reporting
from circulars.errors import Invalid, NotAllowed, WrongState
from circulars.models import Dispatch, Event, EventKind, OutboxItem
from circulars.states import State
from survey.domain import answering, asking, certifying, checking, indicators, progress
from survey.domain.rolling_up import roll_up
from survey.models import Answer, AnswerState, Certificate, ExpectedAnswer, SurveyTask
from tests import factories
from tests.factories import DAY, MONDAY
from tests.survey.world import BLUEPRINT, HAS, HAS_NOT, TOWN_HAS, QuickWorld, World

pytestmark = pytest.mark.django_db

LATE = MONDAY + 6 * DAY


@pytest.fixture
def world():
    return QuickWorld()


def submit(world, name, typed, *, at=MONDAY):
    expected = world.expected(name)
    return answering.submit(expected, typed, by=world.officer_of(expected), at=at)


def test_the_ledger_holds_every_office_that_must_answer_and_no_other():
    World()

    names = ExpectedAnswer.objects.in_printed_order().values_list("office__name", flat=True)

    assert list(names) == [
        "เทศบาลเมืองหนึ่ง",
        "เทศบาลตำบลอำเภอก",
        "อบต. อำเภอก 1",
        "อบต. อำเภอก 2",
        "เทศบาลตำบลอำเภอข",
        "อบต. อำเภอข 1",
        "อบต. อำเภอข 2",
    ]


def test_carrying_twice_adds_no_line(world):
    sending = Dispatch.objects.get(copy=world.at_districts[0])

    added = asking.carry(sending, at=MONDAY)

    assert added == 0
    assert ExpectedAnswer.objects.count() == 7


def test_carrying_takes_the_same_queries_for_few_and_many(django_assert_num_queries):
    counts = []
    for size in (2, 30):
        with transaction.atomic():
            world = QuickWorld(size)
            ExpectedAnswer.objects.all().delete()
            sending = Dispatch.objects.get(copy=world.at_districts[0])
            with django_assert_num_queries(6):  # two of them mark the transaction
                counts.append(asking.carry(sending, at=MONDAY))
            transaction.set_rollback(True)

    assert counts == [3, 31]


def test_the_database_holds_one_line_per_office(world):
    line = world.expected("อบต. อำเภอก 1")

    with pytest.raises(IntegrityError), transaction.atomic():
        ExpectedAnswer.objects.create(
            task=world.task, office=line.office, copy=world.top, frozen_at=MONDAY
        )


def test_the_questions_are_locked_once_sent(world):
    with pytest.raises(WrongState) as refusal:
        asking.ask(
            world.top.circular,
            copy=world.top,
            by=world.staff.officer,
            at=MONDAY,
            blueprint=BLUEPRINT,
        )

    assert str(refusal.value) == "ส่งหนังสือไปแล้ว แบบสำรวจจึงแก้ไขไม่ได้"
    assert SurveyTask.objects.get().locked_at == MONDAY


def test_before_sending_the_survey_is_replaced_by_a_new_version():
    world = QuickWorld(forwarded=False)

    task = asking.ask(
        world.top.circular, copy=world.top, by=world.staff.officer, at=MONDAY, blueprint=BLUEPRINT
    )

    assert (task.pk, task.version, task.questions.count()) == (world.task.pk, 2, 6)
    assert task.indicators.get().targets.count() == 4


def test_a_stranger_may_not_ask():
    world = QuickWorld(forwarded=False)

    with pytest.raises(NotAllowed):
        asking.ask(
            world.top.circular,
            copy=world.top,
            by=world.province_staff.officer,
            at=MONDAY,
            blueprint=BLUEPRINT,
        )


def test_what_must_answer_and_what_collects(world):
    tambon = world.expected("อบต. อำเภอก 1").copy

    assert asking.must_answer(tambon) is True
    assert asking.is_collecting(tambon) is False
    assert asking.is_collecting(world.at_districts[0]) is True
    assert asking.ready_to_report(tambon).missing == ["ยังไม่ได้ตอบแบบสำรวจ"]
    assert asking.ready_to_report(world.at_districts[0]).missing == [
        "เทศบาลตำบลอำเภอก",
        "อบต. อำเภอก 1",
        "อบต. อำเภอก 2",
        "ยังไม่ได้รับรองผล",
    ]


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
    assert OutboxItem.objects.filter(kind="child_reported").count() == 1


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


def answer_district(world, name):
    submit(world, f"เทศบาลตำบล{name}", TOWN_HAS)
    submit(world, f"อบต. {name} 1", HAS)
    submit(world, f"อบต. {name} 2", HAS_NOT)


def test_certifying_freezes_the_totals_and_locks_the_answers(world):
    answer_district(world, "อำเภอก")

    certificate = certifying.certify(
        world.at_districts[0], by=world.district_staff[0].officer, at=MONDAY, text="ถูกต้อง"
    )

    world.at_districts[0].refresh_from_db()
    totals = {row["key"]: row["total"] for row in certificate.totals["columns"]}
    assert certificate.missing == []
    assert (certificate.totals["expected"], certificate.totals["answered"]) == (3, 3)
    assert totals == {
        "has_community": "1",
        "budget_community": "500000.50",
        "has_village": "1",
        "budget_village": "1250000",
        "evaluated:yes": "1",
        "evaluated:no": "2",
    }
    assert world.at_districts[0].state == State.REPORTED
    assert asking.ready_to_report(world.at_districts[0]).is_ready
    with pytest.raises(WrongState):
        submit(world, "อบต. อำเภอก 1", HAS)


def test_certifying_with_somebody_missing_needs_a_reason(world):
    submit(world, "อบต. อำเภอก 1", HAS)
    copy, by = world.at_districts[0], world.district_staff[0].officer

    with pytest.raises(Invalid) as refusal:
        certifying.certify(copy, by=by, at=LATE)
    certificate = certifying.certify(copy, by=by, at=LATE, early_reason="ครบกำหนดแล้ว")

    assert refusal.value.field == "early_reason"
    assert certificate.missing == ["เทศบาลตำบลอำเภอก", "อบต. อำเภอก 2"]
    assert Event.objects.get(kind=EventKind.CERTIFIED).data["missing"] == certificate.missing


def test_a_province_sees_which_district_has_not_certified(world):
    answer_district(world, "อำเภอก")
    answer_district(world, "อำเภอข")
    submit(world, "เทศบาลเมืองหนึ่ง", TOWN_HAS)
    certifying.certify(world.at_districts[0], by=world.district_staff[0].officer, at=MONDAY)

    missing = certifying.missing_below(world.task, world.at_province)

    assert missing == ["อำเภอข (ยังไม่รับรองผล)"]


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


def test_progress_by_branch(world):
    answer_district(world, "อำเภอก")
    submit(world, "เทศบาลเมืองหนึ่ง", TOWN_HAS)

    branches = progress.progress(world.task, world.at_province, at=LATE)

    figures = {
        b.copy.office.name: (b.counts.expected, b.counts.answered, b.counts.overdue)
        for b in branches
    }
    assert figures == {
        "อำเภอก": (3, 3, 0),
        "อำเภอข": (3, 0, 3),
        "เทศบาลเมืองหนึ่ง": (1, 1, 0),
    }


def test_who_the_letter_has_not_reached():
    world = QuickWorld(forwarded=False)
    task, copy = world.task, world.top

    assert progress.not_reached(task, copy).count() == 7


def test_the_roll_up_in_the_layout_of_the_enclosure(world):
    answer_district(world, "อำเภอก")
    submit(world, "เทศบาลเมืองหนึ่ง", TOWN_HAS)

    table = roll_up(world.task, world.at_province)

    assert [column.heading for column in table.columns] == [
        "มีโครงการของชุมชน",
        "งบประมาณ",
        "มีโครงการของแผนพัฒนาหมู่บ้าน",
        "งบประมาณ",
        "มี",
        "ไม่มี",
    ]
    assert [span for _words, span in table.header_groups] == [4, 2]
    assert [(row.number, row.office, row.state) for row in table.rows] == [
        (1, "เทศบาลเมืองหนึ่ง", "submitted"),
        (2, "เทศบาลตำบลอำเภอก", "submitted"),
        (3, "อบต. อำเภอก 1", "submitted"),
        (4, "อบต. อำเภอก 2", "submitted"),
        (5, "เทศบาลตำบลอำเภอข", "none"),
        (6, "อบต. อำเภอข 1", "none"),
        (7, "อบต. อำเภอข 2", "none"),
    ]
    assert table.rows[2].cells == [None, None, True, Decimal(1250000), True, False]
    assert table.totals.values == [
        Decimal(2),
        Decimal("1000001.00"),
        Decimal(1),
        Decimal(1250000),
        Decimal(1),
        Decimal(3),
    ]
    assert (table.totals.expected, table.totals.answered) == (7, 4)
    assert [part.name for part in table.provinces[0].parts] == ["อำเภอก", "อำเภอข"]
    assert table.provinces[0].parts[1].totals.answered == 0


@pytest.mark.parametrize("size", [1, 12])
def test_no_query_per_row(size, django_assert_num_queries):
    world = QuickWorld(size)
    for line in ExpectedAnswer.objects.for_lists():
        typed = HAS if line.office.kind == "SAO" else TOWN_HAS
        answering.submit(line, typed, by=world.officer_of(line), at=MONDAY)
    indicator = world.task.indicators.get()

    with django_assert_num_queries(3):
        roll_up(world.task, world.at_province)
    with django_assert_num_queries(2):
        progress.progress(world.task, world.at_province, at=MONDAY)
    with django_assert_num_queries(4):
        indicators.measure(indicator, world.at_province, at=MONDAY)


def test_the_indicator_against_its_quarters(world):
    answer_district(world, "อำเภอก")
    submit(world, "เทศบาลเมืองหนึ่ง", TOWN_HAS, at=factories.at("2021-02-01"))
    indicator = world.task.indicators.get()

    found = indicators.measure(indicator, world.at_province, at=factories.at("2021-02-02"))

    assert (found.rate.met, found.rate.expected, found.answered) == (3, 7, 4)
    assert found.rate.percent == Decimal("42.86")
    assert [(q.target, q.rate.percent if q.rate else None, q.is_met) for q in found.quarters] == [
        (Decimal("15.00"), Decimal("28.57"), True),
        (Decimal("30.00"), Decimal("42.86"), True),
        (Decimal("50.00"), None, False),
        (Decimal("65.00"), None, False),
    ]


def test_a_rate_of_nobody_is_no_rate(world):
    ExpectedAnswer.objects.all().delete()

    found = indicators.measure(world.task.indicators.get(), world.at_province, at=MONDAY)

    assert found.rate.percent is None


def test_quarters_of_the_fiscal_year():
    begins = [indicators.quarter_begins(2021, n).date().isoformat() for n in (1, 2, 3, 4)]

    assert begins == ["2020-10-01", "2021-01-01", "2021-04-01", "2021-07-01"]
    assert indicators.quarter_ends(2021, 4).date().isoformat() == "2021-10-01"


def test_reporting_is_refused_while_nothing_is_awaited(world):
    line = world.expected("อบต. อำเภอก 1")
    registering.register(line.copy, by=factories.Staff(line.office).clerk, at=MONDAY)

    with pytest.raises(WrongState):
        reporting.report(line.copy, by=world.officer_of(line), at=MONDAY)
