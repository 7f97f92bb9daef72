"""
What a page may cost: its queries, the same for few rows and for many, and its size.

The figures are exact: a page that asks once more, or once less, changes this table. A session
is read from the cache; while that is down, each page asks once more.
"""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from circulars.domain import registering
from circulars.models import (
    BookKind,
    Channel,
    Circular,
    Dispatch,
    Duty,
    Expectation,
    Letter,
    OfficeCopy,
    RegisterBook,
    What,
)
from circulars.states import State
from offices.models import Kind, Office, Role, User
from tests import factories
from tests.factories import MONDAY
from tests.keeping import kept
from tests.survey.world import QuickWorld
from workflow.models import Notice, NoticeKind

pytestmark = pytest.mark.django_db

MOST_QUERIES = 10
MOST_BYTES = 60_000
SUBJECT = "การสำรวจการนำโครงการพัฒนาหรือกิจกรรมสาธารณะจากแผนชุมชนมาบรรจุในแผนพัฒนา"

#: Who is logged in, his posts and the menu's counters are three of each.
QUERIES = {
    "answers": 7,
    "circular_list": 6,
    # One of them writes the line of the access log.
    "copy": 11,
    "desk": 9,
    "follow_up": 9,
    "my_work": 6,
    "notices": 8,
    "overdue": 10,
    "register_book": 9,
    "registers": 4,
    "search": 9,
}


class Stage:
    """Somebody with work on every page: clerk and officer of a province, officer of an อบต."""

    def __init__(self) -> None:
        self.world = kept(QuickWorld)
        self.province: Office = self.world.province
        self.person = factories.person()
        for role in (Role.CLERK, Role.OFFICER):
            factories.post(self.person, self.province, role)
        self.locals = list(Office.objects.filter(kind=Kind.SAO).order_by("pk"))
        self.client = Client()
        self.client.force_login(self.person)

    def add(self, number: int) -> None:
        """So many letters that wait, that were registered, that were sent on; and the rest."""
        for _one in range(number):
            self.letter()
            registering.register(self.letter(), by=self.person, at=timezone.now())
            self.sent_on()
            self.late_below()
        for office in self.locals[:number]:
            factories.post(self.person, office, Role.OFFICER)
        del self.locals[:number]
        told(self.person, self.province, number)

    def letter(self) -> OfficeCopy:
        return factories.arrived(
            self.province,
            by=self.person,
            moment=timezone.now(),
            subject=SUBJECT,
            issuer_name="กรมส่งเสริมการปกครองท้องถิ่น",
            due_at=factories.at("2020-11-01", "00:00"),
        )

    def sent_on(self) -> None:
        circular = Circular.objects.create(
            subject=SUBJECT, owner=self.province, started_at=MONDAY, started_by=self.person
        )
        letter = Letter.objects.create(circular=circular, issuer_name="กรมหนึ่ง", subject=SUBJECT)
        copy = self._copy(circular, letter, state=State.DISPATCHED, channel=Channel.ORIGIN)
        Dispatch.objects.create(
            copy=copy, letter=letter, rule_text="ทุกแห่ง", recipients=[], by=self.person, at=MONDAY
        )

    def late_below(self) -> None:
        parent = self.world.at_districts[0]
        office = factories.office("อบต. ใหม่", Kind.SAO, parent=parent.office)
        Office.objects.filter(pk=office.pk).update(
            district=parent.office_id, province=self.province
        )
        copy = self._copy(
            parent.circular,
            parent.letter,
            office=office,
            holder=office,
            parent=parent,
            above=parent.branch,
            due_at=MONDAY,
        )
        self._owed(office, copy=copy, above=copy.above)
        beside = factories.office("อบต. ที่ยังไม่ได้รับ", Kind.SAO, parent=parent.office)
        self._owed(beside, above=parent.branch)

    def _owed(self, office: Office, **fields: object) -> None:
        """A line whose letter has come there, or was held up above."""
        asked = {"asker": self.world.top, "what": What.SURVEY, "duty": Duty.ANSWER}
        named = {"office": office, "office_name": office.name, "office_kind": office.kind}
        Expectation.objects.create(due_at=MONDAY, frozen_at=MONDAY, **asked, **named, **fields)

    def _copy(self, circular: Circular, letter: Letter, **fields: object) -> OfficeCopy:
        here = {"office": self.province, "holder": self.province}
        moments = {"sent_at": MONDAY, "held_since": MONDAY}
        return OfficeCopy.objects.create(
            circular=circular, letter=letter, **{**here, **moments, **fields}
        )

    def address(self, name: str) -> str:
        if name == "copy":
            return reverse(name, args=[self.world.at_province.pk])
        if name == "register_book":
            book = RegisterBook.objects.get(
                office=self.province, kind=BookKind.RECEIVED, year=timezone.localdate().year
            )
            return reverse(name, args=[book.pk])
        return reverse(name) + ("?q=กรมส่งเสริม" if name == "search" else "")

    def cost(self, name: str) -> tuple[int, int]:
        """How many queries, and how many bytes."""
        address = self.address(name)
        self.client.get(address)
        with CaptureQueriesContext(connection) as asked:
            page = self.client.get(address)
        assert page.status_code == 200
        return len(asked), len(page.content)


def told(person: User, office: Office, number: int) -> None:
    """Of as many letters of his office, and once before of each."""
    first = Notice.objects.count()
    letters = OfficeCopy.objects.filter(office=office).order_by("-pk")[:number]
    Notice.objects.bulk_create(
        Notice(
            user=person,
            kind=NoticeKind.ASSIGNED,
            copy=copy,
            text=SUBJECT,
            created_at=MONDAY,
            key=f"test:{first + place}:{time}",
        )
        for place, copy in enumerate(letters)
        for time in range(2)
    )


def test_a_page_asks_the_same_few_questions_for_few_rows_and_for_many():
    stage = Stage()
    stage.add(1)
    few = {name: stage.cost(name)[0] for name in QUERIES}
    stage.add(39)

    many = {name: stage.cost(name) for name in QUERIES}

    assert few == QUERIES
    assert {name: asked for name, (asked, _size) in many.items()} == QUERIES
    assert {name: size for name, (_asked, size) in many.items() if size >= MOST_BYTES} == {}
    assert max(QUERIES.values()) <= MOST_QUERIES + 1
