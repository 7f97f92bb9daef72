"""What is pointed at beside a draft, and what is offered where its source has changed."""

from dataclasses import replace

import pytest

from circulars.domain import correcting, drafting
from circulars.domain.content import content_of
from circulars.domain.received import as_received
from tests.factories import MONDAY
from tests.keeping import built_once
from tests.screens.work.task_screens import House, address, draft_fields, logged_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]


@pytest.fixture
@built_once
def house():
    return House()


def beside(page):
    view = page.context["view"]
    return [str(one) for one in (*view.beside.questions, *view.beside.remarks)]


def put_right(house):
    letter = replace(as_received(house.copy), issuer_name="กรมใหม่")
    correcting.correct(house.copy, letter, by=house.people.clerk, at=MONDAY)


def test_what_could_not_be_read_is_asked_beside_the_draft(house):
    house.drafting()

    page = logged_in(house.people.officer).get(address("task_draft", house.copy))

    asked = "ไม่พบคำขอในหนังสือต้นเรื่อง โปรดเติมที่เว้นไว้ว่าขอให้ผู้รับทำอะไร หรือลบประโยคนั้น"
    gap = "ในข้อความยังมีที่เว้นไว้ให้เติม “… (ให้ผู้ร่างเติม)” โปรดเขียนให้ครบ"
    phone = "ท้ายหนังสือไม่มีหมายเลขโทรศัพท์ โปรดเติมเพื่อให้ผู้รับติดต่อได้"
    file = f"“{drafting.ahead(house.copy.drafts.get(), asks_answer=False).content.enclosures[0]['text']}”"
    attach = f"{file} เป็นสิ่งที่ส่งมาด้วย แต่ยังไม่ได้แนบไฟล์ โปรดแนบ หรือส่งเป็นกระดาษ"
    assert beside(page) == [asked, gap, phone, attach]
    assert asked in page.text


def test_remarks_follow_what_is_typed(house):
    draft = house.drafting()
    client = logged_in(house.people.officer)
    contact = "กลุ่มงานหนึ่ง\nโทร. 0 4249 2477"
    typed = draft_fields(draft, body="ให้รายงาน  ด่วน", contact=contact, enclosures="", due_at="")

    page = client.post(address("draft_preview", house.copy), typed)

    assert [str(one) for one in page.context["beside"].remarks] == [
        "มีช่องว่างซ้อนกันหลัง “ให้รายงาน” โปรดลบให้เหลือช่องเดียว"
    ]
    assert 'hx-swap-oob="true"' in page.text


def test_a_changed_source_is_shown_and_taken_over_with_what_was_typed(house):
    draft = house.drafting()
    client = logged_in(house.people.officer)
    own = content_of(draft.latest).body.replace("… (ให้ผู้ร่างเติม)", "ให้อำเภอรายงาน")
    put_right(house)

    page = client.get(address("task_draft", house.copy))
    client.post(address("task_draft", house.copy), draft_fields(draft, body=own, do="rewrite"))
    after = client.get(address("task_draft", house.copy))

    labels = [part.label for part in page.context["view"].outdated.changes]
    assert labels == ["สิ่งที่ส่งมาด้วย", "ข้อความ"]
    assert "ต้นเรื่องหรือผู้รับเปลี่ยนไปหลังเขียนร่างนี้" in page.text
    assert draft.latest.body == own.replace("กรมทดสอบ", "กรมใหม่")
    assert after.context["view"].outdated is None


def test_who_keeps_his_words_is_not_asked_again(house):
    draft = house.drafting()
    client = logged_in(house.people.officer)
    before = content_of(draft.latest)
    put_right(house)

    client.post(address("task_draft", house.copy), draft_fields(draft, do="keep"))

    assert content_of(draft.latest) == before
    assert client.get(address("task_draft", house.copy)).context["view"].outdated is None


def test_the_polite_words_follow_the_addressee_until_somebody_writes_his_own(house):
    draft = house.drafting()
    client = logged_in(house.people.officer)

    def polite(**typed):
        client.post(address("task_draft", house.copy), draft_fields(draft, do="save", **typed))
        words = draft.latest
        return words.salutation, words.closing

    assert polite(addressee="พระครูสุนทรธรรมกิจ") == ("นมัสการ", "ขอนมัสการด้วยความเคารพ")
    assert polite(addressee="นายกรัฐมนตรี") == ("กราบเรียน", "ขอแสดงความนับถืออย่างยิ่ง")
    assert polite(closing="ด้วยความนับถือ") == ("กราบเรียน", "ด้วยความนับถือ")
    assert polite(addressee="นายอำเภอ ทุกอำเภอ") == ("เรียน", "ด้วยความนับถือ")
