"""Hanging a survey on a circular and carrying it down to the ledger."""

import pytest
from django.db import IntegrityError, transaction

from circulars.domain.counting import Tally
from circulars.errors import NotAllowed, WrongState
from circulars.models import Dispatch
from survey.domain import asking, progress
from survey.models import ExpectedAnswer, SurveyTask
from tests.factories import DAY, MONDAY
from tests.survey.world import BLUEPRINT, QuickWorld, World
from tests.tampering import tampering

pytestmark = pytest.mark.django_db

LATE = MONDAY + 6 * DAY


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
            with tampering():
                ExpectedAnswer.objects.all().delete()
            sending = Dispatch.objects.get(copy=world.at_districts[0])
            # Two of them mark the transaction, three keep the copy and read it with its offices.
            with django_assert_num_queries(16):
                counts.append(asking.carry(sending, at=MONDAY))
            transaction.set_rollback(True)

    assert counts == [7, 63]


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


def test_who_must_answer_and_who_collects(world):
    tambon = world.expected("อบต. อำเภอก 1").copy

    assert asking.must_answer(tambon) is True
    assert asking.must_answer(world.at_districts[0]) is False


def test_who_the_letter_has_not_reached():
    world = QuickWorld(forwarded=False)
    task, copy = world.task, world.top
    before = progress.progress_below(task, copy, at=MONDAY)

    world._sent(copy, [world.province])

    assert before == Tally()
    assert progress.not_reached(task, copy) == 7
    counts = progress.progress_below(task, copy, at=MONDAY)
    assert counts == Tally(expected=7, not_reached=7)
