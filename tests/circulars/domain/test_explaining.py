"""At the end of a day or a year every number that stands out is explained."""

import pytest

from circulars.domain.explaining import explain, missing_in
from circulars.domain.hand_numbers import PaperLetter, number_by_hand
from circulars.domain.late_entry import Late
from circulars.domain.numbering import take_number
from circulars.domain.registering import void_entry
from circulars.domain.reserving import lapse, reserve
from circulars.models import BookKind
from tests import factories
from tests.factories import DAY, MONDAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff():
    return factories.Staff(factories.office("จังหวัดทดสอบ"))


def numbered(staff, at=MONDAY, **more):
    paper = PaperLetter(subject="เรื่อง", to_text="ใคร", dated=at.date())
    return number_by_hand(staff.office, paper, by=staff.clerk, at=at, **more)


def block(staff, count, use_by, at=MONDAY):
    given = {"count": count, "reason": "รอ", "use_by": use_by.date(), "by": staff.clerk, "at": at}
    return reserve(staff.office, BookKind.SENT, **given)


def numbers(lines):
    return [line.number for line in lines]


def test_what_is_not_an_ordinary_line_stands_under_its_heading(staff):
    book = numbered(staff).book
    void_entry(numbered(staff), by=staff.clerk, at=MONDAY, reason="ผิด")
    over = block(staff, 2, MONDAY)
    numbered(staff, number=3)
    later = MONDAY + DAY
    lapse(over.pk, at=later)
    block(staff, 1, later, at=later)
    paper = PaperLetter(subject="เรื่อง", to_text="ใคร", dated=MONDAY.date())
    number_by_hand(staff.office, paper, by=staff.clerk, at=later, late=Late(MONDAY, "ไฟดับ"))
    book.refresh_from_db()

    told = explain(book)
    of_monday = explain(book, first=MONDAY.replace(hour=0), after=later.replace(hour=0))

    assert told.lines == 6
    assert (told.missing, numbers(told.void), numbers(told.lapsed)) == ([], [2], [4])
    assert (numbers(told.waiting), numbers(told.late)) == ([5], [6])
    assert not told.is_plain
    assert (of_monday.lines, numbers(of_monday.waiting)) == (5, [])
    assert numbers(of_monday.late) == [6]


def test_an_ordinary_book_has_nothing_to_explain(staff):
    book = numbered(staff).book
    book.refresh_from_db()

    assert explain(book).is_plain


def test_a_number_without_a_line_is_found(staff):
    numbered(staff)
    book, number = take_number(staff.office, BookKind.SENT, day=MONDAY.date())

    assert (number, missing_in(book)) == (2, [2])
    assert not explain(book).is_plain
