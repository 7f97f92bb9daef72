"""The day's bulk register: what is certain takes its number in order, what is doubtful stays."""

from dataclasses import replace

import pytest

from circulars.models import EventKind, PileLetter, RegisterEntry
from circulars.states import State
from tests import factories
from tests.circulars.domain.pile_of import FIRST, SECOND, THIRD, pile, scan
from tests.factories import MONDAY
from tests.races import meanwhile
from tests.screens.work.task_screens import House
from workflow.entering import enter_certain, register_certain
from workflow.models import LetterCase


@pytest.fixture
def staff():
    return factories.Staff(factories.office("จังหวัดทดสอบ"))


@pytest.mark.django_db
def test_certain_letters_of_a_pile_take_their_numbers_in_order_and_the_others_stay(staff):
    odd = replace(THIRD, number_printed="มท O810.3/ว 3195")
    near = replace(FIRST, number_printed="มท 0305.2/ว 1843")
    made = pile(staff, ("กอง.pdf", scan(FIRST, SECOND, odd, near)))
    letters = list(made.letters.select_related("pile__unit__house", "reading"))

    done = enter_certain(letters, by=staff.clerk, at=MONDAY)

    assert [(one.number, one.subject) for one in done.entries] == [(1, SECOND.subject)]
    assert done.stay == {
        letters[0].pk: "เลขที่ต่างจากฉบับที่มีอยู่",
        letters[2].pk: "อ่านได้ไม่ครบ ให้ลงรับทีละฉบับ",
        letters[3].pk: "เลขที่ต่างจากฉบับที่มีอยู่",
    }
    copy = done.entries[0].copy
    assert (copy.state, LetterCase.objects.filter(copy=copy).count()) == (State.REGISTERED, 1)
    assert list(copy.events.order_by("pk").values_list("kind", flat=True)) == [
        EventKind.RECEIVED,
        EventKind.REGISTERED,
    ]
    assert letters[1].reading.final["subject"] == SECOND.subject


@pytest.mark.django_db
def test_letters_that_came_by_the_system_are_registered_unless_something_clashes():
    house = House(districts=1)
    district = factories.Staff(house.districts[0])
    came = []
    for subject in ("เรื่องหนึ่ง", "เรื่องหนึ่ง", "เรื่องสาม"):
        house.copy = factories.arrived(house.province, by=house.people.clerk, subject=subject)
        house.dispatched()
        came += house.children()

    done = register_certain(came, by=district.clerk, at=MONDAY)

    assert [one.copy for one in done.entries] == [came[2]]
    assert done.stay == {one.pk: "เลขที่ต่างจากฉบับที่มีอยู่" for one in came[:2]}


@pytest.mark.django_db(transaction=True)
def test_two_clerks_at_once_never_take_two_numbers_for_one_letter(staff):
    made = pile(staff, ("กอง.pdf", scan(FIRST, SECOND, THIRD)))

    def enter(person):
        rows = PileLetter.objects.filter(pile=made).select_related("pile__unit__house", "reading")
        return enter_certain(list(rows), by=person, at=MONDAY)

    late = meanwhile(lambda: enter(staff.clerk), lambda: enter(staff.officer))

    entries = RegisterEntry.objects.order_by("number")
    assert [(one.number, one.entered_by, one.subject) for one in entries] == [
        (number, staff.clerk, letter.subject)
        for number, letter in enumerate((FIRST, SECOND, THIRD), start=1)
    ]
    assert late.entries == []
    assert set(late.stay.values()) == {"หนังสือฉบับนี้ของกองลงรับไปแล้ว ไม่ได้ออกเลขใหม่"}
