"""The sheet of endorsements: who, acting for whom, when, what, to whom; in its order."""

import pytest

from circulars.domain import endorsing
from circulars.errors import Invalid
from circulars.letters.endorsements import sheet_of
from circulars.models import OfficeCopy
from circulars.states import Order
from offices.models import Acting, ActingKind, Post
from papers.endorsements import draw_endorsements
from tests import factories
from tests.circulars.several import Several
from tests.factories import DAY, MONDAY
from tests.keeping import built_once
from tests.papers.reading_pdf import copied, squeezed

pytestmark = pytest.mark.django_db


@pytest.fixture
@built_once
def several():
    return Several()


def acting_of(user) -> Acting:
    return factories.acting(Post.objects.get(user=user), "ผู้ว่าราชการจังหวัด", ActingKind.IN_PLACE)


def test_every_note_is_told_in_its_order(several):
    officer = several.house.officer
    endorsing.endorse(
        several.letter,
        Order.ASSIGN,
        by=officer,
        at=MONDAY,
        text="เห็นควรพิจารณา",
        to_officer=officer,
        acting=acting_of(officer),
    )
    several.order(informed=())
    several.enter(several.joint)
    several.answer(several.joint, "เห็นชอบ")

    sheet = sheet_of(several.letter)

    assert (sheet.office, sheet.sender, sheet.subject) == ("จังหวัดทดสอบ", "กรมทดสอบ", "เรื่องทดสอบ")
    assert [(one.number, one.order, one.words, one.to, one.name) for one in sheet.notes] == [
        ("๑", "มอบหมาย", "เห็นควรพิจารณา", (f"ถึง {officer.full_name}",), officer.full_name),
        ("๒", "มอบหมาย", "พิจารณา", ("ถึง กลุ่มหลัก", "ร่วม: กลุ่มร่วม"), officer.full_name),
        ("๓", "ให้ความเห็น", "เห็นชอบ", ("ในนาม กลุ่มร่วม",), several.joint.officer.full_name),
    ]
    assert [one.positions for one in sheet.notes] == [
        ("เจ้าของเรื่อง จังหวัดทดสอบ รักษาราชการแทน", "ผู้ว่าราชการจังหวัด"),
        ("เจ้าของเรื่อง จังหวัดทดสอบ",),
        ("เจ้าของเรื่อง กลุ่มร่วม",),
    ]
    assert {one.moment for one in sheet.notes} == {"๒๖ ต.ค. ๒๕๖๓ ๐๙.๐๐ น."}


def test_the_printed_sheet_holds_it_all(several):
    several.order(informed=())

    text = copied(draw_endorsements(sheet_of(several.letter)))

    for words in ("ใบเกษียนหนังสือ", "เรื่องทดสอบ", "พิจารณา", "ถึง กลุ่มหลัก", "ร่วม: กลุ่มร่วม"):
        assert squeezed(words) in text


def test_a_letter_without_notes_has_an_empty_sheet(several):
    text = copied(draw_endorsements(sheet_of(several.letter)))

    assert squeezed("ยังไม่มีการเกษียน") in text


def test_nobody_acts_for_a_position_that_is_not_given_to_him_that_day(several):
    officer = several.house.officer
    over = acting_of(officer)
    Acting.objects.filter(pk=over.pk).update(ends_on=(MONDAY - DAY).date())
    others = acting_of(several.joint.officer)

    for acting in (over, others):
        with pytest.raises(Invalid) as refused:
            endorsing.endorse(
                several.letter,
                Order.ASSIGN,
                by=officer,
                at=MONDAY,
                to_officer=officer,
                acting=acting,
            )
        assert (str(refused.value), refused.value.field) == (
            "วันนี้ท่านไม่ได้รับมอบให้ทำการแทน “ผู้ว่าราชการจังหวัด” โปรดเลือกตำแหน่งที่จะลงนามใหม่",
            "acting",
        )
    assert not OfficeCopy.objects.get(pk=several.copy.pk).endorsements.exists()
