"""Review, signature, dispatch."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from circulars.domain import approving
from circulars.domain.dispatching import dispatch, fan_out
from circulars.states import DraftState
from tests import factories
from tests.factories import MONDAY
from tests.keeping import built_once
from tests.papers.reading_pdf import copied
from tests.papers.small import keep_small_pdf, small_pdf
from tests.screens.work.task_screens import House, address, draft_fields, logged_in, shown

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]


@pytest.fixture
@built_once
def house():
    return House()


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
    assert "ลงนามแล้ว ออกเลข ทด ๐๐๐๑/ว ๑" in response.text


def test_the_signer_sees_the_draft_as_pages(house):
    house.passed()
    client = logged_in(house.people.signer)
    post = house.people.signer.posts.get()

    page = client.get(address("task_sign", house.copy))
    picture = client.get(reverse("draft_page", args=[house.copy.pk, 1]))

    assert page.context["view"].paper.pages == [
        reverse("draft_page", args=[house.copy.pk, 1]) + f"?capacity={post.pk}:"
    ]
    assert picture["Content-Type"] == "image/png"
    assert client.get(reverse("draft_page", args=[house.copy.pk, 9])).status_code == 404


def test_the_draft_before_the_signer_is_what_will_be_printed(house):
    house.passed()
    signer = house.people.signer
    post = signer.posts.get()
    acting = factories.acting(post, "ผู้ว่าราชการจังหวัดทดสอบ")
    client = logged_in(signer)

    as_deputy = client.get(address("task_sign", house.copy))
    as_himself = client.get(address("task_sign", house.copy), {"capacity": f"{post.pk}:"})
    drawn = [
        copied(client.get(page.context["view"].paper.download).content)
        for page in (as_deputy, as_himself)
    ]

    name, position = f"({signer.full_name})".replace(" ", ""), post.position.replace(" ", "")
    assert f"{name}{position}ปฏิบัติราชการแทนผู้ว่าราชการจังหวัดทดสอบ" in drawn[0]
    assert f"{name}{position}" in drawn[1]
    assert "ปฏิบัติราชการแทน" not in drawn[1]
    assert as_deputy.context["form"]["capacity"].value() == f"{post.pk}:{acting.pk}"
    assert as_himself.context["form"]["capacity"].value() == f"{post.pk}:"
    assert 'hx-select="#paper"' in as_deputy.text


def test_the_reviewer_sees_an_open_place_for_the_name(house):
    house.in_review()
    client = logged_in(house.people.reviewer)

    page = client.get(address("task_review", house.copy))
    text = copied(client.get(page.context["view"].paper.download).content)

    assert f"({'.' * 40})" in text
    assert "hx-select" not in page.text


def test_the_acting_words_stand_where_the_signer_is_named(house):
    draft = house.passed()
    post = house.people.signer.posts.get()
    acting = factories.acting(post, "ผู้ว่าราชการจังหวัดทดสอบ")
    approving.sign(draft, by=house.people.signer, at=MONDAY, acting=acting)

    before = logged_in(house.people.officer).get(address("task_dispatch", house.copy)).text
    fan_out(dispatch(house.copy, by=house.people.officer, at=MONDAY).pk, at=MONDAY)
    child = house.children()[0]
    receiver = factories.Staff(child.office).clerk
    received = logged_in(receiver).get(address("copy", child)).text

    words = f"{post.position} ปฏิบัติราชการแทน ผู้ว่าราชการจังหวัดทดสอบ"
    assert words in before
    assert words in received


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


def test_the_signed_letter_carries_the_one_it_passes_on_and_the_attached_files(house):
    keep_small_pdf(house.copy.letter)
    draft = house.drafting()
    upload = SimpleUploadedFile("แบบสำรวจ.pdf", small_pdf())
    client = logged_in(house.people.officer)
    client.post(
        address("task_draft", house.copy), draft_fields(draft, attachments=[upload], do="submit")
    )
    logged_in(house.people.reviewer).post(address("task_review", house.copy), {"do": "yes"})
    post = house.people.signer.posts.get()
    logged_in(house.people.signer).post(
        address("task_sign", house.copy), {"do": "yes", "capacity": f"{post.pk}:"}
    )

    draft.refresh_from_db()
    names = [one.name for one in draft.letter.files.filter(role="enclosure")]
    assert names[0].endswith("กรมทดสอบ.pdf")
    assert names[1:] == ["แบบสำรวจ.pdf"]


def test_the_signed_letter_is_shown_as_pages(house):
    house.signed()
    client = logged_in(house.people.officer)

    page = client.get(address("task_dispatch", house.copy))
    picture = client.get(page.context["view"].paper.pages[0])

    assert picture["Content-Type"] == "image/png"
