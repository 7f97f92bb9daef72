"""Two districts and their offices, whose answers stand in every way an answer can."""

from __future__ import annotations

from typing import Any

from circulars.domain import endorsing, registering, reporting
from circulars.models import OfficeCopy
from circulars.states import Order
from offices.models import Kind, Office, Role, User
from survey.domain import answering, certifying, checking
from survey.models import ExpectedAnswer
from tests import factories
from tests.acts.stage import NOW
from tests.factories import MONDAY
from tests.survey.world import HAS, TOWN_HAS, QuickWorld


def typed_for(line: ExpectedAnswer) -> dict[str, str]:
    """A right answer to what this kind of office is asked."""
    return HAS if line.office.kind == Kind.SAO else TOWN_HAS


class AnswerStage(QuickWorld):
    """
    One line of the ledger for each name in ``lines``; all but "certified" lie in one district.

    "clerk", "officer" … hold their post in every office that answers, "above clerk" … in both
    districts.
    """

    def __init__(self) -> None:
        super().__init__(size=6)
        first, second = self.districts
        self.lines = dict(zip(_NAMES, self._lines_in(first), strict=True))
        self.lines["certified"] = self._lines_in(second)[0]
        self._people(first, second)
        for name in ("waiting", "kept", "submitted", "returned", "filed", "certified"):
            self._order(self.lines[name], Order.REPORT)
        # A letter that asks is not filed by an order; it was, once nothing was asked any more.
        reporting.release(self.lines["filed"].own_copy, at=MONDAY)
        answering.save_draft(self.lines["kept"], {"has_village": "yes"}, **self._who("officer"))
        for name in ("submitted", "returned", "certified"):
            self.answer(self.lines[name])
        self._judged(second)

    def _lines_in(self, district: Office) -> list[ExpectedAnswer]:
        lines = ExpectedAnswer.objects.for_lists().filter(office__parent=district)
        return list(lines.order_by("office__code"))

    def _people(self, first: Office, second: Office) -> None:
        answerers = [line.office for line in self.lines.values()]
        self.people: dict[str, User] = {}
        for role in Role:
            self.people[f"{role}"] = self._person(role, answerers)
            self.people[f"above {role}"] = self._person(role, [first, second])
        self.people["foreign officer"] = self._person(Role.OFFICER, [self.town])
        self.people["former officer"] = self._person(Role.OFFICER, answerers, ends_on=MONDAY.date())

    @staticmethod
    def _person(role: Role, places: list[Office], **more: Any) -> User:
        user = factories.person()
        for place in places:
            factories.post(user, place, role, **more)
        return user

    def _who(self, name: str) -> dict[str, Any]:
        return {"by": self.people[name], "at": MONDAY}

    def _order(self, line: ExpectedAnswer, order: Order) -> None:
        registering.register(line.copy, **self._who("clerk"))
        endorsing.endorse(line.copy, order, **self._who("officer"))

    def answer(self, line: ExpectedAnswer) -> None:
        answering.submit(line, typed_for(line), **self._who("officer"))

    def _judged(self, second: Office) -> None:
        here, by = self.at_districts[0], self._who("above officer")
        returned = self.line("returned").current
        assert returned is not None
        checking.return_answer(returned, "แก้ยอด", copy=here, **by)
        checking.excuse(self.line("excused"), "ยุบแล้ว", copy=here, **by)
        certifying.certify(self.copy_of(second), early_reason="ครบเวลา", **by)

    def now(self, name: str) -> dict[str, Any]:
        """By whom and when, for an act that is tried."""
        return {"by": self.people[name], "at": NOW}

    def line(self, name: str) -> ExpectedAnswer:
        """The line of that name, read afresh."""
        return ExpectedAnswer.objects.for_lists().get(pk=self.lines[name].pk)

    def district(self, name: str) -> OfficeCopy:
        """The letter of the district that still collects, or of the one that certified."""
        return self.copy_of(self.districts[("collecting", "reported").index(name)])

    def above(self, line: ExpectedAnswer) -> OfficeCopy:
        """The letter of the district through which the line was reached."""
        parent = line.copy.parent
        assert parent is not None
        return parent


_NAMES = ("arrived", "excused", "waiting", "kept", "submitted", "returned", "filed")
