"""Which letter of ours those below have already: it is what อ้างถึง names."""

import pytest

from circulars.domain import drafting
from circulars.domain.earlier import earlier_letter
from circulars.models import Draft
from tests import factories
from tests.factories import DAY, MONDAY
from tests.screens.work.task_screens import House

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return House(2)


def again(house, **fields):
    """A second letter from above that names the first one."""
    first = house.copy.letter
    named = f"หนังสือ{first.issuer_name} ที่ {first.number_printed} ลงวันที่ 26 ตุลาคม 2563"
    return factories.arrived(
        house.province,
        by=house.people.clerk,
        moment=MONDAY + DAY,
        **{"references": [named], "number_printed": "มท 0801/ว 999", **fields},
    )


def readers(house):
    return [one.pk for one in house.districts]


def test_what_we_sent_to_the_same_offices_is_what_they_have(house):
    sending = house.dispatched()

    assert earlier_letter(again(house), readers=readers(house)) == sending.letter


def test_a_letter_of_the_same_number_of_another_year_is_another_one(house):
    house.dispatched()
    first = house.copy.letter
    named = f"หนังสือ{first.issuer_name} ที่ {first.number_printed} ลงวันที่ "

    def written(day, number):
        printed = f"มท 0801/ว {number}"
        return again(house, references=[named + day], number_printed=printed, subject=day)

    assert earlier_letter(written("26 ตุลาคม 2562", 990), readers=readers(house)) is None
    assert earlier_letter(written("26 ตุลาคม 2563", 970), readers=readers(house)) is not None


def test_who_has_not_got_it_is_not_referred_to_it(house):
    house.dispatched()
    another = factories.office("อำเภอใหม่", house.districts[0].kind, parent=house.province)

    second = again(house)

    assert earlier_letter(second, readers=[*readers(house), another.pk]) is None
    assert earlier_letter(second, readers=[]) is None


def test_nothing_was_written_of_the_matter_before(house):
    house.signed()

    assert earlier_letter(again(house), readers=readers(house)) is None
    assert (
        earlier_letter(
            again(house, references=[], number_printed="มท 0801/ว 998"), readers=readers(house)
        )
        is None
    )


def test_the_second_letter_names_ours_and_not_theirs(house):
    sending = house.dispatched()
    body = (
        "ตามหนังสือที่อ้างถึง กรมทดสอบได้ขอให้จังหวัดสำรวจแหล่งน้ำ ความละเอียดแจ้งแล้ว นั้น\n\n"
        "เนื่องจากยังมีจังหวัดที่ไม่ได้รายงาน จึงขอขยายเวลาถึงวันที่ ๒๕ ธันวาคม ๒๕๖๓\n\nจึงเรียนมาเพื่อโปรดพิจารณา"
    )
    copy = again(house, body=body)
    rule = {"groups": ["districts"]}
    draft = Draft(copy=copy, unit=house.province, drafter=house.people.officer, recipients=rule)

    content = drafting.ahead(draft, asks_answer=False).content

    number = sending.letter.number_printed
    assert content.references == [
        f"หนังสือจังหวัดทดสอบ ที่ {number} ลงวันที่ 26 ตุลาคม 2563".translate(
            str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
        )
    ]
    assert content.body.split("\n\n") == [
        "ตามหนังสือที่อ้างถึง จังหวัดทดสอบได้แจ้งเรื่อง เรื่องทดสอบ ความละเอียดแจ้งแล้ว นั้น",
        "จังหวัดทดสอบได้รับแจ้งจากกรมทดสอบว่า เนื่องจากยังมีจังหวัดที่ไม่ได้รายงาน จึงขอขยายเวลาถึงวันที่ ๒๕ ธันวาคม ๒๕๖๓",
        "จึงเรียนมาเพื่อพิจารณา",
    ]
