"""Two people want one number at the same moment: the second sees what the first has taken."""

import pytest

from circulars.domain.address_book import keep_address
from circulars.domain.hand_numbers import PaperLetter, number_by_hand
from circulars.domain.registering import register, void_entry
from circulars.domain.replying import start_reply
from circulars.domain.reserving import lapse, reserve
from circulars.errors import Invalid, WrongState
from circulars.models import BookKind, CorrespondentKind, RegisterEntry
from tests import factories
from tests.factories import DAY, MONDAY
from tests.keeping import built_once
from tests.races import meanwhile

pytestmark = pytest.mark.django_db(transaction=True)
TAKEN = "เลข ๑ ในทะเบียนนี้ใช้หรือยกเลิกไปแล้ว ให้เว้นช่องเลขไว้เพื่อรับเลขถัดไป แล้วเขียนเลขเดิมในหมายเหตุ"


@pytest.fixture
@built_once
def staff():
    return factories.Staff(factories.office("จังหวัดทดสอบ"))


def using(staff, number=None, at=MONDAY):
    paper = PaperLetter(subject="เรื่อง", to_text="ใคร", dated=at.date())
    return lambda: number_by_hand(staff.office, paper, number=number, by=staff.clerk, at=at)


def block(staff):
    given = {"count": 2, "reason": "รอ", "use_by": MONDAY.date(), "by": staff.clerk, "at": MONDAY}
    return reserve(staff.office, BookKind.SENT, **given)


def test_two_letters_signed_on_paper_follow_each_other(staff):
    second = meanwhile(using(staff), using(staff))

    assert second.number == 2
    assert [line.number for line in RegisterEntry.objects.order_by("number")] == [1, 2]


def test_a_number_is_taken_behind_a_block_that_is_being_reserved(staff):
    assert meanwhile(lambda: block(staff), using(staff)).number == 3


def test_one_reserved_number_is_given_to_one_letter(staff):
    block(staff)

    with pytest.raises(Invalid) as refusal:
        meanwhile(using(staff, 1), using(staff, 1))

    assert str(refusal.value) == TAKEN


def test_a_number_that_is_being_let_go_is_not_used(staff):
    line = block(staff).entries.get(number=1)

    with pytest.raises(Invalid) as refusal:
        meanwhile(
            lambda: void_entry(line, by=staff.clerk, at=MONDAY, reason="ไม่ใช้"), using(staff, 1)
        )

    assert str(refusal.value) == TAKEN


def test_what_is_being_used_does_not_lapse(staff):
    reserved = block(staff)

    gone = meanwhile(using(staff, 1), lambda: lapse(reserved.pk, at=MONDAY + DAY))

    assert gone == 1
    assert RegisterEntry.objects.get(number=1).voided_at is None


def test_one_address_and_one_reply_come_of_two_presses(staff):
    who = {"by": staff.officer, "at": MONDAY}

    def keep():
        return keep_address(staff.office, name="บริษัท ก", kind=CorrespondentKind.COMPANY, **who)

    with pytest.raises(Invalid, match="ชื่อนี้อยู่ในสมุดที่อยู่แล้ว"):
        meanwhile(keep, keep)
    copy = factories.arrived(staff.office, by=staff.clerk)
    register(copy, by=staff.clerk, at=MONDAY)
    with pytest.raises(WrongState, match="มีหนังสือตอบที่กำลังร่างอยู่แล้ว"):
        meanwhile(lambda: start_reply(copy, **who), lambda: start_reply(copy, **who))
