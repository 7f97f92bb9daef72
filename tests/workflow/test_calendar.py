"""The calendar of a person's work: what stands in it, and who may read it."""

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar

from circulars.domain import registering
from offices.models import Kind
from tests import factories
from tests.factories import DAY, MONDAY
from tests.keeping import built_once
from workflow.calendar import calendar_of, close_link, new_link, owner_of, token_of

pytestmark = pytest.mark.django_db

DUE = factories.at("2020-10-31", "00:00")


@pytest.fixture
@built_once
def staff():
    return factories.Staff(factories.office("จังหวัดทดสอบ", Kind.PROVINCE))


def letter(staff, **fields):
    words = {"number_printed": "มท 0801/ว 7", "subject": "น้ำท่วม", "due_at": DUE, **fields}
    return factories.arrived(staff.office, by=staff.clerk, **words)


def entries(user, *, at=MONDAY):
    calendar = Calendar.from_ical(calendar_of(user, at=at))
    return [
        (str(one["summary"]), one.decoded("dtstart"), str(one.get("url", "")))
        for one in calendar.walk("VEVENT")
    ]


def test_what_lies_on_the_desk_and_what_waits_for_an_order_stand_on_their_days(staff):
    waiting = letter(staff)
    given = letter(staff, due_at=DUE + DAY, number_printed="มท 0801/ว 8")
    registering.register(given, by=staff.clerk, at=MONDAY)
    letter(staff, due_at=None, number_printed="มท 0801/ว 9")

    assert entries(staff.clerk)[0] == (
        "ลงทะเบียนรับ: มท 0801/ว 7 น้ำท่วม",
        dt.date(2020, 10, 30),
        f"http://testserver/copies/{waiting.pk}/register/",
    )
    assert entries(staff.officer)[-1] == (
        "เกษียน/สั่งการ: มท 0801/ว 8 น้ำท่วม",
        dt.date(2020, 10, 31),
        f"http://testserver/copies/{given.pk}/endorse/",
    )


def test_a_deadline_with_an_hour_stands_at_its_moment(staff):
    moment = factories.at("2020-10-30", "16:30")
    letter(staff, due_at=moment)

    ((_summary, start, _url),) = entries(staff.clerk)

    assert start == moment


def test_of_a_secret_letter_nothing_is_shown_but_that(staff):
    registrar = factories.person()
    factories.post(registrar, staff.office, "clerk", handles_secret=True)
    letter(staff, secrecy="002")

    assert entries(registrar) == [("หนังสือลับ", dt.date(2020, 10, 30), "")]


@time_machine.travel(MONDAY, tick=False)
def test_a_program_reads_it_by_the_link_until_it_is_revoked(staff):
    letter(staff)
    old = reverse("calendar_feed", args=[new_link(staff.clerk)])
    program = Client()
    with CaptureQueriesContext(connection) as asked:
        page = program.get(old)
    queries = len(asked)
    link = new_link(staff.clerk)
    closed = [program.get(old).status_code]
    close_link(staff.clerk)
    closed.append(program.get(reverse("calendar_feed", args=[link])).status_code)

    assert page["Content-Type"] == "text/calendar; charset=utf-8"
    assert page.content.startswith(b"BEGIN:VCALENDAR")
    assert closed == [404, 404]
    assert queries == 4


def test_a_forged_link_and_that_of_a_closed_account_lead_nowhere(staff):
    link = new_link(staff.clerk)
    other = link.replace(link[:4], "9999", 1)
    staff.clerk.is_active = False
    staff.clerk.save()

    close_link(staff.officer)
    assert [owner_of(one) for one in (link, other, "x", token_of(staff.officer))] == [None] * 4


@time_machine.travel(MONDAY, tick=False)
def test_the_profile_makes_a_link_and_closes_it(staff, as_user):
    client = as_user(staff.clerk)

    made = client.post(reverse("calendar_link"), {"act": "new"}, follow=True)
    staff.clerk.refresh_from_db()
    link = "http://testserver" + reverse("calendar_feed", args=[token_of(staff.clerk)])
    closed = client.post(reverse("calendar_link"), {"act": "close"}, follow=True)

    assert made.context["calendar"] == link
    assert closed.context["calendar"] == ""
