"""The whole way of a circular: what each office of it may read, and nothing more."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from circulars.domain import endorsing, opening, registering, returning
from circulars.domain.events import record
from circulars.models import Circular, Event, EventKind, OfficeCopy, Secrecy
from circulars.states import Order
from offices.models import Kind
from survey.domain import certifying
from tests import factories
from tests.factories import DAY, MONDAY
from tests.keeping import built_once
from tests.screens.work.task_screens import address, logged_in
from tests.survey.world import HAS, World, answer_district, send, submit

pytestmark = pytest.mark.django_db

MOST_BYTES = 60_000
NOTE = "ความเห็นภายในของ"


def walk(copy, staff):
    registering.register(copy, by=staff.clerk, at=MONDAY)
    note = f"{NOTE}{copy.office.name}"
    endorsing.endorse(copy, Order.FORWARD, by=staff.officer, at=MONDAY, text=note, asks_answer=True)
    send(copy, staff)


@pytest.fixture
@built_once
def world():
    """The usual tree, where every office on the way has written a note of its own."""
    world = World(forwarded=False)
    send(world.top, world.staff)
    world.at_province = world.copy_of(world.province)
    walk(world.at_province, world.province_staff)
    world.at_districts = [world.copy_of(district) for district in world.districts]
    for copy, staff in zip(world.at_districts, world.district_staff, strict=True):
        walk(copy, staff)
    return world


def lines(user, copy, **query):
    """Office and sentence of every line, oldest first."""
    told = []
    client, number = logged_in(user), 1
    while True:
        view = client.get(address("copy_history", copy), {"page": number, **query}).context["view"]
        told += [(line.office, line.text) for line in view.lines]
        if not view.page.has_next():
            return told[::-1]
        number += 1


def page(user, copy, **query):
    return logged_in(user).get(address("copy_history", copy), query)


def letter_of(copy):
    return copy.dispatches.get().letter.number_printed


def arabic(text):
    return text.translate(str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789"))


def test_the_story_goes_through_all_offices_below(world):
    answer_district(world, "อำเภอก")
    certifying.certify(world.at_districts[0], by=world.district_staff[0].officer, at=MONDAY + DAY)

    told = lines(world.province_staff.officer, world.at_province, show="below")

    sao = "อบต. อำเภอก 1"
    assert ("อำเภอก", "อำเภอก ลงทะเบียนรับ เลขที่ ๑") in told
    assert told.index((sao, "ส่งคำตอบ")) < told.index(("อำเภอก", "รับรองผล"))
    assert {office for office, _text in told} == {
        "อำเภอก",
        "อำเภอข",
        sao,
        "อบต. อำเภอก 2",
        "เทศบาลตำบลอำเภอก",
    }


def test_an_office_below_is_seen_but_not_read(world):
    returned = world.expected("อบต. อำเภอก 1").copy
    clerk = factories.Staff(returned.office).clerk
    returning.return_to_sender(returned, by=clerk, at=MONDAY, reason="ผิดหน่วยงาน")

    below = page(world.province_staff.officer, world.at_province, show="below").text

    assert NOTE not in below
    assert "ร่างหนังสือ" not in below
    assert world.district_staff[0].officer.full_name not in below
    assert "ผิดหน่วยงาน" in below


def test_of_the_way_down_only_the_letters_are_told(world):
    line = world.expected("อบต. อำเภอก 1")
    clerk = factories.Staff(line.office).clerk
    registering.register(line.copy, by=clerk, at=MONDAY + DAY)

    told = [(office, arabic(text)) for office, text in lines(clerk, line.copy)]

    down = "มีหนังสือ {} แจ้งลงมา".format
    assert told == [
        ("กรมหนึ่ง", down(letter_of(world.top))),
        ("จังหวัดหนึ่ง", down(letter_of(world.at_province))),
        ("อำเภอก", down(letter_of(world.at_districts[0]))),
        (line.office.name, f"{line.office.name} ลงทะเบียนรับ เลขที่ 1"),
    ]
    text = page(clerk, line.copy).text
    assert NOTE not in text
    assert world.district_staff[0].officer.full_name not in text


def test_a_district_reads_nothing_of_its_neighbour_or_of_the_province(world):
    submit(world, "อบต. อำเภอข 1", HAS)
    submit(world, "อบต. อำเภอก 1", HAS)

    told = lines(world.district_staff[0].officer, world.at_districts[0])
    text = page(world.district_staff[0].officer, world.at_districts[0]).text

    assert {office for office, _text in told} == {
        "กรมหนึ่ง",
        "จังหวัดหนึ่ง",
        "อำเภอก",
        "อบต. อำเภอก 1",
    }
    assert [office for office, _text in told].count("จังหวัดหนึ่ง") == 1
    assert f"{NOTE}อำเภอก" in text
    assert f"{NOTE}จังหวัดหนึ่ง" not in text
    assert "อำเภอข" not in text


def test_another_letter_that_was_sent_beside_ours_is_not_told(world):
    record(
        EventKind.DISPATCHED,
        by=None,
        at=MONDAY + DAY,
        copy=world.at_province,
        to="ทุกอำเภอ",
        count=1,
        recipients=[world.districts[1].pk],
        number="ทด 0001/ว 99",
    )

    told = lines(world.district_staff[0].officer, world.at_districts[0])

    assert "ว 99" not in arabic(str(told))


def test_secret_matters_stay_with_named_people(world):
    Circular.objects.filter(pk=world.at_province.circular_id).update(secrecy=Secrecy.SECRET)
    OfficeCopy.objects.filter(pk=world.at_province.pk).update(officer=world.province_staff.officer)

    named = page(world.province_staff.officer, world.at_province)
    house = page(world.province_staff.supervisor, world.at_province)

    assert (named.status_code, house.status_code) == (200, 404)


def test_the_pages_of_a_long_story_are_small_and_cost_the_same(world):
    user = world.province_staff.officer
    answer_district(world, "อำเภอก")
    client = logged_in(user)
    url = address("copy_history", world.at_province)
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        client.get(url, {"show": "own"})
    for n in range(60):
        office = factories.office(f"อบต. ใหม่ {n}", Kind.SAO, parent=world.districts[0])
        child = OfficeCopy.objects.create(
            circular=world.at_districts[0].circular,
            letter=world.at_districts[0].letter,
            office=office,
            holder=office,
            parent=world.at_districts[0],
            above=world.at_districts[0].branch,
            sent_at=MONDAY,
            held_since=MONDAY,
        )
        opening.mark_opened(child, by=user, at=MONDAY + DAY)

    with CaptureQueriesContext(connection) as many:
        response = client.get(url)

    assert len(response.context["view"].lines) == 50
    assert len(many) <= len(few) + 1
    assert len(response.content) < MOST_BYTES
    assert response.context["view"].page.has_next()


def test_the_copy_and_the_tree_lead_to_it(world):
    client = logged_in(world.province_staff.officer)
    there = address("copy_history", world.at_province)

    assert there in client.get(address("copy", world.at_province)).text
    assert there in client.get(address("circular_tree", world.at_province)).text


def test_reading_it_writes_nothing(world):
    before = Event.objects.count()

    page(world.province_staff.officer, world.at_province)

    assert Event.objects.count() == before
