"""Two people press "remind" at the same moment: it is one reminder, recorded once."""

import datetime as dt

import pytest

from circulars.errors import WrongState
from circulars.models import Event, EventKind, OfficeCopy
from tests.factories import DAY
from tests.races import meanwhile
from tests.screens.work.task_screens import DUE, House, address, logged_in
from workflow.models import Notice, NoticeKind
from workflow.reminding import remind_silent

LATE = DUE + DAY
SECOND = dt.timedelta(seconds=1)
RESTS = "เตือนไปแล้วเมื่อ 1 พ.ย. 2563 เวลา 09.00 น. เตือนอีกครั้งได้ตั้งแต่ 10.00 น."


def reminded(house) -> list[list[int]]:
    """The offices that each reminder names."""
    told = Event.objects.filter(copy=house.copy, kind=EventKind.REMINDED).order_by("pk")
    return [data["offices"] for data in told.values_list("data", flat=True)]


def remind(house, *, at=LATE):
    return lambda: remind_silent(house.copy, by=house.people.officer, at=at)


def offices(house) -> list[int]:
    return [child.office_id for child in house.children()]


@pytest.mark.django_db(transaction=True)
def test_two_who_press_at_once_remind_once():
    house = House(2)
    house.dispatched()

    with pytest.raises(WrongState) as refused:
        meanwhile(remind(house), remind(house))

    assert str(refused.value) == RESTS
    assert reminded(house) == [offices(house)]


@pytest.mark.django_db(transaction=True)
def test_the_second_to_press_reads_when_they_were_reminded(time_machine):
    house = House(2)
    house.dispatched()
    time_machine.move_to(LATE, tick=False)
    client = logged_in(house.people.supervisor)

    page = meanwhile(remind(house), lambda: client.post(address("remind", house.copy), follow=True))

    assert [str(one) for one in page.context["messages"]] == [RESTS]
    assert reminded(house) == [offices(house)]


@pytest.mark.django_db
def test_who_owes_only_since_then_is_named_by_a_reminder_of_his_own():
    house = House(2)
    house.dispatched()
    first, second = house.children()
    OfficeCopy.objects.filter(pk=second.pk).update(answered_at=LATE)
    remind(house)()
    OfficeCopy.objects.filter(pk=second.pk).update(answered_at=None)

    remind(house, at=LATE + DAY / 48)()

    assert reminded(house) == [[first.office_id], [second.office_id]]


@pytest.mark.django_db
def test_after_an_hour_it_is_a_reminder_again():
    house = House(2)
    house.dispatched()

    for moment in (LATE, LATE + DAY / 24, LATE + DAY):
        remind(house, at=moment)()
        with pytest.raises(WrongState):
            remind(house, at=moment + DAY / 24 - SECOND)()

    assert reminded(house) == [offices(house)] * 3
    assert Notice.objects.filter(kind=NoticeKind.REMINDED).count() == 0
