"""Deadlines per hop: time is left, a day off explained."""

import datetime as dt

import pytest

from circulars.domain import deadlines
from offices.models import Holiday
from tests.factories import DAY, MONDAY

pytestmark = pytest.mark.django_db


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
