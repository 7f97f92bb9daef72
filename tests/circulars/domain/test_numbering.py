"""Numbers of the register books: in order, without a gap, by calendar year."""

import datetime as dt

import pytest
from django.db import transaction

from circulars.domain import numbering
from circulars.models import BookKind, Event
from offices.models import CircularSeries, Kind, Office, Role
from tests import factories
from tests.factories import MONDAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return factories.office("จังหวัดทดสอบ", number_letters="บก", number_code="0023")


def unit(house, **fields):
    fields = {"number_letters": "", "number_code": "", "issues_numbers": False, **fields}
    return factories.office("กลุ่มงาน", Kind.DIVISION, parent=house, **fields)


def take(office, day, kind=BookKind.RECEIVED):
    return numbering.take_number(office, kind, day=day)[1]


def test_each_book_counts_by_itself_and_anew_every_year(house):
    day, next_year = dt.date(2020, 12, 31), dt.date(2021, 1, 1)

    assert [take(house, day), take(house, day), take(house, next_year)] == [1, 2, 1]
    assert take(house, day, BookKind.SENT) == 1
    assert take(factories.office("จังหวัดอื่น"), day) == 1


def test_a_number_that_was_not_used_is_given_again(house):
    with transaction.atomic():
        take(house, MONDAY.date())
        transaction.set_rollback(True)

    assert take(house, MONDAY.date()) == 1


def test_a_first_number_may_be_put_right_until_it_is_used(house):
    clerk = factories.person()
    factories.post(clerk, house, Role.CLERK)

    for first in (500, 50):
        numbering.set_first_number(house, BookKind.SENT, 2020, first, by=clerk, at=MONDAY)

    assert take(house, MONDAY.date(), BookKind.SENT) == 50
    assert [event.data["before"] for event in Event.objects.order_by("pk")] == [1, 500]


def test_what_a_unit_lacks_it_has_from_above(house):
    inside = unit(house)
    own = unit(house, number_code="0023.3", issues_numbers=True)

    assert numbering.number_prefix(inside) == ("บก", "0023")
    assert numbering.compose_number(inside, 7, as_circular=True) == "บก 0023/ว 7"
    assert numbering.compose_number(own, 7, as_circular=False) == "บก 0023.3/7"
    assert numbering.numbering_office(inside) == house
    assert numbering.numbering_office(own) == own


@pytest.mark.parametrize(
    ("series", "as_circular", "book"),
    [
        (CircularSeries.OWN, True, BookKind.CIRCULAR),
        (CircularSeries.OWN, False, BookKind.SENT),
        (CircularSeries.SHARED, True, BookKind.SENT),
    ],
)
def test_circulars_have_their_own_book_where_the_office_says_so(series, as_circular, book):
    office = Office(circular_series=series)

    assert numbering.outgoing_book(office, as_circular=as_circular) == book
