"""How far the letters to the receivers themselves have come."""

import pytest

from circulars.domain import registering, returning
from circulars.domain.direct import Direct, direct
from circulars.models import OfficeCopy
from tests.circulars.ledger_world import DUE, Country
from tests.factories import DAY, MONDAY

pytestmark = pytest.mark.django_db


def test_each_figure_counts_the_receivers_alone():
    country = Country()
    country.ask_all()
    first, second = (country.copy(province) for province in country.provinces)
    country.send(first)
    registering.register(second, by=country.of(second.office).clerk, at=MONDAY + DAY)
    second.refresh_from_db()

    found = direct([country.top.pk, first.pk, second.pk], at=DUE + DAY)

    assert found[country.top.pk] == Direct(
        sent=2, opened=2, registered=2, forwarded=1, overdue=1, awaited=2
    )
    assert found[first.pk] == Direct(sent=2, overdue=2, awaited=2)
    assert second.pk not in found


def test_who_gave_it_back_is_settled_and_was_not_sent_one():
    country = Country()
    country.ask_all()
    first = country.copy(country.provinces[0])
    clerk = country.of(first.office).clerk
    returning.return_to_sender(first, by=clerk, at=MONDAY + DAY, reason="ผิดหน่วยงาน")

    found = direct([country.top.pk], at=MONDAY + DAY)

    assert OfficeCopy.objects.filter(parent=country.top).count() == 2
    assert found == {
        country.top.pk: Direct(sent=1, returned=1, awaited=1, last_settled_at=MONDAY + DAY)
    }
