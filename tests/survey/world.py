"""A department, a province, two districts and their อปท., with a survey on its way."""

import datetime as dt
from dataclasses import replace

from circulars.domain import approving, dispatching, endorsing, registering, reporting
from circulars.models import Dispatch, Letter, OfficeCopy
from circulars.states import Order, State
from offices.models import Kind, Office, Post
from survey.domain import answering, asking
from survey.models import Answer, ExpectedAnswer, SurveyTask
from survey.questionnaires import READY
from tests import factories
from tests.factories import DAY, MONDAY

BLUEPRINT = READY["community_plan"]
HAS = {"has_village": "yes", "budget_village": "๑,๒๕๐,๐๐๐", "evaluated_village": "yes"}
HAS_NOT = {"has_village": "no", "evaluated_village": "no"}
TOWN_HAS = {"has_community": "yes", "budget_community": "500000.50", "evaluated_community": "no"}


def walk(copy: OfficeCopy, staff: factories.Staff, *, at: dt.datetime = MONDAY) -> None:
    """Take ``copy`` through its office down to the ledger of its recipients."""
    registering.register(copy, by=staff.clerk, at=at)
    endorsing.endorse(copy, Order.FORWARD, by=staff.officer, at=at, asks_answer=True)
    send(copy, staff, at=at)


def send(copy: OfficeCopy, staff: factories.Staff, *, at: dt.datetime = MONDAY) -> None:
    draft = copy.drafts.get()
    approving.submit(draft, by=staff.officer, at=at)
    approving.pass_on(draft, by=staff.reviewer, at=at)
    approving.sign(draft, by=staff.signer, at=at)
    sending = dispatching.dispatch(copy, by=staff.officer, at=at)
    dispatching.fan_out(sending.pk, at=at)
    asking.carry(sending, at=at)
    reporting.start_collecting(copy, at=at)


class World:
    """Department → province → two districts → ``size`` อบต. and one เทศบาลตำบล each; one town."""

    blueprint = BLUEPRINT

    def __init__(self, size: int = 2, *, forwarded: bool = True) -> None:
        office = factories.office
        self.department = office("กรมหนึ่ง", Kind.DEPARTMENT)
        self.province = office("จังหวัดหนึ่ง", parent=self.department)
        here = {"province": self.province}
        self.districts = [
            office(f"อำเภอ{n}", Kind.DISTRICT, parent=self.province, **here) for n in "กข"
        ]
        self.town = office(
            "เทศบาลเมืองหนึ่ง", Kind.TOWN, parent=self.province, district=self.districts[0], **here
        )
        for district in self.districts:
            below = {"parent": district, "district": district, **here}
            office(f"เทศบาลตำบล{district.name}", Kind.SUBDISTRICT_MUNICIPALITY, **below)
            for n in range(size):
                office(f"อบต. {district.name} {n + 1}", Kind.SAO, **below)
        self.staff = factories.Staff(self.department)
        self.province_staff = factories.Staff(self.province)
        self.district_staff = [factories.Staff(district) for district in self.districts]
        self.top = factories.arrived(
            self.department, by=self.staff.clerk, due_at=MONDAY + 5 * DAY, subject="เรื่องสำรวจ"
        )
        self.task = self._ask()
        if forwarded:
            self._pass_down()

    def _ask(self) -> SurveyTask:
        registering.register(self.top, by=self.staff.clerk, at=MONDAY)
        endorsing.endorse(self.top, Order.FORWARD, by=self.staff.officer, at=MONDAY)
        self.top.refresh_from_db()
        return asking.ask(
            self.top.circular,
            copy=self.top,
            by=self.staff.officer,
            at=MONDAY,
            blueprint=self.blueprint,
        )

    def _pass_down(self) -> None:
        send(self.top, self.staff)
        self.at_province = self.copy_of(self.province)
        walk(self.at_province, self.province_staff)
        self.at_districts = [self.copy_of(district) for district in self.districts]
        for copy, staff in zip(self.at_districts, self.district_staff, strict=True):
            walk(copy, staff)

    def copy_of(self, office) -> OfficeCopy:
        return OfficeCopy.objects.get(office=office)

    def expected(self, name: str) -> ExpectedAnswer:
        return ExpectedAnswer.objects.for_lists().get(office__name=name)

    def officer_of(self, expected: ExpectedAnswer):
        """Somebody who may answer for that office."""
        user = factories.person()
        factories.post(user, expected.office, "officer")
        return user

    def ready(self, expected: ExpectedAnswer) -> None:
        """Let the letter of that office wait for its answer."""
        staff = factories.Staff(expected.office)
        registering.register(expected.copy, by=staff.clerk, at=MONDAY)
        endorsing.endorse(expected.copy, Order.REPORT, by=staff.officer, at=MONDAY)
        expected.copy.refresh_from_db()
        assert expected.copy.state == State.REPORTING


class QuickWorld(World):
    """
    The same tree and ledger, with the paperwork of each office left out: the copies are put
    into the states that ``World`` walks to, so that a test of answers takes a fifth of the time.
    """

    def _pass_down(self) -> None:
        self._sent(self.top, [self.province])
        self.at_province = self.copy_of(self.province)
        self._sent(self.at_province, [*self.districts, self.town])
        self.at_districts = [self.copy_of(district) for district in self.districts]
        for copy in self.at_districts:
            self._sent(copy, list(copy.office.units.order_by("code")))

    def _sent(self, copy: OfficeCopy, offices: list[Office]) -> None:
        by = Post.objects.filter(office=copy.office, role="officer").get().user
        letter = Letter.objects.create(
            circular=copy.circular, issuer=copy.office, issuer_name=copy.office.name
        )
        sending = Dispatch.objects.create(
            copy=copy,
            letter=letter,
            rule_text="ทุกแห่ง",
            recipients=[office.pk for office in offices],
            due_at=copy.due_at,
            by=by,
            at=MONDAY,
        )
        moved = {"registered_at": MONDAY, "receipted_at": MONDAY, "forwarded_at": MONDAY}
        OfficeCopy.objects.filter(pk=copy.pk).update(state=State.DISPATCHED, **moved)
        dispatching.fan_out(sending.pk, at=MONDAY)
        asking.carry(sending, at=MONDAY)
        reporting.start_collecting(copy, at=MONDAY)
        copy.refresh_from_db()


def submit(world: World, name: str, typed: dict[str, str], *, at: dt.datetime = MONDAY) -> Answer:
    """Hand in the answer of the office called ``name``."""
    expected = world.expected(name)
    return answering.submit(expected, typed, by=world.officer_of(expected), at=at)


def answer_district(world: World, name: str) -> None:
    """Answers of all three offices of one district."""
    submit(world, f"เทศบาลตำบล{name}", TOWN_HAS)
    submit(world, f"อบต. {name} 1", HAS)
    submit(world, f"อบต. {name} 2", HAS_NOT)


def answer_all(world: World) -> None:
    """Everybody answers who has the letter."""
    for line in ExpectedAnswer.objects.reached().for_lists():
        typed = HAS if line.office.kind == Kind.SAO else TOWN_HAS
        answering.submit(line, typed, by=world.officer_of(line), at=MONDAY)


class AskingDistricts(QuickWorld):
    """The department asks nothing; of the same circular each district asks its own อปท."""

    def _ask(self) -> None:
        registering.register(self.top, by=self.staff.clerk, at=MONDAY)
        endorsing.endorse(self.top, Order.FORWARD, by=self.staff.officer, at=MONDAY)
        self.top.refresh_from_db()

    def _pass_down(self) -> None:
        self._sent(self.top, [self.province])
        self.at_province = self.copy_of(self.province)
        self._sent(self.at_province, [*self.districts, self.town])
        self.at_districts = [self.copy_of(district) for district in self.districts]
        for copy, staff in zip(self.at_districts, self.district_staff, strict=True):
            registering.register(copy, by=staff.clerk, at=MONDAY)
            endorsing.endorse(copy, Order.FORWARD, by=staff.officer, at=MONDAY)
            copy.refresh_from_db()

    def ask(self, place: int, *, title: str = "") -> SurveyTask:
        """The district at ``place`` (0 or 1) hangs its survey on its copy."""
        copy, by = self.at_districts[place], self.district_staff[place].officer
        blueprint = replace(BLUEPRINT, title=title or f"แบบของอำเภอที่ {place + 1}")
        return asking.ask(copy.circular, copy=copy, by=by, at=MONDAY, blueprint=blueprint)

    def send_on(self, place: int) -> None:
        """The district at ``place`` sends the letter to its อปท."""
        copy = self.at_districts[place]
        self._sent(copy, list(copy.office.units.order_by("code")))
