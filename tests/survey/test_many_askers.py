"""Several offices ask on one circular: each its own branch, none in the other's way."""

from threading import Barrier, Event, Thread

import pytest
from django.db import connection, transaction
from django.urls import reverse

from circulars.errors import WrongState
from survey.domain import asking
from survey.domain.rolling_up import roll_up
from survey.models import ExpectedAnswer, SurveyTask
from survey.policies import check_may_ask
from tests.factories import MONDAY
from tests.keeping import kept
from tests.survey.world import HAS, HAS_NOT, AskingDistricts, QuickWorld, submit
from tests.tampering import tampering


@pytest.mark.django_db
def test_one_district_does_not_take_the_place_of_another(as_user):
    world = AskingDistricts()
    address = reverse("survey_edit", args=[world.at_districts[1].pk])
    first = world.ask(0, title="แบบของอำเภอแรก")
    client = as_user(world.district_staff[1].officer)

    before = client.get(address).content.decode()
    client.post(address, {"act": "ready", "key": "community_plan"})

    second = SurveyTask.objects.exclude(pk=first.pk).get()
    assert "แบบของอำเภอแรก" not in before
    assert world.districts[0].name not in before
    assert (second.copy, second.owner) == (world.at_districts[1], world.districts[1])
    assert second.questions.count() == first.questions.count() == 6


@pytest.mark.django_db
def test_each_survey_asks_and_counts_its_own_branch():
    world = AskingDistricts()
    tasks = [world.ask(place) for place in (0, 1)]
    for place in (0, 1):
        world.send_on(place)
    submit(world, "อบต. อำเภอก 1", HAS)
    submit(world, "อบต. อำเภอข 1", HAS_NOT)

    tables = [roll_up(task, task.copy) for task in tasks]

    assert [[row.office for row in table.rows] for table in tables] == [
        ["เทศบาลตำบลอำเภอก", "อบต. อำเภอก 1", "อบต. อำเภอก 2"],
        ["เทศบาลตำบลอำเภอข", "อบต. อำเภอข 1", "อบต. อำเภอข 2"],
    ]
    assert [(table.totals.expected, table.totals.answered) for table in tables] == [(3, 1), (3, 1)]
    assert [task.expected.get(office__name__endswith=" 1").current.receipt for task in tasks] == [
        1,
        1,
    ]


@pytest.mark.django_db
def test_a_survey_reaches_only_what_lies_below_its_asker():
    world = AskingDistricts()
    task = world.ask(0)
    world.send_on(0)
    tambon = world.expected("อบต. อำเภอก 1").copy

    found = [asking.survey_of(copy) for copy in (tambon, *world.at_districts, world.at_province)]

    assert found == [task, task, None, None]


@pytest.mark.django_db
def test_who_received_a_survey_from_above_does_not_hang_a_second_one_on_it():
    world = kept(QuickWorld)
    staff, copy = world.district_staff[0], world.at_districts[0]
    type(copy).objects.filter(pk=copy.pk).update(state="registered")
    with tampering():
        copy.dispatches.all().update(copy=world.top)
    copy.refresh_from_db()

    with pytest.raises(WrongState) as refusal:
        check_may_ask(staff.officer, copy, MONDAY)

    assert str(refusal.value) == ("เรื่องนี้มีแบบสำรวจของ กรมหนึ่ง อยู่แล้ว ระบบส่งต่อให้เองพร้อมหนังสือ")


@pytest.mark.django_db
def test_the_code_of_the_letters_leads_each_office_to_its_own_line(as_user):
    world = AskingDistricts()
    for place in (0, 1):
        world.ask(place)
        world.send_on(place)
    address = reverse("answer_by_circular", args=[world.top.circular_id])
    lines = [world.expected(f"อบต. {name} 1") for name in ("อำเภอก", "อำเภอข")]

    ways = [as_user(world.officer_of(line)).get(address).headers["Location"] for line in lines]
    collecting = [
        as_user(staff.officer).get(address).headers["Location"] for staff in world.district_staff
    ]

    assert ways == [reverse("answer_form", args=[line.pk]) for line in lines]
    assert collecting == [reverse("task_report", args=[copy.pk]) for copy in world.at_districts]
    assert as_user(world.province_staff.officer).get(address).status_code == 404


@pytest.mark.django_db
def test_who_works_above_and_below_the_asker_comes_to_where_the_survey_is(as_user):
    world = AskingDistricts()
    world.ask(0)
    officer = world.province_staff.officer
    officer.posts.create(office=world.districts[0], role="officer", starts_on="2019-01-01")

    page = as_user(officer).get(reverse("answer_by_circular", args=[world.top.circular_id]))

    assert page.headers["Location"] == reverse("task_report", args=[world.at_districts[0].pk])


@pytest.mark.django_db
def test_who_answers_for_two_offices_comes_to_the_one_that_still_waits(as_user, world):
    first, second = (world.expected(f"อบต. อำเภอก {n}") for n in (1, 2))
    officer = world.officer_of(first)
    officer.posts.create(office=second.office, role="officer", starts_on="2019-01-01")
    submit(world, first.office.name, HAS)

    page = as_user(officer).get(reverse("answer_by_circular", args=[world.top.circular_id]))

    assert page.headers["Location"] == reverse("answer_form", args=[second.pk])


def in_a_connection_of_its_own(act, failures: list[BaseException]) -> Thread:
    """A thread that does ``act`` and closes its connection; what goes wrong is kept."""

    def run() -> None:
        try:
            act()
        except BaseException as failure:  # noqa: BLE001 - shown by the test's own thread
            failures.append(failure)
        finally:
            connection.close()

    return Thread(target=run)


@pytest.mark.django_db(transaction=True)
def test_two_offices_that_ask_at_once_each_keep_their_own():
    world = AskingDistricts()
    together, failures = Barrier(2), []

    def ask(place: int):
        def act() -> None:
            together.wait(10)
            world.ask(place)

        return act

    threads = [in_a_connection_of_its_own(ask(place), failures) for place in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    assert failures == []
    rows = SurveyTask.objects.order_by("copy").values_list("copy", "title", "version")
    assert list(rows) == [
        (world.at_districts[0].pk, "แบบของอำเภอที่ 1", 1),
        (world.at_districts[1].pk, "แบบของอำเภอที่ 2", 1),
    ]
    assert [task.questions.count() for task in SurveyTask.objects.all()] == [6, 6]


@pytest.mark.django_db(transaction=True)
def test_who_asks_waits_for_another_asker_of_the_circular_and_then_sees_him():
    world = AskingDistricts()
    done, failures = Event(), []

    def ask_again() -> None:
        world.ask(0, title="แบบที่สอง")
        done.set()

    second = in_a_connection_of_its_own(ask_again, failures)
    with transaction.atomic():
        world.ask(1)
        world.ask(0, title="แบบที่หนึ่ง")
        second.start()
        waited = not done.wait(1)
    second.join(30)

    assert (waited, failures) == (True, [])
    task = SurveyTask.objects.get(copy=world.at_districts[0])
    assert (task.title, task.version, task.questions.count()) == ("แบบที่สอง", 2, 6)
    assert ExpectedAnswer.objects.count() == 0
