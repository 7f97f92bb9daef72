"""Registering, entering from outside, starting, endorsing."""

from dataclasses import replace

import pytest
from django.urls import reverse

from circulars.clashes import ClashKind
from circulars.domain.comparing import as_printed
from circulars.domain.intake import receive_letter
from circulars.models import OfficeCopy, RegisterEntry
from circulars.states import Order, State
from screens.templatetags.ui import steps_of
from tests import factories
from tests.factories import MONDAY
from tests.keeping import built_once
from tests.screens.work.task_screens import House, address, logged_in, shown

pytestmark = pytest.mark.django_db


@pytest.fixture
@built_once
def house():
    return House()


def test_the_clerk_registers_and_sees_the_number(house):
    client = logged_in(house.people.clerk)

    response = client.post(
        address("task_register", house.copy), {"action": "ส่งกลุ่มงาน"}, follow=True
    )

    entry = RegisterEntry.objects.get()
    assert response.status_code == 200
    assert (entry.number, entry.action, entry.time_known) == (1, "ส่งกลุ่มงาน", True)
    assert "data-taken>๑</strong>" in response.text


def test_after_ones_own_registration_nobody_was_faster(house):
    client = logged_in(house.people.clerk)

    response = client.post(address("task_register", house.copy), follow=True)

    steps = steps_of(response.context["view"].place)
    assert "มีผู้ดำเนินการขั้นตอนนี้แล้ว" not in response.text
    assert [one["when"] for one in steps][:2] == ["done", "now"]


def test_registering_twice_is_refused_with_a_sentence(house):
    client = logged_in(house.people.clerk)
    client.post(address("task_register", house.copy))

    response = client.post(address("task_register", house.copy), {"next": reverse("desk")})

    assert response.status_code == 200
    assert "มีผู้ดำเนินการแล้ว" in response.text
    assert RegisterEntry.objects.count() == 1


def test_a_letter_that_came_on_paper_before_is_shown_before_its_second_number(house):
    house.dispatched()
    came = house.children()[0]
    district = factories.Staff(came.office)
    words = replace(as_printed(came), due_at=None)
    paper = receive_letter(came.office, words, by=district.clerk, at=MONDAY, different="มาก่อน")
    client = logged_in(district.clerk)

    stopped = client.post(address("task_register", came), {"action": "ส่งปลัด"})

    [clash] = stopped.context["clashes"]
    assert (clash.clash.kind, clash.clash.copy) == (ClashKind.TWIN, paper)
    assert "มีข้อที่ไม่ตรงกันหรือน่าสงสัย โปรดดูทีละข้อก่อนออกเลข" in stopped.text
    assert stopped.context["form"]["action"].value() == "ส่งปลัด"
    assert not RegisterEntry.objects.filter(copy=came).exists()

    client.post(address("task_register", came), {"action": "ส่งปลัด", "accept": clash.clash.code})

    assert RegisterEntry.objects.get(copy=came).number == 1
    page = client.get(address("copy", came))
    assert "อาจเป็นหนังสือที่รับไว้แล้ว: " in page.text


def test_the_next_letter_is_offered_after_registering(house):
    waiting = factories.arrived(house.province, by=house.people.clerk)
    client = logged_in(house.people.clerk)

    response = client.post(address("task_register", house.copy), follow=True)

    assert response.context["view"].next_letter == waiting


def test_a_clerk_enters_a_letter_from_outside_and_its_process_starts(house):
    client = logged_in(house.people.clerk)

    client.post(
        reverse("register_new"),
        {
            "kind": "external",
            "issuer_name": "กรมทดสอบ",
            "subject": "เรื่องใหม่",
            "number_printed": "มท 0801/ว 99",
            "dated_printed": "26/10/63",
            "urgency": "001",
            "secrecy": "001",
            "channel": "paper",
        },
    )

    copy = OfficeCopy.objects.exclude(pk=house.copy.pk).get()
    assert copy.state == State.REGISTERED
    assert shown(copy) != "None"


def test_the_officer_starts_a_circular_and_comes_to_its_draft(house):
    client = logged_in(house.people.officer)

    response = client.post(
        reverse("circular_new"), {"subject": "เรื่องใหม่", "urgency": "001", "secrecy": "001"}
    )

    copy = OfficeCopy.objects.exclude(pk=house.copy.pk).get()
    assert response.url == address("task_draft", copy)


def test_an_order_to_forward_starts_the_draft(house):
    house.registered()
    client = logged_in(house.people.officer)

    response = client.post(
        address("task_endorse", house.copy),
        {"order": "forward", "phrase": "ทราบ", "text": "แจ้งทุกอำเภอ", "shown": shown(house.copy)},
    )

    house.copy.refresh_from_db()
    assert response.url == address("task_draft", house.copy)
    assert house.copy.state == State.DRAFTING
    assert house.copy.endorsements.get().text == "ทราบ แจ้งทุกอำเภอ"


def test_a_clerk_may_only_assign_or_file(house):
    house.registered()
    client = logged_in(house.people.clerk)

    response = client.get(address("task_endorse", house.copy))

    assert [key for key, _label in response.context["form"].fields["order"].choices] == [
        Order.ASSIGN,
        Order.FILE,
    ]


def test_a_stale_page_does_nothing(house):
    house.registered()
    client = logged_in(house.people.officer)

    response = client.post(
        address("task_endorse", house.copy), {"order": "forward", "shown": "999999"}
    )

    house.copy.refresh_from_db()
    assert response.status_code == 200
    assert "มีผู้ดำเนินการแล้ว" in response.text
    assert house.copy.state == State.REGISTERED


@pytest.mark.usefixtures("on_monday")
def test_signing_twice_takes_one_number(house):
    house.passed()
    post = house.people.signer.posts.get()
    client = logged_in(house.people.signer)
    client.post(address("task_sign", house.copy), {"do": "yes", "capacity": f"{post.pk}:"})

    response = client.post(
        address("task_sign", house.copy), {"do": "yes", "capacity": f"{post.pk}:"}, follow=True
    )

    assert response.status_code == 200
    assert RegisterEntry.objects.filter(book__kind="circular").count() == 1
