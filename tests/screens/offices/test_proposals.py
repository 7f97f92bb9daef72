"""The screen of the second person; and the attack that it is there for."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from offices.models import Kind, Proposal, Role, User
from outbox.running import run_due
from tests import factories

pytestmark = pytest.mark.django_db


def holder(office, role, name):
    user = factories.person(email=f"{name}@example.org", mail_confirmed_at=timezone.now())
    factories.post(user, office, role)
    return user


@pytest.fixture
def province():
    return factories.office("จังหวัดทดสอบ", Kind.PROVINCE)


@pytest.fixture
def admin(province):
    return holder(province, Role.ADMIN, "admin")


def fields(user, **changed):
    words = {"first_name": user.first_name, "last_name": user.last_name, "is_active": "on"}
    return {"act": "account", "email": user.email, **words, **changed}


def test_an_administrator_does_not_become_the_signer(admin, province, as_user, mailoutbox):
    signer = holder(province, Role.SIGNER, "signer")
    client, page = as_user(admin), reverse("account_edit", args=[signer.pk])

    client.post(page, fields(signer, email="attacker@example.org"))
    client.post(page, {"act": "password"})
    run_due()

    signer.refresh_from_db()
    assert signer.email == "signer@example.org"
    # The link that was asked for goes where the signer reads it.
    assert [mail.to for mail in mailoutbox] == [["signer@example.org"]]
    assert "รอบุคคลที่สองยืนยัน จึงจะมีผล" in client.get(page).content.decode()


def test_nor_a_clerk_by_the_form_for_forgotten_passwords(admin, province, as_user, mailoutbox):
    clerk = holder(province, Role.CLERK, "clerk")
    client, page = as_user(admin), reverse("account_edit", args=[clerk.pk])
    client.post(page, fields(clerk, email="attacker@example.org"))
    run_due()
    told = {mail.to[0] for mail in mailoutbox}
    client.logout()
    del mailoutbox[:]

    client.post(reverse("account_reset_password"), {"email": "attacker@example.org"})

    assert told == {"clerk@example.org", "attacker@example.org"}
    assert [re.search(r"/key/", mail.body) for mail in mailoutbox] in ([], [None])


def test_the_old_address_is_told_by_whom(admin, province, as_user, mailoutbox):
    clerk = holder(province, Role.CLERK, "clerk")

    as_user(admin).post(
        reverse("account_edit", args=[clerk.pk]), fields(clerk, email="n@example.org")
    )
    run_due()

    old, new = sorted(mailoutbox, key=lambda mail: mail.to[0] != "clerk@example.org")
    assert (
        f"อีเมลของบัญชี {clerk.username} ในระบบหนังสือเวียนถูกเปลี่ยนเป็นที่อยู่อื่นโดย {admin.full_name} "
        "ต่อไปนี้ระบบจะไม่ส่งเรื่องมาที่นี่" in old.body
    )
    assert "ถ้าเป็นอีเมลของท่าน โปรดเข้าสู่ระบบแล้วเปิดลิงก์นี้เพื่อยืนยัน:" in new.body


def test_the_new_address_is_confirmed_by_its_person_and_nobody_else(
    admin, province, as_user, mailoutbox
):
    clerk = holder(province, Role.CLERK, "clerk")
    as_user(admin).post(
        reverse("account_edit", args=[clerk.pk]), fields(clerk, email="n@example.org")
    )
    run_due()
    body = next(mail.body for mail in mailoutbox if mail.to == ["n@example.org"])
    link = re.search(r"http://testserver(\S+)", body)[1]

    foreign = as_user(admin).post(link).status_code
    shown = as_user(clerk).get(link).content.decode()
    as_user(clerk).post(link)

    assert foreign == 404
    assert "ยืนยันว่า n@example.org เป็นอีเมลของท่าน" in shown
    assert User.objects.get(pk=clerk.pk).mail_confirmed_at is not None


def test_the_second_person_reads_what_is_asked_and_confirms_it(
    admin, province, as_user, mailoutbox
):
    second = holder(province, Role.ADMIN, "second")
    clerk = holder(province, Role.CLERK, "clerk")
    post = {"act": "post", "office": province.pk, "post-role": "signer", "post-starts_on": "1/1/69"}
    as_user(admin).post(reverse("account_edit", args=[clerk.pk]), post)
    run_due()
    client = as_user(second)

    page = client.get(reverse("proposals")).content.decode()
    proposal = Proposal.objects.get()
    client.post(reverse("proposals"), {"proposal": proposal.pk, "act": "confirm"})

    assert [mail.to for mail in mailoutbox] == [["second@example.org"]]
    assert "มอบหน้าที่ ผู้ลงนาม ที่ จังหวัดทดสอบ" in page
    assert "clerk@example.org" in page
    assert clerk.posts.filter(role=Role.SIGNER).exists()


def test_who_asked_sees_a_button_that_he_can_not_press(admin, province, as_user):
    signer = holder(province, Role.SIGNER, "signer")
    client = as_user(admin)
    client.post(reverse("account_edit", args=[signer.pk]), fields(signer, email="x@example.org"))
    proposal = Proposal.objects.get()

    page = client.get(reverse("proposals"))
    client.post(reverse("proposals"), {"proposal": proposal.pk, "act": "confirm"})

    assert page.context["waiting"][0].may_confirm.reason == (
        "ผู้ขอและเจ้าของบัญชียืนยันเองไม่ได้ โปรดให้ผู้ดูแลบัญชีหรือผู้บังคับบัญชาคนอื่นยืนยัน"
    )
    assert Proposal.objects.get().decided == "waiting"


def test_the_same_number_of_questions_for_one_and_for_many(admin, province, as_user):
    from tests.screens.desk.test_desk import count_queries

    def ask(name):
        signer = holder(province, Role.SIGNER, name)
        page = reverse("account_edit", args=[signer.pk])
        as_user(admin).post(page, fields(signer, email=f"new.{name}@example.org"))

    second = holder(province, Role.ADMIN, "second")
    ask("one")
    few = count_queries(as_user(second), reverse("proposals"))
    for name in ("two", "three", "four"):
        ask(name)

    assert count_queries(as_user(second), reverse("proposals")) == few <= 10
