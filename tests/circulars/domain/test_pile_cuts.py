"""Cuts of a pile are moved, added, removed; what was entered keeps its pages."""

import pytest

from circulars.domain import pile_cuts, piles
from circulars.domain.pile_letters import leave_out
from circulars.errors import Invalid, NotAllowed, WrongState
from circulars.models import ReadingState
from tests import factories
from tests.circulars.domain.pile_of import FIRST, SECOND, THIRD, pile, ranges, run, scan
from tests.factories import MONDAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff():
    return factories.Staff(factories.office("จังหวัดทดสอบ"))


def test_cuts_are_moved_and_only_what_changed_is_read_anew(staff):
    made = pile(staff, ("กอง.pdf", scan(FIRST, SECOND, THIRD)))
    first = made.letters.get(first=1)

    new = pile_cuts.cut_pile(made, {2}, by=staff.clerk, at=MONDAY)

    joined = made.letters.get(first=2)
    assert (new, ranges(made)) == (1, [(1, 1), (2, 3)])
    assert made.letters.get(first=1) == first
    assert joined.reading.state == ReadingState.WAITING
    run()
    joined.reading.refresh_from_db()
    assert joined.reading.found["fields"]["subject"]["value"] == SECOND.subject


def test_what_is_settled_keeps_its_pages(staff):
    made = pile(staff, ("กอง.pdf", scan(FIRST, SECOND, THIRD)))
    leave_out(made.letters.get(first=2), by=staff.clerk, at=MONDAY)

    pile_cuts.cut_pile(made, {1}, by=staff.clerk, at=MONDAY)

    assert ranges(made) == [(1, 1), (2, 2), (3, 3)]


def test_who_may_not_enter_letters_may_not_cut_and_not_where_there_is_no_page(staff):
    made = pile(staff, ("กอง.pdf", scan(FIRST, SECOND)))

    with pytest.raises(NotAllowed):
        pile_cuts.cut_pile(made, {1}, by=staff.signer, at=MONDAY)
    with pytest.raises(Invalid) as far:
        pile_cuts.cut_pile(made, {3}, by=staff.clerk, at=MONDAY)
    piles.close_pile(made, by=staff.clerk, at=MONDAY)
    with pytest.raises(WrongState) as closed:
        pile_cuts.cut_pile(made, {1}, by=staff.clerk, at=MONDAY)

    assert str(far.value) == "ไม่มีหน้านี้ในกอง โปรดเปิดหน้านี้ใหม่อีกครั้ง"
    assert str(closed.value) == "กองนี้ปิดแล้วหรือยังอ่านไม่เสร็จ จึงเปลี่ยนรอยตัดไม่ได้"
