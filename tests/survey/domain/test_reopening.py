"""An answer that comes after a certificate, or goes back while one is being given."""

import threading
from concurrent.futures import ThreadPoolExecutor, wait

import pytest
from django.db import connections, transaction
from django.urls import reverse

from circulars.domain import endorsing, registering
from circulars.models import Event, EventKind, OfficeCopy
from circulars.states import Order, State
from offices.viewer import Viewer
from outbox.running import run_due
from survey.domain import answering, certifying, checking, progress
from survey.models import AnswerState, Certificate, ExpectedAnswer
from tests import factories
from tests.factories import DAY, MONDAY
from tests.keeping import kept
from tests.survey.world import HAS, QuickWorld, World, answer_district, submit
from workflow.checking import disagreements
from workflow.inbox import inbox
from workflow.models import Notice

pytestmark = pytest.mark.django_db

LATE = MONDAY + 6 * DAY
NAME = "อบต. อำเภอก 1"


def in_force(copy):
    return Certificate.objects.filter(copy=copy, withdrawn_at=None).first()


def state(copy):
    return OfficeCopy.objects.get(pk=copy.pk).state


def test_a_return_made_from_a_page_older_than_the_certificate_opens_the_branch(world):
    answer_district(world, "อำเภอก")
    district, by = world.at_districts[0], world.district_staff[0].officer
    page = OfficeCopy.objects.for_lists().get(pk=district.pk)
    line = world.expected(NAME)
    certifying.certify(district, by=by, at=MONDAY)

    checking.return_answer(line.current, "แก้งบ", copy=page, by=by, at=LATE)

    assert (in_force(district), state(district)) == (None, State.REPORTING)
    submit(world, NAME, HAS, at=LATE)
    assert certifying.certify(district, by=by, at=LATE).totals["answered"] == 3
    assert state(district) == State.REPORTED


def while_certifying(copy, by, act):
    """Do ``act`` in a thread while ``copy`` is being certified; whether it had to wait."""
    inside, go_on = threading.Event(), threading.Event()

    def certify():
        with transaction.atomic():
            certifying.certify(copy, by=by, at=MONDAY, early_reason="ปิดรอบ")
            inside.set()
            assert go_on.wait(10)

    with ThreadPoolExecutor() as pool:
        first = pool.submit(closing, certify)
        assert inside.wait(10)
        second = pool.submit(closing, act)
        waited = not wait([second], timeout=0.5).done
        go_on.set()
        first.result()
        second.result()
    return waited


def closing(act):
    try:
        act()
    finally:
        connections.close_all()


@pytest.mark.django_db(transaction=True)
def test_a_return_waits_for_the_certificate_that_is_being_given():
    world = kept(QuickWorld)
    answer_district(world, "อำเภอก")
    district, province = world.at_districts[0], world.at_province
    answer, by = world.expected(NAME).current, world.province_staff.officer

    waited = while_certifying(
        district,
        world.district_staff[0].officer,
        lambda: checking.return_answer(answer, "แก้งบ", copy=province, by=by, at=LATE),
    )

    answer.refresh_from_db()
    assert (waited, answer.state) == (True, AnswerState.RETURNED)
    assert (in_force(district), state(district)) == (None, State.REPORTING)


@pytest.mark.django_db(transaction=True)
def test_an_answer_waits_for_the_certificate_that_is_being_given():
    world = kept(QuickWorld)
    line = world.expected(NAME)
    by = world.officer_of(line)

    waited = while_certifying(
        world.at_province,
        world.province_staff.officer,
        lambda: answering.submit(line, HAS, by=by, at=LATE),
    )

    assert waited
    assert (in_force(world.at_province), state(world.at_province)) == (None, State.REPORTING)


def test_a_late_answer_withdraws_every_early_certificate_above_it(world):
    submit(world, NAME, HAS)
    district, province = world.at_districts[0], world.at_province
    certifying.certify(district, by=world.district_staff[0].officer, at=MONDAY, early_reason="ไม่รอ")
    certifying.certify(province, by=world.province_staff.officer, at=MONDAY, early_reason="ไม่รอ")
    other = world.at_districts[1]
    certifying.certify(other, by=world.district_staff[1].officer, at=MONDAY, early_reason="ไม่รอ")

    late = submit(world, "อบต. อำเภอก 2", HAS, at=LATE)

    assert late.state == AnswerState.SUBMITTED
    assert [state(copy) for copy in (district, province, other)] == [
        State.REPORTING,
        State.REPORTING,
        State.REPORTED,
    ]
    withdrawn = Certificate.objects.filter(withdrawn_at=LATE)
    assert {(row.copy, row.withdrawn_by, row.withdrawn_reason) for row in withdrawn} == {
        (copy, late.submitted_by, "อบต. อำเภอก 2 ส่งคำตอบหลังการรับรองผล")
        for copy in (district, province)
    }
    told = Event.objects.filter(kind=EventKind.ANSWERED, at=LATE).order_by("pk")
    assert [event.copy for event in told] == [district, province, late.expected.copy]


def test_the_officer_finds_the_late_answer_and_certifies_again(as_user):
    world = World()
    submit(world, NAME, HAS)
    district, officer = world.at_districts[0], world.district_staff[0].officer
    certifying.certify(district, by=officer, at=MONDAY, early_reason="ไม่รอ")
    assert [step.copy for step in inbox(Viewer.of(officer, MONDAY))] == []
    Notice.objects.all().delete()

    submit(world, "อบต. อำเภอก 2", HAS, at=LATE)

    client = as_user(officer)
    collect = reverse("task_report", args=[district.pk])
    page = client.get(collect)
    assert [(step.copy, step.name) for step in inbox(Viewer.of(officer, LATE))] == [
        (district, "report")
    ]
    assert list(Notice.objects.of(officer).values_list("kind", flat=True)) == ["assigned"]
    assert reverse("certify", args=[district.pk]) in page.content.decode()
    assert "อบต. อำเภอก 2 ส่งคำตอบหลังการรับรองผล" in page.content.decode()
    assert list(disagreements(OfficeCopy.objects.filter(pk=district.pk))) == []

    client.post(reverse("certify", args=[district.pk]), {"text": "", "early_reason": "ไม่รอ"})

    counts = progress.progress_below(world.task, district, at=LATE)
    totals = in_force(district).totals
    assert (totals["answered"], totals["expected"]) == (counts.answered, counts.expected) == (2, 3)
    assert "ถูกยกเลิกแล้ว" not in client.get(collect).content.decode()
    story = client.get(reverse("copy", args=[district.pk])).content.decode()
    assert "ต้องรับรองผลอีกครั้ง" in story


def test_figures_that_changed_after_the_certificate_are_said(as_user, world, line):
    answer_district(world, "อำเภอก")
    district, officer = world.at_districts[0], world.district_staff[0].officer
    province, theirs = world.at_province, world.province_staff.officer
    certifying.certify(district, by=officer, at=MONDAY)
    certifying.certify(province, by=theirs, at=MONDAY, early_reason="ปิดรอบ")
    said = "จำนวนเปลี่ยนไปหลังการรับรอง ขณะรับรองตอบแล้ว ๓ จาก ๗ แห่ง"
    client = as_user(theirs)
    address = reverse("task_report", args=[province.pk])
    before = client.get(address).content.decode()

    silent = world.expected("อบต. อำเภอข 1")
    checking.excuse(silent, "ยุบรวม", copy=province, by=theirs, at=LATE)

    assert said not in before
    assert said in client.get(address).content.decode()


def test_an_answer_sent_back_after_its_letter_was_filed_can_be_given_again(as_user):
    world = World()
    line = world.expected(NAME)
    staff = factories.Staff(line.office)
    answering.submit(line, HAS, by=staff.officer, at=MONDAY)
    registering.register(line.copy, by=staff.clerk, at=MONDAY)
    endorsing.endorse(line.copy, Order.FILE, by=staff.clerk, at=MONDAY)
    Notice.objects.all().delete()
    district, by = world.at_districts[0], world.district_staff[0].officer
    client = as_user(by)
    client.post(
        reverse("collect_answer", args=[district.pk, line.pk]),
        {"act": "return", "answer": world.expected(NAME).current_id, "note": "แก้งบ"},
    )
    run_due()
    told = list(Notice.objects.of(staff.officer).values_list("kind", flat=True))
    waiting = [(step.copy, step.name) for step in inbox(Viewer.of(staff.officer, MONDAY))]
    opened = state(line.copy)
    typed = {f"q-{name}": value for name, value in HAS.items()}

    sent = as_user(staff.officer).post(
        reverse("answer_form", args=[line.pk]), {**typed, "act": "send"}
    )

    assert told == ["answer_returned"]
    assert (waiting, opened) == ([(line.copy, "answer")], State.REPORTING)
    assert sent.url == reverse("answer_receipt", args=[line.pk])
    assert world.expected(NAME).current.version == 2
    assert state(line.copy) == State.REPORTED
    assert list(disagreements(OfficeCopy.objects.filter(pk=line.copy_id))) == []


def test_a_line_is_read_with_the_answer_that_counts_now(world):
    line = world.expected(NAME)
    answer = submit(world, NAME, HAS)
    by = {"copy": world.at_districts[0], "by": world.district_staff[0].officer, "at": MONDAY}

    checking.return_answer(answer, "แก้งบ", **by)

    assert ExpectedAnswer.objects.get(pk=line.pk).current.state == AnswerState.RETURNED
    assert checking.accept(submit(world, NAME, HAS), **by).answer.version == 2
