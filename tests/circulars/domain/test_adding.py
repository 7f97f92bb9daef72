"""After sending: one more receiver, and what came back goes out again."""

import datetime as dt

import pytest

from circulars.domain import adding, dispatching, extending, registering, returning
from circulars.errors import Invalid, WrongState
from circulars.models import Event, EventKind, Expectation, OfficeCopy, RegisterEntry
from circulars.states import State
from offices.models import Kind
from outbox.models import OutboxItem
from tests import factories
from tests.factories import DAY, MONDAY
from tests.keeping import built_once
from tests.screens.work.task_screens import DUE, House
from workflow import handlers
from workflow.models import Notice, NoticeKind

pytestmark = pytest.mark.django_db
TUESDAY = MONDAY + DAY


@pytest.fixture
@built_once
def house():
    return House(districts=2)


def late_district(house: House):
    place = factories.office("อำเภอที่เพิ่งตั้ง", Kind.DISTRICT, parent=house.province)
    return place, factories.Staff(place)


def carried_out(sending, at=TUESDAY):
    dispatching.fan_out(sending.pk, at=at)
    handlers.delivered(OutboxItem(payload={"dispatch": sending.pk}), at)
    return OfficeCopy.objects.get(dispatch=sending)


def lines(house):
    asked = Expectation.objects.filter(asker=house.copy).order_by("office__code")
    return list(asked.values_list("office_name", "copy__office__name", "due_at", "excused_at"))


def test_who_is_added_owes_what_the_others_owe(house):
    first = house.delivered()
    place, staff = late_district(house)

    sending = adding.add_recipients(
        house.copy, [place.pk], by=house.people.officer, at=TUESDAY, reason="ตกหล่น"
    )
    child = carried_out(sending)

    house.copy.refresh_from_db()
    assert (sending.letter, sending.adds_to, sending.recipients) == (
        first.letter,
        first,
        [place.pk],
    )
    assert (child.parent, child.state, child.due_at) == (house.copy, State.ARRIVED, DUE)
    assert lines(house) == [
        ("อำเภอที่ 1", "อำเภอที่ 1", DUE, None),
        ("อำเภอที่ 2", "อำเภอที่ 2", DUE, None),
        ("อำเภอที่เพิ่งตั้ง", "อำเภอที่เพิ่งตั้ง", DUE, None),
    ]
    assert house.copy.state == State.REPORTING
    told = Notice.objects.filter(copy=child).values_list("user", "kind")
    assert list(told) == [(staff.clerk.pk, NoticeKind.ARRIVED)]


def test_the_book_and_the_history_say_it(house):
    first = house.delivered()
    place, _staff = late_district(house)

    adding.add_recipients(
        house.copy, [place.pk], by=house.people.officer, at=TUESDAY, reason=" ตกหล่น "
    )

    entry = RegisterEntry.objects.get(letter=first.letter)
    event = Event.objects.get(kind=EventKind.ADDED)
    assert entry.note == "ส่งเพิ่ม: หัวหน้าอำเภอที่เพิ่งตั้ง (27 ต.ค. 2563)"
    assert event.data == {
        "to": "หัวหน้าอำเภอที่เพิ่งตั้ง",
        "count": 1,
        "recipients": [place.pk],
        "number": first.letter.number_printed,
        "reason": "ตกหล่น",
        "came_back": None,
    }


def test_the_day_is_that_which_most_of_the_others_have_now(house):
    house.delivered()
    place, _staff = late_district(house)
    later = {"by": house.people.supervisor, "at": TUESDAY, "reason": "ขอมา"}
    extending.extend_all(house.copy, DUE + DAY, **later)
    extending.extend(house.children()[0], DUE + 3 * DAY, **later)

    sending = adding.add_recipients(
        house.copy, [place.pk], by=house.people.officer, at=TUESDAY, reason="ตกหล่น"
    )

    assert sending.due_at in (DUE + DAY, DUE + 3 * DAY)
    assert adding.due_now(adding.sent_first(house.copy)) == sending.due_at


def test_a_mistaken_addition_is_called_back(house):
    house.delivered()
    place, _staff = late_district(house)
    officer = {"by": house.people.officer, "at": TUESDAY}
    child = carried_out(adding.add_recipients(house.copy, [place.pk], reason="ตกหล่น", **officer))

    assert returning.recall(child, reason="ส่งผิด", **officer) is True

    row = Expectation.objects.get(office=place)
    assert (row.excuse, row.is_open) == ("ส่งผิด", False)


def test_what_came_back_is_sent_again_and_owed_again(house):
    house.delivered()
    child = house.children()[0]
    clerk = factories.Staff(child.office).clerk
    registering.register(child, by=clerk, at=MONDAY)
    returning.return_to_sender(child, by=clerk, at=MONDAY, reason="อ่านไม่ออก")

    sending = adding.send_again(child, by=house.people.officer, at=TUESDAY, reason="ส่งฉบับชัด")
    again = carried_out(sending)

    row = Expectation.objects.get(office=child.office)
    assert (again.office, again.letter, again.state) == (child.office, child.letter, State.ARRIVED)
    assert (row.copy, row.is_open, row.excuse) == (again, True, "")


def test_what_came_back_goes_elsewhere_and_the_first_owes_nothing(house):
    house.delivered()
    child = house.children()[0]
    clerk = factories.Staff(child.office).clerk
    returning.return_to_sender(child, by=clerk, at=MONDAY, reason="ผิดหน่วยงาน")
    place, _staff = late_district(house)

    sending = adding.send_again(
        child, to=place, by=house.people.officer, at=TUESDAY, reason="ส่งให้ถูก"
    )
    carried_out(sending)

    given = MONDAY
    assert lines(house) == [
        ("อำเภอที่ 1", "อำเภอที่ 1", DUE, given),
        ("อำเภอที่ 2", "อำเภอที่ 2", DUE, None),
        ("อำเภอที่เพิ่งตั้ง", "อำเภอที่เพิ่งตั้ง", DUE, None),
    ]
    assert Event.objects.get(kind=EventKind.ADDED).data["came_back"] == child.pk


def test_a_matter_that_was_closed_gets_no_receiver(house):
    house.delivered()
    place, _staff = late_district(house)
    OfficeCopy.objects.filter(pk=house.copy.pk).update(state=State.FILED, closed_at=MONDAY)

    with pytest.raises(WrongState) as caught:
        adding.add_recipients(
            house.copy, [place.pk], by=house.people.officer, at=TUESDAY, reason="ตกหล่น"
        )

    assert str(caught.value) == "เรื่องนี้ปิดแล้ว จึงเพิ่มผู้รับไม่ได้ โปรดออกหนังสือฉบับใหม่"


def test_a_deadline_that_has_passed_is_added_knowingly(house):
    house.delivered()
    place, _staff = late_district(house)
    late = {"by": house.people.officer, "at": DUE + dt.timedelta(hours=1), "reason": "ตกหล่น"}

    with pytest.raises(Invalid, match="ผ่านไปแล้ว"):
        adding.add_recipients(house.copy, [place.pk], **late)

    assert adding.add_recipients(house.copy, [place.pk], late=True, **late).due_at == DUE
