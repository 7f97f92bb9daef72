"""Answering a letter, writing outside the directory, orders without a receiver: on the screen."""

import pytest
from django.urls import reverse

from circulars.domain import approving
from circulars.models import Correspondent, OfficeCopy, RegisterEntry
from tests import factories
from tests.factories import MONDAY
from tests.keeping import built_once
from tests.screens.work.task_screens import House, address, draft_fields, logged_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]


@pytest.fixture
@built_once
def house():
    return House()


def started(client, **fields):
    given = {"subject": "เรื่องของเรา", "urgency": "001", "secrecy": "001", **fields}
    answer = client.post(reverse("circular_new"), given)
    copy = OfficeCopy.objects.order_by("-pk")[0]
    assert answer.headers["Location"] == reverse("task_draft", args=[copy.pk])
    return copy


def send(house, copy, **fields):
    """Save the draft through its page, judge and sign it, and send it through its page."""
    draft = copy.drafts.get()
    client = logged_in(house.people.officer)
    client.post(address("task_draft", copy), draft_fields(draft, do="submit", **fields))
    approving.pass_on(draft, by=house.people.reviewer, at=MONDAY)
    approving.sign(draft, by=house.people.signer, at=MONDAY)
    page = client.get(address("task_dispatch", copy)).text
    client.post(address("task_dispatch", copy), {})
    return page


def test_a_received_letter_offers_its_reply_and_leads_to_the_draft(house):
    house.registered()
    client = logged_in(house.people.officer)
    page = client.get(reverse("copy", args=[house.copy.pk])).text

    answer = client.post(address("copy_reply", house.copy))

    reply = house.copy.replies.get()
    assert reverse("copy_reply", args=[house.copy.pk]) in page
    assert answer.headers["Location"] == reverse("task_draft", args=[reply.pk])
    draft = client.get(address("task_draft", reply)).text
    assert "ตามหนังสือที่อ้างถึง กรมทดสอบแจ้งเรื่อง เรื่องทดสอบ นั้น" in draft
    copy = client.get(reverse("copy", args=[house.copy.pk])).text
    back = client.get(reverse("copy", args=[reply.pk])).text
    assert reverse("copy", args=[reply.pk]) in copy
    assert reverse("copy", args=[house.copy.pk]) in back


def test_a_second_reply_is_refused_with_the_reason(house):
    house.registered()
    client = logged_in(house.people.officer)
    client.post(address("copy_reply", house.copy))

    answer = client.post(address("copy_reply", house.copy))

    assert answer.context["form"].non_field_errors() == [
        "มีหนังสือตอบที่กำลังร่างอยู่แล้ว โปรดเปิดร่างนั้นจากหน้าหนังสือ"
    ]


def test_a_reply_that_went_out_stands_in_the_received_book(house):
    house.registered()
    client = logged_in(house.people.officer)
    client.post(address("copy_reply", house.copy))
    reply = house.copy.replies.get()

    send(house, reply, also=[house.districts[0].pk], body="ข้อความ")

    entry = house.copy.entries.get()
    book = logged_in(house.people.clerk).get(reverse("register_book", args=[entry.book_id])).text
    assert "ตอบแล้ว ที่ ทด ๐๐๐๑/๑ ลว. ๒๖/๑๐/๖๓" in book
    sent = RegisterEntry.objects.get(letter__draft__copy=reply)
    own = logged_in(house.people.clerk).get(reverse("register_book", args=[sent.book_id])).text
    assert "ในระบบ ๑ แห่ง ๒๖/๑๐/๖๓" in own


def test_the_address_book_is_kept_and_searched_for_a_draft(house):
    client = logged_in(house.people.officer)
    kept = {"name": "กรรมการผู้จัดการบริษัท ก จำกัด", "kind": "company", "address": "ถนนหนึ่ง"}
    empty = client.post(reverse("address_book"), {**kept, "name": ""}).context["form"].errors
    bad = client.post(reverse("address_book"), {**kept, "email": "x"}).context["form"].errors

    client.post(reverse("address_book"), kept)

    row = Correspondent.objects.get()
    draft = house.drafting()
    found = client.post(
        address("draft_recipients", house.copy), draft_fields(draft, groups=[], find="บริษัท")
    ).text
    assert empty == {"name": ["โปรดกรอกชื่อหรือตำแหน่งที่เรียนถึง เช่น กรรมการผู้จัดการบริษัท ก จำกัด"]}
    assert bad == {"email": ["โปรดกรอกอีเมลให้ครบ เช่น name@example.org"]}
    assert f'id="kept-{row.pk}"' in found
    gone = client.post(reverse("address_book"), {"retire": row.pk}, follow=True).text
    assert "เอาออกจากสมุดที่อยู่แล้ว หนังสือที่ส่งไปแล้วไม่เปลี่ยน" in gone
    assert client.post(reverse("address_book"), {"retire": row.pk}).status_code == 404


def test_another_house_sees_no_address_of_ours(house):
    client = logged_in(house.people.officer)
    client.post(reverse("address_book"), {"name": "มูลนิธิน้ำใจ", "kind": "foundation"})
    row = Correspondent.objects.get()
    stranger = factories.Staff(factories.office("จังหวัดอื่น")).officer

    theirs = logged_in(stranger)

    assert "มูลนิธิน้ำใจ" not in theirs.get(reverse("address_book")).text
    assert theirs.post(reverse("address_book"), {"retire": row.pk}).status_code == 404


def test_a_letter_to_a_company_is_sent_and_its_carriage_noted(house):
    client = logged_in(house.people.officer)
    kept = {"name": "บริษัท ก จำกัด", "kind": "company", "address": "ถนนหนึ่ง"}
    client.post(reverse("address_book"), kept)
    copy = started(client)

    page = send(house, copy, groups=[], outside=[Correspondent.objects.get().pk], body="ข้อความ")

    entry = RegisterEntry.objects.get(letter__draft__copy=copy)
    line = logged_in(house.people.clerk).get(reverse("register_entry", args=[entry.pk])).text
    assert "ส่งเอง แล้วบันทึกการนำส่งในทะเบียนส่ง" in page
    assert entry.to_text == "บริษัท ก จำกัด"
    assert "ถนนหนึ่ง" in line


def test_an_order_is_started_written_and_given_its_number_without_a_receiver(house):
    client = logged_in(house.people.officer)
    copy = started(client, kind="order", subject="แต่งตั้งคณะทำงาน")
    draft = client.get(address("task_draft", copy)).text

    page = send(house, copy, groups=[], body="ข้อความ")

    entry = RegisterEntry.objects.get(letter__draft__copy=copy)
    assert "ทั้งนี้ ตั้งแต่บัดนี้เป็นต้นไป" in draft
    assert "ออกหนังสือ (ไม่มีผู้รับที่ต้องส่งถึง)" in page
    assert (entry.number_printed, entry.book.kind) == ("1/2563", "orders")
    history = client.get(reverse("copy_history", args=[copy.pk])).text
    assert "ออกหนังสือแล้ว ไม่มีผู้รับที่ต้องส่งถึง" in history
