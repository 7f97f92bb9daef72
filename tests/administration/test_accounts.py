"""The account of somebody, and who may change it; without any screen."""

import datetime as dt

import pytest

from administration.accounts import change_account, send_password_link
from circulars.errors import NotAllowed
from offices.models import Kind, Role, User
from tests import factories
from tests.factories import MONDAY

pytestmark = pytest.mark.django_db

YESTERDAY = MONDAY.date() - dt.timedelta(days=1)


@pytest.fixture
def house():
    return factories.office("อำเภอหนึ่ง", Kind.DISTRICT)


def admin_of(office):
    user = factories.person()
    factories.post(user, office, Role.ADMIN)
    return user


def test_who_has_left_is_changed_where_he_left_and_nowhere_else(house):
    left, mine = factories.person(email="a@example.org"), admin_of(house)
    factories.post(left, house, Role.CLERK, ends_on=YESTERDAY)
    foreign = admin_of(factories.office("อำเภอสอง", Kind.DISTRICT))
    nobody = factories.person()

    for other in (foreign, nobody):
        with pytest.raises(NotAllowed) as caught:
            change_account(left, {"email": "mine@example.org"}, by=other, at=MONDAY)
        assert str(caught.value) == "ต้องเป็นผู้ดูแลบัญชีของ อำเภอหนึ่ง จึงจะทำได้"
        with pytest.raises(NotAllowed):
            send_password_link(left, by=other, at=MONDAY)

    assert change_account(left, {"is_active": False}, by=mine, at=MONDAY) == ["is_active"]
    assert User.objects.get(pk=left.pk).email == "a@example.org"


def test_an_account_that_never_had_a_post_is_changed_by_no_office(house):
    alone = factories.person()

    with pytest.raises(NotAllowed) as caught:
        change_account(alone, {"phone": "02"}, by=admin_of(house), at=MONDAY)

    assert str(caught.value) == "บัญชีนี้เป็นของผู้ดูแลระบบ แก้ไขที่นี่ไม่ได้"
