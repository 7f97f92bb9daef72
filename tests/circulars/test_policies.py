"""Who may do what: the posts that count, the units they reach, the second pair of eyes."""

import datetime as dt

import pytest

from circulars.domain import approving, endorsing, registering
from circulars.draft_policies import check_may_sign
from circulars.errors import NotAllowed, WrongState
from circulars.policies import (
    Verdict,
    check_may_endorse,
    check_may_register,
    posts_at,
    posts_in_house,
    sits_at,
    verdict,
)
from circulars.states import Order
from offices.models import Kind, Office, Role
from tests import factories
from tests.factories import DAY, MONDAY

pytestmark = pytest.mark.django_db

CLERKS = (Role.CLERK,)


@pytest.fixture
def house():
    return factories.office("จังหวัดทดสอบ")


@pytest.fixture
def unit(house):
    return factories.office("กลุ่มงานหนึ่ง", Kind.DIVISION, parent=house)


@pytest.fixture
def staff(house):
    return factories.Staff(house)


def clerk_at(office, **days):
    user = factories.person()
    factories.post(user, office, Role.CLERK, **days)
    return user


def test_a_post_reaches_down_inside_its_house_and_never_up_or_across(house, unit):
    district = factories.office("อำเภอหนึ่ง", Kind.DISTRICT, parent=house)
    above, inside = clerk_at(house), clerk_at(unit)

    assert [post.user for post in posts_at(above, unit, MONDAY, CLERKS)] == [above]
    assert posts_at(inside, house, MONDAY, CLERKS) == []
    assert posts_at(above, district, MONDAY, CLERKS) == []
    assert [post.user for post in posts_in_house(inside, house, MONDAY, CLERKS)] == [inside]
    assert posts_in_house(clerk_at(district), house, MONDAY, CLERKS) == []


def test_a_post_counts_from_its_first_to_its_last_day(house):
    day = dt.date(2020, 10, 26)
    user = clerk_at(house, starts_on=day, ends_on=day)

    held = [bool(posts_at(user, house, MONDAY + n * DAY, CLERKS)) for n in (-1, 0, 1)]

    assert held == [False, True, False]


def test_who_was_switched_off_may_nothing(house):
    user = clerk_at(house)
    user.is_active = False
    user.save()

    assert posts_at(user, house, MONDAY, CLERKS) == []


def test_who_sits_at_reception_sits_at_the_house_too(house, unit):
    user = clerk_at(unit)
    assert (sits_at(user, unit, MONDAY), sits_at(user, house, MONDAY)) == (True, False)

    house.reception = unit
    house.save()
    house, unit = (Office.objects.get(pk=one.pk) for one in (house, unit))

    assert (sits_at(user, unit, MONDAY), sits_at(user, house, MONDAY)) == (True, True)


def test_a_verdict_is_the_refusal_in_words(house, staff):
    copy = factories.arrived(house, by=staff.clerk)

    assert verdict(check_may_register, staff.clerk, copy, MONDAY) == Verdict(True)
    assert verdict(check_may_register, staff.signer, copy, MONDAY) == Verdict(
        False, "ต้องมีหน้าที่ สารบรรณ / เจ้าของเรื่อง ที่ จังหวัดทดสอบ จึงจะทำได้"
    )


def test_no_order_is_written_before_the_unit_has_entered_the_letter(house, staff):
    copy = factories.arrived(house, by=staff.clerk)
    copy.state = "registered"

    with pytest.raises(WrongState) as caught:
        check_may_endorse(staff.officer, copy, MONDAY)

    assert str(caught.value) == "จังหวัดทดสอบ ยังไม่ได้ลงทะเบียนรับหนังสือฉบับนี้ โปรดลงรับก่อน"


@pytest.fixture
def draft(house, staff):
    factories.office("อำเภอหนึ่ง", Kind.DISTRICT, parent=house, province=house)
    copy = factories.arrived(house, by=staff.clerk)
    registering.register(copy, by=staff.clerk, at=MONDAY)
    endorsing.endorse(copy, Order.FORWARD, by=staff.officer, at=MONDAY)
    return copy.drafts.get()


def test_a_draft_is_signed_only_when_it_was_passed(staff, draft):
    for step in (approving.submit, approving.pass_on):
        with pytest.raises(WrongState):
            check_may_sign(staff.signer, draft, MONDAY)
        step(draft, by=staff.officer if step == approving.submit else staff.reviewer, at=MONDAY)
        draft.refresh_from_db()

    assert verdict(check_may_sign, staff.signer, draft, MONDAY) == Verdict(True)


def test_who_wrote_the_last_wording_is_its_drafter_unless_the_office_waives_it(staff, draft):
    draft.drafter, draft.state = staff.signer, "passed"

    with pytest.raises(NotAllowed):
        check_may_sign(staff.signer, draft, MONDAY)

    draft.copy.office.four_eyes = False
    check_may_sign(staff.signer, draft, MONDAY)
