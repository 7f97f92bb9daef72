"""A notice as people read it: one sentence, and the page of the very task."""

import pytest
from django.utils import translation

from circulars.domain import approving, endorsing, registering
from circulars.models import OfficeCopy
from circulars.states import Order
from offices.models import Kind
from tests import factories
from tests.factories import DAY, MONDAY
from tests.keeping import built_once
from workflow.escalating import send_reminders
from workflow.models import Notice, NoticeKind
from workflow.notices import tell
from workflow.wording import JOINED, tell_of

pytestmark = pytest.mark.django_db

DUE = factories.at("2020-10-30", "00:00")


@pytest.fixture
@built_once
def staff():
    province = factories.office("จังหวัดทดสอบ", Kind.PROVINCE)
    factories.office("อำเภอหนึ่ง", Kind.DISTRICT, parent=province)
    return factories.Staff(province)


@pytest.fixture
def copy(staff):
    return factories.arrived(
        staff.office, by=staff.clerk, due_at=DUE, number_printed="มท 0801/ว 7", subject="น้ำท่วม"
    )


def read_by(user, *, at=MONDAY):
    rows = Notice.objects.of(user).select_related(*JOINED)
    return [(told.sentence, told.page) for told in tell_of(rows, at=at) if told.open]


def test_who_sent_the_letter_asks_for_its_number(staff, copy):
    tell([staff.clerk], NoticeKind.ARRIVED, copy, at=MONDAY, key="x")

    assert read_by(staff.clerk) == [
        (
            "กรมทดสอบ ขอให้ลงทะเบียนรับ: มท 0801/ว 7 น้ำท่วม · กำหนดตอบ 29 ต.ค. 2563 เหลือ 3 วัน",
            f"/copies/{copy.pk}/register/",
        )
    ]


def test_who_brought_the_draft_asks_for_its_review_and_signature(staff, copy):
    registering.register(copy, by=staff.clerk, at=MONDAY)
    endorsing.endorse(copy, Order.FORWARD, by=staff.officer, at=MONDAY)
    draft = copy.drafts.get()
    approving.submit(draft, by=staff.officer, at=MONDAY)
    reviewing = read_by(staff.reviewer)
    approving.pass_on(draft, by=staff.reviewer, at=MONDAY)

    what = "มท 0801/ว 7 น้ำท่วม · กำหนดตอบ 29 ต.ค. 2563 เหลือ 3 วัน"
    assert reviewing == [
        (f"{staff.officer.full_name} ขอให้ตรวจร่าง: {what}", f"/copies/{copy.pk}/review/")
    ]
    assert read_by(staff.reviewer) == []
    assert read_by(staff.signer) == [
        (f"{staff.reviewer.full_name} ขอให้ลงนาม: {what}", f"/copies/{copy.pk}/sign/")
    ]


def test_one_work_is_asked_for_once_whatever_the_ladder_told(staff, copy):
    registering.register(copy, by=staff.clerk, at=MONDAY)
    for days in range(8):
        send_reminders(at=DUE - 4 * DAY + days * DAY)

    assert Notice.objects.of(staff.officer).count() == 5
    assert read_by(staff.officer, at=DUE + 3 * DAY) == [
        (
            "กรมทดสอบ ขอให้เกษียน/สั่งการ: มท 0801/ว 7 น้ำท่วม · กำหนดตอบ 29 ต.ค. 2563 เลยกำหนด 4 วัน",
            f"/copies/{copy.pk}/endorse/",
        )
    ]


def test_what_is_done_asks_nobody_any_more(staff, copy):
    registering.register(copy, by=staff.clerk, at=MONDAY)
    endorsing.endorse(copy, Order.FILE, by=staff.officer, at=MONDAY)

    assert not Notice.objects.filter(settled_at=None).exists()
    assert Notice.objects.of(staff.officer).unread().count() == 0


def test_an_answer_takes_the_deadline_off_the_list_and_leaves_the_number_to_be_taken(staff, copy):
    tell([staff.clerk], NoticeKind.ARRIVED, copy, at=MONDAY, key="x")
    OfficeCopy.objects.filter(pk=copy.pk).update(answered_at=MONDAY)

    assert read_by(staff.clerk) == [
        ("กรมทดสอบ ขอให้ลงทะเบียนรับ: มท 0801/ว 7 น้ำท่วม", f"/copies/{copy.pk}/register/")
    ]


def test_of_a_secret_letter_nothing_is_said_but_its_class(staff):
    registrar = factories.person()
    factories.post(registrar, staff.office, "clerk", handles_secret=True)
    secret = factories.arrived(staff.office, by=registrar, secrecy="002", due_at=DUE)
    tell([registrar], NoticeKind.ARRIVED, secret, at=MONDAY, key="x")

    ((sentence, _page),) = read_by(registrar)

    assert sentence == "โปรดลงทะเบียนรับ: หนังสือชั้นความลับ · กำหนดตอบ 29 ต.ค. 2563 เหลือ 3 วัน"


def test_an_english_reader_gets_an_english_sentence(staff, copy):
    tell([staff.clerk], NoticeKind.ARRIVED, copy, at=MONDAY, key="x")

    with translation.override("en"):
        ((sentence, _page),) = read_by(staff.clerk)

    assert sentence == (
        "กรมทดสอบ asks: Register – มท 0801/ว 7 น้ำท่วม · answer by 29 Oct 2563 BE, 3 days left"
    )
