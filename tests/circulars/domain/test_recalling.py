"""A letter that is wanted back: given back, or kept because something was done already."""

import pytest

from circulars.domain import endorsing, recalling, registering, returning
from circulars.errors import WrongState
from circulars.models import Event, EventKind, Expectation, RegisterEntry
from circulars.states import DraftState, Order, State
from tests import factories
from tests.factories import DAY, MONDAY
from tests.keeping import built_once
from tests.screens.work.task_screens import House
from workflow.models import Notice, NoticeKind

pytestmark = pytest.mark.django_db
TUESDAY = MONDAY + DAY


class Asked(House):
    """One district has registered the letter, and its sender wants it back."""

    def __init__(self) -> None:
        super().__init__(districts=1)
        self.delivered()
        self.child = self.children()[0]
        self.district = factories.Staff(self.child.office)
        registering.register(self.child, by=self.district.clerk, at=MONDAY)

    def ask(self) -> bool:
        officer = self.people.officer
        return returning.recall(self.child, by=officer, at=TUESDAY, reason="ข้อความผิด")

    def told(self, user):
        return list(
            Notice.objects.filter(user=user, kind__startswith="recall").values_list(
                "kind", flat=True
            )
        )


@pytest.fixture
@built_once
def house():
    return Asked()


def test_the_receiver_is_asked_once(house):
    assert house.ask() is False

    with pytest.raises(WrongState) as caught:
        house.ask()

    assert str(caught.value) == "ขอเรียกคืนไปแล้ว รอผู้รับตอบว่าส่งคืนหรือดำเนินการไปแล้ว"


def test_he_gives_it_back_and_owes_nothing(house):
    house.ask()

    recalling.give_up(house.child, by=house.district.clerk, at=TUESDAY)

    house.child.refresh_from_db()
    row, entry = Expectation.objects.get(), RegisterEntry.objects.get(copy=house.child)
    assert (house.child.state, house.child.recall_asked_at) == (State.RECALLED, None)
    assert (row.excuse, entry.voided_at) == ("ส่งคืนตามที่ผู้ส่งขอ", None)
    assert Notice.objects.filter(user=house.people.officer, kind=NoticeKind.RETURNED).count() == 1


def test_a_draft_that_was_begun_is_given_up_with_it(house):
    endorsing.endorse(house.child, Order.FORWARD, by=house.district.officer, at=MONDAY)
    house.ask()

    recalling.give_up(house.child, by=house.district.officer, at=TUESDAY)

    assert house.child.drafts.get().state == DraftState.CANCELLED


def test_he_keeps_it_and_says_what_was_done(house):
    house.ask()

    recalling.refuse_recall(
        house.child, by=house.district.officer, at=TUESDAY, reason=" ปิดประกาศแล้ว "
    )

    house.child.refresh_from_db()
    event = Event.objects.get(kind=EventKind.RECALL_REFUSED)
    assert (house.child.state, house.child.recall_asked_at) == (State.REGISTERED, None)
    assert event.data == {"reason": "ปิดประกาศแล้ว"}
    notice = Notice.objects.get(kind=NoticeKind.RECALL_REFUSED)
    assert (notice.user, "ปิดประกาศแล้ว" in notice.text) == (house.people.officer, True)
    assert house.ask() is False  # and may be asked again


def test_the_sender_drops_it(house):
    house.ask()

    recalling.drop_recall(house.child, by=house.people.officer, at=TUESDAY)

    house.child.refresh_from_db()
    assert house.child.recall_asked_at is None
    with pytest.raises(WrongState):
        recalling.give_up(house.child, by=house.district.clerk, at=TUESDAY)
