"""Known senders: called up by two letters, with what is usually done, learned from the last."""

import pytest

from circulars.domain import endorsing, registering
from circulars.domain.senders import Sender, known_senders
from circulars.states import Order
from offices.models import Kind, Post, Role
from offices.viewer import Viewer
from tests import factories
from tests.factories import MONDAY
from tests.keeping import built_once

pytestmark = pytest.mark.django_db

GROUP = "กลุ่มงานส่งเสริมฯ"


@pytest.fixture
@built_once
def staff():
    return factories.Staff(factories.office("จังหวัดทดสอบ"))


@pytest.fixture
def group(staff):
    return factories.office(GROUP, Kind.DIVISION, parent=staff.office)


def came(staff, *, to=None, by=None, action="", **words):
    by = by or staff.clerk
    copy = factories.arrived(staff.office, by=by, **words)
    registering.register(copy, by=by, at=MONDAY, action=action)
    if to is not None:
        endorsing.endorse(copy, Order.ASSIGN, by=by, at=MONDAY, to_unit=to)


def called(staff, typed, *, by=None):
    viewer = Viewer.of(by or staff.clerk, MONDAY)
    return known_senders(staff.office, typed, viewer=viewer)


DEPARTMENT = {"issuer_name": "กรมส่งเสริมการปกครองท้องถิ่น", "urgency": "003"}


def test_two_letters_call_up_a_sender_with_what_is_usually_done(staff, group):
    for number, unit in (("1", group), ("2", group), ("3", None)):
        came(staff, to=unit, number_printed=f"มท 0810.3/ว {number}", **DEPARTMENT)

    assert called(staff, "กร") == [
        Sender(
            name="กรมส่งเสริมการปกครองท้องถิ่น",
            prefix="มท 0810.3/ว ",
            urgency="003",
            action="",
            unit=GROUP,
            seen=2,
            of=3,
        )
    ]


def test_the_letters_of_a_number_call_up_its_sender_before_one_whose_name_has_them(staff):
    came(staff, issuer_name="สำนักงาน นร เก่า", number_printed="กค 0402/7", action="ส่งคลัง")
    came(staff, issuer_name="สำนักนายกรัฐมนตรี", number_printed="นร 0505/ว 233")

    found = called(staff, "นร")

    assert [(one.name, one.prefix, one.action) for one in found] == [
        ("สำนักนายกรัฐมนตรี", "นร 0505/ว ", ""),
        ("สำนักงาน นร เก่า", "กค 0402/", "ส่งคลัง"),
    ]


@pytest.mark.parametrize("typed", ["", "ก", " ก ", "ศธ"])
def test_one_letter_or_a_stranger_calls_up_nobody(staff, typed):
    came(staff, number_printed="มท 0810.3/ว 1", **DEPARTMENT)

    assert called(staff, typed) == []


def test_thai_digits_and_spaces_make_no_difference(staff):
    came(staff, number_printed="มท 0810.3/ว 1", **DEPARTMENT)

    assert len(called(staff, "มท๐๘๑๐")) == 1


def test_a_secret_letter_teaches_nobody_who_may_not_see_it(staff):
    Post.objects.filter(user=staff.clerk).update(handles_secret=True)
    came(staff, secrecy="002", **DEPARTMENT)
    stranger = factories.person()
    factories.post(stranger, staff.office, Role.CLERK)

    assert called(staff, "กรม", by=stranger) == []
    assert len(called(staff, "กรม")) == 1
