"""The only place where a copy changes its state."""

import pytest

from circulars.domain.moving import lock, lock_way, move
from circulars.errors import WrongState
from circulars.models import OfficeCopy
from circulars.states import DONE, TRANSITIONS, State
from tests import factories
from tests.factories import MONDAY
from tests.keeping import built_once

pytestmark = pytest.mark.django_db


@pytest.fixture
@built_once
def copy():
    house = factories.office("จังหวัดทดสอบ")
    copy = factories.arrived(house, by=factories.Staff(house).clerk)
    OfficeCopy.objects.filter(pk=copy.pk).update(registered_at=None)
    return copy


def put(copy, state):
    OfficeCopy.objects.filter(pk=copy.pk).update(
        state=state, closed_at=MONDAY if state in DONE else None
    )
    return lock(copy)


@pytest.mark.parametrize("here", list(State))
def test_a_letter_moves_along_the_table_and_nowhere_else(copy, here):
    for there in State:
        locked = put(copy, here)
        if there in TRANSITIONS[here]:
            move(locked, there, at=MONDAY)
            stands = OfficeCopy.objects.get(pk=copy.pk)
            assert (stands.state, stands.closed_at) == (there, MONDAY if there in DONE else None)
            continue
        with pytest.raises(WrongState) as caught:
            move(locked, there, at=MONDAY)
        assert str(caught.value) == (
            f"ทำไม่ได้ เพราะหนังสือฉบับนี้อยู่ในสถานะ “{here.label}” อาจมีผู้อื่นดำเนินการไปแล้ว"
        )
        assert OfficeCopy.objects.get(pk=copy.pk).state == here


def test_a_locked_letter_is_read_afresh(copy):
    OfficeCopy.objects.filter(pk=copy.pk).update(state=State.REGISTERED)

    assert copy.state == State.ARRIVED
    assert lock(copy).state == State.REGISTERED


def test_the_way_up_is_locked_whole_nearest_first(world):
    low = OfficeCopy.objects.get(office__name="อบต. อำเภอก 1")

    way = lock_way(low)

    assert [one.office.name for one in way] == ["อบต. อำเภอก 1", "อำเภอก", "จังหวัดหนึ่ง", "กรมหนึ่ง"]
