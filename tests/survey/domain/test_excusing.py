"""Who need not answer any more: excused by an office above, or its letter given back."""

import pytest
from django.urls import reverse

from circulars.domain import dispatching, endorsing, registering, returning
from circulars.models import Dispatch, Event, EventKind, Letter, OfficeCopy
from circulars.states import Order, State
from offices.viewer import Viewer
from survey.domain import asking, certifying, checking, progress
from survey.models import ExpectedAnswer
from tests import factories
from tests.factories import DAY, MONDAY
from tests.survey.world import HAS, TOWN_HAS, World, submit
from workflow.checking import disagreements
from workflow.escalating import send_reminders
from workflow.inbox import inbox
from workflow.models import LetterCase, Notice

pytestmark = pytest.mark.django_db

NAME = "อบต. อำเภอก 1"
LATE = MONDAY + 6 * DAY


def excuse(world, line, as_user):
    district, officer = world.at_districts[0], world.district_staff[0].officer
    as_user(officer).post(
        reverse("collect_answer", args=[district.pk, line.pk]),
        {"act": "excuse", "reason": "ยุบรวมแล้ว"},
    )


def send_again(world, office, *, through):
    """The same matter reaches ``office`` once more, from the office of ``through``."""
    by = world.district_staff[1].officer
    letter = Letter.objects.create(
        circular=through.circular, issuer=through.office, issuer_name=through.office.name
    )
    sending = Dispatch.objects.create(
        copy=through, letter=letter, rule_text="-", recipients=[office.pk], by=by, at=MONDAY
    )
    dispatching.fan_out(sending.pk, at=LATE)
    return asking.carry(sending, at=LATE)


def test_excusing_closes_a_letter_that_only_waits_for_the_answer(as_user):
    world = World()
    line = world.expected(NAME)
    staff = factories.Staff(line.office)
    registering.register(line.copy, by=staff.clerk, at=MONDAY)
    endorsing.endorse(line.copy, Order.REPORT, by=staff.officer, at=MONDAY)
    OfficeCopy.objects.filter(pk=line.copy_id).update(due_at=MONDAY + 5 * DAY)
    before = [step.name for step in inbox(Viewer.of(staff.officer, MONDAY))]

    excuse(world, line, as_user)

    Notice.objects.all().delete()
    send_reminders(at=MONDAY + 5 * DAY)
    copy = OfficeCopy.objects.get(pk=line.copy_id)
    assert (before, copy.state) == (["answer"], State.FILED)
    assert copy.closed_at is not None
    assert list(inbox(Viewer.of(staff.officer, MONDAY))) == []
    assert list(Notice.objects.filter(copy=copy)) == []
    assert LetterCase.objects.get(copy=copy).status == "DONE"
    assert Event.objects.filter(copy=copy).last().data == {"excused": "ยุบรวมแล้ว"}
    assert list(disagreements(OfficeCopy.objects.filter(pk=line.copy_id))) == []


def test_an_excused_office_still_reads_its_letter_but_waits_for_nothing(as_user):
    world = World()
    line = world.expected(NAME)
    staff = factories.Staff(line.office)
    registering.register(line.copy, by=staff.clerk, at=MONDAY)

    excuse(world, line, as_user)
    read = OfficeCopy.objects.get(pk=line.copy_id).state
    endorsing.endorse(line.copy, Order.REPORT, by=staff.officer, at=MONDAY)

    assert read == State.REGISTERED
    assert OfficeCopy.objects.get(pk=line.copy_id).state == State.FILED
    assert list(inbox(Viewer.of(staff.officer, MONDAY))) == []
    assert list(disagreements(OfficeCopy.objects.filter(pk=line.copy_id))) == []


def test_a_letter_sent_to_the_wrong_office_leaves_the_denominator(as_user, world, line):
    staff = factories.Staff(line.office)
    district, officer = world.at_districts[0], world.district_staff[0].officer

    as_user(staff.clerk).post(
        reverse("copy_return", args=[line.copy_id]), {"reason": "ไม่มีหมู่บ้านในเขต"}
    )

    row = world.expected(NAME)
    counts = progress.progress_below(world.task, district, at=MONDAY)
    assert row.copy.state == State.RETURNED
    assert (row.excuse, row.excused_by) == ("ไม่มีหมู่บ้านในเขต", staff.clerk)
    assert row.excused_at == row.copy.closed_at
    assert (counts.expected, counts.excused) == (2, 1)
    assert certifying.missing_below(world.task, district) == ["เทศบาลตำบลอำเภอก", "อบต. อำเภอก 2"]
    kinds = Event.objects.filter(copy=line.copy_id).order_by("pk").values_list("kind", flat=True)
    assert list(kinds)[-2:] == [EventKind.RETURNED, EventKind.SURVEY_ASKED]
    page = as_user(officer).get(reverse("collect_answer", args=[district.pk, line.pk]))
    assert "ไม่มีหมู่บ้านในเขต" in page.content.decode()


def test_a_letter_called_back_leaves_the_denominator(world, line):
    by = world.district_staff[0].officer

    taken = returning.recall(line.copy, by=by, at=MONDAY, reason="ส่งผิด")

    row = world.expected(NAME)
    assert (taken, row.excuse, row.excused_by) == (True, "ส่งผิด", by)


def test_a_recall_that_is_only_asked_for_changes_nothing(world, line):
    staff = factories.Staff(line.office)
    registering.register(line.copy, by=staff.clerk, at=MONDAY)

    returning.recall(line.copy, by=world.district_staff[0].officer, at=MONDAY, reason="ส่งผิด")

    assert world.expected(NAME).excused_at is None


def test_an_answer_stays_though_the_letter_is_given_back(world, line):
    staff = factories.Staff(line.office)
    submit(world, NAME, HAS)

    returning.return_to_sender(line.copy, by=staff.clerk, at=MONDAY, reason="ผิด")

    row = world.expected(NAME)
    assert (row.is_answered, row.excused_at) == (True, None)


def test_a_letter_sent_anew_is_to_be_answered_again(world, line):
    staff = factories.Staff(line.office)
    returning.return_to_sender(line.copy, by=staff.clerk, at=MONDAY, reason="ผิด")
    other = world.at_districts[1]

    added = send_again(world, line.office, through=other)

    row = world.expected(NAME)
    assert (added, row.pk, row.copy.parent) == (0, line.pk, other)
    assert (row.excused_at, row.excused_by, row.excuse, row.frozen_at) == (None, None, "", LATE)
    assert Event.objects.get(kind=EventKind.SURVEY_ASKED, at=LATE).data == {
        "expected_again": [line.office_id]
    }
    assert progress.progress_below(world.task, other, at=LATE).expected == 4
    assert progress.progress_below(world.task, world.at_districts[0], at=LATE).expected == 2
    submit(world, NAME, HAS, at=LATE)
    assert world.expected(NAME).is_answered


def test_who_was_excused_by_an_office_above_stays_so(world, line):
    by = {"copy": world.at_districts[0], "by": world.district_staff[0].officer, "at": MONDAY}
    checking.excuse(line, "ยุบรวม", **by)
    staff = factories.Staff(line.office)
    returning.return_to_sender(line.copy, by=staff.clerk, at=MONDAY + DAY, reason="ผิด")

    send_again(world, line.office, through=world.at_districts[1])

    row = world.expected(NAME)
    assert (row.excuse, row.copy) == ("ยุบรวม", line.copy)


def test_the_whole_way_back_is_told_on_the_page_of_the_letter(as_user, world, line):
    staff = factories.Staff(line.office)
    returning.return_to_sender(line.copy, by=staff.clerk, at=MONDAY, reason="ผิด")

    page = as_user(staff.clerk).get(reverse("copy", args=[line.copy_id])).content.decode()

    assert "ไม่ต้องตอบแบบสำรวจ" in page
    assert ExpectedAnswer.objects.counted().count() == 6


def test_a_town_that_answered_is_never_expected_twice(world):
    submit(world, "เทศบาลเมืองหนึ่ง", TOWN_HAS)
    line = world.expected("เทศบาลเมืองหนึ่ง")

    send_again(world, line.office, through=world.at_districts[1])

    assert world.expected("เทศบาลเมืองหนึ่ง").copy == line.copy
    assert ExpectedAnswer.objects.count() == 7
