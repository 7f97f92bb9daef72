"""Searches that a person keeps: his own, by name, in the order of a dictionary."""

import pytest

from circulars.domain.saved_views import MOST_VIEWS, retire_view, save_view, views_of
from circulars.errors import Invalid, WrongState
from tests import factories
from tests.factories import MONDAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return factories.person()


def saved(person, name="ด่วน", **asked):
    return save_view(name, asked=asked or {"q": "น้ำ"}, by=person, at=MONDAY)


def test_what_is_asked_is_kept_without_what_was_left_empty(person):
    view = saved(person, "  หนังสือ   ด่วน ", q="น้ำ", sender="", order="old")

    assert (view.name, view.asked) == ("หนังสือ ด่วน", {"q": "น้ำ", "order": "old"})
    assert list(views_of(person)) == [view]
    assert list(views_of(factories.person())) == []


def test_a_sign_that_the_database_cannot_hold_is_left_out(person):
    view = saved(person, "ด่วน\0", q="น้ำ\0", sender="\0")

    assert (view.name, view.asked) == ("ด่วน", {"q": "น้ำ"})


def test_under_a_name_that_he_has_it_is_written_anew(person):
    saved(person, q="น้ำ")
    saved(person, q="ไฟ")

    assert [view.asked for view in views_of(person)] == [{"q": "ไฟ"}]


def test_names_stand_as_in_a_dictionary(person):
    for name in ("เซกา", "ซ่อม", "กรม", "แก่ง"):
        saved(person, name)

    assert [view.name for view in views_of(person)] == ["กรม", "แก่ง", "ซ่อม", "เซกา"]


def test_one_that_was_put_away_is_gone_and_its_name_is_free(person):
    view = saved(person)
    retire_view(view, by=person, at=MONDAY)

    assert list(views_of(person)) == []
    with pytest.raises(WrongState) as refusal:
        retire_view(view, by=person, at=MONDAY)
    assert str(refusal.value) == "มุมมองนี้ถูกเอาออกไปแล้ว"
    assert saved(person).pk != view.pk


def test_nobody_puts_away_what_is_not_his(person):
    view = saved(person)

    with pytest.raises(WrongState):
        retire_view(view, by=factories.person(), at=MONDAY)

    assert list(views_of(person)) == [view]


@pytest.mark.parametrize(
    ("name", "asked", "says"),
    [
        (" ", {"q": "น้ำ"}, "โปรดตั้งชื่อมุมมอง เช่น หนังสือด่วนของกรม"),
        ("ก" * 61, {"q": "น้ำ"}, "ชื่อมุมมองยาวเกินไป โปรดใช้ไม่เกิน ๖๐ ตัวอักษร"),
        (
            "ว่าง",
            {"q": ""},
            "ยังไม่มีคำค้นหรือตัวกรองให้บันทึก โปรดค้นก่อน แล้วจึงบันทึกมุมมอง",
        ),
    ],
)
def test_what_cannot_be_kept_says_why(person, name, asked, says):
    with pytest.raises(Invalid) as refusal:
        save_view(name, asked=asked, by=person, at=MONDAY)

    assert (str(refusal.value), refusal.value.field) == (says, "name")


def test_thirty_are_enough(person):
    for number in range(MOST_VIEWS):
        saved(person, f"มุมมอง {number}")

    with pytest.raises(Invalid) as refusal:
        saved(person, "อีกหนึ่ง")

    assert str(refusal.value) == "บันทึกมุมมองได้ไม่เกิน ๓๐ รายการ โปรดเอารายการที่ไม่ใช้ออกก่อน"
    saved(person, "มุมมอง 1", q="ไฟ")
