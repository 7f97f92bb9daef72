"""Numbers of the outgoing book for letters that were signed on paper."""

import datetime as dt

import pytest

from circulars.domain.hand_numbers import PaperLetter, number_by_hand
from circulars.domain.late_entry import Late
from circulars.domain.registering import register, void_entry
from circulars.domain.reserving import reserve
from circulars.errors import Invalid, NotAllowed, WrongState
from circulars.models import BookKind, Event, EventKind, LetterKind
from offices.models import CircularSeries
from tests import factories
from tests.factories import DAY, MONDAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff():
    house = factories.office(
        "จังหวัดทดสอบ",
        number_letters="บก",
        number_code="0023",
        circular_series=CircularSeries.OWN,
    )
    return factories.Staff(house)


def paper(**fields):
    given = {"subject": "ขอส่งรายงาน", "to_text": "อธิบดีกรมหนึ่ง", "dated": MONDAY.date()}
    return PaperLetter(**{**given, **fields})


def numbered(staff, at=MONDAY, number=None, late=None, **fields):
    given = {"number": number, "late": late, "by": staff.clerk, "at": at}
    return number_by_hand(staff.office, paper(**fields), **given)


def test_a_letter_signed_on_paper_gets_the_next_number_of_the_sent_book(staff):
    numbered(staff)
    entry = numbered(staff, subject=" เรื่องที่สอง ", note="ลงนามแล้ว")

    assert (entry.book.kind, entry.number) == (BookKind.SENT, 2)
    assert entry.letter.number_printed == entry.number_printed == "บก 0023/2"
    assert (entry.from_text, entry.to_text, entry.subject, entry.note) == (
        "จังหวัดทดสอบ",
        "อธิบดีกรมหนึ่ง",
        "เรื่องที่สอง",
        "ลงนามแล้ว",
    )
    assert (entry.dated, entry.entered_at, entry.typed_at) == (MONDAY.date(), MONDAY, None)
    event = Event.objects.filter(kind=EventKind.NUMBERED).latest("pk")
    assert event.data == {
        "number": "บก 0023/2",
        "subject": "เรื่องที่สอง",
        "late": "",
        "reserved": False,
    }


@pytest.mark.parametrize(
    ("kind", "as_circular", "book", "printed"),
    [
        (LetterKind.EXTERNAL, True, BookKind.CIRCULAR, "บก 0023/ว 1"),
        (LetterKind.MEMO, False, BookKind.SENT, "บก 0023/1"),
        (LetterKind.ORDER, False, BookKind.ORDERS, "1/2563"),
        (LetterKind.NOTICE, False, BookKind.NOTICES, "1/2563"),
        (LetterKind.CERTIFIED, False, BookKind.CERTIFIED, "1/2563"),
        (LetterKind.RULE, False, BookKind.RULES, "1/2563"),
    ],
)
def test_each_kind_has_its_series(staff, kind, as_circular, book, printed):
    numbered(staff, kind=LetterKind.SEALED)
    if book == BookKind.SENT:
        printed = "บก 0023/2"

    entry = numbered(staff, kind=kind, as_circular=as_circular)

    assert (entry.book.kind, entry.number_printed) == (book, printed)


def test_each_series_begins_anew_with_the_year(staff):
    last = factories.at("2020-12-31", "23:59")
    numbered(staff, at=last, kind=LetterKind.ORDER, dated=last.date())

    first = numbered(
        staff, at=last + dt.timedelta(minutes=1), kind=LetterKind.ORDER, dated=dt.date(2021, 1, 1)
    )

    assert first.number_printed == "1/2564"


@pytest.mark.parametrize(
    ("fields", "field", "said"),
    [
        ({"subject": " "}, "subject", "โปรดกรอกเรื่อง ถ้าหนังสือไม่มีเรื่อง ให้เขียนสรุปสั้น ๆ"),
        ({"to_text": ""}, "to_text", "โปรดกรอกว่าถึงใคร เช่น ผู้ว่าราชการจังหวัดบึงกาฬ"),
        (
            {"secrecy": "004"},
            "secrecy",
            "หนังสือชั้นลับที่สุดลงในระบบนี้ไม่ได้ ให้ลงทะเบียนลับแยกต่างหาก",
        ),
        (
            {"dated": dt.date(2020, 10, 27)},
            "dated",
            "วันที่ในหนังสือยังมาไม่ถึง ถ้าต้องใช้เลขล่วงหน้าให้จองเลขไว้",
        ),
        (
            {"dated": dt.date(2020, 10, 25)},
            "dated",
            "หนังสือลงวันที่ก่อนวันนี้ ให้ลงย้อนหลังพร้อมเหตุผล หรือใช้เลขที่จองไว้",
        ),
    ],
)
def test_what_is_amiss_is_said_at_its_field(staff, fields, field, said):
    with pytest.raises(Invalid) as refusal:
        numbered(staff, **fields)

    assert (refusal.value.field, str(refusal.value)) == (field, said)
    assert not staff.office.books.filter(last_number__gt=0).exists()


def test_an_order_is_to_nobody(staff):
    assert numbered(staff, kind=LetterKind.ORDER, to_text="").to_text == ""


def test_a_reply_on_paper_is_bound_to_the_line_that_it_answers(staff):
    copy = factories.arrived(staff.office, by=staff.clerk)
    received = register(copy, by=staff.clerk, at=MONDAY)

    entry = numbered(staff, answers=received)

    assert (entry.answers, entry.letter.circular) == (received, copy.circular)
    assert list(received.answered_by.all()) == [entry]
    assert Event.objects.latest("pk").copy == copy


def test_nobody_answers_a_line_of_another_house_or_one_struck_out(staff):
    other = factories.Staff(factories.office("จังหวัดอื่น"))
    theirs = register(factories.arrived(other.office, by=other.clerk), by=other.clerk, at=MONDAY)
    ours = register(factories.arrived(staff.office, by=staff.clerk), by=staff.clerk, at=MONDAY)
    void_entry(ours, by=staff.clerk, at=MONDAY, reason="ซ้ำ")
    ours.refresh_from_db()

    for line in (theirs, ours, numbered(staff)):
        with pytest.raises(Invalid, match="เลขรับที่ตอบไม่อยู่ในทะเบียนรับ หรือยกเลิกไปแล้ว"):
            numbered(staff, answers=line)


def test_a_number_given_by_hand_while_the_system_was_down_keeps_its_day_and_time(staff):
    yesterday = MONDAY - DAY
    late = Late(yesterday, "ไฟดับ")

    entry = numbered(staff, dated=yesterday.date(), late=late, number=1)

    assert (entry.number, entry.entered_at, entry.typed_at) == (1, yesterday, MONDAY)
    assert entry.late_reason == "ไฟดับ"


def test_an_officer_numbers_but_does_not_write_late(staff):
    late = Late(MONDAY - DAY, "ไฟดับ")
    with pytest.raises(NotAllowed):
        number_by_hand(staff.office, paper(), by=staff.officer, at=MONDAY, late=late)

    entry = number_by_hand(staff.office, paper(), by=staff.officer, at=MONDAY)

    assert entry.number == 1


def test_a_letter_is_not_numbered_before_its_day(staff):
    late = Late(MONDAY - DAY, "ไฟดับ")

    with pytest.raises(Invalid, match="เลขให้ก่อนวันที่ในหนังสือไม่ได้ โปรดตรวจวันที่ทั้งสองช่อง"):
        numbered(staff, late=late)


def test_a_number_given_by_hand_is_struck_out_with_a_reason_and_not_given_again(staff):
    entry = numbered(staff)

    void_entry(entry, by=staff.clerk, at=MONDAY, reason="พิมพ์ผิดเล่ม")

    entry.refresh_from_db()
    assert entry.void_reason == "พิมพ์ผิดเล่ม"
    assert numbered(staff).number == 2


def test_a_reserved_number_is_used_by_a_letter_of_its_day(staff):
    reserve(
        staff.office,
        BookKind.SENT,
        count=2,
        reason="คำสั่งพรุ่งนี้",
        use_by=(MONDAY + DAY).date(),
        by=staff.clerk,
        at=MONDAY,
    )
    later = MONDAY + DAY

    entry = numbered(staff, at=later, number=2, dated=later.date())

    assert (entry.number, entry.used_at, entry.typed_at) == (2, later, None)
    assert (entry.entered_at, entry.number_printed) == (later, "บก 0023/2")
    with pytest.raises(Invalid, match="เลข ๒ ในทะเบียนนี้ใช้หรือยกเลิกไปแล้ว"):
        numbered(staff, at=later, number=2, dated=later.date())
    assert numbered(staff, at=later, dated=later.date()).number == 3


def test_a_number_of_a_letter_signed_here_is_not_struck_out(staff):
    entry = numbered(staff)
    entry.letter.composed_here = True
    entry.letter.signed_at, entry.letter.signed_by = MONDAY, staff.signer
    entry.letter.save()

    with pytest.raises(WrongState, match="เลขของหนังสือที่ลงนามแล้วยกเลิกไม่ได้"):
        void_entry(entry, by=staff.clerk, at=MONDAY, reason="ผิด")
