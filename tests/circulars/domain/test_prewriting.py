"""The letter that is written in advance, from rows: who, to whom, by when, in which matter."""

import pytest

from circulars.domain import prewriting
from circulars.domain.prewriting import Terms, cite_letter, prewrite, receivers_of
from circulars.models import LetterKind
from offices.models import Kind
from tests import factories
from tests.keeping import built_once
from tests.screens.work.task_screens import House
from thai.wording.doers import Level, Receiver

pytestmark = pytest.mark.django_db

ASKED = (
    "ด้วยกรมทดสอบได้รับแจ้งจากกระทรวงทดสอบว่า ได้ประกาศใช้แผนภัยแล้ง\n\n"
    "กรมทดสอบพิจารณาแล้ว จึงขอความร่วมมือจังหวัดแจ้งเทศบาลและองค์การบริหารส่วนตำบลในพื้นที่สำรวจแหล่งน้ำ "
    "ภายในวันที่ ๓๐ ธันวาคม ๒๕๖๓\n\nจึงเรียนมาเพื่อโปรดพิจารณา"
)


class Province:
    """A province with districts, a town beside them, and a letter of its department."""

    def __init__(self, body: str = ASKED, **letter) -> None:
        self.house = factories.office("จังหวัดทดสอบ", Kind.PROVINCE)
        for name in ("อำเภอหนึ่ง", "อำเภอสอง"):
            factories.office(name, Kind.DISTRICT, parent=self.house, province=self.house)
        factories.office("เทศบาลเมืองทดสอบ", Kind.TOWN, parent=self.house, province=self.house)
        self.people = factories.Staff(self.house)
        self.copy = factories.arrived(self.house, by=self.people.clerk, body=body, **letter)

    def written(self, **terms):
        rule = {"groups": ["districts", "towns"]}
        return prewrite(self.copy, Terms(unit=self.house, recipients=rule, **terms))


def test_the_request_goes_one_level_down_with_our_own_deadline():
    written = Province().written(deadline="ภายในวันที่ ๒๐ ธันวาคม ๒๕๖๓")

    assert written.content.body.split("\n\n") == [
        "ด้วยจังหวัดทดสอบได้รับแจ้งจากกรมทดสอบว่า กระทรวงทดสอบได้ประกาศใช้แผนภัยแล้ง",
        "จังหวัดทดสอบพิจารณาแล้ว จึงให้อำเภอแจ้งเทศบาลและองค์การบริหารส่วนตำบลในพื้นที่สำรวจแหล่งน้ำ "
        "ภายในวันที่ ๒๐ ธันวาคม ๒๕๖๓ สำหรับเทศบาลเมืองทดสอบก็ให้ดำเนินการเช่นเดียวกัน",
        "จึงเรียนมาเพื่อพิจารณาดำเนินการต่อไป",
    ]
    assert written.questions == ()


def test_a_survey_is_asked_for_with_its_address_where_one_hangs():
    province = Province()

    asked = province.written(asks_answer=True)
    silent = province.written()

    address = prewriting.survey_address(province.copy.circular)
    asks = (
        f"พร้อมรายงานให้ทราบตามแบบสำรวจฯ ผ่านทางเว็บไซต์ {address} "
        "หรือคิวอาร์โค้ด (QR Code) ท้ายหนังสือนี้ ภายในวันที่ ๓๐ ธันวาคม ๒๕๖๓"
    )
    assert (asked.content.with_qr, silent.content.with_qr) == (True, False)
    assert (asks in asked.content.body, asks in silent.content.body) == (True, False)


def test_receivers_are_told_by_level_and_a_single_one_by_its_name():
    province = Province()

    ids = list(province.house.units.values_list("pk", flat=True))

    assert receivers_of(ids) == (
        Receiver(Level.DISTRICT),
        Receiver(Level.TOWN, "เทศบาลเมืองทดสอบ"),
    )


@pytest.mark.parametrize(
    ("letter", "line"),
    [
        (
            {"dated_printed": "253 พฤศจิกายน 2563"},
            "สำเนาหนังสือกรมทดสอบ ที่ มท ๐๘๐๑/ว ๙ ลงวันที่ ๒๕๓ พฤศจิกายน ๒๕๖๓",
        ),
        (
            {"issuer_name": "ผู้อำนวยการสำนักงบประมาณ", "number_printed": "นร 0701/ว 12"},
            "สำเนาหนังสือสำนักงบประมาณ ที่ นร ๐๗๐๑/ว ๑๒ ลงวันที่ ๒๖ ตุลาคม ๒๕๖๓",
        ),
        (
            {"number_printed": "ด่วน", "urgency": "004"},
            "สำเนาหนังสือกรมทดสอบ ด่วนที่สุด ที่ ด่วน ลงวันที่ ๒๖ ตุลาคม ๒๕๖๓",
        ),
        ({"number_printed": "", "dated_printed": ""}, "สำเนาหนังสือกรมทดสอบ"),
    ],
)
def test_an_enclosure_names_the_letter_as_it_is_printed(letter, line):
    province = Province(**{"number_printed": "มท 0801/ว 9", **letter})

    assert cite_letter(province.copy.letter) == line
    assert province.written().content.enclosures == [{"text": line, "amount": "จำนวน ๑ ชุด"}]


def test_a_letter_that_cannot_be_read_leaves_a_gap_and_a_question():
    written = Province(body="").written()

    assert [str(one) for one in written.questions] == [
        "ระบบไม่มีข้อความของหนังสือต้นเรื่อง โปรดเติมที่เว้นไว้ว่าต้นเรื่องแจ้งว่าอย่างไร และขอให้ผู้รับทำอะไร"
    ]


def test_the_memo_of_a_ministry_says_in_its_text_what_comes_with_it():
    ministry = factories.office("กระทรวงทดสอบ", Kind.MINISTRY)
    factories.office("กรมหนึ่ง", Kind.DEPARTMENT, parent=ministry)
    clerk = factories.Staff(ministry).clerk
    body = "ด้วยมีเรื่องให้แจ้งต่อ รายละเอียดตามสิ่งที่ส่งมาด้วย ๒\n\nจึงเรียนมาเพื่อโปรดทราบ"
    copy = factories.arrived(ministry, by=clerk, number_printed="นร 0505/ว 1", body=body)

    content = prewrite(copy, Terms(unit=ministry, recipients={"groups": ["departments"]})).content

    assert (content.kind, content.enclosures, content.references) == (LetterKind.MEMO, [], [])
    assert content.body.split("\n\n") == [
        "ด้วยกระทรวงทดสอบได้รับแจ้งจากกรมทดสอบว่า มีเรื่องให้แจ้งต่อ รายละเอียดตามเอกสารที่ส่งมาพร้อมนี้ รายละเอียดปรากฏตาม"
        "สำเนาหนังสือกรมทดสอบ ที่ นร ๐๕๐๕/ว ๑ ลงวันที่ ๒๖ ตุลาคม ๒๕๖๓ ที่ส่งมาพร้อมนี้",
        "จึงเรียนมาเพื่อทราบ",
    ]


@pytest.fixture
@built_once
def house():
    return House(2)


def test_the_block_at_the_foot_goes_from_the_outside_in(house):
    group = factories.office("กลุ่มงานหนึ่ง", Kind.DIVISION, parent=house.province, phone="0 42")
    inner = factories.office("ฝ่ายสอง", Kind.DIVISION, parent=group)
    house.province.phone, house.province.fax, house.province.email = "0 11", "0 12", "a@b.go.th"
    house.province.save()
    inner.refresh_from_db()

    assert prewriting.contact_block(inner) == (
        "กลุ่มงานหนึ่ง\nฝ่ายสอง\nโทร. 0 11 / โทรสาร 0 12\nอีเมล a@b.go.th"
    )
    assert prewriting.contact_block(group) == "กลุ่มงานหนึ่ง\nโทร. 0 42"
    assert prewriting.contact_block(house.province).startswith("จังหวัดทดสอบ\n")


def test_the_officer_stands_at_the_foot_if_he_can_be_telephoned(house):
    officer = house.people.officer

    silent = prewriting.contact_block(house.province, officer)
    officer.phone = "08 1234 5678"

    assert "ผู้ประสานงาน" not in silent
    assert prewriting.contact_block(house.province, officer).splitlines()[-1] == (
        f"ผู้ประสานงาน {officer.full_name} โทร. 08 1234 5678"
    )
