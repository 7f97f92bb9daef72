"""Patterns of letters that come often: made, changed, put away, made of a letter."""

from dataclasses import replace

import pytest

from circulars.domain import frequent, registering
from circulars.domain.frequent import Pattern
from circulars.errors import Invalid, NotAllowed, WrongState
from circulars.models import Secrecy
from tests import factories
from tests.factories import MONDAY

pytestmark = pytest.mark.django_db

PATTERN = Pattern("รายงานรายเดือน", "ที่ว่าการอำเภอ", number_prefix="บก 0023.3/")


@pytest.fixture
def staff():
    return factories.Staff(factories.office("จังหวัดทดสอบ"))


def names(staff):
    return [one.name for one in frequent.frequent_of([staff.office])]


def test_a_pattern_is_made_changed_and_put_away(staff):
    who = {"by": staff.clerk, "at": MONDAY}
    row = frequent.keep_pattern(staff.office, PATTERN, **who)

    frequent.change_pattern(row, replace(PATTERN, name=" รายงาน ", subject="ส่งรายงาน"), **who)
    row.refresh_from_db()
    values, there = frequent.values_of(row), names(staff)
    frequent.retire_pattern(row, **who)
    with pytest.raises(WrongState) as gone:
        frequent.retire_pattern(row, **who)

    assert (values["number_printed"], values["subject"], there) == (
        "บก 0023.3/",
        "ส่งรายงาน",
        ["รายงาน"],
    )
    assert names(staff) == []
    assert str(gone.value) == "แบบนี้เอาออกไปแล้ว โปรดเปิดหน้านี้ใหม่อีกครั้ง"


def test_a_pattern_has_a_name_of_its_own_and_a_sender(staff):
    who = {"by": staff.clerk, "at": MONDAY}
    frequent.keep_pattern(staff.office, PATTERN, **who)
    said = []
    for pattern in (replace(PATTERN, name=" "), replace(PATTERN, issuer_name=""), PATTERN):
        with pytest.raises(Invalid) as refused:
            frequent.keep_pattern(staff.office, pattern, **who)
        said.append((refused.value.field, str(refused.value)))

    assert said == [
        ("name", "โปรดตั้งชื่อแบบ"),
        ("issuer_name", "โปรดกรอกผู้ส่ง"),
        ("name", "มีแบบชื่อนี้อยู่แล้ว โปรดตั้งชื่ออื่น"),
    ]
    with pytest.raises(NotAllowed):
        frequent.keep_pattern(staff.office, PATTERN, by=staff.signer, at=MONDAY)


def test_a_registered_letter_becomes_a_pattern_again_under_another_name(staff):
    who = {"by": staff.clerk, "at": MONDAY}
    copy = factories.arrived(
        staff.office,
        by=staff.clerk,
        subject="ส่งรายงาน",
        issuer_name="อำเภอหนึ่ง",
        number_printed="บก 0023.3/ว 12",
    )
    with pytest.raises(WrongState) as early:
        frequent.keep_as_pattern(copy, staff.office, **who)
    registering.register(copy, action="กลุ่มงาน 2", **who)

    first, second = (frequent.keep_as_pattern(copy, staff.office, **who) for _time in range(2))

    copy.letter.secrecy = Secrecy.SECRET
    with pytest.raises(WrongState) as secret:
        frequent.keep_as_pattern(copy, staff.office, **who)
    assert (first.name, second.name) == ("ส่งรายงาน", "ส่งรายงาน (2)")
    assert (first.issuer_name, first.number_prefix, first.action) == (
        "อำเภอหนึ่ง",
        "บก 0023.3/ว",
        "กลุ่มงาน 2",
    )
    assert [str(one.value) for one in (early, secret)] == [
        "ทำแบบได้จากหนังสือที่ลงรับจากกระดาษหรืออีเมลแล้วเท่านั้น",
        "หนังสือชั้นความลับเก็บเป็นแบบไม่ได้",
    ]
