"""What may be said of a letter to somebody who has its code."""

import pytest

from circulars.domain import adding, returning
from circulars.domain.checking_paper import Checked, Standing, check_paper, new_code
from circulars.models import Letter
from tests.factories import DAY, MONDAY
from tests.keeping import built_once
from tests.screens.work.task_screens import House

pytestmark = pytest.mark.django_db


@pytest.fixture
@built_once
def house():
    return House(districts=1)


def test_codes_are_long_and_differ():
    codes = {new_code() for _n in range(100)}

    assert {len(code) for code in codes} == {16}
    assert len(codes) == 100


def test_a_letter_that_was_signed_and_not_sent_is_genuine(house):
    letter = house.signed()

    assert check_paper(letter.check_code) == Checked(Standing.GENUINE, letter)


def test_called_back_and_sent_again_it_is_genuine_once_more(house):
    letter = house.delivered().letter
    officer = {"by": house.people.officer, "at": MONDAY + DAY}
    child = house.children()[0]
    returning.recall(child, reason="ส่งผิด", **officer)
    before = check_paper(letter.check_code).standing

    adding.send_again(child, reason="ส่งใหม่", **officer)
    house.copy.dispatches.latest("pk")

    assert before == Standing.RECALLED


def test_no_code_finds_a_letter_that_has_none(db):
    assert Letter.objects.filter(check_code=None).count() == 0
    assert check_paper("") == Checked(Standing.UNKNOWN)
