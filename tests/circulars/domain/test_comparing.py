"""A letter that comes by the system is laid beside what was taken in on paper before it."""

from dataclasses import replace

import pytest

from circulars.clashes import ClashKind
from circulars.domain.comparing import as_printed, clashes_of
from circulars.domain.intake import receive_letter
from circulars.domain.registering import register
from circulars.errors import Clashing
from circulars.models import Event, EventKind, RegisterEntry
from circulars.states import State
from offices.models import Post
from offices.viewer import Viewer
from tests import factories
from tests.factories import DAY, MONDAY
from tests.screens.work.task_screens import House

pytestmark = pytest.mark.django_db

TUESDAY = MONDAY + DAY


@pytest.fixture
def came():
    """A letter of the province on the desk of its district."""
    house = House(districts=1)
    house.dispatched()
    return house.children()[0]


@pytest.fixture
def staff(came):
    return factories.Staff(came.office)


def on_paper(came, staff, **otherwise):
    """The same letter, taken in on paper before."""
    words = replace(as_printed(came), due_at=None, **otherwise)
    return receive_letter(came.office, words, by=staff.clerk, at=MONDAY, different="มาก่อนทางระบบ")


def kinds(came, who):
    found = clashes_of(came, viewer=Viewer.of(who, TUESDAY), at=TUESDAY)
    return [one.kind for one in found]


def test_a_letter_taken_in_on_paper_before_takes_no_second_number_unseen(came, staff):
    paper = on_paper(came, staff)
    taken = register(paper, by=staff.clerk, at=MONDAY)

    with pytest.raises(Clashing) as refused:
        register(came, by=staff.clerk, at=TUESDAY, accepted=())

    assert [(one.kind, one.copy) for one in refused.value.clashes] == [(ClashKind.TWIN, paper)]
    came.refresh_from_db()
    assert came.state == State.ARRIVED
    assert list(RegisterEntry.objects.filter(book__office=came.office)) == [taken]


def test_what_was_accepted_stands_in_the_event(came, staff):
    paper = on_paper(came, staff)
    [clash] = clashes_of(came, viewer=Viewer.of(staff.clerk, TUESDAY), at=TUESDAY)

    register(came, by=staff.clerk, at=TUESDAY, accepted={clash.code})

    event = Event.objects.get(copy=came, kind=EventKind.REGISTERED)
    assert event.data["accepted"] == [
        {"kind": "twin", "typed": clash.typed, "held": clash.held, "copy": paper.pk}
    ]


def test_a_letter_like_no_other_asks_nothing(came, staff):
    on_paper(came, staff, number_printed="มท 0001/ว 9", subject="เรื่องอื่น")

    entry = register(came, by=staff.clerk, at=TUESDAY, accepted=())

    event = Event.objects.get(copy=came, kind=EventKind.REGISTERED)
    assert (entry.copy, "accepted" in event.data) == (came, False)


def test_of_a_secret_letter_of_the_same_number_a_stranger_learns_only_that_it_is_there(came, staff):
    Post.objects.filter(user=staff.clerk).update(handles_secret=True)
    on_paper(came, staff, secrecy="002")

    assert kinds(came, staff.clerk) == [ClashKind.TWIN]
    assert kinds(came, staff.officer) == [ClashKind.HELD_UNSEEN]


def test_a_further_receipt_inside_the_house_is_not_asked_again(came, staff):
    on_paper(came, staff)
    register(came, by=staff.clerk, at=TUESDAY)
    came.refresh_from_db()

    assert kinds(came, staff.clerk) == []
