"""The late list on the screen and as files, and a call that is noted from it."""

import csv
import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from circulars.models import Duty, Event, EventKind, Expectation, OfficeCopy, What
from offices.models import Kind, Office
from tests import factories
from tests.factories import DAY, MONDAY
from tests.keeping import kept
from tests.screens.work.task_screens import logged_in
from tests.survey.world import QuickWorld

pytestmark = pytest.mark.django_db
LATE = MONDAY + 8 * DAY
NAME = "อบต. อำเภอก 1"


@pytest.fixture
def world(time_machine):
    world = kept(QuickWorld)
    Office.objects.filter(name=NAME).update(phone="042491234")
    time_machine.move_to(LATE, tick=False)
    return world


def seen(world: QuickWorld, name: str = "overdue", **wanted: object):
    return logged_in(world.province_staff.supervisor).get(reverse(name), wanted)


def words(page) -> str:
    return " ".join(page.text.split())


def test_a_row_says_whom_to_telephone_and_leads_to_the_tree(world):
    copy = world.expected(NAME).copy
    clerk = factories.Staff(copy.office).clerk

    page = seen(world, q=NAME)

    (row,) = page.context["view"].rows
    assert (row.contact.name, row.contact.post) == (clerk.full_name, f"สารบรรณ {NAME}")
    assert (row.dialled, row.root) == ("042491234", world.at_province.pk)
    assert 'href="tel:042491234"' in page.text
    assert f"{reverse('circular_tree', args=[row.root])}?only={copy.pk}" in page.text


def test_rows_stand_under_their_letter_province_and_district_with_subtotals(world):
    rows = seen(world).context["view"].rows

    heads = [(head.level, head.words, head.count) for row in rows for head in row.headings]
    assert heads == [
        ("letter", "เรื่องสำรวจ", 7),
        ("province", "จังหวัดหนึ่ง", 7),
        ("district", "อำเภอก", 4),
        ("district", "อำเภอข", 3),
    ]


def test_another_order_has_no_headings_and_names_the_letter_in_each_row(world):
    page = seen(world, sort="office")

    assert [row.headings for row in page.context["view"].rows] == [()] * 7
    assert page.text.count("เรื่องสำรวจ</span>") == 7


def test_the_list_is_drilled_into_and_the_way_back_is_offered(world):
    first = world.districts[0]
    view = seen(world, under=first.pk).context["view"]

    assert [row.held.line.district for row in view.rows] == [first] * 4
    assert [place.pk for place in view.sums.way] == [world.province.pk, first.pk]
    assert seen(world, under="x").status_code == seen(world, under=999_999).status_code == 404


def test_what_the_form_does_not_offer_is_passed_over(world):
    view = seen(world, step="x", days="ก", circular="9", sort="?").context["view"]

    assert len(view.rows) == 7


def test_nothing_found_says_so(world):
    assert "ไม่มีรายการตามที่เลือก" in words(seen(world, q="ไม่มีที่ไหน"))


def test_a_call_is_noted_and_stands_in_the_row_and_in_the_history(world):
    copy = world.expected(NAME).copy
    client = logged_in(world.province_staff.supervisor)
    back = reverse("overdue") + "?q=1"
    form = client.get(reverse("copy_call", args=[copy.pk]), headers={"Referer": back})

    done = client.post(reverse("copy_call", args=[copy.pk]), {"note": "จะส่งบ่ายนี้", "next": back})

    assert f'value="{back}"' in form.text
    assert (done.status_code, done.headers["Location"]) == (302, back)
    (row,) = seen(world, q=NAME).context["view"].rows
    assert row.done.call == Event.objects.get(kind=EventKind.CALLED)
    caller = world.province_staff.supervisor.full_name
    assert f"โทรแล้ว ๓ พ.ย. ๒๕๖๓ เวลา ๐๙.๐๐ น.: จะส่งบ่ายนี้ ({caller})" in words(seen(world, q=NAME))
    history = client.get(reverse("copy_history", args=[world.at_province.pk]))
    told = [line for line in history.context["view"].lines if line.icon == "phone"]
    assert [(one.text, one.detail, one.by, one.office) for one in told] == [
        ("โทรแล้ว", "จะส่งบ่ายนี้", caller, "จังหวัดหนึ่ง")
    ]


def test_only_who_sent_it_finds_the_page_of_a_call(world):
    copy = world.expected(NAME).copy
    beside = logged_in(world.district_staff[1].supervisor)

    assert beside.get(reverse("copy_call", args=[copy.pk])).status_code == 404


def test_the_files_hold_the_same_letters_and_no_formula(world):
    Office.objects.filter(name=NAME).update(name="=1+1")

    table = seen(world, "overdue_csv", under=world.districts[0].pk)
    sheet = seen(world, "overdue_xlsx", under=world.districts[0].pk)

    lines = list(csv.reader(io.StringIO(table.content.decode("utf-8-sig"))))
    cells = list(load_workbook(io.BytesIO(sheet.content)).active.iter_rows())
    assert [line[3] for line in lines] == [
        "หน่วยงาน",
        "เทศบาลเมืองหนึ่ง",
        "เทศบาลตำบลอำเภอก",
        "'=1+1",
        "อบต. อำเภอก 2",
    ]
    assert (cells[3][3].value, cells[3][3].data_type) == ("=1+1", "s")
    assert (lines[3][6], cells[3][6].value) == ("04 249 1234",) * 2
    assert (lines[3][10], cells[3][10].value) == ("3", 3)
    assert len(cells) == len(lines)


def test_a_page_of_the_list_is_small_however_many_are_late(world):
    district = world.at_districts[0]
    offices = [
        factories.office(
            f"องค์การบริหารส่วนตำบลที่ชื่อยาวมาก {n}",
            Kind.SAO,
            parent=district.office,
            province=world.province,
            district=district.office,
            phone="0 4249 1234",
        )
        for n in range(40)
    ]
    copies = OfficeCopy.objects.bulk_create(
        OfficeCopy(
            circular=district.circular,
            letter=district.letter,
            office=office,
            holder=office,
            parent=district,
            above=district.branch,
            due_at=MONDAY,
            sent_at=MONDAY,
            held_since=MONDAY,
        )
        for office in offices
    )
    Expectation.objects.bulk_create(
        Expectation(
            asker=world.top,
            what=What.SURVEY,
            duty=Duty.ANSWER,
            office=copy.office,
            office_name=copy.office.name,
            office_kind=copy.office.kind,
            province=world.province,
            district=district.office,
            copy=copy,
            above=copy.above,
            due_at=MONDAY,
            frozen_at=MONDAY,
        )
        for copy in copies
    )

    page = seen(world)

    assert page.context["view"].page.paginator.count == 47
    assert len(page.content) < 60_000
