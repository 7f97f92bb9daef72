"""The reminder of those who are late: which one it is, to whom, in which words."""

import pytest

from circulars.domain import approving, dispatching, endorsing, extending, registering, reminding
from circulars.domain.events import record
from circulars.models import EventKind, OfficeCopy
from circulars.states import Order
from offices.models import Kind
from tests import factories
from tests.factories import DAY, MONDAY
from tests.keeping import built_once

pytestmark = pytest.mark.django_db

DUE = MONDAY + 2 * DAY
LATER = MONDAY + 4 * DAY


@pytest.fixture
@built_once
def staff():
    house = factories.office("จังหวัดทดสอบ")
    for name in ("อำเภอหนึ่ง", "อำเภอสอง"):
        factories.office(name, Kind.DISTRICT, parent=house, province=house)
    return factories.Staff(house)


@pytest.fixture
def sending(staff):
    copy = factories.arrived(staff.office, by=staff.clerk, due_at=DUE)
    registering.register(copy, by=staff.clerk, at=MONDAY)
    endorsing.endorse(copy, Order.FORWARD, by=staff.officer, at=MONDAY)
    draft = copy.drafts.get()
    approving.submit(draft, by=staff.officer, at=MONDAY)
    approving.pass_on(draft, by=staff.reviewer, at=MONDAY)
    approving.sign(draft, by=staff.signer, at=MONDAY)
    sending = dispatching.dispatch(copy, by=staff.officer, at=MONDAY)
    dispatching.fan_out(sending.pk, at=MONDAY)
    return sending


def below(sending):
    return list(OfficeCopy.objects.filter(dispatch=sending).order_by("office__code"))


def test_late_is_whose_own_time_is_over_or_who_has_none(sending):
    first, second = below(sending)
    first.due_at, second.due_at = LATER, None

    assert reminding.late_ones([first, second], at=DUE) == [second]
    assert reminding.late_ones([first, second], at=LATER) == [first, second]


def test_what_is_sent_on_one_day_is_one_reminder(staff, sending):
    copy = sending.copy

    def told(at, by=staff.officer):
        record(EventKind.REMINDED, by=by, at=at, copy=copy, stage="by_hand")

    assert reminding.times(copy, at=LATER) == 1
    told(DUE, by=None)
    assert reminding.times(copy, at=LATER) == 1
    told(DUE)
    told(DUE)
    assert reminding.times(copy, at=DUE) == 1
    assert reminding.times(copy, at=LATER) == 2


def test_everybody_is_told_his_own_deadline(staff, sending):
    _first, second = below(sending)
    extending.extend(second, LATER, by=staff.officer, at=MONDAY, reason="น้ำท่วม")

    words = reminding.reminder_of(sending, below(sending), at=LATER + DAY)

    assert words.addressee == "อำเภอ ทุกอำเภอ"
    assert words.subject == "เตือนการรายงาน เรื่อง เรื่องทดสอบ"
    assert words.body.split("\n\n")[1] == (
        "บัดนี้ พ้นกำหนดแล้ว ยังไม่ได้รับรายงานจากอำเภอ จึงขอเตือน (ครั้งที่ ๑) "
        "ให้เร่งดำเนินการและรายงานโดยด่วน หากได้ดำเนินการแล้ว ต้องขออภัยมา ณ โอกาสนี้"
    )
    asked = words.body.split("\n\n")[0]
    assert asked.endswith(
        "ขอให้ดำเนินการและรายงานภายในวันที่ ๒๘ ตุลาคม ๒๕๖๓ เวลา ๐๙.๐๐ น. "
        "และขยายเวลาให้อำเภอสอง ภายในวันที่ ๓๐ ตุลาคม ๒๕๖๓ เวลา ๐๙.๐๐ น. นั้น"
    )


def test_a_letter_to_one_is_no_circular_and_is_found_again(staff, sending):
    first, _second = below(sending)

    letter = reminding.issue_reminder(sending, [first], by=staff.signer, at=LATER)

    (event,) = reminding.letters_of(sending.copy)
    assert (letter.is_circular, letter.addressee) == (False, "อำเภอหนึ่ง")
    assert event.data == {
        "stage": "letter",
        "number": "ทด 0001/1",
        "letter": letter.pk,
        "sha256": letter.files.get().sha256,
        "count": 1,
        "offices": [first.office_id],
    }
