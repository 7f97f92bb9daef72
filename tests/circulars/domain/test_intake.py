"""A letter comes in: its number, its likes, and the names of its kept files."""

import pytest

from circulars.domain import intake
from circulars.domain.keeping_files import keep_file
from circulars.domain.received import IncomingFile, ReceivedLetter
from circulars.models import FileRole
from tests import factories
from tests.factories import DAY, MONDAY
from tests.keeping import built_once

pytestmark = pytest.mark.django_db


@pytest.fixture
@built_once
def staff():
    return factories.Staff(factories.office("จังหวัดทดสอบ"))


def a_file(name):
    return IncomingFile(name, b"as it came", b"%PDF", "ab" * 32, "application/pdf", 1)


@pytest.mark.parametrize(
    ("name", "ending"),
    [
        ("แผน.PDF", ".pdf"),
        ("แผน.a-b", ""),
        ("แผน.document", ""),
        ("แผน.p/f", ""),
        ("ไม่มีจุด", ""),
        ("จบด้วยจุด.", ""),
    ],
)
def test_a_kept_file_is_named_by_its_bytes_and_a_plain_ending(staff, name, ending):
    copy = factories.arrived(staff.office, by=staff.clerk)

    original, readable = keep_file(copy.letter, a_file(name), by=staff.clerk, at=MONDAY)

    stem = original.file.name.rpartition("/")[2]
    assert stem == f"{'ab' * 32}{ending}"
    assert original.name == name
    assert (original.role, readable.role) == (FileRole.ORIGINAL, FileRole.READABLE)
    with original.file.open() as kept:
        assert kept.read() == b"as it came"


def test_a_letter_is_like_another_by_number_and_date_or_else_by_subject_of_the_last_days(staff):
    known = factories.arrived(staff.office, by=staff.clerk, number_printed="มท 0801/ว 12")
    bare = factories.arrived(staff.office, by=staff.clerk, number_printed="", subject="เรื่องเดียวกัน")

    def like(at=MONDAY, **words):
        letter = ReceivedLetter(**{"issuer_name": "กรมทดสอบ", "subject": "เรื่องเดียวกัน", **words})
        return list(intake.similar_letters(staff.office, letter, at=at))

    assert like(number_printed="มท ๐๘๐๑/ว ๑๒", dated_printed="26 ต.ค. 63") == [known.letter]
    assert like(number_printed="มท 0801/ว 12", dated_printed="27 ต.ค. 63") == []
    assert like() == [bare.letter]
    assert like(at=MONDAY + 8 * DAY) == []
