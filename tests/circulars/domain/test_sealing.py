"""The chain over the log: every link once, and each change of the past is named."""

import pytest

from circulars.domain import sealing
from circulars.domain.events import record
from circulars.models import Event, EventKind, EventSeal
from tests.factories import DAY, MONDAY
from tests.tampering import tampering

pytestmark = pytest.mark.django_db


@pytest.fixture
def logged():
    return [record(EventKind.ACCOUNT, by=None, at=MONDAY, what=str(n)) for n in range(5)]


def changed(event, **fields):
    with tampering():
        Event.objects.filter(pk=event.pk).update(**fields)


def test_events_are_linked_in_their_order_and_only_once(logged):
    sealed = [sealing.seal_events(at=MONDAY, batch=3), sealing.seal_events(at=MONDAY, batch=3)]

    seals = list(EventSeal.objects.order_by("position"))
    assert (sealed, sealing.seal_events(at=MONDAY)) == ([3, 2], 0)
    assert [(one.position, one.event_id) for one in seals] == [
        (n, event.pk) for n, event in enumerate(logged, 1)
    ]
    assert seals[0].previous == sealing.GENESIS
    assert [one.previous for one in seals[1:]] == [one.digest for one in seals[:-1]]
    assert {one.sealed_at for one in seals} == {MONDAY}
    assert list(sealing.find_broken(chunk=2)) == []


@pytest.mark.parametrize(
    "fields",
    [
        {"at": MONDAY + DAY},
        {"kind": EventKind.OPENED},
        {"data": {"what": "9"}},
    ],
)
def test_a_changed_event_is_named(logged, fields):
    sealing.seal_events(at=MONDAY)

    changed(logged[2], **fields)

    assert list(sealing.find_broken()) == [f"เหตุการณ์ {logged[2].pk} ถูกแก้ไข"]


def test_a_missing_event_is_named(logged):
    sealing.seal_events(at=MONDAY)

    with tampering():
        Event.objects.filter(pk=logged[1].pk).delete()

    assert list(sealing.find_broken()) == [f"เหตุการณ์ {logged[1].pk} หายไป"]


def test_a_missing_seal_is_named(logged):
    sealing.seal_events(at=MONDAY)

    with tampering():
        EventSeal.objects.filter(position=3).delete()

    assert list(sealing.find_broken()) == ["ตราผนึกลำดับ 3 หายไป"]


def test_a_link_to_something_else_is_named(logged):
    sealing.seal_events(at=MONDAY)

    with tampering():
        EventSeal.objects.filter(position=4).update(previous="1" * 64)

    assert list(sealing.find_broken()) == [
        "ตราผนึกลำดับ 4 ไม่ต่อจากลำดับก่อน",
        f"เหตุการณ์ {logged[3].pk} ถูกแก้ไข",
    ]


def test_what_is_not_sealed_yet_is_not_judged(logged):
    sealing.seal_events(at=MONDAY, batch=4)

    changed(logged[4], kind=EventKind.OPENED)

    assert list(sealing.find_broken()) == []
