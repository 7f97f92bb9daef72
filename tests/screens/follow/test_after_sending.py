"""From the sender's page of a letter that was sent: more receivers, a corrected letter, recalls."""

import pytest
from django.urls import reverse

from circulars.domain import registering, returning
from circulars.models import Dispatch
from circulars.states import State
from offices.models import Kind
from tests import factories
from tests.factories import MONDAY
from tests.keeping import built_once
from tests.screens.work.task_screens import House, address, logged_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]


@pytest.fixture
@built_once
def house():
    house = House(districts=1)
    house.delivered()
    return house


def another(house):
    return factories.office("อำเภอที่เพิ่งตั้ง", Kind.DISTRICT, parent=house.province)


def came_back(house):
    child = house.children()[0]
    clerk = factories.Staff(child.office).clerk
    returning.return_to_sender(child, by=clerk, at=MONDAY, reason="ผิดหน่วยงาน")
    return child


def test_the_page_of_the_sent_letter_leads_there(house):
    client = logged_in(house.people.officer)

    letter, tree = (
        client.get(address("copy", house.copy)),
        client.get(address("circular_tree", house.copy)),
    )
    page = client.get(address("copy_after", house.copy))

    assert address("copy_after", house.copy) in letter.text
    assert address("copy_after", house.copy) in tree.text
    assert address("copy_add", house.copy) in page.text
    assert address("copy_replace", house.copy) in page.text


def test_a_receiver_is_found_by_name_and_added(house):
    place, client = another(house), logged_in(house.people.officer)
    page = address("copy_add", house.copy)

    found = client.post(page, {"do": "find", "find": "เพิ่งตั้ง", "reason": "ตกหล่น"})
    done = client.post(page, {"find": "เพิ่งตั้ง", "offices": [place.pk], "reason": "ตกหล่น"})

    assert "อำเภอที่เพิ่งตั้ง" in found.text
    assert ">ตกหล่น</textarea>" in "".join(found.text.split("\n"))
    assert done.url == address("circular_tree", house.copy)
    assert Dispatch.objects.exclude(adds_to=None).get().recipients == [place.pk]


@pytest.mark.parametrize(
    ("sent", "field", "said"),
    [
        ({"reason": "ตกหล่น"}, "offices", "โปรดเลือกหน่วยงานที่จะส่งเพิ่มอย่างน้อยหนึ่งแห่ง"),
        ({"offices": ["1"], "reason": " "}, "reason", "โปรดเขียนเหตุผล ผู้รับจะได้เข้าใจ"),
    ],
)
def test_what_is_missing_is_said_at_its_field(house, sent, field, said):
    page = logged_in(house.people.officer).post(address("copy_add", house.copy), sent)

    assert page.context["form"].errors[field][0] == said


def test_who_has_it_already_is_named(house):
    place = house.districts[0]

    page = logged_in(house.people.officer).post(
        address("copy_add", house.copy), {"offices": [place.pk], "reason": "ตกหล่น"}
    )

    assert page.context["form"].errors["offices"] == ["อำเภอที่ 1 ได้รับหนังสือฉบับนี้แล้ว โปรดเลือกหน่วยงานอื่น"]


def test_what_came_back_is_sent_elsewhere(house):
    child, place = came_back(house), another(house)
    client = logged_in(house.people.officer)

    tree = client.get(address("circular_tree", house.copy))
    page = client.get(address("copy_again", child))
    done = client.post(
        address("copy_again", child),
        {"find": "เพิ่งตั้ง", "offices": place.pk, "reason": "ส่งให้ถูก"},
    )

    assert address("copy_again", child) in tree.text
    assert "อำเภอที่ 1 (แห่งเดิม)" in page.text
    assert done.status_code == 302
    assert Dispatch.objects.exclude(adds_to=None).get().recipients == [place.pk]


def test_a_correction_begins_as_a_draft(house):
    client = logged_in(house.people.officer)

    done = client.post(address("copy_replace", house.copy), {"reason": "วันที่ผิด"})

    house.copy.refresh_from_db()
    assert (done.url, house.copy.state) == (address("task_draft", house.copy), State.DRAFTING)
    assert client.get(done.url).status_code == 200


def test_a_recall_is_asked_answered_and_dropped_on_their_pages(house):
    child = house.children()[0]
    staff = factories.Staff(child.office)
    registering.register(child, by=staff.clerk, at=MONDAY)
    sender, receiver = logged_in(house.people.officer), logged_in(staff.clerk)
    sender.post(address("copy_recall", child), {"reason": "ข้อความผิด"})

    asked = receiver.get(address("copy", child))
    kept = receiver.post(address("recall_keep", child), {"reason": "ปิดประกาศแล้ว"})
    sender.post(address("copy_recall", child), {"reason": "ขอคืนจริง ๆ"})
    waiting = sender.get(address("circular_tree", house.copy))
    dropped = sender.post(address("recall_drop", child))
    sender.post(address("copy_recall", child), {"reason": "ขอคืนอีกครั้ง"})
    given = receiver.post(address("recall_give", child))

    child.refresh_from_db()
    assert "ผู้ส่งขอเรียกหนังสือฉบับนี้คืน" in asked.text
    assert address("recall_give", child) in asked.text
    assert "ขอเรียกคืนแล้ว รอผู้รับตอบ" in waiting.text
    assert [one.status_code for one in (kept, dropped, given)] == [302, 302, 302]
    assert child.state == State.RECALLED


def test_another_office_finds_nothing(house):
    place = another(house)
    stranger = logged_in(factories.Staff(place).officer)

    for name in ("copy_after", "copy_add", "copy_replace"):
        assert stranger.get(address(name, house.copy)).status_code == 404
    assert stranger.get(reverse("copy_again", args=[house.children()[0].pk])).status_code == 404
