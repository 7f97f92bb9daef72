"""A letter that is passed to a unit at this very moment, and where it is when somebody acts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from circulars.domain import approving, dispatching, endorsing, registering, reporting, sharing
from circulars.domain.sharing import Beside
from circulars.models import Dispatch, Draft, Event, Expectation, Letter, OfficeCopy, What
from circulars.states import Order, State
from offices.models import Kind, Office, Role, User
from survey.domain import answering, asking
from survey.models import ExpectedAnswer
from tests import factories
from tests.factories import DAY, MONDAY
from tests.survey.world import BLUEPRINT, HAS

if TYPE_CHECKING:
    from collections.abc import Callable

    from circulars.models import RegisterEntry, Share
    from survey.models import Answer

DUE = MONDAY + 5 * DAY
#: When the acts of the tests are done.
NOW = MONDAY + DAY / 24


@dataclass(slots=True)
class House:
    """An office, three units inside it, and one person who may do everything there."""

    office: Office
    units: list[Office]
    by: User

    @classmethod
    def make(cls, name: str, kind: Kind, **fields: Any) -> House:
        office = factories.office(name, kind, four_eyes=False, **fields)
        plain = {"parent": office, "issues_numbers": False}
        units = [factories.office(f"กลุ่มงาน {n}", Kind.DIVISION, **plain) for n in (1, 2, 3)]
        user = factories.person()
        for role in Role:
            factories.post(user, office, role)
        return cls(office, units, user)


class Passing:
    """
    A district writes to an อบต., with a survey. Each stage brings the letter to where an act
    is possible and keeps what a page would have read of it; ``moved`` is the copy that is
    passed to a unit meanwhile.
    """

    draft: Draft
    entry: RegisterEntry
    answer: Answer
    share: Share
    last_event = 0

    def __init__(self, stage: str) -> None:
        self.district = House.make("อำเภอหนึ่ง", Kind.DISTRICT)
        below = {"parent": self.district.office, "district": self.district.office}
        self.lg = House.make("อบต. หนึ่ง", Kind.SAO, **below)
        self.top = factories.arrived(self.district.office, by=self.district.by, due_at=DUE)
        self.ordered(self.top, Order.FORWARD)
        self.draft = self.top.drafts.get()
        self.task = asking.ask(
            self.top.circular, copy=self.top, by=self.district.by, at=MONDAY, blueprint=BLUEPRINT
        )
        self.moved = self.top
        if stage not in WRITING:
            self.send()
        STAGES[stage](self)
        self.moved = OfficeCopy.objects.for_lists().get(pk=self.moved.pk)

    def send(self) -> None:
        """As a dispatch writes it, without the paperwork."""
        letter = Letter.objects.create(
            circular=self.top.circular, issuer=self.top.office, issuer_name=self.top.office.name
        )
        sending = Dispatch.objects.create(
            copy=self.top,
            letter=letter,
            rule_text="ทุกแห่ง",
            recipients=[self.lg.office.pk],
            due_at=DUE,
            by=self.district.by,
            at=MONDAY,
        )
        Draft.objects.filter(pk=self.draft.pk).update(state="signed", letter=letter)
        sent = {"state": State.DISPATCHED, "forwarded_at": MONDAY}
        OfficeCopy.objects.filter(pk=self.top.pk).update(**sent)
        dispatching.fan_out(sending.pk, at=MONDAY)
        asking.carry(sending, at=MONDAY)
        self.sending = sending
        self.moved = self.child = OfficeCopy.objects.for_lists().get(parent=self.top)
        self.line = ExpectedAnswer.objects.for_lists().get(copy=self.child)

    def house(self, copy: OfficeCopy) -> House:
        return self.lg if copy.office_id == self.lg.office.pk else self.district

    def registered(self, copy: OfficeCopy) -> None:
        self.entry = registering.register(copy, by=self.house(copy).by, at=MONDAY)

    def ordered(self, copy: OfficeCopy, order: Order, **words: Any) -> None:
        self.registered(copy)
        endorsing.endorse(copy, order, by=self.house(copy).by, at=MONDAY, **words)

    def from_outside(self) -> None:
        self.moved = factories.arrived(self.lg.office, by=self.lg.by)
        self.registered(self.moved)

    def ready(self) -> None:
        self.draft.recipients = {"also": [self.lg.office.pk]}
        self.draft.save()

    def proposed(self) -> None:
        self.ready()
        self.draft = approving.submit(self.draft, by=self.district.by, at=MONDAY)

    def passed(self) -> None:
        self.proposed()
        self.draft = approving.pass_on(self.draft, by=self.district.by, at=MONDAY)

    def signed(self) -> None:
        self.passed()
        approving.sign(self.draft, by=self.district.by, at=MONDAY)

    def shared(self) -> None:
        """The first unit has it, and waits for words of the third one."""
        one, _other, joint = self.lg.units
        beside = Beside(joint=(joint,), waits=True)
        self.ordered(self.child, Order.ASSIGN, to_unit=one, beside=beside)
        self.share = self.child.shares.get()

    def share_entered(self) -> None:
        self.shared()
        sharing.enter_share(self.share, by=self.lg.by, at=MONDAY)

    def reported(self) -> None:
        self.ordered(self.child, Order.REPORT)
        self.answer = answering.submit(self.line, HAS, by=self.lg.by, at=MONDAY)

    def reply(self, *, answered: bool = False) -> Expectation:
        """Beside the survey the letter asked for a report."""
        line = self.line.expectation
        line.pk, line.what = None, What.REPLY
        line._state.adding = True
        if answered:
            line.first_answered_at = line.answered_at = MONDAY
        line.save(force_insert=True)
        return line

    def collecting(self) -> None:
        """From here on it is the district's own copy that moves."""
        reporting.start_collecting(self.top, at=MONDAY)
        self.moved = self.top

    def passes_on(self) -> None:
        """
        Whoever is faster gives ``moved`` to the second unit: by an order where one may be
        written, else the holder changes as an order changes it. What he records is set apart.
        """
        copy = OfficeCopy.objects.get(pk=self.moved.pk)
        house = self.house(copy)
        if copy.state in (State.REGISTERED, State.ENDORSED) and copy.receipted_at:
            endorsing.endorse(copy, Order.ASSIGN, by=house.by, at=NOW, to_unit=house.units[1])
        else:
            OfficeCopy.objects.filter(pk=copy.pk).update(holder=house.units[1])
        self.last_event = Event.objects.order_by("-pk").values_list("pk", flat=True)[0]

    def recorded(self) -> list[str]:
        """What the slower one has recorded, and of whose copy."""
        rows = Event.objects.filter(pk__gt=self.last_event).order_by("pk")
        whose = {self.top.pk: "district"}
        return [f"{kind} {whose.get(pk, 'lg')}" for kind, pk in rows.values_list("kind", "copy")]


#: Stages in which the district has not sent its letter yet.
WRITING = ("writing", "ready", "proposed", "passed", "signed")
STAGES: dict[str, Callable[[Passing], object]] = {
    "writing": bool,  # nothing more
    "ready": Passing.ready,
    "proposed": Passing.proposed,
    "passed": Passing.passed,
    "signed": Passing.signed,
    "arrived": bool,
    "registered": lambda s: s.registered(s.child),
    "at_a_unit": lambda s: s.ordered(s.child, Order.ASSIGN, to_unit=s.lg.units[0]),
    "shared": Passing.shared,
    "share_entered": Passing.share_entered,
    "answering": lambda s: s.ordered(s.child, Order.REPORT),
    "reported": Passing.reported,
    "filed": lambda s: (
        s.ordered(s.child, Order.REPORT),
        reporting.release(s.child, at=MONDAY),
    ),
    "from_outside": Passing.from_outside,
    "sent": lambda s: setattr(s, "moved", s.top),
    "collecting": Passing.collecting,
    "all_answered": lambda s: (s.reported(), s.collecting()),
}
