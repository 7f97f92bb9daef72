"""A department, two provinces, their districts and อปท.: a letter goes down and asks."""

from __future__ import annotations

import datetime as dt
from typing import Any

from circulars.domain import (
    approving,
    dispatching,
    drafting,
    endorsing,
    registering,
    reporting,
)
from circulars.domain.content import content_of
from circulars.domain.ruling import columns_of
from circulars.models import Dispatch, Expectation, OfficeCopy, What
from circulars.states import Order
from offices.models import Kind, Office
from outbox.models import OutboxItem
from tests import factories
from tests.factories import DAY, MONDAY
from thai.deadline_phrase import parse_deadline
from workflow import handlers

LOCAL = [Kind.TOWN.value, Kind.SUBDISTRICT_MUNICIPALITY.value, Kind.SAO.value]
DUE = MONDAY + 5 * DAY


def due_of(deadline: str, due_at: dt.datetime | None) -> dict[str, Any]:
    """The columns of a draft for a phrase, or for a moment."""
    if not deadline:
        return {"due_at": due_at}
    return columns_of(parse_deadline(deadline, on=MONDAY.date()).rule)


class Country:
    """
    กรมหนึ่ง → จังหวัดก, จังหวัดข → each one district with a เทศบาลตำบล and two อบต.,
    and beside the district one เทศบาลเมือง: eight that owe an answer, four between. As many
    provinces as ``names`` has letters.
    """

    def __init__(self, names: str = "กข") -> None:
        office = factories.office
        self.department = office("กรมหนึ่ง", Kind.DEPARTMENT)
        self.provinces = [office(f"จังหวัด{n}", parent=self.department) for n in names]
        self.districts: list[Office] = []
        for province in self.provinces:
            here = {"province": province}
            district = office(f"อำเภอใน{province.name}", Kind.DISTRICT, parent=province, **here)
            self.districts.append(district)
            below = {"parent": district, "district": district, **here}
            office(f"เมืองใน{province.name}", Kind.TOWN, parent=province, district=district, **here)
            office(f"ทต.ใน{province.name}", Kind.SUBDISTRICT_MUNICIPALITY, **below)
            for n in (1, 2):
                office(f"อบต.{n} ใน{province.name}", Kind.SAO, **below)
        self.staff: dict[int, factories.Staff] = {}
        self.top = factories.arrived(
            self.department, by=self.of(self.department).clerk, due_at=DUE, subject="วาตภัย"
        )

    def of(self, office: Office) -> factories.Staff:
        """The people of an office, made when they are first asked for."""
        if office.pk not in self.staff:
            self.staff[office.pk] = factories.Staff(office)
        return self.staff[office.pk]

    def copy(self, office: Office) -> OfficeCopy:
        return OfficeCopy.objects.get(office=office)

    def local(self, name: str) -> Office:
        return Office.objects.get(name=name)

    def line(self, office: Office, what: What = What.REPLY) -> Expectation:
        return Expectation.objects.get(office=office, what=what)

    def line_of(self, name: str, number: int) -> Expectation:
        """The line of one round."""
        return Expectation.objects.get(office__name=name, round=number)

    def send(
        self,
        copy: OfficeCopy,
        *,
        asks: str = "",
        owed_by: list[str] | None = None,
        to: dict[str, list[object]] | None = None,
        due_at: dt.datetime | None = DUE,
        deadline: str = "",
        at: dt.datetime = MONDAY,
    ) -> Dispatch:
        """Take ``copy`` through its office and send its letter on, as the worker would."""
        staff = self.of(copy.office)
        if copy.receipted_at is None:
            registering.register(copy, by=staff.clerk, at=at)
        endorsing.endorse(copy, Order.FORWARD, by=staff.officer, at=at)
        draft = copy.drafts.get()
        drafting.save_version(
            draft,
            content_of(draft.latest),
            by=staff.officer,
            at=at,
            asks=asks,
            **due_of(deadline, due_at),
            owed_by=owed_by or [],
            recipients=to,
        )
        approving.submit(draft, by=staff.officer, at=at)
        approving.pass_on(draft, by=staff.reviewer, at=at)
        approving.sign(draft, by=staff.signer, at=at)
        sending = dispatching.dispatch(copy, by=staff.officer, at=at, late=True)
        dispatching.fan_out(sending.pk, at=at)
        handlers.delivered(OutboxItem(payload={"dispatch": sending.pk}), at)
        copy.refresh_from_db()
        return sending

    def ask_all(self, what: str = "reply", deadline: str = "") -> Dispatch:
        """The department asks every อปท. in both provinces."""
        to: dict[str, list[object]] = {"groups": ["provinces"]}
        return self.send(self.top, asks=what, owed_by=LOCAL, to=to, deadline=deadline)

    def report(self, office: Office, note: str = "เรียบร้อย", *, at: dt.datetime = MONDAY) -> None:
        """The office registers its letter, and says what it did."""
        copy, staff = self.copy(office), self.of(office)
        registering.register(copy, by=staff.clerk, at=at)
        endorsing.endorse(copy, Order.REPORT, by=staff.officer, at=at)
        reporting.report_done(copy, by=staff.officer, at=at, note=note)
