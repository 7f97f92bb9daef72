"""A letter comes in: its number and its likes."""

import pytest

from circulars.domain import intake
from circulars.domain.received import ReceivedLetter
from tests import factories
from tests.factories import DAY, MONDAY
from tests.keeping import built_once

pytestmark = pytest.mark.django_db


@pytest.fixture
@built_once
def staff():
    return factories.Staff(factories.office("จังหวัดทดสอบ"))


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
