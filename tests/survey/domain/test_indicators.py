"""The indicator against the quarters of the fiscal year."""

from decimal import Decimal

import pytest

from survey.domain import indicators
from survey.models import ExpectedAnswer
from tests import factories
from tests.factories import DAY, MONDAY
from tests.survey.world import (
    TOWN_HAS,
    answer_district,
    submit,
)
from tests.tampering import tampering

pytestmark = pytest.mark.django_db

LATE = MONDAY + 6 * DAY


def test_the_indicator_against_its_quarters(world):
    answer_district(world, "อำเภอก")
    submit(world, "เทศบาลเมืองหนึ่ง", TOWN_HAS, at=factories.at("2021-02-01"))
    indicator = world.task.indicators.get()

    found = indicators.measure(indicator, world.at_province, at=factories.at("2021-02-02"))

    assert (found.rate.met, found.rate.expected, found.answered) == (3, 7, 4)
    assert found.rate.percent == Decimal("42.86")
    assert [(q.target, q.rate.percent if q.rate else None, q.is_met) for q in found.quarters] == [
        (Decimal("15.00"), Decimal("28.57"), True),
        (Decimal("30.00"), Decimal("42.86"), True),
        (Decimal("50.00"), None, False),
        (Decimal("65.00"), None, False),
    ]


def test_a_rate_of_nobody_is_no_rate(world):
    with tampering():
        ExpectedAnswer.objects.all().delete()

    found = indicators.measure(world.task.indicators.get(), world.at_province, at=MONDAY)

    assert found.rate.percent is None


def test_quarters_of_the_fiscal_year():
    begins = [indicators.quarter_begins(2021, n).date().isoformat() for n in (1, 2, 3, 4)]

    assert begins == ["2020-10-01", "2021-01-01", "2021-04-01", "2021-07-01"]
    assert indicators.quarter_ends(2021, 4).date().isoformat() == "2021-10-01"
