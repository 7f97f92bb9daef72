"""Acting orders for one position: which days touch, and in which house."""

import datetime as dt

import pytest

from administration.overlapping import warn_of_overlap
from circulars.errors import Invalid
from offices.models import Acting, ActingKind, Kind, Role
from tests import factories

pytestmark = pytest.mark.django_db

POSITION = "ผู้ว่าราชการจังหวัด"
FIRST, LAST = dt.date(2020, 12, 1), dt.date(2020, 12, 15)
DAY = dt.timedelta(days=1)


@pytest.fixture
def house():
    return factories.office("จังหวัดทดสอบ", Kind.PROVINCE)


def signer(office):
    return factories.post(factories.person("สมชาย ใจดี"), office, Role.SIGNER)


def order(office, ends_on=LAST):
    return Acting.objects.create(
        post=signer(office),
        kind=ActingKind.IN_PLACE,
        for_position=POSITION,
        starts_on=FIRST,
        ends_on=ends_on,
    )


@pytest.mark.parametrize(
    ("first", "last", "ends_on"),
    [(LAST, None, LAST), (FIRST - DAY, FIRST, LAST), (LAST + DAY, LAST + DAY, None)],
)
def test_days_that_touch_are_pointed_out(house, first, last, ends_on):
    order(house, ends_on)

    with pytest.raises(Invalid) as refusal:
        warn_of_overlap(signer(house), POSITION, first, last)

    assert (refusal.value.field, str(refusal.value)) == (
        "knows_overlap",
        "มีคำสั่งให้ สมชาย ใจดี แทนตำแหน่งนี้ในช่วงวันเดียวกันอยู่แล้ว ถ้าต้องการให้มีสองคำสั่ง โปรดยืนยัน",
    )


def test_the_day_before_the_day_after_and_another_house_are_not(house):
    order(house)
    elsewhere = signer(factories.office("จังหวัดอื่น"))

    warn_of_overlap(signer(house), POSITION, LAST + DAY, None)
    warn_of_overlap(signer(house), POSITION, FIRST - 2 * DAY, FIRST - DAY)
    warn_of_overlap(elsewhere, POSITION, FIRST, LAST)
    warn_of_overlap(signer(house), "รองผู้ว่าราชการจังหวัด", FIRST, LAST)
