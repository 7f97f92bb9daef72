"""A dropped file is read in the background, and is forgotten when its letter never comes."""

import pytest
from django.core.files.storage import default_storage

from circulars.domain import readings
from circulars.domain.received import ReceivedLetter
from circulars.models import LetterReading, ReadingState
from demo.scans import scan_of
from outbox.models import OutboxItem
from outbox.running import run_item
from papers.held_files import hold
from tests import factories
from tests.factories import DAY, MONDAY
from tests.keeping import built_once

pytestmark = pytest.mark.django_db

LETTER = ReceivedLetter(
    issuer_name="กรมการปกครอง",
    subject="การออกหนังสือรับรองบุคคลในพื้นที่",
    number_printed="มท 0305.2/ว 1842",
    addressee="ผู้ว่าราชการจังหวัด ทุกจังหวัด",
    urgency="003",
    body="ด้วยกรมการปกครองแจ้งเรื่อง",
)


@pytest.fixture
@built_once
def staff():
    return factories.Staff(factories.office("จังหวัดทดสอบ"))


def asked(staff, data=None, name="ก.pdf"):
    data = data or scan_of(LETTER, MONDAY.date()).data
    held = hold(name, data, owner=staff.clerk.pk)
    return readings.ask_reading(staff.office, held, by=staff.clerk, at=MONDAY)


def run():
    [item] = OutboxItem.objects.filter(kind="read_letter")
    assert run_item(item.pk, now=MONDAY)


def test_a_dropped_letter_is_read_by_the_worker(staff):
    reading = asked(staff)
    run()

    reading.refresh_from_db()
    values = {name: one["value"] for name, one in reading.found["fields"].items()}
    assert (reading.state, reading.read_at) == (ReadingState.DONE, MONDAY)
    assert values == {
        "kind": "external",
        "number_printed": "มท ๐๓๐๕.๒/ว ๑๘๔๒",
        "dated_printed": "๒๖ ตุลาคม ๒๕๖๓",
        "issuer_name": "กรมการปกครอง",
        "subject": "การออกหนังสือรับรองบุคคลในพื้นที่",
        "addressee": "ผู้ว่าราชการจังหวัด ทุกจังหวัด",
        "urgency": "003",
        "body": "ด้วยกรมการปกครองแจ้งเรื่อง",
    }


def test_a_file_that_cannot_be_read_says_why_and_reading_again_changes_nothing(staff):
    reading = asked(staff, b"%PDF-1.7 broken")
    run()
    readings.read_now(reading.pk, at=MONDAY + DAY)

    reading.refresh_from_db()
    assert (reading.state, reading.problem, reading.read_at) == (
        ReadingState.FAILED,
        "ไฟล์ PDF เสียหาย เปิดไม่ได้ โปรดสแกนหรือบันทึกใหม่",
        MONDAY,
    )


def test_a_file_that_is_gone_is_not_read(staff):
    reading = asked(staff)
    default_storage.delete(reading.path)
    run()

    reading.refresh_from_db()
    assert reading.problem == "ไม่มีไฟล์ให้อ่านแล้ว โปรดแนบไฟล์อีกครั้ง"


def test_what_was_entered_is_kept_beside_what_was_read(staff):
    reading = asked(staff)
    run()
    reading.refresh_from_db()
    copy = factories.arrived(staff.office, by=staff.clerk)
    given = {"number_printed": "มท 0305.2/ว 1843", "urgency": "003", "note": "x"}

    readings.keep_final(reading, copy.letter, given=given)

    assert reading.final == {"number_printed": "มท 0305.2/ว 1843", "urgency": "003"}
    assert readings.differences(reading) == {
        "number_printed": ("มท ๐๓๐๕.๒/ว ๑๘๔๒", "มท 0305.2/ว 1843")
    }


def test_of_a_secret_letter_nothing_is_kept(staff):
    reading = asked(staff)
    run()
    reading.refresh_from_db()
    copy = factories.arrived(staff.office, by=staff.clerk, secrecy="002")

    readings.keep_final(reading, copy.letter, given={"number_printed": "มท 1/1"})

    reading.refresh_from_db()
    assert (reading.found, reading.final) == ({}, {})


def test_a_reading_whose_letter_never_came_is_forgotten(staff):
    asked(staff)
    entered = asked(staff)
    copy = factories.arrived(staff.office, by=staff.clerk)
    readings.keep_final(entered, copy.letter, given={})

    assert readings.drop_abandoned(at=MONDAY + DAY) == 1
    assert list(LetterReading.objects.all()) == [entered]
