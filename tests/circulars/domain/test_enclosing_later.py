"""A file that is sent after its letter."""

import pytest

from circulars.domain import registering
from circulars.domain.enclosing_later import enclose_later, later_enclosures, take_out_later
from circulars.domain.received import IncomingFile
from circulars.errors import WrongState
from circulars.models import Event, EventKind, FileRole, RegisterEntry
from outbox.running import run_due
from tests import factories
from tests.factories import DAY, MONDAY
from tests.keeping import built_once
from tests.screens.work.task_screens import House
from workflow.models import Notice, NoticeKind

pytestmark = pytest.mark.django_db
MAP = IncomingFile("แผนที่.pdf", b"%PDF-later", b"%PDF", "9" * 64, "application/pdf", 1)
TUESDAY = MONDAY + DAY


@pytest.fixture
@built_once
def house():
    house = House(districts=2)
    house.sending = house.delivered()
    return house


def sent_later(house):
    signer = house.people.signer
    return enclose_later(house.copy, MAP, by=signer, at=TUESDAY, reason="ลืมแนบ")


def test_every_receiver_finds_it_and_who_has_registered_is_told(house):
    first, _second = house.children()
    staff = factories.Staff(first.office)
    registering.register(first, by=staff.clerk, at=MONDAY)

    kept = sent_later(house)
    run_due()

    told = Notice.objects.filter(kind=NoticeKind.ENCLOSED).values_list("user", "copy")
    entry = RegisterEntry.objects.get(letter=house.sending.letter, copy=None)
    event = Event.objects.get(kind=EventKind.ENCLOSED)
    assert (kept.letter, kept.role) == (house.sending.letter, FileRole.ENCLOSURE)
    assert set(told) == {(staff.clerk.pk, first.pk), (staff.officer.pk, first.pk)}
    assert entry.note == "ส่งสิ่งที่ส่งมาด้วยเพิ่ม: แผนที่.pdf (27 ต.ค. 2563)"
    assert event.data == {
        "name": "แผนที่.pdf",
        "file": kept.pk,
        "sha256": "9" * 64,
        "reason": "ลืมแนบ",
        "taken_out": False,
    }


def test_it_is_taken_out_while_nobody_has_built_on_it(house):
    kept = sent_later(house)

    take_out_later(house.copy, kept, by=house.people.signer, at=TUESDAY, reason="ผิดไฟล์")

    kept.refresh_from_db()
    assert (kept.role, later_enclosures(house.copy)) == (FileRole.REPLACED, [])
    assert Event.objects.filter(kind=EventKind.ENCLOSED).last().data["taken_out"] is True


def test_once_a_receiver_has_registered_the_letter_with_it_it_stays(house):
    kept = sent_later(house)
    child = house.children()[0]
    registering.register(child, by=factories.Staff(child.office).clerk, at=TUESDAY)

    with pytest.raises(WrongState) as caught:
        take_out_later(house.copy, kept, by=house.people.signer, at=TUESDAY, reason="ผิดไฟล์")

    assert str(caught.value) == ("มีผู้รับที่ลงรับหรือส่งต่อพร้อมไฟล์นี้แล้ว จึงถอนไม่ได้ โปรดออกหนังสือฉบับแก้ไข")


def test_what_went_with_the_letter_at_once_is_not_taken_out(house):
    first = house.sending.letter.files.filter(role=FileRole.COMPOSED).get()

    with pytest.raises(WrongState) as caught:
        take_out_later(house.copy, first, by=house.people.signer, at=TUESDAY, reason="ผิดไฟล์")

    assert str(caught.value) == ("ไฟล์นี้ไม่ได้ส่งเพิ่มภายหลัง หรือถอนไปแล้ว โปรดเปิดหน้านี้ใหม่อีกครั้ง")
