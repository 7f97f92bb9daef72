"""Nothing changes between the signer's reading and the sending."""

import hashlib
from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from circulars.domain import approving, correcting, dispatching
from circulars.domain.bundling import mark_of
from circulars.domain.received import IncomingFile, as_received
from circulars.errors import WrongState
from circulars.models import Draft, Letter
from offices.models import Kind, Office
from tests import factories
from tests.factories import DAY, MONDAY
from tests.keeping import built_once
from tests.papers.reading_pdf import copied
from tests.screens.work.task_screens import House

pytestmark = pytest.mark.django_db
SCAN = IncomingFile("แผนที่.pdf", b"%PDF", b"%PDF", "7" * 64, "application/pdf", 1)


@pytest.fixture
@built_once
def house():
    return House(districts=1)


def another_district(house: House) -> Office:
    return factories.office("อำเภอที่เพิ่งตั้ง", Kind.DISTRICT, parent=house.province)


def new_address(house: House) -> None:
    Office.objects.filter(pk=house.province.pk).update(address="ศาลากลางหลังใหม่")


def new_enclosure(house: House) -> None:
    """The received letter goes along: what is attached to it is enclosed with ours."""
    wanted = replace(as_received(house.copy), body="ด้วยมีเรื่องทดสอบ")
    correcting.correct(house.copy, wanted, by=house.people.clerk, at=MONDAY, enclosures=[SCAN])


def later_deadline(house: House) -> None:
    Draft.objects.filter(copy=house.copy).update(due_at=MONDAY + 3 * DAY)


def other_words(house: House) -> None:
    house.copy.drafts.get().versions.update(subject="เรื่องที่ไม่เคยเห็น")


@pytest.mark.parametrize(
    ("change", "part"),
    [
        (other_words, "ข้อความ"),
        (another_district, "ผู้รับ"),
        (later_deadline, "กำหนดตอบและสิ่งที่ขอ"),
        (new_enclosure, "สิ่งที่ส่งมาด้วย"),
        (new_address, "หัวหนังสือและตรา"),
    ],
)
def test_what_changed_since_it_was_read_is_not_signed(house, change, part):
    draft = house.passed()
    seen = mark_of(draft)

    change(house)
    with pytest.raises(WrongState) as caught:
        approving.sign(draft, by=house.people.signer, at=MONDAY, seen=seen)

    assert str(caught.value) == (f"ตั้งแต่ท่านเปิดหน้านี้ มีการแก้{part} โปรดอ่านฉบับล่าสุดที่แสดงอยู่นี้ แล้วจึงลงนาม")
    assert Letter.objects.filter(composed_here=True).count() == 0
    again = mark_of(Draft.objects.get(pk=draft.pk))
    assert approving.sign(draft, by=house.people.signer, at=MONDAY, seen=again).pk


def test_two_parts_that_changed_are_both_named(house):
    draft = house.passed()
    seen = mark_of(draft)
    another_district(house)
    new_address(house)

    with pytest.raises(WrongState, match="มีการแก้ผู้รับ และหัวหนังสือและตรา โปรด"):
        approving.sign(draft, by=house.people.signer, at=MONDAY, seen=seen)


def test_the_letter_goes_out_under_the_letterhead_that_was_signed(house):
    letter = approving.sign(house.passed(), by=house.people.signer, at=MONDAY)

    new_address(house)

    kept = letter.files.get(role="composed")
    with kept.file.open("rb") as stored:
        pdf = stored.read()
    assert hashlib.sha256(pdf).hexdigest() == kept.sha256
    assert "ศาลากลางหลังใหม่" not in copied(pdf)


def test_an_office_that_came_after_the_signature_gets_no_letter(house):
    approving.sign(house.passed(), by=house.people.signer, at=MONDAY)
    another_district(house)

    sending = dispatching.dispatch(house.copy, by=house.people.officer, at=MONDAY)

    assert sending.recipients == [house.districts[0].pk]


def test_an_office_that_was_closed_since_is_left_out(house):
    second = another_district(house)
    approving.sign(house.passed(), by=house.people.signer, at=MONDAY)
    Office.objects.filter(pk=second.pk).update(closed_on=MONDAY.date())

    sending = dispatching.dispatch(house.copy, by=house.people.officer, at=MONDAY)

    assert sending.recipients == [house.districts[0].pk]


@pytest.mark.parametrize(
    "change", [{"recipients": {}}, {"due_at": None}, {"signed_recipients": []}, {"asks": "act"}]
)
def test_the_database_keeps_a_signed_draft_as_it_was_signed(house, change):
    letter = approving.sign(house.passed(), by=house.people.signer, at=MONDAY)
    draft = Draft.objects.filter(letter=letter)

    with pytest.raises(IntegrityError), transaction.atomic():
        draft.update(**change)


@pytest.mark.parametrize("change", [{"body": "อื่น"}, {"subject": "อื่น"}, {"number_printed": "1"}])
def test_the_database_keeps_a_signed_letter_as_it_was_signed(house, change):
    letter = approving.sign(house.passed(), by=house.people.signer, at=MONDAY)

    with pytest.raises(IntegrityError), transaction.atomic():
        Letter.objects.filter(pk=letter.pk).update(**change)
