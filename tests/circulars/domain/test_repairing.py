"""The clock of those below stops while a letter is repaired."""

import datetime as dt

import pytest
from django.urls import reverse

from circulars.domain.repairing import (
    standing_repairs,
    start_clock,
    stop_clock,
    untouched_by_repairs,
)
from circulars.errors import Invalid, WrongState
from circulars.models import Event, Expectation, OfficeCopy, Repair
from offices.models import Holiday
from outbox.models import OutboxItem
from tests.circulars.ledger_world import Country
from tests.factories import DAY, MONDAY, at
from tests.keeping import built_once
from workflow import handlers
from workflow.escalating import send_reminders
from workflow.models import Notice

pytestmark = pytest.mark.django_db

#: A Friday at the end of the day, and one with an hour.
FRIDAY, HOUR = at("2020-10-31", "00:00"), at("2020-10-30", "16:30")
WEDNESDAY = MONDAY + 2 * DAY


@pytest.fixture
@built_once
def country():
    """A department asks every อปท.; one province has sent it on to its town, by an hour."""
    country = Country()
    country.ask_all()
    Expectation.objects.update(due_at=FRIDAY)
    country.province = country.copy(country.provinces[0])
    OfficeCopy.objects.filter(parent=country.top).update(due_at=FRIDAY)
    country.send(country.province, due_at=HOUR, to={"groups": ["towns"]})
    country.officer = country.of(country.department).officer
    return country


def stopped(country, moment=MONDAY):
    return stop_clock(country.top, by=country.officer, at=moment, reason="แก้แบบรายงาน")


def started(country, moment=WEDNESDAY):
    return start_clock(country.top, by=country.officer, at=moment)


def dues(country):
    town = country.local("เมืองในจังหวัดก")
    silent = country.local("อบต.1 ในจังหวัดข")
    return (
        country.copy(town).due_at,
        country.line(town).due_at,
        country.copy(country.provinces[1]).due_at,
        country.line(silent).due_at,
    )


def test_open_deadlines_are_later_by_the_working_days_it_took(country):
    Holiday.objects.update_or_create(day=dt.date(2020, 11, 2), defaults={"name": "หยุดพิเศษ"})
    before = dues(country)
    stopped(country)

    repair = started(country)

    assert before == (HOUR, HOUR, FRIDAY, FRIDAY)
    assert (repair.days, repair.ended_by) == (2, country.officer)
    later, whole = at("2020-11-04", "16:30"), at("2020-11-05", "00:00")
    assert dues(country) == (later, later, whole, whole)
    assert Expectation.objects.filter(copy=country.province).get().due_at == whole


def test_everybody_is_told_with_the_reason(country):
    country.of(country.local("เมืองในจังหวัดก"))
    stopped(country)
    started(country)
    item = OutboxItem.objects.get(kind="deadline_moved")
    handlers.deadline_moved(item, WEDNESDAY)

    event = Event.objects.get(kind="extended")
    assert event.data["reason"] == "หยุดนับเวลา 2 วันทำการ: แก้แบบรายงาน"
    touched = OfficeCopy.objects.below(country.top)
    assert event.data["touched"] == sorted(touched.values_list("pk", flat=True))
    town = country.copy(country.local("เมืองในจังหวัดก"))
    told = Notice.objects.filter(copy=town, kind="deadline_moved")
    assert {notice.text.partition(" · ")[0] for notice in told} == {event.data["reason"]}


def test_who_answers_while_it_stands_still_is_not_late(country):
    stopped(country, HOUR - DAY)
    country.report(country.local("เมืองในจังหวัดก"), at=HOUR + DAY / 24)
    line = country.line(country.local("เมืองในจังหวัดก"))
    late = line.on_time

    started(country, HOUR + DAY / 12)

    line.refresh_from_db()
    assert (late, line.on_time) == (False, True)


def test_who_was_late_before_stays_late(country):
    country.report(country.local("เมืองในจังหวัดก"), at=HOUR + DAY / 24)
    stopped(country, HOUR + DAY / 12)

    started(country, HOUR + 5 * DAY)

    line = country.line(country.local("เมืองในจังหวัดก"))
    assert (line.on_time, line.due_at) == (False, HOUR)


def test_nobody_is_reminded_meanwhile(country):
    country.of(country.local("เมืองในจังหวัดก"))
    below = Notice.objects.filter(kind="due").exclude(copy=country.top)
    stopped(country)
    send_reminders(at=HOUR - DAY / 2)
    meanwhile = below.count()
    clear = list(OfficeCopy.objects.filter(untouched_by_repairs()))
    started(country, HOUR - DAY / 2)
    send_reminders(at=at("2020-11-05", "12:00"))

    assert (meanwhile, clear) == (0, [country.top])
    assert below.filter(copy__office__name="เมืองในจังหวัดก").exists()


def test_a_repair_of_one_day_moves_nothing(country):
    stopped(country)

    assert started(country, MONDAY + DAY / 24).days == 0
    assert dues(country) == (HOUR, HOUR, FRIDAY, FRIDAY)
    assert not Event.objects.filter(kind="extended").exists()


def test_it_stands_still_once(country):
    stopped(country)
    town = country.copy(country.local("เมืองในจังหวัดก"))
    by = country.of(country.provinces[0]).officer

    for copy, user in ((country.top, country.officer), (country.province, by)):
        with pytest.raises(WrongState) as refused:
            stop_clock(copy, by=user, at=MONDAY, reason="อีก")
        assert str(refused.value) == "เรื่องนี้หยุดนับเวลาอยู่แล้ว"
    assert standing_repairs(town).get().copy == country.top


def test_what_runs_is_not_started_and_a_reason_is_needed(country):
    with pytest.raises(WrongState) as running:
        started(country)
    with pytest.raises(Invalid) as silent:
        stop_clock(country.top, by=country.officer, at=MONDAY, reason=" ")

    assert str(running.value) == "เรื่องนี้ไม่ได้หยุดนับเวลา"
    assert (str(silent.value), silent.value.field) == (
        "โปรดเขียนว่าแก้ไขอะไร ผู้รับจะได้อ่าน",
        "reason",
    )


@pytest.mark.usefixtures("on_monday")
def test_one_page_stops_it_and_lets_it_go_on(as_user, country):
    client = as_user(country.officer)
    page = reverse("copy_repair", args=[country.top.pk])
    town = country.copy(country.local("เมืองในจังหวัดก"))

    refused = client.post(page, {"reason": ""})
    client.post(page, {"reason": "แก้แบบรายงาน"})
    receiver = as_user(country.of(town.office).officer)
    letter = receiver.get(reverse("copy", args=[town.pk]))
    again = as_user(country.officer).get(page)
    as_user(country.officer).post(page)

    assert refused.context["form"].errors == {"reason": ["โปรดเขียนว่าแก้ไขอะไร ผู้รับจะได้อ่าน"]}
    assert "ผู้ส่งหยุดนับเวลาตั้งแต่" in letter.content.decode()
    assert letter.context["copy"].repair_reason == "แก้แบบรายงาน"
    assert again.context["view"].title == "แก้ไขเสร็จ นับเวลาต่อ"
    assert Repair.objects.get().days == 0
