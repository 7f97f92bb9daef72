"""Posts and actings, given by an administrator; without any screen."""

import datetime as dt

import pytest

from administration.posts import check_post, give_acting
from circulars.errors import Invalid
from circulars.models import Event
from offices.models import ActingKind, Kind, Role
from tests import factories
from tests.administration.test_accounts import admin_of
from tests.factories import MONDAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return factories.office("อำเภอหนึ่ง", Kind.DISTRICT)


def test_a_post_begins_before_it_ends(house):
    today = MONDAY.date()

    with pytest.raises(Invalid) as caught:
        check_post(factories.person(), house, Role.CLERK, today, today - dt.timedelta(days=1))

    assert (caught.value.field, str(caught.value)) == ("ends_on", "วันสิ้นสุดต้องไม่ก่อนวันเริ่ม")


def test_power_to_sign_for_another_is_in_the_log(house):
    admin, signer = admin_of(house), factories.person()
    post = factories.post(signer, house, Role.SIGNER)

    give_acting(
        post,
        ActingKind.ON_BEHALF,
        by=admin,
        at=MONDAY,
        for_position="นายอำเภอ",
        starts_on=MONDAY.date(),
    )

    event = Event.objects.get()
    assert (event.kind, event.actor, event.at, event.office) == ("account", admin, MONDAY, house)
    assert event.data == {
        "what": "acting_given",
        "user": signer.pk,
        "acting": "ปฏิบัติราชการแทน นายอำเภอ",
    }
