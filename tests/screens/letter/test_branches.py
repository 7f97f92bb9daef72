"""The units of a letter at several desks, and the picture of them."""

import datetime as dt
from itertools import pairwise

import pytest

from circulars.models import RegisterEntry
from screens.letter.branches import ROW, branches, fetched_shares, picture, share_acts
from tests.circulars.several import Several
from tests.factories import DAY, MONDAY
from tests.keeping import built_once
from workflow.steps import StepName, next_step

pytestmark = pytest.mark.django_db


@pytest.fixture
@built_once
def several():
    return Several()


def shown(several, at=MONDAY):
    copy = several.letter
    entries = list(RegisterEntry.objects.filter(copy=copy).select_related("book__office"))
    return branches(copy, fetched_shares(copy), entries, next_step(copy), at=at)


def drawn(several):
    return picture(shown(several), next_step(several.letter))


def test_a_letter_at_one_desk_has_no_picture(several):
    assert shown(several) == []
    assert drawn(several) is None


def test_each_unit_has_a_line_with_its_role_and_state(several):
    several.order(due_at=MONDAY + DAY)
    several.enter(several.joint)

    lines = shown(several, at=MONDAY + 2 * DAY)

    assert [(one.unit, one.role, str(one.look.word), one.number, one.late) for one in lines] == [
        ("กลุ่มหลัก", "หลัก", "รอลงรับ", "", False),
        ("กลุ่มร่วม", "ร่วม", "ลงรับแล้ว ยังไม่เสร็จ", "1", True),
        ("กลุ่มทราบ", "เพื่อทราบ", "รอลงรับ", "", False),
    ]


def test_the_picture_marks_what_is_waited_for(several):
    several.order()
    assert [box.now for box in drawn(several).boxes] == [True, True, True]
    assert drawn(several).last.now is False

    several.register()
    several.enter(several.joint)
    several.answer(several.joint)
    several.enter(several.informed)
    several.answer(several.informed)

    assert [box.now for box in drawn(several).boxes] == [False, False, False]
    assert (drawn(several).last.title, drawn(several).last.now) == ("เกษียน/สั่งการ", True)


def test_only_what_is_awaited_leads_to_the_next_step(several):
    several.order()

    assert [box.joins for box in drawn(several).boxes] == [True, True, False]


def test_no_box_lies_on_another(several):
    several.order(joint=(several.joint.office, several.second.office))

    found = drawn(several)

    edges = [box.y for box in [*found.boxes, found.last]]
    assert all(later - before >= ROW for before, later in pairwise(edges))
    assert found.height >= found.last.y + ROW
    assert found.width <= 280


def test_a_long_name_is_cut_in_the_picture_and_whole_in_its_words(several):
    name = "กลุ่มงานส่งเสริมและพัฒนาท้องถิ่นระดับอำเภอและตำบล"
    several.joint.office.name = name
    several.joint.office.save(update_fields=["name"])
    several.order()

    found = drawn(several)

    assert found.boxes[1].title == f"{name[:23]}…"
    assert name in found.words


def test_everybody_is_offered_what_is_his(several):
    several.order()

    def offered(user):
        copy = several.letter
        acts = share_acts(copy, fetched_shares(copy), user, next_step(copy), MONDAY)
        return [act.label for act in acts]

    assert offered(several.joint.clerk) == ["ลงทะเบียนรับ (กลุ่มร่วม)", "ไม่รับเรื่อง (กลุ่มร่วม)"]
    assert offered(several.second.officer) == []
    assert offered(several.house.supervisor) == [
        "ไม่รับเรื่อง (กลุ่มร่วม)",
        "ถอนเรื่องจาก กลุ่มร่วม",
        "ไม่รับเรื่อง (กลุ่มทราบ)",
        "ถอนเรื่องจาก กลุ่มทราบ",
    ]
    several.register()
    assert next_step(several.letter) == StepName.WORDS
    assert offered(several.main.officer) == ["ไม่รอความเห็น"]


def test_lateness_is_read_off_the_clock(several):
    several.order(due_at=MONDAY + DAY)

    late = [one.late for one in shown(several, at=MONDAY + DAY - dt.timedelta(seconds=1))]
    assert late == [False, False, False]
