"""The addressee line says in full words who is left out, and where."""

import pytest

from circulars.domain.recipients import resolve, rule_text
from offices.models import Kind
from tests.factories import office

pytestmark = pytest.mark.django_db


@pytest.fixture
def province():
    house = office("จังหวัดบึงกาฬ", Kind.PROVINCE)
    for name in ("เมืองบึงกาฬ", "เซกา", "โซ่พิสัย"):
        district = office(
            f"อำเภอ{name}",
            Kind.DISTRICT,
            parent=house,
            province=house,
            head_title=f"นายอำเภอ{name}",
            short_name=f"อ.{name}",
        )
    office("เทศบาลเมืองบึงกาฬ", Kind.TOWN, parent=house, head_title="นายกเทศมนตรีเมืองบึงกาฬ")
    sao = "องค์การบริหารส่วนตำบลโซ่"
    office(sao, Kind.SAO, parent=district, province=house, head_title=f"นายก{sao}")
    return house


def ids(house, *words: str) -> list[int]:
    return [one.pk for word in words for one in type(house).objects.filter(name__endswith=word)[:1]]


def test_who_is_left_out_stands_behind_his_group_in_full_words(province):
    rule = {
        "groups": ["districts", "towns"],
        "also": ids(province, "ตำบลโซ่"),
        "except": ids(province, "เซกา"),
    }

    assert rule_text(province, rule) == (
        "นายอำเภอ ทุกอำเภอ (ยกเว้นอำเภอเซกา) นายกเทศมนตรีเมืองบึงกาฬ และนายกองค์การบริหารส่วนตำบลโซ่"
    )
    assert len(resolve(province, rule)) == 4


def test_several_are_joined_as_a_letter_lists_them(province):
    rule = {"groups": ["districts"], "except": ids(province, "เซกา", "โซ่พิสัย")}

    assert rule_text(province, rule) == "นายอำเภอ ทุกอำเภอ (ยกเว้นอำเภอเซกา และอำเภอโซ่พิสัย)"


def test_an_office_named_and_left_out_again_is_not_mentioned(province):
    named = ids(province, "ตำบลโซ่")

    assert rule_text(province, {"groups": ["districts"], "also": named, "except": named}) == (
        "นายอำเภอ ทุกอำเภอ"
    )


def test_a_group_of_which_nobody_remains_is_not_mentioned(province):
    rule = {"groups": ["districts", "towns"], "except": ids(province, "เทศบาลเมืองบึงกาฬ")}

    assert rule_text(province, rule) == "นายอำเภอ ทุกอำเภอ"


def test_an_office_that_its_group_has_already_is_not_named_twice(province):
    assert rule_text(province, {"groups": ["districts"], "also": ids(province, "เซกา")}) == (
        "นายอำเภอ ทุกอำเภอ"
    )
