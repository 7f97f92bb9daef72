"""Sender and receiver see the same rule, each with the day that it means for him."""

import pytest

from circulars.domain import registering
from tests.circulars.domain.test_ruling import sent
from tests.factories import DAY, MONDAY, Staff
from tests.screens.work.task_screens import House, address, logged_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]

RULE = "ภายใน ๓ วันนับแต่วันที่ได้รับหนังสือ"


def test_the_rule_is_seen_from_above_and_below():
    house = House(1)
    sent(house, "ภายใน 3 วัน")
    (child,) = house.children()
    staff = Staff(child.office)
    registering.register(child, by=staff.clerk, at=MONDAY + 2 * DAY)

    above = logged_in(house.people.officer).get(address("copy", house.copy))
    below = logged_in(staff.officer).get(address("copy", child))

    assert [one["asked"] for one in above.context["sendings"]] == [RULE]
    assert below.context["asked"] == RULE
    assert f"ผู้ส่งกำหนดว่า {RULE}" in " ".join(below.text.split())
    assert "ภายในวันที่ ๓๑ ตุลาคม ๒๕๖๓" in below.text
