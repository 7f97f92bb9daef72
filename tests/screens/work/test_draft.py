"""Writing the outgoing letter: versions, recipients, deadline, preview, enclosures."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from circulars.states import DraftState
from tests.keeping import built_once
from tests.papers.small import small_pdf
from tests.screens.work.task_screens import House, address, draft_fields, logged_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]


@pytest.fixture
@built_once
def house():
    return House()


def test_the_draft_is_saved_as_a_version(house):
    draft = house.drafting()
    client = logged_in(house.people.officer)

    client.post(
        address("task_draft", house.copy),
        draft_fields(draft, subject="เรื่องแก้แล้ว", groups=["districts"], do="save"),
    )

    assert [one.subject for one in draft.versions.order_by("number")] == [
        "เรื่องทดสอบ",
        "เรื่องแก้แล้ว",
    ]


def test_the_draft_is_proposed_for_review(house):
    draft = house.drafting()
    client = logged_in(house.people.officer)

    client.post(address("task_draft", house.copy), draft_fields(draft, do="submit"))

    draft.refresh_from_db()
    assert draft.state == DraftState.REVIEW


def test_a_draft_without_recipients_is_refused_and_nothing_typed_is_lost(house):
    draft = house.drafting()
    client = logged_in(house.people.officer)

    response = client.post(
        address("task_draft", house.copy),
        draft_fields(draft, groups=[], body="ข้อความที่พิมพ์ไว้", do="submit"),
    )

    draft.refresh_from_db()
    assert response.status_code == 200
    assert "ยังไม่ได้เลือกผู้รับ" in response.text
    assert "ข้อความที่พิมพ์ไว้" in response.text
    assert draft.state == DraftState.WRITING


def test_a_deadline_by_rule_is_said_below_the_field_and_printed_in_the_letter(house):
    draft = house.drafting()
    client = logged_in(house.people.officer)
    client.post(address("task_draft", house.copy), draft_fields(draft, due_at="30/10/63"))
    draft = draft.__class__.objects.get(pk=draft.pk)

    client.post(
        address("task_draft", house.copy),
        draft_fields(draft, due_at="ภายใน 7 วัน นับแต่วันที่ได้รับหนังสือ"),
    )
    page = client.get(address("task_draft", house.copy))

    draft.refresh_from_db()
    assert (draft.due_at, draft.deadline) == (
        None,
        {"kind": "within", "count": 7, "unit": "days", "since": "receipt"},
    )
    assert page.context["view"].due.understood == (
        "ภายใน ๗ วันนับแต่วันที่ได้รับหนังสือ → ผู้รับแต่ละแห่งมีกำหนดของตน ถ้าลงรับวันนี้คือภายในวันที่ ๒ พฤศจิกายน ๒๕๖๓"
    )
    assert page.context["form"]["due_at"].value() == "ภายใน ๗ วันนับแต่วันที่ได้รับหนังสือ"
    assert "ภายใน ๗ วันนับแต่วันที่ได้รับหนังสือ" in draft.latest.body
    assert "๓๐ ตุลาคม ๒๕๖๓" not in draft.latest.body


def test_rounds_without_an_end_are_refused_at_the_field(house):
    draft = house.drafting()
    client = logged_in(house.people.officer)

    page = client.post(
        address("task_draft", house.copy), draft_fields(draft, due_at="ภายในวันที่ 5 ของทุกเดือน")
    )

    assert page.context["form"].errors["due_at"] == [
        "“ภายในวันที่ ๕ ของทุกเดือน” ไม่มีงวดสุดท้าย โปรดเขียนต่อว่าถึงเมื่อใดหรือกี่งวด เช่น "
        "ภายในวันที่ 5 ของทุกเดือน จนถึงวันที่ 30 กันยายน 2564 หรือ จำนวน 12 งวด"
    ]


def test_a_deadline_written_in_both_places_is_not_written_twice(house):
    draft = house.drafting()
    client = logged_in(house.people.officer)
    day = "ภายในวันที่ ๓๐ ตุลาคม ๒๕๖๓"
    where = address("task_draft", house.copy)
    client.post(where, draft_fields(draft, due_at="30/10/63", body=f"ให้รายงาน{day}"))
    draft = draft.__class__.objects.get(pk=draft.pk)
    typed = f"ให้รายงาน{day} เวลา ๑๖.๓๐ น."

    client.post(where, draft_fields(draft, due_at="30/10/63 16.30 น.", body=typed))

    assert draft.latest.body == typed


def test_an_impossible_deadline_is_named_and_kept_as_typed(house):
    draft = house.drafting()
    client = logged_in(house.people.officer)

    response = client.post(
        address("task_draft", house.copy), draft_fields(draft, due_at="๒๕๓ ตุลาคม ๒๕๖๓")
    )

    assert "due_at" in response.context["form"].errors
    assert "๒๕๓ ตุลาคม ๒๕๖๓" in response.text


def test_the_addressee_line_follows_the_rule(house):
    draft = house.drafting()
    client = logged_in(house.people.officer)

    client.post(
        address("task_draft", house.copy),
        draft_fields(draft, left_out=[house.districts[0].pk], do="save"),
    )

    assert draft.latest.addressee == "นายอำเภอ ทุกอำเภอ (ยกเว้นอำเภอที่ 1)"


def test_the_picker_finds_an_office_and_counts(house):
    draft = house.drafting()
    client = logged_in(house.people.officer)

    response = client.post(
        address("draft_recipients", house.copy), draft_fields(draft, find="อำเภอที่ 2")
    )

    picker = response.context["picker"]
    assert [office.name for office in picker.found_to_leave] == ["อำเภอที่ 2"]
    assert picker.count == 3


def test_the_preview_shows_the_page_and_escapes_what_is_typed(house):
    draft = house.drafting()
    client = logged_in(house.people.officer)

    response = client.post(
        address("draft_preview", house.copy),
        draft_fields(draft, body='<img src="x"><script>alert(1)</script> & <b>หนา</b>'),
    )

    assert response.status_code == 200
    assert response.text.count("data:image/png;base64,") == 1
    assert "<script>" not in response.text


def test_the_preview_draws_even_while_a_field_is_wrong(house):
    draft = house.drafting()
    client = logged_in(house.people.officer)

    response = client.post(
        address("draft_preview", house.copy), draft_fields(draft, subject="", due_at="ไม่ใช่วันที่")
    )

    assert response.text.count("data:image/png;base64,") == 1


def test_versions_show_what_changed(house):
    draft = house.drafting()
    client = logged_in(house.people.officer)
    client.post(
        address("task_draft", house.copy), draft_fields(draft, subject="เรื่องทดสอบใหม่", do="save")
    )

    response = client.get(address("draft_versions", house.copy))

    assert "<ins>ใหม่</ins>" in response.text


def test_a_file_is_attached_even_when_a_field_is_wrong(house):
    draft = house.drafting()
    client = logged_in(house.people.officer)
    upload = SimpleUploadedFile("แบบสำรวจ.pdf", small_pdf())

    response = client.post(
        address("task_draft", house.copy), draft_fields(draft, subject="", attachments=[upload])
    )

    assert "subject" in response.context["form"].errors
    assert [kept.name for kept in draft.files.all()] == ["แบบสำรวจ.pdf"]


def test_a_file_that_is_no_letter_is_refused_at_its_field_and_the_words_stay(house):
    draft = house.drafting()
    client = logged_in(house.people.officer)
    upload = SimpleUploadedFile("ไวรัส.exe", b"MZ not a letter")

    response = client.post(
        address("task_draft", house.copy),
        draft_fields(draft, body="ข้อความที่พิมพ์ไว้", attachments=[upload]),
    )

    assert "attachments" in response.context["form"].errors
    assert "ข้อความที่พิมพ์ไว้" in response.text
    assert not draft.files.exists()


def test_an_attached_file_is_taken_out_again(house):
    draft, paper = house.drafting(), small_pdf()
    client = logged_in(house.people.officer)
    upload = SimpleUploadedFile("แบบ.pdf", paper)
    client.post(address("task_draft", house.copy), draft_fields(draft, attachments=[upload]))
    kept = draft.files.get()
    read = client.get(reverse("draft_file", args=[house.copy.pk, kept.pk]))

    client.post(address("task_draft", house.copy), draft_fields(draft, drop=[kept.pk]))

    assert b"".join(read.streaming_content) == paper
    assert not draft.files.exists()


def test_the_text_follows_the_deadline_until_somebody_writes_his_own(house):
    draft = house.drafting()
    client = logged_in(house.people.officer)
    before = draft.latest.body

    client.post(address("task_draft", house.copy), draft_fields(draft, due_at="30/10/63"))

    assert "ภายในวันที่ ๓๑ ตุลาคม ๒๕๖๓ เวลา ๐๙.๐๐ น." in before
    assert draft.latest.body == before.replace(
        "ภายในวันที่ ๓๑ ตุลาคม ๒๕๖๓ เวลา ๐๙.๐๐ น.", "ภายในวันที่ ๓๐ ตุลาคม ๒๕๖๓"
    )
