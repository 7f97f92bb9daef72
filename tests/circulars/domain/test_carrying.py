"""How a letter went out: form 16, line by line, and never rubbed out."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from circulars.domain.carrying import note_carriage
from circulars.domain.hand_numbers import PaperLetter, number_by_hand
from circulars.domain.registering import register, void_entry
from circulars.errors import Invalid, NotAllowed, WrongState
from circulars.models import Carriage, Event, SentBy
from tests import factories
from tests.factories import DAY, MONDAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff():
    return factories.Staff(factories.office("จังหวัดทดสอบ"))


@pytest.fixture
def entry(staff):
    paper = PaperLetter(subject="แจ้งผล", to_text="บริษัท ก จำกัด", dated=MONDAY.date())
    return number_by_hand(staff.office, paper, by=staff.clerk, at=MONDAY)


def carried(entry, by, **given):
    given = {"how": SentBy.REGISTERED, "on": MONDAY.date(), **given}
    return note_carriage(entry, by=by, at=MONDAY, **given)


def test_a_letter_is_carried_to_its_addressee_by_post(staff, entry):
    row = carried(entry, staff.officer, note=" RE 1234 5678 9 TH ")

    assert (row.to_text, row.how, row.note, row.receiver) == (
        "บริษัท ก จำกัด",
        "registered",
        "RE 1234 5678 9 TH",
        "",
    )
    event = Event.objects.latest("pk")
    assert event.data == {"number": "ทด 0001/1", "how": "registered", "on": "2020-10-26"}


def test_a_second_line_says_who_took_it_and_the_first_stays(staff, entry):
    carried(entry, staff.clerk)
    carried(entry, staff.clerk, how=SentBy.CARRIED, receiver="นางสาว ก", received_at=MONDAY)

    assert [(row.how, row.receiver) for row in entry.carriages.all()] == [
        ("registered", ""),
        ("carried", "นางสาว ก"),
    ]
    for change in (Carriage.objects.all().delete, lambda: Carriage.objects.update(note="x")):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


@pytest.mark.parametrize(
    ("on", "said"),
    [
        ((MONDAY + DAY).date(), "วันที่ส่งยังมาไม่ถึง โปรดบันทึกเมื่อส่งแล้ว"),
        (dt.date(2020, 10, 25), "วันที่ส่งอยู่ก่อนวันที่ในหนังสือ โปรดตรวจวันที่"),
    ],
)
def test_an_impossible_day_is_refused(staff, entry, on, said):
    with pytest.raises(Invalid) as refusal:
        carried(entry, staff.clerk, on=on)

    assert (refusal.value.field, str(refusal.value)) == ("on", said)


def test_an_order_to_nobody_is_carried_to_somebody(staff):
    paper = PaperLetter(subject="แต่งตั้ง", to_text="", dated=MONDAY.date(), kind="order")
    entry = number_by_hand(staff.office, paper, by=staff.clerk, at=MONDAY)

    with pytest.raises(Invalid, match="โปรดกรอกว่าส่งถึงใคร"):
        carried(entry, staff.clerk)

    assert carried(entry, staff.clerk, to_text="นาย ข").to_text == "นาย ข"


def test_only_letters_that_go_out_are_carried(staff, entry):
    received = register(factories.arrived(staff.office, by=staff.clerk), by=staff.clerk, at=MONDAY)
    with pytest.raises(WrongState, match="บันทึกการนำส่งได้เฉพาะหนังสือที่ออกเลขส่งแล้ว"):
        carried(received, staff.clerk)

    void_entry(entry, by=staff.clerk, at=MONDAY, reason="ผิด")
    with pytest.raises(WrongState, match="เลขนี้ยกเลิกไปแล้ว จึงบันทึกการนำส่งไม่ได้"):
        carried(entry, staff.clerk)


def test_nobody_else_notes_it(staff, entry):
    stranger = factories.Staff(factories.office("จังหวัดอื่น"))
    for person in (staff.reviewer, stranger.clerk):
        with pytest.raises(NotAllowed):
            carried(entry, person)
