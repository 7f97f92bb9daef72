"""A letter from outside is put right: what is written over, and what stays in the log."""

import hashlib
from dataclasses import replace

import pytest

from circulars.domain import correcting, registering
from circulars.domain.received import IncomingFile, as_received
from circulars.errors import Invalid
from circulars.models import Event, EventKind, FileRole
from tests import factories
from tests.factories import DAY, MONDAY
from tests.keeping import built_once
from tests.papers.small import keep_small_pdf, small_pdf

pytestmark = pytest.mark.django_db

LATER = MONDAY + DAY


@pytest.fixture
@built_once
def staff():
    return factories.Staff(factories.office("จังหวัดทดสอบ"))


@pytest.fixture
def copy(staff):
    copy = factories.arrived(staff.office, by=staff.clerk, number_printed="มท 1/ว 2")
    registering.register(copy, by=staff.clerk, at=MONDAY, action="เดิม")
    copy.refresh_from_db()
    return copy


def put_right(copy, staff, line=None, **changes):
    files = {
        name: changes.pop(name)
        for name in ("letter_file", "enclosures", "taken_out")
        if name in changes
    }
    wanted = replace(as_received(copy), **changes)
    return correcting.correct(copy, wanted, by=staff.clerk, at=LATER, line=line, **files)


def event():
    return Event.objects.get(kind=EventKind.CORRECTED)


def pdf(name):
    page = small_pdf()
    return IncomingFile(name, page, page, hashlib.sha256(page).hexdigest(), "application/pdf", 1)


def test_letter_matter_and_register_say_the_new_words_and_the_log_both(copy, staff):
    put_right(copy, staff, subject=" ใหม่ ", issuer_name="กรมสอง", due_at=LATER + DAY)

    copy.refresh_from_db()
    line = correcting.line_of(copy)
    assert (copy.letter.subject, copy.circular.subject, line.subject) == ("ใหม่",) * 3
    assert (copy.letter.issuer_name, copy.circular.origin_name, line.from_text) == ("กรมสอง",) * 3
    assert (copy.due_at, copy.circular.due_at, line.number) == (LATER + DAY, LATER + DAY, 1)
    assert (event().actor, event().at) == (staff.clerk, LATER)
    assert event().data == {
        "changes": {
            "issuer_name": ["กรมทดสอบ", "กรมสอง"],
            "subject": ["เรื่องทดสอบ", "ใหม่"],
            "due_at": ["", (LATER + DAY).isoformat()],
        },
        "added": [],
        "replaced": [],
    }


def test_what_was_not_changed_is_not_saved(copy, staff):
    with pytest.raises(Invalid) as caught:
        put_right(copy, staff, subject=" เรื่องทดสอบ ")

    assert (str(caught.value), caught.value.field) == (
        "ยังไม่มีอะไรเปลี่ยน แก้ข้อมูลหรือแนบไฟล์ก่อนกดบันทึก",
        None,
    )
    assert Event.objects.filter(kind=EventKind.CORRECTED).count() == 0


def test_a_letter_keeps_a_subject(copy, staff):
    with pytest.raises(Invalid) as caught:
        put_right(copy, staff, subject="  ")

    assert (str(caught.value), caught.value.field) == (
        "โปรดกรอกเรื่อง ถ้าหนังสือไม่มีเรื่อง ให้เขียนสรุปสั้น ๆ",
        "subject",
    )


def test_the_desks_own_words_change_beside_the_letter(copy, staff):
    put_right(copy, staff, line=correcting.LineWords(action=" ใหม่ ", note=""))

    line = correcting.line_of(copy)
    assert (line.action, line.note) == ("ใหม่", "")
    assert event().data["changes"] == {"action": ["เดิม", "ใหม่"]}


def test_a_new_scan_takes_the_place_of_the_old_one_which_is_kept(copy, staff):
    old = keep_small_pdf(copy.letter, FileRole.READABLE)
    beside = keep_small_pdf(copy.letter, FileRole.ENCLOSURE)

    put_right(copy, staff, letter_file=pdf("ใหม่.pdf"), enclosures=[pdf("แนบ.pdf")])

    old.refresh_from_db()
    beside.refresh_from_db()
    assert (old.role, beside.role) == (FileRole.REPLACED, FileRole.ENCLOSURE)
    assert [one["name"] for one in event().data["added"]] == ["ใหม่.pdf", "แนบ.pdf"]
    assert event().data["replaced"] == [
        {"name": old.name, "sha256": old.sha256, "role": "readable"}
    ]


def test_an_enclosure_is_taken_out_and_what_is_not_of_this_letter_is_not(copy, staff):
    beside = keep_small_pdf(copy.letter, FileRole.ENCLOSURE)
    stays = keep_small_pdf(copy.letter, FileRole.ENCLOSURE)
    other = factories.arrived(staff.office, by=staff.clerk)
    foreign = keep_small_pdf(other.letter, FileRole.ENCLOSURE)

    put_right(copy, staff, taken_out=[beside.pk, foreign.pk])

    roles = []
    for file in (beside, stays, foreign):
        file.refresh_from_db()
        roles.append(file.role)
    assert roles == [FileRole.REPLACED, FileRole.ENCLOSURE, FileRole.ENCLOSURE]


def test_a_line_whose_number_is_void_is_not_written(copy, staff):
    registering.void_entry(correcting.line_of(copy), by=staff.clerk, at=MONDAY, reason="ผิด")

    assert correcting.line_of(copy) is None


def test_the_remark_about_a_date_goes_with_the_date(staff):
    copy = factories.arrived(staff.office, by=staff.clerk, dated_printed="31 กุมภาพันธ์ 2563")
    registering.register(copy, by=staff.clerk, at=MONDAY)
    copy.refresh_from_db()
    before = correcting.line_of(copy).note

    put_right(copy, staff, dated_printed="28 กุมภาพันธ์ 2563")

    assert (before != "", correcting.line_of(copy).note) == (True, "")
