"""Numbers set aside: visible from the first moment, used once, struck out when nobody came."""

import datetime as dt

import pytest

from circulars.domain.hand_numbers import PaperLetter, number_by_hand
from circulars.domain.registering import void_entry
from circulars.domain.reserving import lapse, reserve
from circulars.errors import Invalid, NotAllowed
from circulars.models import BookKind, Event, EventKind, RegisterBook
from outbox.models import OutboxItem
from tests import factories
from tests.factories import DAY, MONDAY

pytestmark = pytest.mark.django_db
TOMORROW = (MONDAY + DAY).date()
WEDNESDAY = MONDAY + 2 * DAY


@pytest.fixture
def staff():
    return factories.Staff(factories.office("จังหวัดทดสอบ"))


def reserved(staff, count=5, kind=BookKind.SENT, **changes):
    given = {"reason": "ลงนามพรุ่งนี้", "use_by": TOMORROW, "by": staff.clerk, "at": MONDAY}
    return reserve(staff.office, kind, count=count, **{**given, **changes})


def use(staff, number, at=MONDAY + DAY):
    paper = PaperLetter(subject="เรื่อง", to_text="ใคร", dated=at.date())
    return number_by_hand(staff.office, paper, number=number, by=staff.clerk, at=at)


def test_five_are_reserved_two_used_three_lapse_and_all_stay_in_the_book(staff):
    block = reserved(staff)
    use(staff, 2)
    use(staff, 4)

    early, gone = lapse(block.pk, at=MONDAY + DAY), lapse(block.pk, at=WEDNESDAY)

    assert (early, gone, lapse(block.pk, at=WEDNESDAY)) == (0, 3, 0)
    lines = block.book.entries.in_book().order_by("number")
    why = "จองไว้เพื่อลงนามพรุ่งนี้ ไม่ได้ใช้ภายใน ๒๗ ตุลาคม ๒๕๖๓"
    assert [(line.number, line.void_reason) for line in lines] == [
        (1, why),
        (2, ""),
        (3, why),
        (4, ""),
        (5, why),
    ]
    assert RegisterBook.objects.get().last_number == 5
    event = Event.objects.get(kind=EventKind.LAPSED)
    assert (event.actor, event.data["numbers"]) == (None, [1, 3, 5])
    assert use(staff, None, at=WEDNESDAY).number == 6


def test_a_reservation_asks_to_be_looked_at_after_its_last_day(staff):
    block = reserved(staff)

    item = OutboxItem.objects.get(kind="reservation_lapses")
    assert (item.key, item.run_at) == (str(block.pk), factories.at("2020-10-28", "00:00"))
    event = Event.objects.get(kind=EventKind.RESERVED)
    assert event.data == {
        "book": "sent",
        "first": 1,
        "count": 5,
        "reason": "ลงนามพรุ่งนี้",
        "use_by": "2020-10-27",
    }


def test_others_take_the_numbers_behind_the_block(staff):
    reserved(staff, count=3)

    assert use(staff, None).number == 4


def test_a_number_is_not_used_after_its_last_day_even_before_it_was_struck_out(staff):
    reserved(staff)

    with pytest.raises(Invalid, match="เลข ๑ จองไว้ใช้ภายใน ๒๗ ตุลาคม ๒๕๖๓ เท่านั้น โปรดใช้เลขถัดไป"):
        use(staff, 1, at=WEDNESDAY)


def test_a_reservation_dates_no_letter_back(staff):
    reserved(staff)
    paper = PaperLetter(subject="เรื่อง", to_text="ใคร", dated=(MONDAY - DAY).date())

    with pytest.raises(Invalid) as refusal:
        number_by_hand(staff.office, paper, number=1, by=staff.clerk, at=MONDAY + DAY)

    assert str(refusal.value) == "เลข ๑ จองไว้หลังวันที่ของหนังสือ โปรดตรวจวันที่"
    assert refusal.value.field == "dated"


def test_one_that_is_not_needed_is_let_go_with_a_reason(staff):
    block = reserved(staff, count=1)
    line = block.entries.get()

    void_entry(line, by=staff.clerk, at=MONDAY, reason="ไม่ลงนามแล้ว")

    assert lapse(block.pk, at=WEDNESDAY) == 0
    line.refresh_from_db()
    assert line.void_reason == "ไม่ลงนามแล้ว"
    with pytest.raises(Invalid):
        use(staff, 1)


def test_a_unit_without_books_reserves_in_those_of_its_house(staff):
    unit = factories.office("กลุ่มงาน", "DIVISION", parent=staff.office, issues_numbers=False)

    block = reserve(
        unit,
        BookKind.ORDERS,
        count=1,
        reason="คำสั่ง",
        use_by=TOMORROW,
        by=staff.clerk,
        at=MONDAY,
    )

    assert block.book.office == staff.office
    assert (block.first, block.last) == (1, 1)


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"count": 0}, "count", "จองได้ครั้งละ ๑ ถึง ๑๐๐ เลข โปรดแก้จำนวน"),
        ({"count": 101}, "count", "จองได้ครั้งละ ๑ ถึง ๑๐๐ เลข โปรดแก้จำนวน"),
        (
            {"reason": " "},
            "reason",
            "โปรดบอกว่าจองเลขไว้เพื่ออะไร เช่น คำสั่งที่ประธานจะลงนามพรุ่งนี้",
        ),
        (
            {"use_by": dt.date(2020, 10, 25)},
            "use_by",
            "วันสุดท้ายที่จะใช้เลขผ่านไปแล้ว โปรดเลือกวันนี้หรือวันต่อไป",
        ),
        (
            {"use_by": dt.date(2021, 1, 1)},
            "use_by",
            "เลขของปีนี้ใช้กับหนังสือของปีนี้เท่านั้น โปรดเลือกวันไม่เกิน 31 ธันวาคม",
        ),
    ],
)
def test_what_is_amiss_is_said_at_its_field(staff, changes, field, said):
    with pytest.raises(Invalid) as refusal:
        reserved(staff, **changes)

    assert (refusal.value.field, str(refusal.value)) == (field, said)
    assert not RegisterBook.objects.exists()


def test_only_a_clerk_reserves(staff):
    with pytest.raises(NotAllowed):
        reserved(staff, by=staff.officer)


def test_numbers_of_the_secret_book_are_its_registrars(staff):
    with pytest.raises(NotAllowed) as refusal:
        reserved(staff, kind=BookKind.SECRET_OUT)
    registrar = factories.person()
    factories.post(registrar, staff.office, "clerk", handles_secret=True)

    assert str(refusal.value) == ("จองเลขในทะเบียนลับได้เฉพาะนายทะเบียนข้อมูลข่าวสารลับของ จังหวัดทดสอบ")
    assert reserved(staff, kind=BookKind.SECRET_OUT, by=registrar).first == 1
