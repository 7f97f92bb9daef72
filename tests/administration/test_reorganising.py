"""An office that changes its name, kind or place: what was before stays as it was."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from administration.loading import Planned, load_offices
from administration.offices import change_identity
from administration.reorganising import reorganise
from circulars.errors import Invalid, NotAllowed
from circulars.models import Event, EventKind
from offices.dated import as_of, label_on
from offices.models import Change, Former, Kind, Office, Role
from survey.domain.answering import questionnaire_for
from survey.domain.rolling_up import roll_up
from tests import factories
from tests.factories import DAY, MONDAY
from tests.keeping import kept
from tests.survey.world import HAS, QuickWorld, answer_district, submit

pytestmark = pytest.mark.django_db
LATER = MONDAY + 400 * DAY
ON = (MONDAY + 390 * DAY).date()
ACT = "ประกาศกระทรวงมหาดไทย"
NAME = "อบต. อำเภอก 1"


@pytest.fixture
def world() -> QuickWorld:
    return kept(QuickWorld)


@pytest.fixture
def admin(world):
    """Of the province, and so of everything below it."""
    user = factories.person()
    factories.post(user, world.department, Role.ADMIN)
    return user


def raise_it(world, admin, **values):
    office = Office.objects.get(name=NAME)
    given = {"name": "เทศบาลตำบลโซ่", "kind": Kind.SUBDISTRICT_MUNICIPALITY, **values}
    return reorganise(office, given, on=ON, act=ACT, by=admin, at=LATER)


def test_an_office_that_is_raised_keeps_what_it_was(world, admin):
    row = raise_it(world, admin)

    office = Office.objects.get(pk=row.office_id)
    assert (office.name, office.kind, office.changed_on) == (
        "เทศบาลตำบลโซ่", Kind.SUBDISTRICT_MUNICIPALITY, ON,
    )  # fmt: skip
    assert (row.name, row.kind, row.until, row.change, row.act) == (
        NAME, Kind.SAO, ON, Change.RAISED, ACT,
    )  # fmt: skip
    assert label_on(office, ON - DAY) == NAME
    assert label_on(office, ON) == "เทศบาลตำบลโซ่"
    told = Event.objects.get(kind=EventKind.REORGANISED)
    assert (told.office, told.data["before"], told.data["after"]) == (office, NAME, office.name)


def test_two_changes_each_hold_for_their_time(world, admin):
    office = raise_it(world, admin).office
    again = ON + dt.timedelta(days=5)
    reorganise(office, {"name": "เทศบาลเมืองโซ่"}, on=again, act=ACT, by=admin, at=LATER)

    office = Office.objects.get(pk=office.pk)
    names = [as_of(office, day).name for day in (ON - DAY, ON, again - DAY, again)]
    assert names == [NAME, "เทศบาลตำบลโซ่", "เทศบาลตำบลโซ่", "เทศบาลเมืองโซ่"]


def test_the_roll_up_of_then_is_not_rewritten(world, admin):
    answer_district(world, "อำเภอก")
    world.task.refresh_from_db()
    type(world.task).objects.filter(pk=world.task.pk).update(locked_at=MONDAY)
    world.task.refresh_from_db()
    before = [(r.office, r.district, r.province) for r in roll_up(world.task, world.top).rows]
    assert (NAME, "อำเภอก", "จังหวัดหนึ่ง") in before

    raise_it(world, admin, parent=world.districts[1])
    reorganise(world.districts[0], {"name": "อำเภอใหม่"}, on=ON, act=ACT, by=admin, at=LATER)
    reorganise(world.province, {"name": "จังหวัดใหม่"}, on=ON, act=ACT, by=admin, at=LATER)

    assert [
        (r.office, r.district, r.province) for r in roll_up(world.task, world.top).rows
    ] == before


def test_an_open_survey_asks_on_what_it_asked(world, admin):
    line = world.expected(NAME)
    asked = [q.name for q in questionnaire_for(line).questions]

    raise_it(world, admin)

    line = type(line).objects.for_lists().get(pk=line.pk)
    assert [q.name for q in questionnaire_for(line).questions] == asked
    assert submit(world, "เทศบาลตำบลโซ่", HAS).counts


def test_province_and_district_follow_a_new_parent(world, admin):
    row = raise_it(world, admin, parent=world.districts[1])

    office = Office.objects.get(pk=row.office_id)
    assert (office.parent, office.district, office.province) == (
        world.districts[1], world.districts[1], world.province,
    )  # fmt: skip
    assert office.path.startswith(world.districts[1].path)


def test_what_cannot_be_is_refused_in_one_sentence(world, admin):
    office = Office.objects.get(name=NAME)
    rename = {"name": "ใหม่"}

    def refused(said, values=rename, *, on=ON, act=ACT, target=office):
        with pytest.raises(Invalid, match=said):
            reorganise(target, values, on=on, act=act, by=admin, at=LATER)

    refused("โปรดเขียนประกาศหรือกฎหมายที่เปลี่ยนหน่วยงานนี้", act=" ")
    refused("ยังไม่ถึงวันที่มีผล โปรดบันทึกเมื่อถึงวันนั้น", on=(LATER + DAY).date())
    refused("ยังไม่ได้เปลี่ยนชื่อ ฐานะ หรือสังกัด", {})
    refused("โปรดกรอกชื่อเต็มของหน่วยงาน", {"name": " "})
    refused("หน่วยงานภายในกับหน่วยงานเปลี่ยนเป็นกันไม่ได้ ให้ยุบแล้วตั้งใหม่", {"kind": Kind.DIVISION})
    below = "สังกัดใหม่ต้องเป็นหน่วยงานที่ยังอยู่ และไม่อยู่ใต้หน่วยงานนี้เอง"
    refused(below, {"parent": office}, target=world.districts[0])
    raise_it(world, admin)
    refused("วันที่มีผลต้องหลังการเปลี่ยนแปลงครั้งก่อน")


def test_only_an_administrator_of_it_and_of_its_new_parent(world, admin):
    office, here = Office.objects.get(name=NAME), factories.person()
    factories.post(here, world.districts[0], Role.ADMIN)

    with pytest.raises(NotAllowed):
        reorganise(
            office, {"name": "x"}, on=ON, act=ACT, by=world.district_staff[0].supervisor, at=LATER
        )
    with pytest.raises(NotAllowed):
        reorganise(office, {"parent": world.districts[1]}, on=ON, act=ACT, by=here, at=LATER)
    assert Former.objects.count() == 0


def test_a_name_put_right_in_the_directory_is_kept_too(world, admin):
    office = Office.objects.get(name=NAME)

    change_identity(office, {"name": "อบต. อำเภอก ๑"}, by=admin, at=LATER)

    assert list(office.formers.values_list("name", "act")) == [(NAME, "แก้ไขในทำเนียบ")]


def test_a_table_of_a_new_year_keeps_what_was_before(world):
    office = Office.objects.get(name=NAME)
    plan = Planned(
        code=office.code, kind=Kind.SUBDISTRICT_MUNICIPALITY, name="เทศบาลตำบลโซ่", head_title="นายก"
    )

    report = load_offices([plan], tick=lambda _n: None, on=ON)

    assert report.changed[0][0] == "เทศบาลตำบลโซ่"
    row = Former.objects.get()
    assert (row.name, row.change, row.act) == (NAME, Change.RAISED, "ตามตารางหน่วยงานที่นำเข้า")
    office.refresh_from_db()
    assert office.changed_on == ON


def test_the_directory_finds_it_by_any_name_it_ever_had(world, admin):
    office = raise_it(world, admin).office
    client = Client()
    client.force_login(world.district_staff[0].officer)

    found = client.get(reverse("office_tree"), {"q": NAME}).content.decode()

    assert "เทศบาลตำบลโซ่" in found
    shown = client.get(reverse("office_tree_of", args=[office.pk])).content.decode()
    assert ("เปลี่ยนฐานะ" in shown, NAME in shown, ACT in shown) == (True, True, True)


def test_the_screen_changes_it_and_says_what_is_wrong(world, admin):
    office, client = Office.objects.get(name=NAME), Client()
    client.force_login(admin)
    address = reverse("office_reorganise", args=[office.pk])
    given = {
        "name": "เทศบาลตำบลโซ่", "kind": Kind.SUBDISTRICT_MUNICIPALITY, "parent": office.parent_id,
        "short_name": "", "name_en": "", "head_title": "นายกเทศมนตรี", "on": "1/10/63",
    }  # fmt: skip
    assert client.get(address).status_code == 200

    refused = client.post(address, given).content.decode()
    assert "โปรดเขียนประกาศหรือกฎหมายที่เปลี่ยนหน่วยงานนี้" in refused
    assert client.post(address, {**given, "act": ACT}).status_code == 302

    office.refresh_from_db()
    assert (office.name, office.changed_on) == ("เทศบาลตำบลโซ่", dt.date(2020, 10, 1))
