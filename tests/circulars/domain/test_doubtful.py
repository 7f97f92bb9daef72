"""What is odd about a letter by itself."""

import pytest

from circulars.clashes import ClashKind
from circulars.domain.doubtful import find_doubtful, is_for
from circulars.domain.received import ReceivedLetter
from offices.models import Kind
from tests import factories
from tests.factories import MONDAY

pytestmark = pytest.mark.django_db

K = ClashKind


@pytest.fixture
def house():
    return factories.office("จังหวัดบึงกาฬ", head_title="ผู้ว่าราชการจังหวัดบึงกาฬ")


def said(house, enclosed=0, **words):
    letter = ReceivedLetter(issuer_name="กรม", subject="เรื่อง", **words)
    found = find_doubtful(house, letter, at=MONDAY, enclosed=enclosed)
    return [(one.kind, str(one.said)) for one in found]


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (
            "มท ๐๒๓๑ ๖/ว ๕๙๑๑",
            "รหัสหน่วยงาน “0231 6” มีช่องว่างคั่น อาจเป็น “0231.6” โปรดตรวจกับต้นฉบับ",
        ),
        (
            "มท O๘๑๐.๓/ว ๓๑๙๕",
            "มีอักษรละติน “O” อยู่ในเลขที่หนังสือ อ่านเป็นเลข 0 ไว้ก่อน โปรดตรวจกับต้นฉบับ",
        ),
        (
            "มท ๐๘๙๙.๑/ว ๑๒",
            "รหัสหน่วยงาน “0899.1” ไม่ใช่แบบที่พบทั่วไป อาจอ่านผิด โปรดตรวจกับต้นฉบับ",
        ),
        (
            "กขค",
            "อ่าน “กขค” เป็นเลขที่หนังสือไม่ได้ โปรดเขียนเช่น บก 0023.3/ว 3165 หรือ มท 0810.3/1234",
        ),
    ],
)
def test_a_damaged_number_is_said(house, number, sentence):
    assert said(house, number_printed=number) == [(K.ODD_NUMBER, sentence)]
    assert said(house, number_printed=number, kind="order") == []


@pytest.mark.parametrize(
    ("dated", "sentence"),
    [
        (
            "๒๕๓ ตุลาคม ๒๕๖๓",
            "ไม่มีวันที่ 253 เพราะเดือนตุลาคม 2563 มีวันที่ 1 ถึง 31 โปรดตรวจกับต้นฉบับ แล้วเขียนเช่น 28 ตุลาคม 2563",
        ),
        (
            "วันศุกร์ที่ ๒๒ ตุลาคม ๒๕๖๓",
            "วันที่ “วันศุกร์ที่ ๒๒ ตุลาคม ๒๕๖๓” ตรงกับวันพฤหัสบดี ไม่ใช่วันศุกร์ โปรดตรวจกับต้นฉบับ",
        ),
        (
            "๒๗ ตุลาคม ๒๕๖๓",
            "“๒๗ ตุลาคม ๒๕๖๓” เป็นวันหลังวันที่รับหนังสือ โปรดตรวจวันและปีกับต้นฉบับ",
        ),
    ],
)
def test_a_date_that_cannot_be_is_said(house, dated, sentence):
    assert said(house, dated_printed=dated) == [(K.ODD_DATE, sentence)]


def test_a_deadline_that_is_over_or_on_a_day_off_is_said(house):
    past = said(house, due_at=factories.at("2020-10-21", "00:00"))
    before = said(house, dated_printed="๒๓ ตุลาคม ๒๕๖๓", due_at=factories.at("2020-10-23", "00:00"))
    off = said(house, due_at=factories.at("2020-11-01", "00:00"))

    assert past == [(K.DUE_PAST, "กำหนดตอบนี้ผ่านไปแล้ว โปรดตรวจวันและปีกับต้นฉบับ")]
    assert before == [(K.DUE_PAST, "กำหนดตอบนี้อยู่ก่อนวันที่ลงในหนังสือ โปรดตรวจวันและปีกับต้นฉบับ")]
    assert [kind for kind, _sentence in off] == [K.DUE_OFF]


@pytest.mark.parametrize(
    ("kind", "head", "addressee", "ours"),
    [
        (Kind.PROVINCE, "ผู้ว่าราชการจังหวัดบึงกาฬ", "", True),
        (Kind.PROVINCE, "ผู้ว่าราชการจังหวัดบึงกาฬ", "ผู้ว่าราชการจังหวัด", True),
        (Kind.PROVINCE, "ผู้ว่าราชการจังหวัดบึงกาฬ", "ผู้ว่าราชการจังหวัด ทุกจังหวัด", True),
        (Kind.PROVINCE, "ผู้ว่าราชการจังหวัดบึงกาฬ", "ผู้ว่าราชการจังหวัดนครพนม", False),
        (Kind.PROVINCE, "ผู้ว่าราชการจังหวัดบึงกาฬ", "นายอำเภอ ทุกอำเภอ", False),
        (Kind.DISTRICT, "นายอำเภอเซกา", "นายอำเภอ ทุกอำเภอ และนายกเทศมนตรีเมืองบึงกาฬ", True),
        (Kind.TOWN, "นายกเทศมนตรีเมืองบึงกาฬ", "นายอำเภอ ทุกอำเภอ และนายกเทศมนตรีเมืองบึงกาฬ", True),
        (Kind.TOWN, "นายกเทศมนตรีเมืองบึงกาฬ", "นายกเทศมนตรีตำบลซาง", False),
        (Kind.DEPARTMENT, "อธิบดีกรมหนึ่ง", "หัวหน้าส่วนราชการระดับกรม และหัวหน้าหน่วยงานรัฐวิสาหกิจ", True),
        (Kind.DISTRICT, "นายอำเภอเซกา", "หัวหน้าส่วนราชการ", True),
    ],
)
def test_whom_a_letter_is_to(kind, head, addressee, ours):
    house = factories.office("หน่วยงานทดสอบ", kind, head_title=head)

    assert is_for(house, addressee) is ours


def test_a_letter_to_another_is_said_with_our_name(house):
    assert said(house, addressee="นายอำเภอ ทุกอำเภอ") == [
        (
            K.ADDRESSEE,
            "ผู้รับที่พิมพ์ไว้ไม่ใช่จังหวัดบึงกาฬ โปรดตรวจว่าหนังสือมาถึงถูกหน่วยงาน",
        )
    ]


def test_enclosures_that_are_not_all_there_are_said(house):
    two = [{"text": "แผน", "amount": "๑ ชุด"}, {"text": "แบบสำรวจ", "amount": "๑ ชุด"}]

    assert said(house, enclosures=two, enclosed=1) == [
        (K.ENCLOSURES, "เขียนสิ่งที่ส่งมาด้วยไว้ 2 รายการ แต่แนบไว้ 1 ไฟล์")
    ]
    assert said(house, enclosures=two, enclosed=2) == []
    assert said(house, enclosures=two) == []
    assert said(house, enclosed=1) == []
