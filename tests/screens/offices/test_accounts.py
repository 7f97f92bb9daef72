"""Administration of people: his own branch, never himself, and never a letter."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from circulars.models import Event, EventKind
from offices.models import Acting, Kind, Post, Role, User
from outbox.running import run_due
from tests import factories

pytestmark = pytest.mark.django_db

NEW = {
    "username": "somsri.t",
    "title": "นาง",
    "first_name": "สมศรี",
    "last_name": "ทดสอบ",
    "email": "somsri@example.go.th",
    "role": "clerk",
    "position": "เจ้าพนักงานธุรการ",
    "starts_on": "๑ ต.ค. ๒๕๖๓",
}


@pytest.fixture
def province():
    return factories.office("จังหวัดทดสอบ", Kind.PROVINCE)


@pytest.fixture
def district(province):
    return factories.office("อำเภอหนึ่ง", Kind.DISTRICT, parent=province)


@pytest.fixture
def admin(province):
    user = factories.person()
    factories.post(user, province, Role.ADMIN)
    return user


def account(person):
    return reverse("account_edit", args=[person.pk])


def test_a_new_account_gets_a_post_an_event_and_a_mail(admin, province, as_user, mailoutbox):
    as_user(admin).post(reverse("account_new"), NEW)
    run_due()

    user = User.objects.get(username="somsri.t")
    post = user.posts.get()
    assert (post.office, post.role, post.starts_on) == (province, Role.CLERK, dt.date(2020, 10, 1))
    assert not user.has_usable_password()
    assert mailoutbox[0].to == ["somsri@example.go.th"]
    kinds = Event.objects.values_list("kind", "data__what").order_by("pk")
    assert list(kinds) == [(EventKind.ACCOUNT, "opened"), (EventKind.ACCOUNT, "post_given")]


def test_the_link_in_the_mail_sets_a_password(admin, as_user, mailoutbox, client):
    as_user(admin).post(reverse("account_new"), NEW)
    client.logout()
    run_due()
    link = re.search(r"http://testserver(\S+)", mailoutbox[0].body)[1]

    form = client.get(link, follow=True)
    address = form.request["PATH_INFO"]
    client.post(address, {"password1": "น้ำใสไหลเย็น-77", "password2": "น้ำใสไหลเย็น-77"})

    assert User.objects.get(username="somsri.t").check_password("น้ำใสไหลเย็น-77")


def test_an_administrator_manages_the_offices_below(admin, district, as_user):
    as_user(admin).post(f"{reverse('account_new')}?office={district.pk}", NEW)

    assert Post.objects.get(user__username="somsri.t").office == district


def test_and_no_office_beside_or_above(district, province, as_user):
    user = factories.person()
    factories.post(user, district, Role.ADMIN)
    client = as_user(user)

    answers = [
        client.get(reverse("accounts"), {"office": province.pk}),
        client.post(f"{reverse('account_new')}?office={province.pk}", NEW),
        client.get(account(factories.Staff(province).clerk)),
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert not User.objects.filter(username="somsri.t").exists()


@pytest.mark.parametrize("role", ["clerk", "officer", "signer", "supervisor"])
def test_only_an_administrator_comes_here(province, as_user, role):
    staff = factories.Staff(province)
    client = as_user(getattr(staff, role))

    codes = [
        client.get(reverse("accounts")).status_code,
        client.get(reverse("account_new")).status_code,
        client.post(account(staff.clerk), {"act": "password"}).status_code,
    ]

    assert codes == [403, 403, 403]


def test_an_administrator_reads_no_letter(admin, province, as_user):
    copy = factories.arrived(province, by=factories.Staff(province).clerk)
    client = as_user(admin)

    assert client.get(reverse("copy", args=[copy.pk])).status_code == 404
    assert client.get(reverse("desk")).context["rows"] == []
    assert client.get(reverse("registers")).context["books"] == []


def test_he_gives_himself_nothing(admin, province, as_user):
    fields = {
        "act": "post",
        "office": province.pk,
        "post-role": "clerk",
        "post-starts_on": "1/1/69",
    }

    page = as_user(admin).post(account(admin), fields)

    assert page.status_code == 200
    assert "ตนเอง" in page.content.decode()
    assert admin.posts.count() == 1


def test_a_post_in_a_foreign_office_is_not_given(admin, as_user, province):
    person = factories.Staff(province).clerk
    foreign = factories.office("จังหวัดอื่น")
    fields = {"act": "post", "office": foreign.pk, "post-role": "clerk", "post-starts_on": "1/1/69"}

    answer = as_user(admin).post(account(person), fields)

    assert answer.status_code == 404
    assert person.posts.count() == 1


def test_the_account_of_somebody_with_a_post_elsewhere_is_not_changed(admin, province, as_user):
    person = factories.Staff(province).clerk
    factories.post(person, factories.office("จังหวัดอื่น"), Role.SIGNER)
    fields = {"first_name": "ก", "last_name": "ข", "email": "mine@example.go.th", "is_active": "on"}

    as_user(admin).post(account(person), {"act": "account", **fields})
    person.refresh_from_db()

    assert person.email == ""


def test_a_post_ends_with_its_actings(admin, province, as_user):
    person = factories.Staff(province).signer
    post = person.posts.get()
    factories.acting(post, "ผู้ว่าราชการจังหวัด")

    as_user(admin).post(account(person), {"act": "end", "ending": post.pk, "ends_on": "31/12/63"})

    post.refresh_from_db()
    assert post.ends_on == dt.date(2020, 12, 31)
    assert Acting.objects.get().ends_on == dt.date(2020, 12, 31)


def test_a_signer_is_let_act_for_another(admin, province, as_user):
    person = factories.Staff(province).signer
    fields = {
        "act": "acting",
        "acting-post": person.posts.get().pk,
        "acting-kind": "in_place",
        "acting-for_position": "ผู้ว่าราชการจังหวัด",
        "acting-starts_on": "1 ม.ค. 2569",
        "acting-ends_on": "31 ม.ค. 2569",
    }

    as_user(admin).post(account(person), fields)

    assert str(Acting.objects.get()) == "รักษาราชการแทน ผู้ว่าราชการจังหวัด"


def test_an_acting_ends_before_its_post_and_is_not_prolonged(admin, province, as_user):
    person = factories.Staff(province).signer
    post = person.posts.get()
    acting = factories.acting(post, "ผู้ว่าราชการจังหวัด")
    client = as_user(admin)
    ending = {"act": "end_acting", "ending": acting.pk}

    client.post(account(person), {**ending, "ends_on": "31/12/63"})
    later = client.post(account(person), {**ending, "ends_on": "31/12/64"})

    acting.refresh_from_db()
    post.refresh_from_db()
    assert (acting.ends_on, post.ends_on) == (dt.date(2020, 12, 31), None)
    assert list(later.context["forms"]["end_acting"].errors) == ["ends_on"]
    assert Event.objects.filter(data__what="acting_ended").count() == 1


def test_nobody_ends_an_acting_of_another_branch(admin, as_user, province):
    elsewhere = factories.Staff(factories.office("จังหวัดอื่น", Kind.PROVINCE)).signer
    acting = factories.acting(elsewhere.posts.get(), "ผู้ว่าราชการจังหวัดอื่น")
    person = factories.Staff(province).signer

    page = as_user(admin).post(
        account(person), {"act": "end_acting", "ending": acting.pk, "ends_on": "31/12/63"}
    )

    acting.refresh_from_db()
    assert (page.status_code, acting.ends_on) == (404, None)


def test_the_password_link_is_mailed_by_the_outbox_and_noted(admin, as_user, mailoutbox):
    client = as_user(admin)
    client.post(reverse("account_new"), NEW)
    user = User.objects.get(username="somsri.t")
    run_due()

    client.post(account(user), {"act": "password"})
    before = len(mailoutbox)
    run_due()

    assert (before, len(mailoutbox)) == (1, 2)
    assert Event.objects.filter(data__what="password_link").count() == 1


def test_a_closed_account_cannot_log_in_and_a_wrong_date_is_explained(admin, province, as_user):
    person = factories.Staff(province).clerk
    client = as_user(admin)
    fields = {"first_name": "ก", "last_name": "ข", "email": "a@example.go.th"}

    client.post(account(person), {"act": "account", **fields})
    person.refresh_from_db()
    page = client.post(
        account(person),
        {"act": "post", "office": province.pk, "post-role": "officer", "post-starts_on": "๓๒/๑/๖๙"},
    )

    assert person.is_active is False
    assert "starts_on" in page.context["forms"]["post"].errors


def test_the_list_shows_people_without_a_question_each(admin, province, as_user):
    from tests.screens.desk.test_desk import count_queries

    client = as_user(admin)
    factories.Staff(province)
    client.get(reverse("accounts"))
    few = count_queries(client, reverse("accounts"))
    for _staff in range(6):
        factories.Staff(province)
    client.get(
        reverse("accounts")
    )  # whoever sits in the house has changed: the counters are written anew

    assert count_queries(client, reverse("accounts")) == few
    assert timezone.localdate() == client.get(reverse("accounts")).context["today"]


def test_people_stand_in_the_order_of_a_thai_dictionary(province, as_user):
    admin = factories.person("ผู้ดูแล")
    factories.post(admin, province, Role.ADMIN)
    for name in ("เกษม", "ขวัญ", "แก้ว", "กมล"):
        factories.post(factories.person(name), province, Role.OFFICER)

    page = as_user(admin).get(reverse("accounts"))

    shown = [person.first_name for person in page.context["page"]]
    assert shown == ["กมล", "เกษม", "แก้ว", "ขวัญ", "ผู้ดูแล"]
