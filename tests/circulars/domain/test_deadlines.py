"""Deadlines per hop: changed only by a recorded act, a day off explained."""

import datetime as dt

import pytest

from circulars.domain import deadlines
from circulars.errors import Invalid
from circulars.models import OfficeCopy
from offices.models import Holiday
from tests.factories import DAY, MONDAY

pytestmark = pytest.mark.django_db


def test_an_extension_says_before_and_after(world):
    copy, by = world.copy_of(world.town), world.province_staff.officer
    before = copy.due_at

    deadlines.extend(copy, before + DAY, by=by, at=MONDAY, reason=" น้ำท่วม ")

    assert OfficeCopy.objects.get(pk=copy.pk).due_at == before + DAY
    assert copy.events.get(kind="extended").data == {
        "before": before.isoformat(),
        "after": (before + DAY).isoformat(),
        "reason": "น้ำท่วม",
    }


def test_nobody_gets_a_new_deadline_that_has_passed(world):
    copy, by = world.copy_of(world.town), world.province_staff.officer
    later = copy.due_at + 2 * DAY

    with pytest.raises(Invalid) as caught:
        deadlines.extend(copy, later, by=by, at=later, reason="ช้า")

    assert caught.value.field == "due_at"


@pytest.mark.parametrize(
    ("due_at", "knowingly"), [(None, False), (MONDAY + DAY, False), (MONDAY, True)]
)
def test_time_is_left_or_it_is_known_that_none_is(due_at, knowingly):
    deadlines.check_time_left(due_at, MONDAY, knowingly=knowingly)


def test_a_deadline_on_a_day_off_is_explained_with_its_name():
    Holiday.objects.create(day=dt.date(2020, 10, 23), name="วันปิยมหาราช")

    assert deadlines.holidays_between(dt.date(2020, 10, 23), dt.date(2020, 10, 23)) == {
        dt.date(2020, 10, 23): "วันปิยมหาราช"
    }
    assert "วันปิยมหาราช" in deadlines.explain_due(dt.date(2020, 10, 23))
    assert deadlines.explain_due(dt.date(2020, 10, 22)) == ""
