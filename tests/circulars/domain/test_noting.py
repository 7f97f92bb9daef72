"""The outgoing book says what became of a letter."""

import pytest

from circulars.domain.noting import note_in_book
from circulars.models import RegisterEntry
from tests.factories import DAY, MONDAY
from tests.screens.work.task_screens import House

pytestmark = pytest.mark.django_db


def test_remarks_follow_each_other_with_their_days_and_numbers_stay():
    letter = House(districts=1).signed()

    note_in_book(letter, "ส่งเพิ่ม", at=MONDAY)
    note_in_book(letter, "ยกเลิก", at=MONDAY + DAY)

    entry = RegisterEntry.objects.get(letter=letter)
    assert (entry.number, entry.note) == (1, "ส่งเพิ่ม (26 ต.ค. 2563) · ยกเลิก (27 ต.ค. 2563)")


def test_what_does_not_fit_any_more_is_left_to_the_event():
    letter = House(districts=1).signed()

    note_in_book(letter, "ก" * 280, at=MONDAY)
    note_in_book(letter, "ยกเลิก", at=MONDAY)

    assert RegisterEntry.objects.get(letter=letter).note == f"{'ก' * 280} (26 ต.ค. 2563)"
