"""The task screens: register, endorse, draft, review, sign, dispatch."""

import pytest
from django.urls import reverse

from circulars.models import Kind, OfficeCopy, RegisterEntry
from circulars.states import DraftState, Order, State
from tests import factories
from tests.workflow.screens import House, address, logged_in, shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return House()


def draft_fields(draft, **changes):
    """The form as the page shows it."""
    from workflow.forms.drafting import DraftForm

    form = DraftForm(draft=draft)
    fields = {name: form[name].value() for name in form.fields}
    sent = {name: value for name, value in fields.items() if value not in (None, False, [])}
    return {**sent, **changes}


def test_the_clerk_registers_and_sees_the_number(house):
    client = logged_in(house.people.clerk)

    response = client.post(
        address("task_register", house.copy), {"action": "ส่งกลุ่มงาน"}, follow=True
    )

    entry = RegisterEntry.objects.get()
    assert response.status_code == 200
    assert (entry.number, entry.action, entry.time_known) == (1, "ส่งกลุ่มงาน", True)
    assert "data-taken>๑</strong>" in response.text


def test_registering_twice_is_refused_with_a_sentence(house):
    client = logged_in(house.people.clerk)
    client.post(address("task_register", house.copy))

    response = client.post(address("task_register", house.copy), {"next": "/"})

    assert response.status_code == 200
    assert "มีผู้ดำเนินการแล้ว" in response.text
    assert RegisterEntry.objects.count() == 1


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


def test_assigning_to_nobody_is_refused_at_its_field_and_the_words_stay(house):
    house.registered()
    client = logged_in(house.people.officer)

    response = client.post(
        address("task_endorse", house.copy), {"order": "assign", "text": "มอบผู้เกี่ยวข้อง"}
    )

    assert response.status_code == 200
    assert "to_unit" in response.context["form"].errors
    assert "มอบผู้เกี่ยวข้อง" in response.text


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

    assert draft.latest.addressee == "นายอำเภอ ทุกอำเภอ ยกเว้นอำเภอที่ 1"


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


def test_the_reviewer_passes(house):
    draft = house.in_review()
    client = logged_in(house.people.reviewer)

    client.post(address("task_review", house.copy), {"do": "yes", "shown": shown(house.copy)})

    draft.refresh_from_db()
    assert draft.state == DraftState.PASSED


def test_sending_back_needs_a_comment(house):
    draft = house.in_review()
    client = logged_in(house.people.reviewer)

    refused = client.post(address("task_review", house.copy), {"do": "send_back"})
    client.post(address("task_review", house.copy), {"do": "send_back", "comment": "แก้วันที่"})

    draft.refresh_from_db()
    assert "comment" in refused.context["form"].errors
    assert draft.state == DraftState.SENT_BACK
    assert draft.approvals.last().comment == "แก้วันที่"


def test_the_drafter_is_told_why_his_draft_came_back(house):
    house.in_review()
    logged_in(house.people.reviewer).post(
        address("task_review", house.copy), {"do": "send_back", "comment": "แก้วันที่"}
    )

    response = logged_in(house.people.officer).get(address("task_draft", house.copy))

    assert "แก้วันที่" in response.text


def test_the_signer_signs_acting_for_another_and_the_number_is_taken(house):
    draft = house.passed()
    post = house.people.signer.posts.get()
    acting = factories.acting(post, "ผู้ว่าราชการจังหวัดทดสอบ")
    client = logged_in(house.people.signer)

    response = client.post(
        address("task_sign", house.copy),
        {"do": "yes", "capacity": f"{post.pk}:{acting.pk}"},
        follow=True,
    )

    draft.refresh_from_db()
    assert draft.letter.number_printed == "ทด 0001/ว 1"
    assert draft.letter.acting_for == "ผู้ว่าราชการจังหวัดทดสอบ"
    assert "ทด 0001/ว 1" in response.text


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


def test_the_signer_sees_the_draft_as_pages(house):
    house.passed()
    client = logged_in(house.people.signer)

    page = client.get(address("task_sign", house.copy))
    picture = client.get(reverse("draft_page", args=[house.copy.pk, 1]))

    assert page.context["view"].paper.pages == [reverse("draft_page", args=[house.copy.pk, 1])]
    assert picture["Content-Type"] == "image/png"
    assert client.get(reverse("draft_page", args=[house.copy.pk, 9])).status_code == 404


def test_the_dispatch_counts_the_recipients_and_sends_once(house):
    house.districts[0].on_system = False
    house.districts[0].save()
    house.signed()
    client = logged_in(house.people.officer)

    page = client.get(address("task_dispatch", house.copy))
    first = client.post(address("task_dispatch", house.copy), {"shown": shown(house.copy)})
    second = client.post(address("task_dispatch", house.copy))

    assert len(page.context["view"].recipients) == 3
    assert page.context["view"].off_system == 1
    assert first.url == address("dispatch_progress", house.copy)
    assert second.status_code == 200
    assert house.copy.dispatches.count() == 1


def test_the_bar_asks_until_all_stand(house):
    from circulars.domain.dispatching import dispatch, fan_out
    from tests.factories import MONDAY

    house.signed()
    sending = dispatch(house.copy, by=house.people.officer, at=MONDAY)
    client = logged_in(house.people.officer)

    before = client.get(address("dispatch_progress", house.copy), headers={"HX-Request": "true"})
    fan_out(sending.pk, at=MONDAY)
    after = client.get(address("dispatch_progress", house.copy), headers={"HX-Request": "true"})

    assert "hx-get" in before.text
    assert "hx-get" not in after.text
    assert "ส่งถึงครบ ๓ แห่งแล้ว" in after.text


def test_the_letter_is_drawn_when_the_worker_has_not_yet(house):
    house.dispatched()
    child = house.children()[0]
    receiver = factories.Staff(child.office).clerk

    mine = logged_in(house.people.officer).get(address("letter_pdf", house.copy))
    theirs = logged_in(receiver).get(f"{address('letter_pdf', child)}?received")

    assert mine.content[:5] == b"%PDF-"
    assert theirs.content[:5] == b"%PDF-"


TASKS = [
    "task_register",
    "task_endorse",
    "task_draft",
    "task_review",
    "task_sign",
    "task_dispatch",
    "dispatch_progress",
    "draft_preview",
    "draft_recipients",
    "draft_versions",
    "draft_pdf",
    "letter_pdf",
    "copy_return",
    "circular_tree",
    "remind",
    "reminder_pdf",
]


@pytest.mark.parametrize("name", TASKS)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_foreign_office_finds_nothing(house, name, method):
    house.drafting()
    stranger = factories.Staff(factories.office("จังหวัดอื่น", Kind.PROVINCE)).officer

    response = getattr(logged_in(stranger), method)(address(name, house.copy))

    assert response.status_code in (404, 405)


@pytest.mark.parametrize("name", TASKS)
def test_nobody_is_sent_to_log_in(client, house, name):
    response = client.post(address(name, house.copy))

    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


def test_a_file_is_attached_even_when_a_field_is_wrong(house):
    from django.core.files.uploadedfile import SimpleUploadedFile

    from tests.papers import small_pdf

    draft = house.drafting()
    client = logged_in(house.people.officer)
    upload = SimpleUploadedFile("แบบสำรวจ.pdf", small_pdf())

    response = client.post(
        address("task_draft", house.copy), draft_fields(draft, subject="", files=[upload])
    )

    assert "subject" in response.context["form"].errors
    assert [kept.name for kept in draft.files.all()] == ["แบบสำรวจ.pdf"]


def test_a_file_that_is_no_letter_is_refused_at_its_field_and_the_words_stay(house):
    from django.core.files.uploadedfile import SimpleUploadedFile

    draft = house.drafting()
    client = logged_in(house.people.officer)
    upload = SimpleUploadedFile("ไวรัส.exe", b"MZ not a letter")

    response = client.post(
        address("task_draft", house.copy),
        draft_fields(draft, body="ข้อความที่พิมพ์ไว้", files=[upload]),
    )

    assert "files" in response.context["form"].errors
    assert "ข้อความที่พิมพ์ไว้" in response.text
    assert not draft.files.exists()


def test_the_signed_letter_carries_the_one_it_passes_on_and_the_attached_files(house):
    from django.core.files.uploadedfile import SimpleUploadedFile

    from tests.papers import keep_small_pdf, small_pdf

    keep_small_pdf(house.copy.letter)
    draft = house.drafting()
    upload = SimpleUploadedFile("แบบสำรวจ.pdf", small_pdf())
    client = logged_in(house.people.officer)
    client.post(address("task_draft", house.copy), draft_fields(draft, files=[upload], do="submit"))
    logged_in(house.people.reviewer).post(address("task_review", house.copy), {"do": "yes"})
    post = house.people.signer.posts.get()
    logged_in(house.people.signer).post(
        address("task_sign", house.copy), {"do": "yes", "capacity": f"{post.pk}:"}
    )

    draft.refresh_from_db()
    names = [one.name for one in draft.letter.files.filter(role="enclosure")]
    assert names[0].endswith("กรมทดสอบ.pdf")
    assert names[1:] == ["แบบสำรวจ.pdf"]


def test_an_attached_file_is_taken_out_again(house):
    from django.core.files.uploadedfile import SimpleUploadedFile

    from tests.papers import small_pdf

    draft = house.drafting()
    client = logged_in(house.people.officer)
    upload = SimpleUploadedFile("แบบ.pdf", small_pdf())
    client.post(address("task_draft", house.copy), draft_fields(draft, files=[upload]))
    kept = draft.files.get()
    read = client.get(reverse("draft_file", args=[house.copy.pk, kept.pk]))

    client.post(address("task_draft", house.copy), draft_fields(draft, drop=[kept.pk]))

    assert b"".join(read.streaming_content) == small_pdf()
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


def test_the_signed_letter_is_shown_as_pages(house):
    house.signed()
    client = logged_in(house.people.officer)

    page = client.get(address("task_dispatch", house.copy))
    picture = client.get(page.context["view"].paper.pages[0])

    assert picture["Content-Type"] == "image/png"
