"""Whose days they are: passing on, and once all below have answered, certifying."""

import datetime as dt

import pytest
from django.utils import timezone

from circulars.domain import returning
from circulars.domain.following import hops
from circulars.models import OfficeCopy
from survey.domain import certifying, checking
from tests import factories
from tests.factories import DAY, MONDAY
from tests.keeping import built_once, kept
from tests.screens.work.task_screens import address, logged_in
from tests.survey.world import HAS, TOWN_HAS, QuickWorld, submit

pytestmark = pytest.mark.django_db

TUESDAY, FRIDAY = MONDAY + DAY, MONDAY + 4 * DAY


@pytest.fixture
@built_once
def world():
    return kept(QuickWorld)


def hop(copy, at):
    (found,) = hops([OfficeCopy.objects.get(pk=copy.pk)], at=at)
    return found


def days(copy, at):
    """Used in all, of these for collecting (None: never), and whether the clock runs."""
    found = hop(copy, at)
    return found.used, found.collecting and found.collecting.used, found.open


def answer_both(world, at):
    submit(world, "อบต. อำเภอก 1", HAS, at=at)
    submit(world, "อบต. อำเภอก 2", HAS, at=at)


def test_while_somebody_below_is_awaited_the_days_are_his(world):
    answer_both(world, TUESDAY)

    assert days(world.at_districts[0], FRIDAY) == (0, None, False)


def test_from_the_last_answer_on_they_are_the_collecting_offices(world):
    answer_both(world, MONDAY)
    submit(world, "เทศบาลตำบลอำเภอก", TOWN_HAS, at=TUESDAY)
    district = world.at_districts[0]

    running = days(district, FRIDAY)
    certifying.certify(district, by=world.district_staff[0].officer, at=FRIDAY - DAY)

    assert running == (3, 3, True)
    assert days(district, FRIDAY + 7 * DAY) == (2, 2, False)
    assert hop(district, FRIDAY).collecting.since == timezone.localdate(TUESDAY)


def test_who_is_taken_out_is_waited_for_no_longer(world):
    answer_both(world, MONDAY)
    line = world.expected("เทศบาลตำบลอำเภอก")
    clerk = factories.Staff(line.office).clerk

    returning.return_to_sender(line.copy, by=clerk, at=TUESDAY, reason="ผิดหน่วยงาน")

    assert days(world.at_districts[0], FRIDAY) == (3, 3, True)


def test_an_answer_sent_back_gives_the_days_back_too(world):
    answer_both(world, MONDAY)
    submit(world, "เทศบาลตำบลอำเภอก", TOWN_HAS, at=MONDAY)
    district, staff = world.at_districts[0], world.district_staff[0]

    line = world.expected("อบต. อำเภอก 1")
    checking.return_answer(line.current, "แก้ยอด", copy=district, by=staff.officer, at=TUESDAY)

    assert days(district, FRIDAY) == (0, None, False)


def test_a_late_answer_gives_the_letter_back_to_who_closed_early(world):
    answer_both(world, MONDAY)
    district, staff = world.at_districts[0], world.district_staff[0]
    certifying.certify(district, by=staff.officer, at=TUESDAY, early_reason="ไม่รอ")
    closed = days(district, FRIDAY)

    submit(world, "เทศบาลตำบลอำเภอก", TOWN_HAS, at=FRIDAY)

    assert closed == (0, None, False)
    assert days(district, FRIDAY + 3 * DAY) == (1, 1, True)


def test_the_screens_say_who_is_to_certify(world, time_machine):
    answer_both(world, MONDAY)
    submit(world, "เทศบาลตำบลอำเภอก", TOWN_HAS, at=TUESDAY)
    time_machine.move_to(MONDAY + dt.timedelta(days=8), tick=False)
    client = logged_in(world.province_staff.supervisor)

    tree = " ".join(client.get(address("circular_tree", world.at_province)).text.split())
    late = client.get("/follow-up/overdue/")
    overdue = " ".join(client.get("/follow-up/overdue/" + late.context["view"].beside).text.split())
    tile = client.get("/follow-up/").context["view"].tiles[2]

    assert "อยู่ที่ อำเภอก ตั้งแต่ ๒๗ ต.ค. ๒๕๖๓ (รอรวบรวม/รับรอง)" in tree
    assert "วันทำการ (รวบรวมและรับรอง ๕)" in tree
    assert "ตั้งแต่ ๒๗ ต.ค. ๒๕๖๓ (รอรวบรวม/รับรอง)" in overdue
    assert "ค้างรวบรวมและรับรอง เลยกำหนด ๑ แห่ง" in late.text
    assert (tile["number"], tile["label"], tile["url"]) == (
        1,
        "หน่วยงานที่ค้างรวบรวมและรับรอง เลยกำหนด",
        "/follow-up/overdue/?duty=collect",
    )
