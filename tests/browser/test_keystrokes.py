"""How many keys a letter costs; the benchmark of this name shows the times beside them."""

import pytest

from tests import factories
from tests.browser.keystrokes import GOALS, Walks

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_letter_costs_no_more_keys_than_promised(visit):
    house = factories.office("จังหวัดทดสอบ")
    staff = factories.Staff(house)
    walks = Walks(lambda address: visit(address, user=staff.clerk), house, staff)

    took = {name: getattr(walks, name)() for name in GOALS}

    assert took == {"electronic": 3, "read": 5, "pile": 2, "pattern": 18, "typed": 36}
    assert all(took[name] <= goal for name, goal in GOALS.items())
