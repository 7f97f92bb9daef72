"""The phrase bank: kept once, seen by the whole house, put away."""

import pytest

from circulars.domain.phrases import keep_phrase, phrases_of, retire_phrase
from circulars.errors import CircularError
from offices.models import Kind
from tests import factories
from tests.factories import MONDAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff():
    return factories.Staff(factories.office("จังหวัดทดสอบ"))


def test_a_phrase_is_kept_for_the_whole_house_until_it_is_put_away(staff):
    house, who = staff.office, {"by": staff.officer, "at": MONDAY}
    other = factories.office("จังหวัดอื่น")

    row = keep_phrase(house, " ทั้งนี้  ให้ถือปฏิบัติ\nโดยเคร่งครัด ", **who)
    kept = list(phrases_of(house)), list(phrases_of(other))
    retire_phrase(row, **who)
    again = keep_phrase(house, row.text, **who)

    assert (row.text, row.made_by, row.made_at) == (
        "ทั้งนี้ ให้ถือปฏิบัติ โดยเคร่งครัด",
        staff.officer,
        MONDAY,
    )
    assert kept == ([row], [])
    assert list(phrases_of(house)) == [again]


def test_whoever_drafts_in_a_unit_keeps_phrases_of_the_house(staff):
    unit = factories.office("กลุ่มงาน", Kind.DIVISION, parent=staff.office)
    officer = factories.Staff(unit).officer

    row = keep_phrase(staff.office, "ทั้งนี้", by=officer, at=MONDAY)

    assert row.house == staff.office


def test_what_is_refused_says_what_to_do(staff):
    house, who = staff.office, {"by": staff.officer, "at": MONDAY}
    row = keep_phrase(house, "ทั้งนี้", **who)
    retire_phrase(row, **who)

    def said(act):
        with pytest.raises(CircularError) as caught:
            act()
        return str(caught.value)

    assert said(lambda: keep_phrase(house, " ", **who)) == "โปรดเขียนถ้อยคำที่จะเก็บ"
    assert said(lambda: retire_phrase(row, **who)) == ("ถ้อยคำนี้เอาออกไปแล้ว โปรดเปิดหน้านี้ใหม่อีกครั้ง")
