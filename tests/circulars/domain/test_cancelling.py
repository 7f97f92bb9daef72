"""The whole matter is cancelled."""

import pytest

from circulars.domain import endorsing, registering
from circulars.domain.cancelling import cancel_matter
from circulars.errors import WrongState
from circulars.models import Event, EventKind, Expectation, RegisterEntry
from circulars.states import Order, State
from survey.models import ExpectedAnswer
from tests import factories
from tests.factories import DAY, MONDAY
from tests.keeping import built_once
from tests.screens.work.task_screens import House
from workflow.models import Notice, NoticeKind

pytestmark = pytest.mark.django_db
TUESDAY = MONDAY + DAY


@pytest.fixture
@built_once
def house():
    house = House(districts=3)
    house.sending = house.delivered()
    return house


def test_nobody_owes_anything_any_more(house):
    waiting, working, answering = house.children()
    staff = [factories.Staff(one.office) for one in (working, answering)]
    registering.register(working, by=staff[0].clerk, at=MONDAY)
    registering.register(answering, by=staff[1].clerk, at=MONDAY)
    endorsing.endorse(answering, Order.REPORT, by=staff[1].officer, at=MONDAY)

    count = cancel_matter(house.copy, by=house.people.signer, at=TUESDAY, reason=" ยกเลิกโครงการ ")

    for one in (waiting, working, answering, house.copy):
        one.refresh_from_db()
    lines = Expectation.objects.filter(asker=house.copy)
    assert count == 3
    assert [one.state for one in (waiting, working, answering, house.copy)] == [
        State.RECALLED,
        State.REGISTERED,
        State.FILED,
        State.FILED,
    ]
    assert {one.due_at for one in (waiting, working, answering)} == {None}
    assert set(lines.values_list("excuse", flat=True)) == {"ยกเลิกโครงการ"}
    assert lines.open().count() == 0
    told = set(Notice.objects.filter(kind=NoticeKind.CANCELLED).values_list("copy", flat=True))
    assert told == {working.pk, answering.pk}


def test_book_letter_and_history_say_it(house):
    cancel_matter(house.copy, by=house.people.supervisor, at=TUESDAY, reason="ยกเลิกโครงการ")

    letter = house.sending.letter
    letter.refresh_from_db()
    entry = RegisterEntry.objects.get(letter=letter, copy=None)
    event = Event.objects.filter(kind=EventKind.CANCELLED).latest("pk")
    assert letter.withdrawn_at == TUESDAY
    assert (entry.note, entry.voided_at) == ("ยกเลิกเรื่อง: ยกเลิกโครงการ (27 ต.ค. 2563)", None)
    assert event.data == {"whole": True, "count": 3, "reason": "ยกเลิกโครงการ"}


def test_it_is_cancelled_once(house):
    cancel_matter(house.copy, by=house.people.signer, at=TUESDAY, reason="ยกเลิกโครงการ")

    with pytest.raises(WrongState) as caught:
        cancel_matter(house.copy, by=house.people.signer, at=TUESDAY, reason="ยกเลิกโครงการ")

    assert str(caught.value) == "เรื่องนี้ยกเลิกไปแล้ว"


def test_no_answer_to_its_survey_is_taken(world):
    signer = factories.person()
    factories.post(signer, world.top.office, "signer")

    cancel_matter(world.top, by=signer, at=TUESDAY, reason="ยกเลิกโครงการ")

    world.task.refresh_from_db()
    open_lines = ExpectedAnswer.objects.filter(task=world.task, excused_at=None)
    assert (world.task.closes_at, open_lines.count()) == (TUESDAY, 0)
