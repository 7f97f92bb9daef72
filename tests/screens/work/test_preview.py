"""The pages beside the form: what the preview tells the officer about them."""

import pytest

from circulars.domain.content import content_of
from circulars.domain.prewriting import units_from_outside
from circulars.letters.building import draft_print
from circulars.models import LetterKind
from offices.models import Kind
from tests import factories
from tests.keeping import built_once
from tests.screens.work.task_screens import House, address, draft_fields, logged_in

pytestmark = pytest.mark.django_db

NOTE = "บันทึกข้อความไม่มีบรรทัดสิ่งที่ส่งมาด้วย/อ้างถึง เขียนไว้ในข้อความ"
SHORTEN = "ย่อข้อความลงจะพอดีหนึ่งหน้า"
SENTENCE = "ข้อความหนึ่งย่อหน้าที่ยาวพอสมควรเพื่อให้เต็มบรรทัดและขึ้นบรรทัดใหม่บ้าง " * 4


@pytest.fixture
@built_once
def house():
    return House()


def preview(house, draft, **changes):
    client = logged_in(house.people.officer)
    return client.post(address("draft_preview", house.copy), draft_fields(draft, **changes))


def test_a_memo_with_enclosures_or_references_says_that_they_are_not_printed(house):
    draft = house.drafting()

    told = [
        NOTE in preview(house, draft, kind="memo", **fields).text
        for fields in (
            {"enclosures": "แบบสำรวจ | ๑ ชุด", "references": ""},
            {"enclosures": "", "references": "หนังสือกรม ที่ มท 0801/ว 1"},
            {"enclosures": "", "references": ""},
        )
    ]

    assert told == [True, True, False]
    assert NOTE not in preview(house, draft, kind="external", enclosures="แบบ | ๑ ชุด").text


def test_only_a_letter_that_nearly_fits_is_told_to_be_shortened(house):
    draft = house.drafting()

    responses = [
        preview(house, draft, body="\n\n".join([SENTENCE] * paragraphs))
        for paragraphs in (2, 9, 20)
    ]

    assert [response.text.count("<img") for response in responses] == [1, 2, 4]
    assert [SHORTEN in response.text for response in responses] == [False, True, False]


def test_the_head_of_a_memo_names_the_units_and_the_telephone_on_one_line(house):
    group = _units_of(house.province)
    draft = house.drafting()
    draft.unit = group
    content = content_of(draft.latest)
    memo = type(content)(**{**_words(content), "kind": LetterKind.MEMO})

    printed = draft_print(draft, memo)

    assert [one.name for one in units_from_outside(group)] == [group.parent.name, group.name]
    assert printed.agency == "สถจ.ทดสอบ กลุ่มงานส่งเสริมและพัฒนาท้องถิ่น โทร. ๐ ๔๒๔๙ ๒๔๗๗"


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
