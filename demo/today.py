"""Fresh work beside the replay: letters of these days at every stage, and an open survey."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from circulars.domain import approving, endorsing, intake
from circulars.domain.received import ReceivedLetter
from circulars.models import Draft, OfficeCopy, Urgency
from circulars.states import Order
from demo import acts, drought, matters, scans
from demo.people import holder_of, user
from offices.models import Role
from survey.domain import answering, asking
from survey.models import ExpectedAnswer
from thai.dates import format_date
from thai.deadlines import due_at_on

#: How far a letter has come in its house, in order.
STAGES = ["arrived", "assigned", "received", "writing", "review", "passed", "approved"]

HOUR = dt.timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class House:
    """Who does what where; ``unit`` is the unit that the clerk passes letters on to."""

    desk: str
    clerk: str
    officer: str
    reviewer: str
    signer: str
    unit: str = ""
    unit_clerk: str = ""
    acting: bool = False


HOUSES = {
    "department": House(
        "มท 08", "dla-clerk", "dla-officer", "dla-reviewer", "dla-signer", "มท 0810.3", "dla-plans"
    ),
    "planning": House(
        "มท 08", "dla-clerk", "dla-plan", "dla-reviewer", "dla-signer", "มท 08-ยผ", "dla-plan"
    ),
    "province": House(
        "P38-0023",
        "bk-clerk",
        "bk-officer",
        "bk-reviewer",
        "bk-signer",
        "P38-0023.3",
        "bk-group",
        acting=True,
    ),
    "district": House("D3804", "seka-clerk", "seka-officer", "seka-reviewer", "seka-signer"),
}


class Today:
    """The days before ``now``, and the matters that came in them."""

    def __init__(self, now: dt.datetime) -> None:
        self.day = timezone.localdate(now)

    def ago(self, days: int, hour: float = 9.0) -> dt.datetime:
        """``days`` before today at ``hour``, Bangkok; never less than one."""
        day = self.day - dt.timedelta(days=days)
        return acts.moment(f"{day} 00:00") + dt.timedelta(hours=hour)

    def due(self, days: int) -> dt.datetime:
        """The first late moment of the working day that is at least ``days`` away."""
        day = self.day + dt.timedelta(days=days)
        while day.weekday() >= 5:
            day += dt.timedelta(days=1)
        return due_at_on(day)

    def play(self) -> None:
        """Play it all."""
        self.survey()
        # In order of time, so that the numbers of the books rise with the days.
        for line in sorted(matters.PAPER.strip().splitlines(), key=_days_ago, reverse=True):
            self.paper(line)
        for line in matters.OWN.strip().splitlines():
            self.own(*line.split(" | "))

    def paper(self, line: str) -> None:
        """A letter that came on paper, walked to its stage in its house."""
        where, stage, days, due, urgency, number, issuer, subject = line.split(" | ")
        house, at = HOUSES[where], self.ago(int(days), 8.75)
        dated = at.date() - dt.timedelta(days=2)
        letter = ReceivedLetter(
            issuer_name=issuer,
            subject=subject,
            number_printed=number,
            dated_printed=format_date(dated),
            addressee=acts.house_of(house.desk).head_title,
            urgency=urgency,
            due_at=self.due(int(due)),
            body=matters.BODY.format(issuer=issuer, subject=subject),
        )
        copy = intake.receive_letter(
            acts.office(house.desk),
            letter,
            by=user(house.clerk),
            at=at,
            files=[scans.scan_of(letter, dated)],
        )
        _walk(copy, house, stage, at=at)

    def own(self, stage: str, days: str, due: str, subject: str) -> None:
        """A circular that the ministry itself begins."""
        at, officer = self.ago(int(days), 9.5), user("moi-officer")
        copy = intake.start_circular(
            acts.office("มท 0211.6"),
            by=officer,
            at=at,
            subject=subject,
            urgency=Urgency.VERY_URGENT,
            due_at=self.due(int(due)),
        )
        body = matters.BODY.format(issuer="กระทรวงมหาดไทย", subject=subject)
        acts.write(copy.drafts.get(), by=officer, at=at + HOUR / 2, body=body)
        people = ("moi-officer", "moi-reviewer", "moi-signer")
        _approve(copy.drafts.get(), people, stage, at=at + HOUR)

    def survey(self) -> None:
        """A survey on its way: some answered, most still may."""
        officer, at = user("dla-officer"), self.ago(7)
        copy = intake.start_circular(
            acts.office("มท 0810.3"),
            by=officer,
            at=at,
            subject=matters.DROUGHT,
            urgency=Urgency.MOST_URGENT,
            due_at=self.due(5),
        )
        asking.ask(copy.circular, copy=copy, by=officer, at=at, blueprint=drought.BLUEPRINT)
        draft = copy.drafts.get()
        acts.write(draft, by=officer, at=at + HOUR, body=matters.DROUGHT_BODY, with_qr=True)
        _approve(draft, ("dla-officer", "dla-reviewer", "dla-signer"), "approved", at=at + 2 * HOUR)
        sent = acts.send(copy, officer=officer, at=at + 6 * HOUR)
        province = acts.copy_at("P38", sent)
        _walk(province, HOUSES["province"], "approved", at=self.ago(5, 8.5))
        acts.send(province, officer=user("bk-officer"), at=self.ago(4, 9))
        for code, days in {"D3804": 3, "D3803": 3, "D3801": 2}.items():
            acts.pass_down(acts.copy_at(code, province), at=self.ago(days, 9.5))
        late = acts.copy_at("D3806", province)
        acts.register(late, by=user("two-desks"), at=self.ago(1, 10))
        self._answers(province)

    def _answers(self, province: OfficeCopy) -> None:
        """Every third local government has answered; two are in the midst of it."""
        expected = ExpectedAnswer.objects.reached().for_lists()
        expected = expected.below(province).in_printed_order()
        open_for = {"so-answer": "L380351", "town-officer": "L3898"}
        waiting = {*open_for.values(), "L3893", "L380356"}
        chosen = [line for line in expected if line.office.code not in waiting][::3]
        for place, line in enumerate(chosen):
            at = self.ago(1, 9 + place / 4)
            by = holder_of(line.office, Role.OFFICER)
            acts.take_up(line.own_copy, at=at)
            answering.submit(line, _typed(place), by=by, at=at + HOUR)
        acts.run_outbox(self.ago(1, 18))
        for line in expected.filter(office__code__in=open_for.values()):
            acts.take_up(line.own_copy, at=self.ago(1, 11))
        half = expected.get(office__code="L380351")
        answering.save_draft(
            half, {"villages_at_risk": "3"}, by=user("so-answer"), at=self.ago(1, 13)
        )


def _days_ago(line: str) -> int:
    return int(line.split(" | ")[2])


def _typed(place: int) -> dict[str, str]:
    """What the ``place``-th office typed."""
    villages = place * 5 % 8
    typed = {
        "villages_at_risk": str(villages),
        "water_trucks": str(1 + place % 3),
        "has_plan": "no" if place % 4 == 3 else "yes",
    }
    if villages:
        typed["needs"] = "ถังเก็บน้ำขนาด 2,000 ลิตร"
    return typed


def _walk(copy: OfficeCopy, house: House, stage: str, *, at: dt.datetime) -> None:
    """The letter goes through the house up to ``stage``, half an hour a step."""
    reached = STAGES.index(stage)
    clerk, officer = user(house.clerk), user(house.officer)
    if reached == 0:
        return
    acts.register(copy, by=clerk, at=at + HOUR / 2)
    if house.unit:
        acts.assign(copy, house.unit, by=clerk, at=at + HOUR / 2, text="มอบดำเนินการ")
        if reached >= STAGES.index("received"):
            acts.register(copy, by=user(house.unit_clerk), at=at + HOUR)
    if reached < STAGES.index("received"):
        return
    if stage == "received":
        by, text = user(house.reviewer), "พิจารณาดำเนินการ"
        endorsing.endorse(
            copy, Order.ASSIGN, by=by, at=at + 2 * HOUR, text=text, to_officer=officer
        )
        return
    draft = acts.order_forward(copy, by=officer, at=at + 2 * HOUR, text="แจ้งหน่วยงานในสังกัด")
    people = (house.officer, house.reviewer, house.signer)
    _approve(draft, people, stage, at=at + 3 * HOUR, acting=house.acting)


def _approve(
    draft: Draft, people: tuple[str, str, str], stage: str, *, at: dt.datetime, acting: bool = False
) -> None:
    """The draft goes on its way to signature, up to ``stage``."""
    officer, reviewer, signer = (user(name) for name in people)
    reached = STAGES.index(stage)
    if reached >= STAGES.index("review"):
        approving.submit(draft, by=officer, at=at)
    if reached >= STAGES.index("passed"):
        approving.pass_on(draft, by=reviewer, at=at + HOUR)
    if reached >= STAGES.index("approved"):
        acts.sign(draft, by=signer, at=at + 2 * HOUR, acting=acting)
