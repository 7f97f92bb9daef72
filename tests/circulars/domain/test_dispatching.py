"""Sending a signed letter: one event, a frozen list, child copies once."""

import pytest

from circulars.domain import dispatching
from circulars.errors import Invalid
from circulars.models import Dispatch, Event, EventKind, OfficeCopy
from circulars.states import State
from offices.models import Office
from outbox.models import OutboxItem
from tests.factories import DAY, MONDAY
from tests.keeping import built_once
from tests.screens.work.task_screens import DUE, House

pytestmark = pytest.mark.django_db

LATER = MONDAY + DAY


@pytest.fixture
@built_once
def house():
    house = House(3)
    house.signed()
    return house


def send(house, **more):
    return dispatching.dispatch(house.copy, by=house.people.officer, at=LATER, **more)


def test_a_sending_freezes_to_whom_and_until_when(house):
    sending = send(house)

    house.copy.refresh_from_db()
    event, asked = Event.objects.get(kind="dispatched"), OutboxItem.objects.get(kind="fan_out")
    ids = [office.pk for office in house.districts]
    assert (sending.recipients, sending.due_at, sending.by, sending.at) == (
        ids,
        DUE,
        house.people.officer,
        LATER,
    )
    assert (sending.rule_text, sending.finished_at) == ("นายอำเภอ ทุกอำเภอ", None)
    assert (house.copy.state, house.copy.forwarded_at) == (State.DISPATCHED, LATER)
    assert event.data == {
        "to": "นายอำเภอ ทุกอำเภอ",
        "count": 3,
        "recipients": ids,
        "number": sending.letter.number_printed,
        "asks": "reply",
        "owed_by": [],
    }
    assert (asked.key, asked.payload, asked.run_at) == (
        str(sending.pk),
        {"dispatch": sending.pk},
        LATER,
    )


def test_a_letter_to_nobody_is_not_sent(house):
    Office.objects.filter(parent=house.province).update(closed_on=MONDAY.date())

    with pytest.raises(Invalid) as caught:
        send(house)

    assert (str(caught.value), caught.value.field) == (
        "ไม่มีผู้รับตามกฎที่เลือก โปรดแก้ไขผู้รับ",
        "recipients",
    )
    assert Dispatch.objects.count() == 0


def test_a_deadline_that_passed_is_sent_only_knowingly(house):
    officer = {"by": house.people.officer, "at": DUE}

    with pytest.raises(Invalid) as caught:
        dispatching.dispatch(house.copy, **officer)

    assert caught.value.field == "late"
    assert dispatching.dispatch(house.copy, late=True, **officer).due_at == DUE


def test_every_recipient_gets_one_copy_however_often_it_is_tried(house):
    house.districts[1].on_system = False
    house.districts[1].save()
    sending = send(house)
    OfficeCopy.objects.filter(pk=house.copy.pk).update(due_at=DUE + DAY)

    made = [dispatching.fan_out(sending.pk, at=LATER, chunk=2) for _try in range(2)]

    copies = list(OfficeCopy.objects.filter(parent=house.copy).order_by("office__code"))
    assert made == [3, 0]
    assert [copy.channel for copy in copies] == ["system", "paper", "system"]
    assert {(one.state, one.due_at, one.upstream_due_at, one.sent_at) for one in copies} == {
        (State.ARRIVED, DUE, DUE + DAY, LATER)
    }
    assert {(one.dispatch_id, one.letter_id, one.above) for one in copies} == {
        (sending.pk, sending.letter_id, house.copy.branch)
    }
    assert [one.holder for one in copies] == house.districts
    assert dispatching.progress(sending) == (3, 3)


def test_a_copy_lies_at_the_reception_of_its_office(house):
    from tests import factories

    desk = factories.office("งานสารบรรณ", "DIVISION", parent=house.districts[0])
    house.districts[0].reception = desk
    house.districts[0].save()

    dispatching.fan_out(send(house).pk, at=LATER)

    assert OfficeCopy.objects.get(office=house.districts[0]).holder == desk


def test_what_was_made_before_a_worker_died_is_passed_over(house):
    sending = send(house)
    dispatching._insert(sending, sending.recipients[:2])

    assert dispatching.progress(sending) == (2, 3)
    assert dispatching.fan_out(sending.pk, at=LATER) == 1


def test_the_end_is_noted_once(house):
    sending = send(house)

    ended = [dispatching.finish(sending, at=LATER), dispatching.finish(sending, at=LATER + DAY)]

    sending.refresh_from_db()
    event = Event.objects.get(kind=EventKind.DELIVERED)
    assert (ended, sending.finished_at) == ([True, False], LATER)
    assert (event.actor, event.at, event.data) == (None, LATER, {"count": 3})
    assert OutboxItem.objects.get(kind="delivered").payload == {"dispatch": sending.pk}
