"""What earlier letters of a sender make likely: half and nine in ten, silent ones counted."""

import datetime as dt

import pytest

from circulars.models import Expectation, OfficeCopy
from circulars.models.expectation import Duty, What
from tests import factories
from tests.circulars.ledger_world import Country
from tests.factories import DAY, MONDAY
from tests.keeping import built_once
from workflow.forecasting import OLDEST, Forecast, forecast

pytestmark = pytest.mark.django_db
NOW = MONDAY + 100 * DAY


@pytest.fixture
@built_once
def country() -> Country:
    country = Country()
    country.ask_all()
    country.send(country.copy(country.provinces[0]))
    return country


def earlier(country: Country, *took: int | None, asked: dt.datetime = MONDAY, **more) -> None:
    """Another letter of the department; each of ``took`` is an office's days, None: silent."""
    asker = factories.arrived(country.department, by=country.of(country.department).clerk)
    for number, days in enumerate(took):
        office = factories.office(f"อบต.เดิม {asker.pk}.{number}")
        answered = None if days is None else asked + days * DAY
        fields = {
            "what": What.REPLY,
            "due_at": asked + 10 * DAY,
            "frozen_at": asked,
            "first_answered_at": answered,
            "answered_at": answered,
            **more,
        }
        Expectation.objects.create(
            asker=asker,
            duty=Duty.ANSWER,
            office=office,
            office_name=office.name,
            office_kind=office.kind,
            above=asker.branch,
            **fields,
        )


def test_half_and_nine_in_ten_of_all_that_were_expected(country):
    earlier(country, *[1] * 8)
    earlier(country, *[3] * 8)
    earlier(country, 9, 9, 9, None)

    assert forecast(country.top, at=NOW) == Forecast(letters=3, offices=20, half=3, most=9)


def test_where_many_stayed_silent_nine_in_ten_never_came(country):
    earlier(country, *[2] * 8)
    earlier(country, *[2] * 8)
    earlier(country, 2, None, None, None)

    assert forecast(country.top, at=NOW) == Forecast(letters=3, offices=20, half=2, most=None)


def test_too_little_says_nothing(country):
    earlier(country, *[1] * 10)
    earlier(country, *[1] * 10)
    assert forecast(country.top, at=NOW) is None
    earlier(country, *[1] * 10, what=What.ACKNOWLEDGE)
    earlier(country, *[1] * 10, asked=NOW - OLDEST - DAY)
    earlier(country, *[1] * 10, asked=NOW - DAY)
    assert forecast(country.top, at=NOW) is None
    earlier(country, 1)

    assert forecast(country.top, at=NOW) == Forecast(letters=3, offices=21, half=1, most=1)


def test_a_level_in_between_looks_at_its_own_area(country):
    province = country.copy(country.provinces[0])
    for days in (4, 5, 6):
        earlier(country, *[days] * 7, province=province.office)
        earlier(country, *[1] * 20)

    assert forecast(province, at=NOW) == Forecast(letters=3, offices=21, half=5, most=6)
    assert forecast(country.top, at=NOW) == Forecast(letters=6, offices=81, half=1, most=5)


def test_nothing_is_foretold_where_nothing_comes_back(country):
    other = factories.arrived(country.department, by=country.of(country.department).clerk)

    assert forecast(OfficeCopy.objects.get(pk=other.pk), at=NOW) is None
