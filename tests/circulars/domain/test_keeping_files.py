"""The names of kept files, and that their bytes are those that came."""

import pytest

from circulars.domain.keeping_files import keep_file
from circulars.domain.received import IncomingFile
from circulars.models import FileRole
from tests import factories
from tests.factories import MONDAY
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
