"""The pages on which deadlines are moved, asked for and given."""

import pytest
from django.urls import reverse

from circulars.models import TimeRequest
from tests.circulars.ledger_world import DUE, Country
from tests.factories import DAY
from tests.keeping import built_once
from workflow.models import Notice, NoticeKind

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]

LATER = "7/11/63"


@pytest.fixture
@built_once
def country() -> Country:
    country = Country()
    country.ask_all()
    country.send(country.copy(country.provinces[0]))
    return country


def test_one_recipient_with_all_below(as_user, country):
    copy = country.copy(country.provinces[0])
    client = as_user(country.of(country.department).officer)
    address = reverse("copy_extend", args=[copy.pk])

    page = client.get(address)
    client.post(address, {"due_at": LATER, "scope": "branch", "reason": "น้ำท่วม"})

    assert page.context["form"].initial["scope"] == "branch"
    moved = country.line(copy.office).due_at
    assert moved > DUE
    assert country.line(country.local("เมืองในจังหวัดก")).due_at - DUE == moved - DUE


def test_a_long_one_is_refused_with_what_to_do_and_nothing_is_lost(as_user, country):
    copy = country.copy(country.provinces[0])
    client = as_user(country.of(country.department).officer)

    page = client.post(
        reverse("copy_extend", args=[copy.pk]),
        {"due_at": "1/1/64", "scope": "office", "reason": "น้ำท่วม"},
    )

    form = page.context["form"]
    assert form.non_field_errors() == ["ขยายเกิน 15 วัน ต้องให้ผู้ลงนามหรือผู้บังคับบัญชาเป็นผู้ขยาย"]
    assert (form["due_at"].value(), form["reason"].value()) == ("1/1/64", "น้ำท่วม")


def test_all_at_once(as_user, country):
    client = as_user(country.of(country.department).supervisor)
    address = reverse("copy_extend_all", args=[country.top.pk])

    page = client.post(address, {"due_at": LATER, "same_day": "on", "reason": "น้ำท่วม"}, follow=True)

    assert "เปลี่ยนกำหนดแล้ว ๔ แห่ง" in page.content.decode()


def test_time_is_asked_for_and_given(as_user, country):
    copy = country.copy(country.provinces[0])
    receiver, sender = country.of(copy.office).officer, country.of(country.department).officer
    asking = reverse("time_ask", args=[copy.pk])

    letter = as_user(receiver).get(reverse("copy", args=[copy.pk]))
    early = as_user(receiver).post(asking, {"until": "30/10/63", "reason": "น้ำท่วม"})
    as_user(receiver).post(asking, {"until": LATER, "reason": "น้ำท่วม"})
    tree = as_user(sender).get(reverse("circular_tree", args=[country.top.pk]))
    decide = reverse("time_decide", args=[copy.pk])
    as_user(sender).post(decide, {"until": LATER, "reason": ""})

    assert asking in letter.content.decode()
    assert early.context["form"].errors == {"until": ["กำหนดที่ขอต้องช้ากว่ากำหนดเดิมและยังไม่ผ่านไป"]}
    assert decide in tree.content.decode()
    assert Notice.objects.filter(user=sender, kind=NoticeKind.TIME_ASKED).count() == 1
    assert country.line(copy.office).due_at > DUE + DAY
    assert as_user(sender).get(decide).status_code == 404


def test_a_refusal_is_read_by_the_receiver(as_user, country):
    copy = country.copy(country.provinces[0])
    receiver, sender = country.of(copy.office).officer, country.of(country.department).officer
    as_user(receiver).post(reverse("time_ask", args=[copy.pk]), {"until": LATER, "reason": "น้ำ"})
    decide = reverse("time_decide", args=[copy.pk])

    silent = as_user(sender).post(decide, {"do": "refuse", "until": LATER, "reason": ""})
    as_user(sender).post(decide, {"do": "refuse", "until": LATER, "reason": "เร่งรัด"})

    assert silent.context["form"].errors == {"reason": ["โปรดเขียนเหตุผลที่ไม่ขยายเวลา ผู้รับจะได้อ่าน"]}
    assert TimeRequest.objects.get().answer == "เร่งรัด"
    notice = Notice.objects.get(user=receiver, kind=NoticeKind.TIME_REFUSED)
    assert notice.text.startswith("จังหวัดก: เร่งรัด")


def test_another_house_neither_asks_nor_decides(as_user, country):
    copy = country.copy(country.provinces[0])
    client = as_user(country.of(country.provinces[1]).officer)

    for name in ("copy_extend", "time_decide", "time_ask", "copy_extend_all"):
        assert client.get(reverse(name, args=[copy.pk])).status_code == 404
