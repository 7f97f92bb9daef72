"""A province with three units, and one letter that an order gave to all of them."""

from __future__ import annotations

from typing import Any

from circulars.domain import endorsing, registering, sharing
from circulars.domain.sharing import Beside
from circulars.models import Endorsement, OfficeCopy, Share
from circulars.states import Order
from offices.models import Kind, Office
from tests import factories
from tests.factories import DAY, MONDAY

DUE = MONDAY + 5 * DAY


class Several:
    """``main``, ``joint`` and ``informed`` are units, each with its ``Staff``."""

    def __init__(self) -> None:
        self.house = factories.Staff(factories.office("จังหวัดทดสอบ", Kind.PROVINCE))
        self.main, self.joint, self.second, self.informed = (
            factories.Staff(self._unit(name))
            for name in ("กลุ่มหลัก", "กลุ่มร่วม", "กลุ่มร่วมสอง", "กลุ่มทราบ")
        )
        self.copy = factories.arrived(self.house.office, by=self.house.clerk, due_at=DUE)
        registering.register(self.copy, by=self.house.clerk, at=MONDAY)

    def _unit(self, name: str) -> Office:
        parent = self.house.office
        return factories.office(
            name, Kind.DIVISION, parent=parent, issues_numbers=False, number_code=""
        )

    def order(self, *, waits: bool = True, **beside: Any) -> Endorsement:
        """The officer of the house gives it to all; who is not named is not asked."""
        given = {"joint": (self.joint.office,), "informed": (self.informed.office,), **beside}
        return endorsing.endorse(
            self.letter,
            Order.ASSIGN,
            by=self.house.officer,
            at=MONDAY,
            text="พิจารณา",
            to_unit=self.main.office,
            beside=Beside(waits=waits, **given),
        )

    @property
    def letter(self) -> OfficeCopy:
        """The letter, read afresh."""
        return OfficeCopy.objects.get(pk=self.copy.pk)

    def share(self, staff: factories.Staff) -> Share:
        """The newest share of a unit."""
        return Share.objects.filter(copy=self.copy, unit=staff.office).latest("pk")

    def enter(self, staff: factories.Staff) -> None:
        sharing.enter_share(self.share(staff), by=staff.clerk, at=MONDAY)

    def answer(self, staff: factories.Staff, text: str = "เห็นชอบ") -> None:
        sharing.answer_share(self.share(staff), by=staff.officer, at=MONDAY, text=text)

    def register(self) -> None:
        """The main unit enters it in its book."""
        registering.register(self.letter, by=self.main.clerk, at=MONDAY)
