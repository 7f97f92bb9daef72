"""The pages beside the form: what the preview tells the officer about them."""

import pytest

from circulars.domain.content import content_of
from circulars.domain.prewriting import units_from_outside
from circulars.letters.building import draft_print
from circulars.models import LetterKind
from circulars.states import DraftState
from offices.models import Kind
from tests import factories
from tests.keeping import built_once
from tests.screens.work.task_screens import House, address, draft_fields, logged_in

pytestmark = pytest.mark.django_db

SHORTEN = "ย่อข้อความลงจะพอดีหนึ่งหน้า"
SENTENCE = "ข้อความหนึ่งย่อหน้าที่ยาวพอสมควรเพื่อให้เต็มบรรทัดและขึ้นบรรทัดใหม่บ้าง " * 4


@pytest.fixture
@built_once
def house():
    return House()


def preview(house, draft, **changes):
    client = logged_in(house.people.officer)
    return client.post(address("draft_preview", house.copy), draft_fields(draft, **changes))


def unprinted(part):
    return f"บันทึกข้อความไม่มีที่พิมพ์ “{part}” โปรดเขียนลงในข้อความ หรือเปลี่ยนเป็นหนังสือภายนอก"


MEMO = {
    "kind": "memo",
    "references": "หนังสือจังหวัดทดสอบ ที่ ทด ๐๐๐๑/ว ๑๐ ลงวันที่ ๓ พฤศจิกายน ๒๕๖๓",
    "enclosures": "แบบรายงาน | ๑ ชุด\nบัญชีรายชื่อ | ๓ แผ่น",
    "copies_to": "นายกองค์การบริหารส่วนจังหวัดทดสอบ",
    "contact": "กลุ่มงานหนึ่ง\nโทร. 0 4249 2477\nผู้ประสานงาน นางสาวก ข โทร. 08 1234 5678",
    "body": "ตามหนังสือที่อ้างถึง ให้รายงาน รายละเอียดตามสิ่งที่ส่งมาด้วย ๑\n\nจึงเรียนมาเพื่อทราบ",
}
PARTS = ("อ้างถึง", "สิ่งที่ส่งมาด้วย", "สำเนาส่ง", "ผู้ประสานงาน")


def test_a_memo_says_part_by_part_what_it_does_not_print(house):
    draft = house.drafting()

    memo = preview(house, draft, **MEMO).text
    external = preview(house, draft, **{**MEMO, "kind": "external"}).text

    assert [unprinted(part) in memo for part in PARTS] == [True] * 4
    assert [unprinted(part) in external for part in PARTS] == [False] * 4


def test_what_a_memo_has_no_line_for_is_written_into_its_text(house):
    draft = house.drafting()
    client = logged_in(house.people.officer)

    client.post(address("task_draft", house.copy), draft_fields(draft, **MEMO, do="into_text"))

    words = content_of(draft.latest)
    assert (words.references, words.enclosures, words.copies_to) == ([], [], [])
    assert words.contact == "กลุ่มงานหนึ่ง\nโทร. 0 4249 2477"
    assert words.body.split("\n\n") == [
        "ตามหนังสือจังหวัดทดสอบ ที่ ทด ๐๐๐๑/ว ๑๐ ลงวันที่ ๓ พฤศจิกายน ๒๕๖๓ ให้รายงาน รายละเอียดตามเอกสารแนบ ๑",
        "พร้อมนี้ ได้แนบเอกสารมาด้วยแล้ว ได้แก่ (๑) แบบรายงาน จำนวน ๑ ชุด (๒) บัญชีรายชื่อ จำนวน ๓ แผ่น",
        "ทั้งนี้ ได้ส่งสำเนาเรียนนายกองค์การบริหารส่วนจังหวัดทดสอบด้วยแล้ว",
        "สอบถามรายละเอียดได้ที่ นางสาวก ข โทร. 08 1234 5678",
        "จึงเรียนมาเพื่อทราบ",
    ]


@pytest.mark.usefixtures("on_monday")
def test_a_memo_that_loses_parts_is_proposed_only_by_who_has_seen_it(house):
    draft = house.drafting()
    client = logged_in(house.people.officer)
    fields = draft_fields(draft, **MEMO, do="submit")

    told = client.post(address("task_draft", house.copy), fields)
    draft.refresh_from_db()
    before = draft.state
    client.post(address("task_draft", house.copy), {**fields, "unprinted_seen": "yes"})

    draft.refresh_from_db()
    sentence = (
        "บันทึกข้อความไม่พิมพ์ อ้างถึง สิ่งที่ส่งมาด้วย สำเนาส่ง ผู้ประสานงาน โปรดกด “เขียนลงในข้อความ” "
        "หรือเสนอตรวจอีกครั้งถ้าไม่ต้องใช้"
    )
    assert told.context["form"].errors["kind"] == [sentence]
    assert 'name="unprinted_seen" value="yes"' in told.text
    assert told.context["form"]["body"].value() == MEMO["body"]
    assert (before, draft.state) == (DraftState.WRITING, DraftState.REVIEW)


def test_only_a_letter_that_nearly_fits_is_told_to_be_shortened(house):
    draft = house.drafting()

    responses = [
        preview(house, draft, body="\n\n".join([SENTENCE] * paragraphs))
        for paragraphs in (2, 9, 20)
    ]

    assert [response.text.count("<img") for response in responses] == [1, 2, 4]
    assert [SHORTEN in response.text for response in responses] == [False, True, False]


def test_the_head_of_a_memo_names_the_units_in_full_and_the_telephone(house):
    group = _units_of(house.province)
    draft = house.drafting()
    draft.unit = group
    content = content_of(draft.latest)
    memo = type(content)(**{**_words(content), "kind": LetterKind.MEMO})

    printed = draft_print(draft, memo)

    assert [one.name for one in units_from_outside(group)] == [group.parent.name, group.name]
    assert printed.agency == (
        "สำนักงานส่งเสริมการปกครองท้องถิ่นจังหวัดทดสอบ กลุ่มงานส่งเสริมและพัฒนาท้องถิ่น โทร. ๐ ๔๒๔๙ ๒๔๗๗"
    )


def test_a_short_memo_head_keeps_the_name_of_the_house(house):
    draft = house.drafting()
    content = content_of(draft.latest)
    contact = "จังหวัดทดสอบ\nโทรสาร 0 4249 2480\nโทร. 0 4249 2477 ต่อ 12 โทรสาร 0 4249 2480"
    memo = type(content)(**{**_words(content), "kind": LetterKind.MEMO, "contact": contact})

    assert draft_print(draft, memo).agency == "จังหวัดทดสอบ โทร. ๐ ๔๒๔๙ ๒๔๗๗ ต่อ ๑๒"


def _words(content):
    return {
        **{name: getattr(content, name) for name in type(content).__dataclass_fields__},
        "contact": "กลุ่มงาน\nโทร. 0 4249 2477 / โทรสาร 0 4249 2480",
    }


def _units_of(province):
    office = factories.office(
        "สำนักงานส่งเสริมการปกครองท้องถิ่นจังหวัดทดสอบ",
        Kind.DIVISION,
        parent=province,
        short_name="สถจ.ทดสอบ",
    )
    return factories.office(
        "กลุ่มงานส่งเสริมและพัฒนาท้องถิ่น", Kind.DIVISION, parent=office, short_name="กลุ่มงานส่งเสริมฯ"
    )
