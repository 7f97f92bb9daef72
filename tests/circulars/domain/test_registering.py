"""Entering letters in the books, striking a number out, and taking back the last one."""

import datetime as dt

import pytest

from circulars.domain import endorsing, registering
from circulars.errors import Invalid, NotAllowed, WrongState
from circulars.models import Event, EventKind
from circulars.states import AfterVoid, Order, State
from offices.models import Kind, Role
from tests import factories
from tests.factories import DAY, MONDAY
from tests.keeping import built_once
from tests.races import meanwhile

pytestmark = pytest.mark.django_db

LATER = MONDAY + DAY
SECOND = dt.timedelta(seconds=1)
SECONDS = 9 * SECOND


@pytest.fixture
@built_once
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


def test_the_last_number_goes_back_when_undone_at_once(staff):
    kept, _one = entered(staff)
    entry, copy = entered(staff)

    undone = registering.undo_entry(entry, by=staff.clerk, at=MONDAY + SECONDS)

    copy.refresh_from_db()
    event = Event.objects.get(kind=EventKind.VOIDED)
    again, _two = entered(staff, at=MONDAY + SECONDS)
    assert (undone.given_back, undone.voided_at, undone.voided_by) == (
        True,
        MONDAY + SECONDS,
        staff.clerk,
    )
    assert (copy.state, copy.receipted_at) == (State.REGISTERED, None)
    assert event.data == {"number": "2", "reason": "เลิกทำทันทีหลังลงรับ", "given_back": True}
    assert (kept.number, entry.number, again.number) == (1, 2, 2)
    assert list(entry.book.entries.in_book()) == [kept, again]


def test_the_first_number_of_a_book_goes_back_too(staff):
    entry, copy = entered(staff)

    registering.undo_entry(entry, by=staff.clerk, at=MONDAY)

    entry.book.refresh_from_db()
    assert entry.book.last_number == 0
    assert registering.register(copy, by=staff.clerk, at=LATER).number == 1


def test_a_number_with_a_later_one_is_struck_out_when_undone(staff):
    entry, copy = entered(staff)
    entered(staff)

    undone = registering.undo_entry(entry, by=staff.clerk, at=MONDAY + SECONDS)

    copy.refresh_from_db()
    event = Event.objects.get(kind=EventKind.VOIDED)
    assert (undone.given_back, undone.void_reason) == (False, "เลิกทำทันทีหลังลงรับ")
    assert event.data == {"number": "1", "reason": "เลิกทำทันทีหลังลงรับ", "given_back": False}
    assert copy.receipted_at is None
    assert registering.register(copy, by=staff.clerk, at=LATER).number == 3
    assert entry.book.entries.in_book().count() == 3


def test_a_number_is_undone_for_fifteen_seconds_by_who_took_it(staff):
    entry, _copy = entered(staff)
    second = factories.person()
    factories.post(second, staff.office, Role.CLERK)

    def undo(by, seconds):
        return lambda: registering.undo_entry(entry, by=by, at=MONDAY + seconds * SECOND)

    assert refused(undo(staff.clerk, 15.001)) == (
        "เลิกทำไม่ทันแล้ว ถ้าลงผิดให้ยกเลิกเลขนี้พร้อมเหตุผลในทะเบียน",
        None,
    )
    assert refused(undo(second, 1), NotAllowed) == (
        "เลิกทำได้เฉพาะผู้ที่ลงเลขนี้เอง ผู้อื่นให้ยกเลิกเลขพร้อมเหตุผลในทะเบียน",
        None,
    )
    assert undo(staff.clerk, 15)().given_back
    assert refused(undo(staff.clerk, 15))[0] == "เลขนี้ยกเลิกไปแล้ว"


@pytest.mark.django_db(transaction=True)
def test_an_undo_and_the_next_number_at_one_moment_leave_one_row_for_each_number(staff):
    entry, _one = entered(staff)
    copy = factories.arrived(staff.office, by=staff.clerk)

    undone = meanwhile(
        lambda: registering.register(copy, by=staff.clerk, at=MONDAY),
        lambda: registering.undo_entry(entry, by=staff.clerk, at=MONDAY),
    )

    # The undo looked at the book after the next number was taken, not before.
    assert not undone.given_back
    assert [line.number for line in entry.book.entries.in_book()] == [1, 2]


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
