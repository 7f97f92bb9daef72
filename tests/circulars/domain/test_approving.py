"""A draft's way to signature: what each step writes, and what it needs."""

import pytest

from circulars.domain import approving
from circulars.domain.content import content_of
from circulars.errors import Invalid, NotAllowed
from circulars.models import Approval, Event, EventKind, Letter
from circulars.states import DraftState, State
from tests import factories
from tests.factories import DAY, MONDAY
from tests.keeping import built_once
from tests.screens.work.task_screens import DUE, House

pytestmark = pytest.mark.django_db

LATER = MONDAY + DAY


@pytest.fixture
@built_once
def house():
    return House(2)


def last(kind):
    return Event.objects.filter(kind=kind).latest("pk")


def refused(act, kind=Invalid):
    before = Event.objects.count()
    with pytest.raises(kind) as caught:
        act()
    assert Event.objects.count() == before
    return str(caught.value), caught.value.field


def test_a_proposal_names_the_version_that_is_judged(house):
    draft = house.drafting()

    approving.submit(draft, by=house.people.officer, at=LATER, comment=" โปรดตรวจ ")

    row, event = Approval.objects.get(), last(EventKind.SUBMITTED)
    assert (row.act, row.by, row.at, row.comment) == (
        "submitted",
        house.people.officer,
        LATER,
        "โปรดตรวจ",
    )
    assert (row.version, event.at, event.data) == (draft.latest, LATER, {"version": 1})
    assert draft.state == DraftState.WRITING, "the one that was handed in is left alone"
    draft.refresh_from_db()
    assert draft.state == DraftState.REVIEW


def test_a_letter_to_nobody_is_not_proposed(house):
    draft = house.drafting()
    draft.recipients = {"groups": []}
    draft.save()

    assert refused(lambda: approving.submit(draft, by=house.people.officer, at=MONDAY)) == (
        "ยังไม่ได้เลือกผู้รับ โปรดเลือกกลุ่มผู้รับ หรือเพิ่มหน่วยงานอย่างน้อยหนึ่งแห่ง",
        "recipients",
    )


def test_a_deadline_that_passes_at_this_moment_is_not_proposed(house):
    draft = house.drafting()

    assert refused(lambda: approving.submit(draft, by=house.people.officer, at=DUE)) == (
        "กำหนดให้ผู้รับตอบผ่านไปแล้ว โปรดเลือกวันที่ยังมาไม่ถึง หรือเว้นว่างไว้ถ้าไม่กำหนด",
        "due_at",
    )
    approving.submit(draft, by=house.people.officer, at=DUE - DAY / 86_400)


def test_a_letter_without_words_is_not_proposed(house):
    draft = house.drafting()
    draft.versions.update(body=" \n ")

    assert refused(lambda: approving.submit(draft, by=house.people.officer, at=MONDAY)) == (
        "หนังสือยังไม่มีข้อความ โปรดเขียนข้อความก่อนเสนอ",
        "body",
    )


def test_what_is_sent_back_says_why(house):
    draft = house.in_review()

    words = refused(
        lambda: approving.send_back(draft, by=house.people.reviewer, at=LATER, comment="  ")
    )
    approving.send_back(draft, by=house.people.reviewer, at=LATER, comment=" แก้เรื่อง ")

    draft.refresh_from_db()
    row = Approval.objects.latest("pk")
    assert words == ("โปรดเขียนว่าต้องแก้ไขอะไร ผู้ร่างจะได้แก้ถูก", "comment")
    assert (draft.state, row.act, row.comment) == ("sent_back", "sent_back", "แก้เรื่อง")
    assert last(EventKind.SENT_BACK).data == {"comment": "แก้เรื่อง"}


def test_the_signer_sends_back_what_was_passed(house):
    draft = house.passed()

    with pytest.raises(NotAllowed):
        approving.send_back(draft, by=house.people.reviewer, at=LATER, comment="แก้")
    approving.send_back(draft, by=house.people.signer, at=LATER, comment="แก้")

    draft.refresh_from_db()
    assert draft.state == DraftState.SENT_BACK


def test_what_is_passed_waits_for_signature(house):
    draft = house.in_review()

    approving.pass_on(draft, by=house.people.reviewer, at=LATER, comment=" เห็นชอบ ")

    draft.refresh_from_db()
    row, event = Approval.objects.latest("pk"), last(EventKind.PASSED)
    assert (draft.state, row.act, row.at, row.comment) == ("passed", "passed", LATER, "เห็นชอบ")
    assert (event.actor, event.at, event.data) == (
        house.people.reviewer,
        LATER,
        {"comment": "เห็นชอบ"},
    )


def test_signing_makes_the_letter_its_number_and_its_drawing(house):
    draft = house.passed()

    letter = approving.sign(draft, by=house.people.signer, at=LATER)

    draft.refresh_from_db()
    house.copy.refresh_from_db()
    entry, event = letter.entries.get(), last(EventKind.SIGNED)
    kept = letter.files.get(role="composed")
    assert (draft.state, draft.letter, house.copy.state) == ("signed", letter, State.APPROVED)
    assert (letter.issuer, letter.unit, letter.is_circular) == (
        house.province,
        house.province,
        True,
    )
    assert content_of(letter) == content_of(draft.latest)
    assert (entry.number, entry.entered_at, entry.entered_by) == (1, LATER, house.people.signer)
    assert Approval.objects.latest("pk").act == "signed"
    assert (kept.sha256, kept.added_at) == (event.data["sha256"], LATER)
    assert kept.file.size == kept.size > 0
    assert (event.data["number"], event.data["letter"]) == (letter.number_printed, letter.pk)
    assert event.data["position"] == f"ผู้ลงนาม {house.province.name}"


def test_a_deadline_that_passed_is_signed_only_knowingly(house):
    draft = house.passed()

    with pytest.raises(Invalid) as caught:
        approving.sign(draft, by=house.people.signer, at=DUE)
    approving.sign(draft, by=house.people.signer, at=DUE, late=True)

    assert caught.value.field == "late"
    assert Letter.objects.filter(issuer=house.province).count() == 1


def test_an_order_that_is_not_his_gives_no_power_to_sign(house):
    draft = house.passed()
    other = factories.person()
    post = factories.post(other, house.province, "signer", position="รอง")
    foreign = factories.acting(post, "ผู้ว่าราชการ")

    assert refused(
        lambda: approving.sign(draft, by=house.people.signer, at=MONDAY, acting=foreign), NotAllowed
    ) == ("คำสั่งให้ลงนามแทนไม่มีผลในวันนี้ โปรดเลือกฐานะผู้ลงนามใหม่", None)
    assert refused(
        lambda: approving.sign(draft, by=house.people.signer, at=MONDAY, post=post), NotAllowed
    ) == ("คำสั่งให้ลงนามแทนไม่มีผลในวันนี้ โปรดเลือกฐานะผู้ลงนามใหม่", None)
