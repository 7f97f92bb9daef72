"""No two units of one house give the same number, by whichever door their codes are set."""

import csv

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from administration.offices import change_identity
from circulars.domain.numbering import number_clash
from circulars.errors import Invalid
from offices.models import Kind, Office, Role, User
from tests import factories
from tests.factories import MONDAY

pytestmark = pytest.mark.django_db

SENTENCE = (
    "เลขของ {unit} (ทด {code}) จะซ้ำกับ {other} "
    "หน่วยที่ออกเลขเองต้องมีรหัสในเลขที่หนังสือของตนเอง ไม่ซ้ำกับหน่วยอื่น เช่น 0023.4"
)


@pytest.fixture
def province():
    return factories.office("จังหวัดทดสอบ", Kind.PROVINCE, number_code="0017")


@pytest.fixture
def unit(province):
    """The สถจ. of the province, with books of its own."""
    fields = {"number_letters": "", "number_code": "0023"}
    return factories.office("สำนักงานท้องถิ่น", Kind.DIVISION, parent=province, **fields)


def settings_of(**changes):
    fields = {"number_letters": "ทด", "number_code": "0017", "issues_numbers": "on"}
    return {**fields, "circular_series": "own", "four_eyes": "on", **changes}


@pytest.fixture
def admin_client(client):
    client.force_login(User.objects.create_superuser("root", password="เวียน-1234"))
    return client


def test_the_house_does_not_take_the_code_of_its_unit(province, unit, as_user):
    clerk = factories.Staff(province).clerk
    address = reverse("office_settings")

    refused = as_user(clerk).post(address, settings_of(number_code="0023"))
    as_user(clerk).post(address, settings_of(number_code="0018"))

    told = SENTENCE.format(unit="จังหวัดทดสอบ", code="0023", other="สำนักงานท้องถิ่น")
    assert refused.context["form"].errors == {"number_code": [told]}
    province.refresh_from_db()
    assert province.number_code == "0018"


def test_the_code_of_a_unit_without_books_is_not_that_of_one_with_books(province, unit, as_user):
    fields = {"number_letters": "", "number_code": "0023.1", "issues_numbers": False}
    group = factories.office("กลุ่มงานหนึ่ง", Kind.DIVISION, parent=province, **fields)
    clerk = factories.Staff(province).clerk

    refused = as_user(clerk).post(
        reverse("office_settings_of", args=[group.pk]),
        {"number_letters": "", "number_code": "0023", "circular_series": "own"},
    )

    told = SENTENCE.format(unit="กลุ่มงานหนึ่ง", code="0023", other="สำนักงานท้องถิ่น")
    assert refused.context["form"].errors == {"number_code": [told]}


def test_a_group_shares_the_code_of_the_office_whose_books_it_uses(province, unit):
    fields = {"number_letters": "", "number_code": "", "issues_numbers": False}
    factories.office("กลุ่มงานหนึ่ง", Kind.DIVISION, parent=unit, **fields)

    assert number_clash(province) is None


def test_a_closed_unit_does_not_open_again_under_a_code_that_was_given_away(province, unit):
    day = MONDAY.date()
    Office.objects.filter(pk=unit.pk).update(closed_on=day)
    Office.objects.filter(pk=province.pk).update(number_code="0023")
    admin = factories.person()
    factories.post(admin, province, Role.ADMIN)
    unit.refresh_from_db()

    with pytest.raises(Invalid, match="จะซ้ำกับ จังหวัดทดสอบ"):
        change_identity(unit, {"closed_on": None}, by=admin, at=MONDAY)


def admin_fields(client, office):
    page = client.get(reverse("admin:offices_office_change", args=[office.pk]))
    given = page.context["adminform"].form.initial
    return {name: value for name, value in given.items() if value not in (None, False, "")}


def test_the_administration_says_it_at_the_field_and_keeps_nothing(province, unit, admin_client):
    address = reverse("admin:offices_office_change", args=[unit.pk])
    fields = admin_fields(admin_client, unit)

    refused = admin_client.post(address, {**fields, "number_code": "0017", "phone": "1"})
    unit.refresh_from_db()
    kept = (unit.number_code, unit.phone)
    done = admin_client.post(address, {**fields, "number_code": "0024", "phone": "1"})

    told = SENTENCE.format(unit="สำนักงานท้องถิ่น", code="0017", other="จังหวัดทดสอบ")
    assert refused.context["adminform"].form.errors == {"number_code": [told]}
    assert kept == ("0023", "")
    unit.refresh_from_db()
    assert (done.status_code, unit.number_code, unit.phone) == (302, "0024", "1")


def test_the_administration_makes_no_second_unit_of_one_code(province, unit, admin_client):
    fields = {
        "code": "T-NEW",
        "kind": "DIVISION",
        "name": "กลุ่มงานใหม่",
        "parent": province.pk,
        "number_code": "0023",
        "issues_numbers": "on",
        "circular_series": "own",
        "on_system": "on",
    }
    address = reverse("admin:offices_office_add")

    refused = admin_client.post(address, fields)
    before = Office.objects.filter(code="T-NEW").exists()
    admin_client.post(address, {**fields, "number_code": "0024"})

    assert list(refused.context["adminform"].form.errors) == ["number_code"]
    assert before is False
    assert (
        Office.objects.get(code="T-NEW").path == f"{province.path}{Office.objects.latest('pk').pk}."
    )


def test_a_table_with_two_units_of_one_code_is_not_loaded(tmp_path):
    columns = [
        "letter_code_th",
        "number",
        "full_code",
        "level",
        "parent_code",
        "name_th",
        "name_en",
    ]
    rows = [
        ["ทด", "08", "ทด 08", "department", "มท", "กรมทดสอบ", "Test"],
        ["ทด", "0810", "ทด 0810", "division", "ทด 08", "กองหนึ่ง", "One"],
        ["ทด", "0810", "ทด 0811", "division", "ทด 08", "กองสอง", "Two"],
    ]
    path = tmp_path / "ministries.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([columns, *rows])

    with pytest.raises(CommandError) as refusal:
        call_command("load_offices", path)

    told = SENTENCE.format(unit="กองหนึ่ง", code="0810", other="กองสอง")
    assert str(refusal.value) == told
    assert Office.objects.count() == 0
