"""The offices and people of the demo."""

import pytest

from circulars.domain.recipients import rule_text, usual_recipients
from circulars.models import OfficeCopy
from demo import offices, people
from offices.models import Kind, Office, Post, Role, User
from tests.keeping import built_once

pytestmark = pytest.mark.django_db


@pytest.fixture
@built_once
def country():
    offices.load(year=2026)
    people.load()


def test_bueng_kan_is_complete(country):
    province = Office.objects.get(code="P38")
    inside = Office.objects.filter(province=province)
    counts = {kind: inside.filter(kind=kind).count() for kind in (Kind.DISTRICT, Kind.SAO)}

    assert counts == {Kind.DISTRICT: 8, Kind.SAO: 39}
    assert rule_text(province, usual_recipients(province)) == (
        "นายอำเภอ ทุกอำเภอ และนายกเทศมนตรีเมืองบึงกาฬ"
    )
    assert province.reception.name == "สำนักงานส่งเสริมการปกครองท้องถิ่นจังหวัดบึงกาฬ"


def test_the_country_has_its_provinces(country):
    ministry = Office.objects.get(code="มท")

    assert Office.objects.filter(kind=Kind.PROVINCE).count() == 76
    assert rule_text(ministry, usual_recipients(ministry)) == (
        "หัวหน้าส่วนราชการระดับกรม และหัวหน้าหน่วยงานรัฐวิสาหกิจในสังกัดกระทรวงมหาดไทย"
    )


def test_a_second_load_changes_nothing(country):
    before = (Office.objects.count(), User.objects.count(), Post.objects.count())

    offices.load(year=2026)
    people.load()

    assert (Office.objects.count(), User.objects.count(), Post.objects.count()) == before


def test_every_office_of_the_province_has_somebody_who_answers(country):
    answering = Post.objects.filter(role=Role.OFFICER).values("office")
    local = Office.objects.filter(province__code="P38").exclude(kind=Kind.DIVISION)

    assert list(local.exclude(pk__in=answering)) == []
    assert OfficeCopy.objects.count() == 0
