"""A district, its unit and its sender, and one letter in every state there is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import transaction
from django.test import override_settings
from django.utils import translation

from circulars.domain import (
    approving,
    dispatching,
    drafting,
    endorsing,
    intake,
    registering,
    reporting,
    returning,
    sharing,
)
from circulars.domain.content import content_of
from circulars.models import Dispatch, Draft, Event, Letter, OfficeCopy, Share
from circulars.states import DraftState, Order, State
from offices.models import Kind, Office, Role, User
from tests import factories
from tests.factories import DAY, MONDAY

#: Everything stands since Monday; every act is tried on Tuesday.
NOW = MONDAY + DAY
DUE = MONDAY + 5 * DAY
#: The letters that went on below were due on Monday already: on Tuesday they are late.
DUE_BELOW = MONDAY + dt.timedelta(hours=8)
#: The drafter holds these in one person, so that nothing but four eyes stops him.
DRAFTER = (Role.OFFICER, Role.REVIEWER, Role.SIGNER)


@contextmanager
def snapshot(folder: Path) -> Iterator[None]:
    """One transaction around the tests of a module, taken back at the end."""
    quick = {
        "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],
        "MEDIA_ROOT": folder,
    }
    with override_settings(**quick), translation.override("th"), transaction.atomic():
        yield
        transaction.set_rollback(True)


class Stage:
    """
    The letters by name in ``letters``, the drafts in ``drafts``, the people in ``people``.

    "clerk", "officer" … hold one post in the house, "unit clerk" … in its unit, "above
    clerk" … in the office that sent the letters down.
    """

    def __init__(self) -> None:
        self._offices()
        self._people()
        self.drafts: dict[str, Draft] = {}
        self.letters: dict[str, OfficeCopy] = {}
        for name, make in self._ways().items():
            self.letters[name] = make()
        self._draft_ways()
        self.shares = {name: make() for name, make in self._share_ways().items()}

    def _offices(self) -> None:
        self.province = factories.office("จังหวัดหนึ่ง")
        below = {"parent": self.province, "province": self.province}
        self.house = factories.office("อำเภอหนึ่ง", Kind.DISTRICT, **below)
        self.other = factories.office("อำเภอสอง", Kind.DISTRICT, **below)
        inside = {"parent": self.house, "province": self.province, "district": self.house}
        self.unit = factories.office(
            "กลุ่มงานหนึ่ง", Kind.DIVISION, issues_numbers=False, number_code="", **inside
        )
        self.local = [factories.office(f"อบต. {n}", Kind.SAO, **inside) for n in "กข"]

    def _people(self) -> None:
        self.people: dict[str, User] = {}
        for prefix, place in (("", self.house), ("unit ", self.unit), ("above ", self.province)):
            for role in Role:
                self.people[f"{prefix}{role}"] = self._person(place, role)
        self.people["foreign officer"] = self._person(self.other, Role.OFFICER)
        self.people["foreign admin"] = self._person(self.other, Role.ADMIN)
        self.people["former officer"] = self._person(self.house, Role.OFFICER, last=MONDAY.date())
        self.people["former admin"] = self._person(self.house, Role.ADMIN, last=MONDAY.date())
        self.people["drafter"] = self._person(self.house, *DRAFTER)

    @staticmethod
    def _person(place: Office, *roles: Role, last: dt.date | None = None) -> User:
        user = factories.person()
        for role in roles:
            position = f"{role.label} {place.name}"
            factories.post(user, place, role, position=position, ends_on=last)
        return user

    def _who(self, name: str) -> dict[str, Any]:
        return {"by": self.people[name], "at": MONDAY}

    def _ways(self) -> dict[str, Callable[[], OfficeCopy]]:
        """How a letter comes to where its name says."""
        return {
            "arrived": self.arrive,
            "registered": self.register,
            "endorsed": self.endorse,
            "filed": lambda: self._order(self.register(), Order.FILE),
            "drafting": self.draft,
            "approved": self.approve,
            "dispatched": self.send_on,
            "collecting": self._collect,
            "reporting": lambda: self._order(self.register(), Order.REPORT),
            "reported": self._report,
            "returned": self._return,
            "recalled": self._recall,
            "superseded": self._supersede,
            "given": self.give,
            "in unit": self.enter_in_unit,
            "voided": self._void,
            "own": lambda: intake.start_circular(
                self.house, subject="เรื่องของเราเอง", due_at=DUE, **self._who("drafter")
            ),
            "outside": self._from_outside,
        }

    def arrive(self) -> OfficeCopy:
        """A letter of the province that has just reached the house; the sending by rows."""
        by = self.people["above officer"]
        top = factories.arrived(self.province, by=self.people["above clerk"], due_at=DUE)
        gone = {"registered_at": MONDAY, "receipted_at": MONDAY, "forwarded_at": MONDAY}
        OfficeCopy.objects.filter(pk=top.pk).update(state=State.DISPATCHED, **gone)
        letter = Letter.objects.create(
            circular=top.circular,
            issuer=self.province,
            issuer_name=self.province.name,
            number_printed=f"ทด 0001/ว {top.pk}",
            subject=top.circular.subject,
        )
        sending = Dispatch.objects.create(
            copy=top, letter=letter, rule_text="อำเภอหนึ่ง", recipients=[self.house.pk],
            due_at=DUE, by=by, at=MONDAY,
        )  # fmt: skip
        dispatching.fan_out(sending.pk, at=MONDAY)
        return OfficeCopy.objects.get(dispatch=sending)

    def register(self) -> OfficeCopy:
        copy = self.arrive()
        registering.register(copy, **self._who("clerk"))
        return copy

    def _order(
        self, copy: OfficeCopy, order: Order, by: str = "officer", **words: Any
    ) -> OfficeCopy:
        endorsing.endorse(copy, order, **self._who(by), **words)
        return copy

    def endorse(self) -> OfficeCopy:
        return self._order(self.register(), Order.ASSIGN, to_officer=self.people["officer"])

    def draft(self) -> OfficeCopy:
        return self._order(self.register(), Order.FORWARD, by="drafter")

    def judge(self, copy: OfficeCopy, *, last: DraftState) -> Draft:
        """Take the draft of ``copy`` to review, on to signature, or through it."""
        draft = copy.drafts.get()
        approving.submit(draft, **self._who("drafter"))
        if last != DraftState.REVIEW:
            approving.pass_on(draft, **self._who("reviewer"))
        if last == DraftState.SIGNED:
            approving.sign(draft, **self._who("signer"))
        return draft

    def approve(self, due_at: dt.datetime = DUE) -> OfficeCopy:
        copy = self.draft()
        draft = copy.drafts.get()
        words = content_of(draft.latest)
        drafting.save_version(draft, words, due_at=due_at, **self._who("drafter"))
        self.judge(copy, last=DraftState.SIGNED)
        return copy

    def send_on(self) -> OfficeCopy:
        copy = self.approve(DUE_BELOW)
        sending = dispatching.dispatch(copy, **self._who("officer"))
        dispatching.fan_out(sending.pk, at=MONDAY)
        return copy

    def _collect(self) -> OfficeCopy:
        copy = self.send_on()
        reporting.start_collecting(copy, at=MONDAY)
        return copy

    def _report(self) -> OfficeCopy:
        copy = self._order(self.register(), Order.REPORT)
        reporting.report_done(copy, note="ทำแล้ว", **self._who("officer"))
        return copy

    def _return(self) -> OfficeCopy:
        copy = self.register()
        returning.return_to_sender(copy, reason="ผิดหน่วยงาน", **self._who("clerk"))
        return copy

    def _recall(self) -> OfficeCopy:
        copy = self.arrive()
        returning.recall(copy, reason="ส่งผิด", **self._who("above officer"))
        return copy

    def _supersede(self) -> OfficeCopy:
        """No act does this yet; the state is known."""
        copy = self.arrive()
        gone = OfficeCopy.objects.filter(pk=copy.pk)
        gone.update(state=State.SUPERSEDED, closed_at=MONDAY)
        return copy

    def give(self) -> OfficeCopy:
        """Passed to the unit, which has not entered it in its book."""
        return self._order(self.register(), Order.ASSIGN, to_unit=self.unit)

    def enter_in_unit(self) -> OfficeCopy:
        copy = self.give()
        registering.register(copy, **self._who("unit clerk"))
        officer = self.people["unit officer"]
        return self._order(copy, Order.ASSIGN, by="unit officer", to_officer=officer)

    def _void(self) -> OfficeCopy:
        copy = self.register()
        registering.void_entry(copy.entries.get(), reason="ลงผิด", **self._who("clerk"))
        return copy

    def _from_outside(self) -> OfficeCopy:
        copy = factories.arrived(self.house, by=self.people["clerk"], due_at=DUE)
        registering.register(copy, **self._who("clerk"))
        return copy

    def _draft_ways(self) -> None:
        """The draft of a letter in every state of drafts; two of them lie in the unit."""
        made = self.drafts
        made["writing"] = self.letters["drafting"].drafts.get()
        made["review"] = self.judge(self.draft(), last=DraftState.REVIEW)
        made["passed"] = self.judge(self.draft(), last=DraftState.PASSED)
        made["signed"] = self.letters["approved"].drafts.get()
        made["sent back"] = self.judge(self.draft(), last=DraftState.REVIEW)
        approving.send_back(made["sent back"], comment="แก้คำ", **self._who("reviewer"))
        made["cancelled"] = self.draft().drafts.get()
        drafting.cancel(made["cancelled"], reason="ไม่ต้องส่ง", **self._who("drafter"))
        for name, last in (("unit review", DraftState.REVIEW), ("unit passed", DraftState.PASSED)):
            copy = self._order(self.enter_in_unit(), Order.FORWARD, by="drafter")
            made[name] = self.judge(copy, last=last)

    def _share_ways(self) -> dict[str, Callable[[], Share]]:
        """An order of the house that asked its unit beside itself, in every state there is."""
        return {
            "share given": self.share,
            "share entered": self.enter_share,
            "share done": lambda: self._answered(self.enter_share()),
            "share withdrawn": self._withdrawn,
            "told": lambda: self.share(joint=False),
            "told entered": lambda: self.enter_share(joint=False),
        }

    def share(self, *, joint: bool = True) -> Share:
        given = {"joint": (self.unit,), "waits": True} if joint else {"informed": (self.unit,)}
        officer = self.people["officer"]
        copy = self._order(
            self.register(), Order.ASSIGN, to_officer=officer, beside=sharing.Beside(**given)
        )
        return copy.shares.get()

    def enter_share(self, *, joint: bool = True) -> Share:
        share = self.share(joint=joint)
        sharing.enter_share(share, **self._who("unit clerk"))
        return share

    def _answered(self, share: Share) -> Share:
        sharing.answer_share(share, text="เห็นชอบ", **self._who("unit officer"))
        return share

    def _withdrawn(self) -> Share:
        share = self.share()
        sharing.withdraw_share(share, reason="ไม่เกี่ยว", **self._who("officer"))
        return share

    def a_share(self, name: str) -> Share:
        """The share of that name, read afresh."""
        return Share.objects.get(pk=self.shares[name].pk)

    def now(self, name: str) -> dict[str, Any]:
        """By whom and when, for an act that is tried."""
        return {"by": self.people[name], "at": NOW}

    def letter(self, name: str) -> OfficeCopy:
        """The letter of that name, read afresh."""
        return OfficeCopy.objects.get(pk=self.letters[name].pk)

    def a_draft(self, name: str) -> Draft:
        """The draft of that name, read afresh."""
        return Draft.objects.get(pk=self.drafts[name].pk)

    def house_events(self) -> list[Event]:
        """What was recorded of the house itself, oldest first."""
        return list(Event.objects.filter(office=self.house, copy=None).order_by("pk"))
