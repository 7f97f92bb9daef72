"""Settings of an office, the tree of offices, a person's own settings, guides, the admin."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from circulars.models import Event
from offices.models import Kind, Office, Role
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def province():
    return factories.office("จังหวัดทดสอบ", Kind.PROVINCE)


@pytest.fixture
def staff(province):
    return factories.Staff(province)


def settings_of(**changes):
    fields = {
        "stamp_name": "สถจ.ทดสอบ",
        "letterhead_name": "ศาลากลางจังหวัด",
        "number_letters": "ทด",
        "number_code": "0023.3",
        "issues_numbers": "on",
        "circular_series": "own",
        "four_eyes": "on",
        "address": "ถนนกลาง ทด ๓๘๐๐๐",
        "phone": "0 4249 2709",
    }
    return {**fields, **changes}


def picture():
    target = io.BytesIO()
    drawn = Image.new("RGB", (300, 320), "white")
    drawn.paste("black", (50, 50, 250, 270))
    drawn.save(target, "PNG")
    return SimpleUploadedFile("ตรา.png", target.getvalue(), content_type="image/png")


def test_settings_are_kept_with_an_event(province, staff, as_user):
    as_user(staff.clerk).post(reverse("office_settings"), settings_of())

    province.refresh_from_db()
    assert (province.stamp_name, province.number_code) == ("สถจ.ทดสอบ", "0023.3")
    event = Event.objects.get(kind="account")
    assert "stamp_name" in event.data["changed"]


def test_an_emblem_is_made_ready_and_can_be_given_back(province, staff, as_user):
    client = as_user(staff.clerk)

    client.post(reverse("office_settings"), settings_of(emblem_file=picture()))
    province.refresh_from_db()
    with province.emblem.open("rb") as stored, Image.open(stored) as made:
        assert (made.mode, made.height) == ("L", 709)
    client.post(reverse("office_settings"), settings_of(default_emblem="on"))

    province.refresh_from_db()
    assert not province.emblem


def test_a_wrong_emblem_is_refused_and_the_rest_is_kept(staff, as_user):
    wrong = SimpleUploadedFile("ตรา.png", b"not a picture")

    page = as_user(staff.clerk).post(reverse("office_settings"), settings_of(emblem_file=wrong))

    form = page.context["form"]
    assert "emblem_file" in form.errors
    assert form["stamp_name"].value() == "สถจ.ทดสอบ"


def test_an_officer_sees_the_settings_but_may_not_change_them(province, staff, as_user):
    page = as_user(staff.officer).post(reverse("office_settings"), settings_of())

    province.refresh_from_db()
    assert len(page.context["form"].non_field_errors()) == 1
    assert province.stamp_name == ""


def test_the_settings_of_another_house_are_not_there(staff, as_user):
    foreign = factories.office("จังหวัดอื่น")

    assert (
        as_user(staff.clerk).get(reverse("office_settings_of", args=[foreign.pk])).status_code
        == 404
    )


def test_the_tree_shows_what_is_below_and_finds_by_name(province, staff, as_user):
    factories.office("อำเภอโซ่พิสัย", Kind.DISTRICT, parent=province, phone="0 4248 5000")
    factories.office("อำเภอเซกา", Kind.DISTRICT, parent=province)
    client = as_user(staff.officer)

    below = client.get(reverse("office_tree")).context["page"].object_list
    found = client.get(reverse("office_tree"), {"q": "โซพิสัย"}).context["page"].object_list

    assert [office.name for office in below] == ["อำเภอเซกา", "อำเภอโซ่พิสัย"]
    assert [office.name for office in found] == ["อำเภอโซ่พิสัย"]


def test_an_administrator_adds_a_unit_and_renames_it(province, as_user):
    admin = factories.person()
    factories.post(admin, province, Role.ADMIN)
    client = as_user(admin)

    client.post(reverse("unit_new", args=[province.pk]), {"name": "กลุ่มงานหนึ่ง"})
    unit = Office.objects.get(name="กลุ่มงานหนึ่ง")
    client.post(reverse("office_edit", args=[unit.pk]), {"name": "กลุ่มงานสอง", "on_system": "on"})

    unit.refresh_from_db()
    assert (unit.name, unit.house, unit.kind) == ("กลุ่มงานสอง", province, Kind.DIVISION)


def test_nobody_else_does(province, staff, as_user):
    client = as_user(staff.supervisor)

    added = client.post(reverse("unit_new", args=[province.pk]), {"name": "กลุ่มงานหนึ่ง"})
    renamed = client.post(reverse("office_edit", args=[province.pk]), {"name": "ชื่ออื่น"})

    assert (added.status_code, renamed.status_code) == (403, 403)
    assert Office.objects.get().name == "จังหวัดทดสอบ"


def test_a_person_chooses_digits_and_language(staff, as_user):
    client = as_user(staff.clerk)
    fields = {"first_name": "ก", "last_name": "ข", "screen_digits": "arabic", "language": "en"}

    client.post(reverse("profile"), {**fields, "screen_keys": "alt"})

    page = client.get(reverse("desk"))
    assert page["Content-Language"] == "en"
    assert '<html lang="en">' in page.content.decode()


def test_a_profile_gives_no_rights(staff, as_user):
    fields = {"first_name": "ก", "last_name": "ข", "screen_digits": "thai", "language": "th"}
    fields |= {"screen_keys": "single"}

    as_user(staff.clerk).post(
        reverse("profile"), {**fields, "is_superuser": "on", "is_staff": "on", "username": "root"}
    )

    staff.clerk.refresh_from_db()
    assert (staff.clerk.is_superuser, staff.clerk.is_staff) == (False, False)
    assert staff.clerk.username != "root"


@pytest.mark.parametrize("name", ["clerk", "officer", "supervisor", "answer", "admin"])
def test_every_role_has_a_guide(staff, as_user, name):
    page = as_user(staff.clerk).get(reverse("guide_of", args=[name]))

    assert page.status_code == 200
    assert "<h1>" in page.content.decode().partition("wn-guide")[2]


def test_a_guide_that_does_not_exist_is_not_read_from_the_disk(staff, as_user):
    assert as_user(staff.clerk).get("/guide/settings/").status_code == 404


def test_the_administration_knows_no_letters():
    from django.contrib import admin

    ours = {
        model.__name__
        for model in admin.site._registry
        if model._meta.app_label in ("offices", "outbox", "circulars", "survey", "workflow")
    }

    assert ours == {"Office", "Holiday", "OutboxItem"}


def test_a_clerk_does_not_waive_four_eyes(province, staff, as_user):
    fields = settings_of()
    del fields["four_eyes"]

    by_clerk = as_user(staff.clerk).post(reverse("office_settings"), fields)
    province.refresh_from_db()
    kept = province.four_eyes
    as_user(staff.supervisor).post(reverse("office_settings"), fields)

    province.refresh_from_db()
    assert len(by_clerk.context["form"].non_field_errors()) == 1
    assert (kept, province.four_eyes) == (True, False)
