"""What ends, or is finished, ends once: of two at one moment the second sees the first."""

import pytest

from administration import posts
from circulars.domain import dispatching
from circulars.errors import Invalid
from circulars.models import Event, EventKind
from offices.models import Acting, ActingKind, Post, Role
from tests import factories
from tests.factories import DAY, LONG_AGO, MONDAY
from tests.passing import NOW, Passing
from tests.races import meanwhile

pytestmark = pytest.mark.django_db(transaction=True)

SOON, LATER = MONDAY.date(), (MONDAY + 9 * DAY).date()


@pytest.fixture
def admin():
    user = factories.person()
    factories.post(user, factories.office("จังหวัดทดสอบ"), Role.ADMIN)
    return user


@pytest.fixture
def signer(admin) -> Post:
    return factories.post(factories.person(), Post.objects.get(user=admin).office, Role.SIGNER)


def test_the_end_of_a_post_is_not_put_off_by_whoever_comes_second(admin, signer):
    def end(day):
        return lambda: posts.end_post(signer, by=admin, at=MONDAY, ends_on=day)

    with pytest.raises(Invalid) as refusal:
        meanwhile(end(SOON), end(LATER))

    signer.refresh_from_db()
    assert str(refusal.value) == "หน้าที่นี้มีวันสิ้นสุดแล้ว ถ้าจะให้ต่อ ให้มอบหน้าที่ใหม่"
    assert signer.ends_on == SOON


def test_nor_is_the_end_of_an_acting(admin, signer):
    acting = Acting.objects.create(
        post=signer, kind=ActingKind.ON_BEHALF, for_position="ผู้ว่า", starts_on=LONG_AGO
    )

    def end(day):
        return lambda: posts.end_acting(acting, by=admin, at=MONDAY, ends_on=day)

    with pytest.raises(Invalid) as refusal:
        meanwhile(end(SOON), end(LATER))

    acting.refresh_from_db()
    assert str(refusal.value) == "การลงนามแทนนี้มีวันสิ้นสุดแล้ว ถ้าจะให้ต่อ ให้ตั้งใหม่ตามคำสั่งใหม่"
    assert acting.ends_on == SOON


def test_two_workers_finish_a_dispatch_once():
    scene = Passing("sent")
    type(scene.sending).objects.filter(pk=scene.sending.pk).update(finished_at=None)
    before = Event.objects.filter(kind=EventKind.DELIVERED).count()

    def finish():
        return dispatching.finish(scene.sending, at=NOW)

    assert meanwhile(finish, finish) is False
    assert Event.objects.filter(kind=EventKind.DELIVERED).count() == before + 1
