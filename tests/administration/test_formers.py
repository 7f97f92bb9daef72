"""What an office was is kept once for each day on which it changed."""

import datetime as dt

import pytest

from administration.formers import former_of, keep_former
from offices.models import Change, Former, Kind
from tests import factories

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 10, 1)


def keep(office, before, **more):
    return keep_former(office, before, until=DAY, act="ประกาศ", by=None, at=None, **more)


def test_nothing_that_differs_is_nothing_to_keep():
    office = factories.office("อบต. ก", Kind.SAO)

    assert keep(office, former_of(office)) is None
    assert (Former.objects.count(), office.changed_on) == (0, None)


@pytest.mark.parametrize(
    ("field", "value", "change"),
    [
        ("name", "อบต. ข", Change.RENAMED),
        ("head_title", "นายก", Change.RENAMED),
        ("kind", Kind.TOWN, Change.RAISED),
        ("parent_id", None, Change.MOVED),
    ],
)
def test_what_changed_says_what_it_was(field, value, change):
    above = factories.office("จังหวัด ก")
    office = factories.office("อบต. ก", Kind.SAO, parent=above)
    before = former_of(office)
    setattr(office, field, value)

    row = keep(office, before)

    assert (row.change, row.name, office.changed_on) == (change, "อบต. ก", DAY)


def test_two_changes_of_a_day_are_one():
    office = factories.office("อบต. ก", Kind.SAO)
    for name in ("อบต. ข", "อบต. ค"):
        before = former_of(office)
        office.name = name
        keep(office, before)

    assert list(Former.objects.values_list("name", flat=True)) == ["อบต. ก"]
