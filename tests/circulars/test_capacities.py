"""In which capacities a person signs: his own post, or acting for another."""

import pytest

from circulars.capacities import acting_choices
from offices.models import Acting, Kind, Role
from tests import factories
from tests.factories import DAY, MONDAY

pytestmark = pytest.mark.django_db

TODAY = MONDAY.date()


@pytest.fixture
def house():
    return factories.office("จังหวัดทดสอบ")


@pytest.fixture
def copy(house):
    return factories.arrived(house, by=factories.Staff(house).clerk)


@pytest.fixture
def signer(house):
    user = factories.person()
    factories.post(user, house, Role.SIGNER, position="รองผู้ว่าราชการจังหวัด")
    return user


def labels(user, copy):
    return [choice.label for choice in acting_choices(user, copy, TODAY)]


def test_acting_for_another_comes_first_then_the_own_post(signer, copy):
    order = factories.acting(signer.posts.get(), "ผู้ว่าราชการจังหวัด")

    assert labels(signer, copy) == [
        "รองผู้ว่าราชการจังหวัด ปฏิบัติราชการแทน ผู้ว่าราชการจังหวัด",
        "รองผู้ว่าราชการจังหวัด",
    ]
    post = signer.posts.get()
    assert [choice.key for choice in acting_choices(signer, copy, TODAY)] == [
        f"{post.pk}:{order.pk}",
        f"{post.pk}:",
    ]


def test_an_order_counts_from_its_first_to_its_last_day(signer, copy):
    order = factories.acting(signer.posts.get(), "ผู้ว่าราชการจังหวัด")

    for first, last, number in ((0, 0, 2), (1, 1, 1), (-2, -1, 1)):
        Acting.objects.filter(pk=order.pk).update(
            starts_on=(MONDAY + first * DAY).date(), ends_on=(MONDAY + last * DAY).date()
        )
        assert len(labels(signer, copy)) == number


def test_a_post_without_a_position_is_named_by_its_role(house, copy):
    user = factories.person()
    factories.post(user, house, Role.SIGNER)

    assert labels(user, copy) == ["ผู้ลงนาม · จังหวัดทดสอบ"]


def test_signers_of_a_unit_sign_for_the_house_and_strangers_do_not(house, copy):
    unit = factories.office("กลุ่มงาน", Kind.DIVISION, parent=house)
    district = factories.office("อำเภอหนึ่ง", Kind.DISTRICT, parent=house)
    inside, stranger, reviewer = factories.person(), factories.person(), factories.person()
    factories.post(inside, unit, Role.SIGNER, position="หัวหน้ากลุ่มงาน")
    factories.post(stranger, district, Role.SIGNER, position="นายอำเภอ")
    factories.post(reviewer, house, Role.REVIEWER, position="หัวหน้าสำนักงาน")

    assert labels(inside, copy) == ["หัวหน้ากลุ่มงาน"]
    assert labels(stranger, copy) == labels(reviewer, copy) == []
