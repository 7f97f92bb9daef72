"""Entering letters in the books, and striking a number out."""

import pytest

from circulars.domain import endorsing, registering
from circulars.errors import Invalid, WrongState
from circulars.models import Event, EventKind
from circulars.states import AfterVoid, Order, State
from offices.models import Kind, Role
from tests import factories
from tests.factories import DAY, MONDAY

pytestmark = pytest.mark.django_db

LATER = MONDAY + DAY


@pytest.fixture
def staff():
    return factories.Staff(factories.office("จังหวัดทดสอบ", Kind.PROVINCE, head_title="ผู้ว่าฯ"))


def entered(staff, *, at=MONDAY, **fields):
    copy = factories.arrived(staff.office, by=staff.clerk, **fields)
    return registering.register(copy, by=staff.clerk, at=at), copy


def void(entry, staff, **more):
    given = {"reason": " ซ้ำ ", **more}
    return registering.void_entry(entry, by=staff.clerk, at=LATER, **given)


def refused(act, kind=WrongState):
    with pytest.raises(kind) as caught:
        act()
    return str(caught.value), caught.value.field


def test_a_line_says_what_the_letter_says(staff):
    copy = factories.arrived(staff.office, by=staff.clerk, addressee="", number_printed="มท 1/ว 2")

    entry = registering.register(
        copy,
        by=staff.clerk,
        at=LATER,
        action="ส่งกลุ่มงาน",
        note="ด่วน",
        second_number="37",
        time_known=False,
    )

    copy.refresh_from_db()
    event = Event.objects.get(kind=EventKind.REGISTERED)
    assert (entry.number, entry.number_printed, entry.from_text, entry.to_text) == (
        1,
        "มท 1/ว 2",
        "กรมทดสอบ",
        "ผู้ว่าฯ",
    )
    assert (entry.action, entry.note, entry.second_number, entry.time_known) == (
        "ส่งกลุ่มงาน",
        "ด่วน",
        "37",
        False,
    )
    assert (copy.state, copy.receipted_at, copy.registered_at, copy.opened_at) == (
        State.REGISTERED,
        LATER,
        LATER,
        MONDAY,
    )
    assert (event.at, event.data) == (
        LATER,
        {"number": entry.number_text, "unit": staff.office.label, "time_known": False},
    )


def test_a_date_that_does_not_exist_is_remarked_unless_the_clerk_wrote_something(staff):
    remarked, copy = entered(staff, dated_printed="31 กุมภาพันธ์ 2563")
    written = factories.arrived(staff.office, by=staff.clerk, dated_printed="31 กุมภาพันธ์ 2563")

    own = registering.register(written, by=staff.clerk, at=MONDAY, note="ถามแล้ว")

    assert (remarked.note, own.note) == (copy.letter.date_problem, "ถามแล้ว")
    assert remarked.note != ""


def test_a_unit_adds_its_own_receipt_and_the_first_moment_stays(staff):
    entry, copy = entered(staff)
    unit = factories.office("กลุ่มงาน", Kind.DIVISION, parent=staff.office)
    endorsing.endorse(copy, Order.ASSIGN, by=staff.officer, at=MONDAY, to_unit=unit)
    clerk = factories.person()
    factories.post(clerk, unit, Role.CLERK)

    second = registering.register(copy, by=clerk, at=LATER)

    copy.refresh_from_db()
    assert (entry.book.office, second.book.office, second.number) == (staff.office, unit, 1)
    assert (copy.registered_at, copy.receipted_at, copy.opened_at) == (MONDAY, LATER, MONDAY)


def test_a_void_number_stays_with_its_reason_and_the_letter_waits_again(staff):
    entry, copy = entered(staff)

    void(entry, staff)

    entry.refresh_from_db()
    copy.refresh_from_db()
    event = Event.objects.get(kind=EventKind.VOIDED)
    assert (entry.voided_at, entry.voided_by, entry.void_reason) == (LATER, staff.clerk, "ซ้ำ")
    assert (copy.state, copy.receipted_at, copy.registered_at) == (State.REGISTERED, None, MONDAY)
    assert event.data == {"number": entry.number_text, "reason": "ซ้ำ", "after": "again"}
    assert registering.register(copy, by=staff.clerk, at=LATER).number == 2


def test_a_letter_entered_twice_ends_with_its_number(staff):
    entry, copy = entered(staff)

    void(entry, staff, after=AfterVoid.CLOSE)

    copy.refresh_from_db()
    assert (copy.state, copy.closed_at, copy.receipted_at) == (State.FILED, LATER, MONDAY)


def test_a_number_is_struck_out_once_and_for_a_reason(staff):
    entry, _copy = entered(staff)

    assert refused(lambda: void(entry, staff, reason="  "), Invalid) == (
        "โปรดเขียนเหตุผลที่ยกเลิกเลขนี้",
        "reason",
    )
    void(entry, staff)
    assert refused(lambda: void(entry, staff)) == ("เลขนี้ยกเลิกไปแล้ว", None)


def test_the_number_of_a_letter_that_went_on_stands(staff):
    filed, one = entered(staff)
    passed, two = entered(staff)
    unit = factories.office("กลุ่มงาน", Kind.DIVISION, parent=staff.office)
    endorsing.endorse(one, Order.FILE, by=staff.officer, at=MONDAY)
    endorsing.endorse(two, Order.ASSIGN, by=staff.officer, at=MONDAY, to_unit=unit)

    assert refused(lambda: void(filed, staff))[0] == ("หนังสือฉบับนี้ดำเนินการต่อไปแล้ว จึงยกเลิกเลขรับไม่ได้")
    assert refused(lambda: void(passed, staff))[0] == (
        f"หนังสือฉบับนี้ส่งต่อให้ กลุ่มงาน แล้ว จึงยกเลิกเลขของ {staff.office.label} ไม่ได้ "
        "ถ้าเป็นฉบับซ้ำหรือลงผิด ให้ กลุ่มงาน เก็บเข้าแฟ้มพร้อมเหตุผล"
    )
