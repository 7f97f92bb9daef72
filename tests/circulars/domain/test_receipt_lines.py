"""What a line of the received book says of a letter, and which unit has one already."""

import pytest

from circulars.domain.receipt_lines import columns_of, enter_line, line_in
from circulars.domain.registering import register, void_entry
from circulars.errors import WrongState
from circulars.models import OfficeCopy
from tests import factories
from tests.factories import MONDAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff():
    return factories.Staff(factories.office("จังหวัดทดสอบ", head_title="ผู้ว่าราชการจังหวัดทดสอบ"))


def test_the_columns_are_those_of_form_13(staff):
    copy = factories.arrived(staff.office, by=staff.clerk, number_printed="มท 0801/5")

    assert columns_of(copy.letter, copy) == {
        "number_printed": "มท 0801/5",
        "dated": MONDAY.date(),
        "dated_printed": "26 ตุลาคม 2563",
        "from_text": "กรมทดสอบ",
        "to_text": "ผู้ว่าราชการจังหวัดทดสอบ",
        "subject": "เรื่องทดสอบ",
    }


def test_a_unit_has_one_line_until_it_is_struck_out(staff):
    copy = factories.arrived(staff.office, by=staff.clerk)
    assert line_in(copy, staff.office) is None

    entry = register(copy, by=staff.clerk, at=MONDAY)
    found = line_in(copy, staff.office)
    void_entry(entry, by=staff.clerk, at=MONDAY, reason="ผิด")

    assert (found, line_in(copy, staff.office)) == (entry, None)


def test_a_matter_without_a_letter_is_not_entered(staff):
    copy = OfficeCopy(office=staff.office, holder=staff.office)

    with pytest.raises(WrongState, match="เรื่องนี้เริ่มที่หน่วยงานนี้เอง จึงไม่มีหนังสือให้ลงรับ"):
        enter_line(copy, staff.office, by=staff.clerk, at=MONDAY)
