"""Whom the directory does not know stands in a book of the house, once."""

import pytest

from circulars.domain.address_book import addresses_of, keep_address, retire_address
from circulars.errors import Invalid, NotAllowed, WrongState
from circulars.models import CorrespondentKind
from tests import factories
from tests.factories import MONDAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff():
    return factories.Staff(factories.office("จังหวัดทดสอบ"))


def keep(staff, name="บริษัท ก จำกัด", by=None):
    who = {"by": by or staff.officer, "at": MONDAY}
    return keep_address(staff.office, name=name, kind=CorrespondentKind.COMPANY, **who)


def test_names_are_kept_once_in_the_order_of_a_dictionary(staff):
    for name in ("มูลนิธิ  ข", "เกษตรกร ค", "บริษัท ก จำกัด"):
        keep(staff, name)

    assert [row.name for row in addresses_of(staff.office)] == [
        "เกษตรกร ค",
        "บริษัท ก จำกัด",
        "มูลนิธิ ข",
    ]
    assert not addresses_of(factories.office("จังหวัดอื่น")).exists()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (" ", "โปรดกรอกชื่อหรือตำแหน่งที่เรียนถึง เช่น กรรมการผู้จัดการบริษัท ก จำกัด"),
        ("บริษัท ก จำกัด", "ชื่อนี้อยู่ในสมุดที่อยู่แล้ว"),
        ("จังหวัดทดสอบ", "หน่วยงานนี้อยู่ในทำเนียบ ให้ค้นหาชื่อในช่องผู้รับของร่าง"),
    ],
)
def test_what_is_amiss_is_said_at_the_name(staff, name, said):
    keep(staff)

    with pytest.raises(Invalid) as refusal:
        keep(staff, name)

    assert (refusal.value.field, str(refusal.value)) == ("name", said)


def test_one_is_put_away_once_and_may_come_back(staff):
    row = keep(staff)
    retire_address(row, by=staff.clerk, at=MONDAY)

    with pytest.raises(WrongState, match="รายการนี้เอาออกไปแล้ว โปรดเปิดหน้านี้ใหม่อีกครั้ง"):
        retire_address(row, by=staff.clerk, at=MONDAY)

    assert keep(staff) != row


def test_only_who_writes_letters_of_the_house(staff):
    stranger = factories.Staff(factories.office("จังหวัดอื่น"))
    for person in (staff.supervisor, stranger.officer):
        with pytest.raises(NotAllowed):
            keep(staff, by=person)
