"""What was signed and not sent is changed only by going to its signer again."""

import pytest

from circulars.domain import approving, dispatching, enclosing, unsigning
from circulars.domain.content import content_of
from circulars.domain.received import IncomingFile
from circulars.errors import WrongState
from circulars.models import Event, EventKind
from circulars.states import DraftState, State
from tests.factories import DAY, MONDAY
from tests.keeping import built_once
from tests.screens.work.task_screens import House

pytestmark = pytest.mark.django_db
PAPER = IncomingFile("แผน.pdf", b"%PDF", b"%PDF", "1" * 64, "application/pdf", 1)
TUESDAY = MONDAY + DAY


@pytest.fixture
@built_once
def house():
    return House(districts=1)


def test_the_number_is_void_and_the_words_are_a_draft_again(house):
    people, draft = house.people, house.drafting()
    enclosing.attach(draft, PAPER, by=people.officer, at=MONDAY)
    approving.submit(draft, by=people.officer, at=MONDAY)
    approving.pass_on(draft, by=people.reviewer, at=MONDAY)
    first = approving.sign(draft, by=people.signer, at=MONDAY)

    again = unsigning.unsign(house.copy, by=people.officer, at=TUESDAY, reason=" ผิดวัน ")

    house.copy.refresh_from_db()
    entry, event = first.entries.get(), Event.objects.get(kind=EventKind.UNSIGNED)
    assert (house.copy.state, again.state) == (State.DRAFTING, DraftState.SENT_BACK)
    assert (entry.number, entry.void_reason, entry.voided_by) == (1, "ผิดวัน", people.officer)
    assert content_of(again.latest) == content_of(first)
    assert [one.sha256 for one in again.files.all()] == ["1" * 64]
    assert again.approvals.get().comment == "ผิดวัน"
    assert event.data == {
        "number": first.number_printed,
        "letter": first.pk,
        "reason": "ผิดวัน",
    }


def test_only_what_was_signed_last_goes_out(house):
    people = house.people
    first = approving.sign(house.passed(), by=people.signer, at=MONDAY)
    again = unsigning.unsign(house.copy, by=people.signer, at=TUESDAY, reason="ผิดวัน")
    approving.submit(again, by=people.officer, at=TUESDAY)
    approving.pass_on(again, by=people.reviewer, at=TUESDAY)
    second = approving.sign(again, by=people.signer, at=TUESDAY)

    sending = dispatching.dispatch(house.copy, by=people.officer, at=TUESDAY)

    assert sending.letter == second
    assert [first.number_printed, second.number_printed] == ["ทด 0001/ว 1", "ทด 0001/ว 2"]


def test_once_it_was_sent_nothing_is_unsigned(house):
    house.dispatched()

    with pytest.raises(WrongState):
        unsigning.unsign(house.copy, by=house.people.officer, at=TUESDAY, reason="ผิดวัน")
