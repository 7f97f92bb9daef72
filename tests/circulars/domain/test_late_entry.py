"""Lines written later than their number was given: in order, with a day and time of their own."""

import datetime as dt

import pytest

from circulars.domain.late_entry import Late
from circulars.domain.registering import register, undo_entry
from circulars.domain.reserving import lapse, reserve
from circulars.errors import Invalid, NotAllowed, WrongState
from circulars.models import BookKind, Event, EventKind
from tests import factories
from tests.factories import DAY, MONDAY

pytestmark = pytest.mark.django_db
DOWN = MONDAY - DAY


@pytest.fixture
def staff():
    return factories.Staff(factories.office("จังหวัดทดสอบ"))


def late_line(staff, number=None, happened_at=DOWN, reason="ระบบขัดข้อง", by=None, **more):
    copy = factories.arrived(staff.office, by=staff.clerk)
    late = Late(happened_at, reason, **more)
    return register(copy, by=by or staff.clerk, at=MONDAY, late=late, number=number)


def test_ten_numbers_given_by_hand_are_entered_with_their_own_day_and_time(staff):
    times = [DOWN + dt.timedelta(minutes=10 * number) for number in range(10)]

    lines = [late_line(staff, n, time) for n, time in enumerate(times, start=1)]

    assert [line.number for line in lines] == list(range(1, 11))
    assert [line.entered_at for line in lines] == times
    assert {(line.typed_at, line.late_reason, line.entered_by) for line in lines} == {
        (MONDAY, "ระบบขัดข้อง", staff.clerk)
    }
    event = Event.objects.filter(kind=EventKind.REGISTERED).latest("pk")
    assert (event.at, event.data["late"]) == (MONDAY, "ระบบขัดข้อง")
    assert lines[0].copy.registered_at == MONDAY


def test_a_day_without_a_time_stamps_none(staff):
    line = late_line(staff, happened_at=factories.at("2020-10-25", "00:00"), time_known=False)

    assert (line.time_known, line.number) == (False, 1)


def test_the_number_of_last_year_is_of_the_book_of_last_year(staff):
    copy = factories.arrived(staff.office, by=staff.clerk)
    new_year = factories.at("2021-01-04")

    line = register(
        copy, by=staff.clerk, at=new_year, late=Late(factories.at("2020-12-31"), "ปีใหม่")
    )

    assert line.book.year == 2020


@pytest.mark.parametrize(
    ("given", "field", "said"),
    [
        ({"reason": " "}, "late_reason", "โปรดบอกเหตุที่ลงย้อนหลัง เช่น ระบบขัดข้องเช้าวันที่ 26"),
        (
            {"happened_at": MONDAY + DAY},
            "late_day",
            "วันเวลาที่ให้เลขด้วยมือยังมาไม่ถึง โปรดตรวจวันและเวลา",
        ),
        (
            {"happened_at": factories.at("2018-12-31")},
            "late_day",
            "ลงย้อนหลังได้เฉพาะปีนี้และปีก่อน โปรดตรวจปี พ.ศ.",
        ),
        (
            {"number": 1},
            "number",
            "เลข ๑ ในทะเบียนนี้ใช้หรือยกเลิกไปแล้ว ให้เว้นช่องเลขไว้เพื่อรับเลขถัดไป แล้วเขียนเลขเดิมในหมายเหตุ",
        ),
        (
            {"number": 5},
            "number",
            "เลขถัดไปของทะเบียนนี้คือ ๒ ให้ลงตามลำดับ หรือจองเลข ๒ ถึง ๔ ไว้ก่อน แล้วลงทีละเลข",
        ),
    ],
)
def test_what_is_amiss_is_said_at_its_field_and_takes_no_number(staff, given, field, said):
    late_line(staff)

    with pytest.raises(Invalid) as refusal:
        late_line(staff, **given)

    assert (refusal.value.field, str(refusal.value)) == (field, said)
    assert late_line(staff).number == 2


def test_a_number_before_the_first_one_is_named(staff):
    staff.office.books.create(kind="received", year=2020, first_number=50, last_number=49)

    with pytest.raises(Invalid, match="เลข ๗ อยู่ก่อนเลขแรกของทะเบียนนี้ เลขถัดไปคือ ๕๐"):
        late_line(staff, 7)


def test_out_of_order_is_entered_into_a_block_that_was_reserved_first(staff):
    block = reserve(
        staff.office,
        BookKind.RECEIVED,
        count=3,
        reason="ลงย้อนหลังช่วงไฟดับ",
        use_by=MONDAY.date(),
        by=staff.clerk,
        at=MONDAY,
    )

    third, first = late_line(staff, 3), late_line(staff, 1)

    assert (third.number, first.number, third.reservation) == (3, 1, block)
    assert (third.entered_at, third.used_at, third.typed_at) == (DOWN, MONDAY, MONDAY)
    assert lapse(block.pk, at=MONDAY + DAY) == 1
    assert late_line(staff).number == 4


def test_only_a_clerk_writes_late(staff):
    with pytest.raises(NotAllowed):
        late_line(staff, by=staff.officer)


def test_a_late_line_is_struck_out_and_not_undone(staff):
    line = late_line(staff)

    with pytest.raises(WrongState, match="เลิกทำไม่ทันแล้ว"):
        undo_entry(line, by=staff.clerk, at=MONDAY)
