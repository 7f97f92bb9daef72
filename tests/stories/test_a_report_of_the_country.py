"""
A report without survey goes to three provinces and on to their districts and อปท.; half of them
pass it on. Every figure that a screen shows is counted once more, from the log alone.
"""

from __future__ import annotations

import csv
import io

import pytest
from django.test import Client
from django.urls import reverse

from circulars.domain import counting, endorsing, registering
from circulars.models import Event, Letter, OfficeCopy
from circulars.states import Order
from offices.models import Office, User
from offices.viewer import Viewer
from tests import factories
from tests.circulars.ledger_world import DUE, Country
from tests.factories import DAY, MONDAY
from tests.screens.work.task_screens import logged_in
from tests.stories.recounted import Recounted
from workflow import running
from workflow.escalating import send_reminders
from workflow.inbox import inbox
from workflow.models import Notice, NoticeKind
from workflow.steps import StepName

pytestmark = pytest.mark.django_db
LATER = DUE + DAY


class Told:
    """The walk of the story, and who looks at it."""

    def __init__(self, time_machine) -> None:
        self.time_machine = time_machine
        self.move(MONDAY)
        self.country = Country("กขค")
        self.country.ask_all()
        self.first, self.second, self.third = self.country.provinces

    def move(self, at) -> None:
        self.time_machine.move_to(at, tick=False)
        self.at = at

    def client(self, office: Office, role: str = "officer") -> Client:
        user: User = getattr(self.country.of(office), role)
        return logged_in(user)

    def copy(self, office: Office) -> OfficeCopy:
        """Its letter of this matter; the department has a reply on paper besides."""
        return OfficeCopy.objects.get(office=office, circular=self.country.top.circular)

    def passed_on(self) -> None:
        """Two provinces of three, one district of two."""
        for office in (self.first, self.second, self.country.districts[0]):
            self.country.send(self.country.copy(office))

    def answers(self, name: str, **typed: str) -> None:
        """An office registers its letter, and answers on its screen."""
        office = self.country.local(name)
        copy, staff = self.country.copy(office), self.country.of(office)
        registering.register(copy, by=staff.clerk, at=self.at)
        endorsing.endorse(copy, Order.REPORT, by=staff.officer, at=self.at)
        running.start_case(copy)
        done = self.client(office).post(reverse("task_answer", args=[copy.pk]), typed)
        assert done.status_code == 302

    def line_page(self, name: str, **typed: str) -> None:
        """The officer of the department does something with one line of the ledger."""
        line = self.country.line(self.country.local(name))
        address = reverse("expected_line", args=[self.country.top.pk, line.pk])
        done = self.client(self.country.department).post(address, typed)
        assert done.status_code == 302

    def replies_on_paper(self, name: str, number: str) -> None:
        """Its reply comes to the department past everybody else."""
        clerk = self.country.of(self.country.department).clerk
        copy = factories.arrived(self.country.department, by=clerk, number_printed=number)
        registering.register(copy, by=clerk, at=self.at)
        self.line_page(name, act="reply", number=number, note="")

    def reminds_by_letter(self) -> Letter:
        """The department writes to its receivers who are late; one has not even passed it on."""
        address = reverse("reminder_issue", args=[self.country.top.pk])
        late = [self.country.copy(self.third).pk]
        signer = self.client(self.country.department, "signer")
        assert signer.post(address, {"choosing": "1", "copies": late}).status_code == 302
        return Letter.objects.latest("pk")


@pytest.fixture
def told(time_machine) -> Told:
    """All of it, a day after the deadline."""
    told = Told(time_machine)
    told.country.of(told.third)
    told.passed_on()
    told.move(MONDAY + DAY)
    told.answers("เมืองในจังหวัดก", note="เสียหาย ๒ หลัง")
    told.move(MONDAY + 2 * DAY)
    told.answers("อบต.1 ในจังหวัดก", note="", nil="yes")
    told.line_page("เมืองในจังหวัดข", act="excuse", reason="ไม่มีพื้นที่ประสบภัย")
    told.replies_on_paper("อบต.1 ในจังหวัดค", "กข 0023/55")
    town = told.country.local("ทต.ในจังหวัดก")
    registering.register(told.country.copy(town), by=told.country.of(town).clerk, at=told.at)
    told.move(LATER)
    told.answers("อบต.2 ในจังหวัดก", note="เรียบร้อย")
    return told


def looked_at(client: Client, name: str, **wanted: object):
    page = client.get(reverse(name), wanted)
    assert page.status_code == 200
    return page.context["view"]


@pytest.mark.parametrize("place", [0, 1, 2, 3], ids=["department", "ก", "ข", "ค"])
def test_every_figure_is_what_the_log_says(told, place):
    office = [told.country.department, *told.country.provinces][place]
    copy = told.copy(office)
    client = told.client(office, "supervisor")
    log = Recounted(copy, at=told.at)

    if office == told.third:
        # It has passed nothing on, so it follows nothing; all four are counted where it is asked.
        assert looked_at(client, "follow_up").rows == []
        assert log.receivers == set()
        return
    board, picture = looked_at(client, "follow_up"), looked_at(client, "picture")
    late, tree = looked_at(client, "overdue"), tree_of(client, copy)
    expected = client.get(reverse("expected", args=[copy.pk])).context["view"]
    table = client.get(reverse("overdue_csv")).content.decode("utf-8-sig")

    (card,) = board.rows
    assert [tile["number"] for tile in board.tiles] == [1, log.overdue]
    assert (card.late, card.overdue.direct) == (log.overdue, log.overdue_direct)
    assert (card.counts.sent, card.counts.registered) == (len(log.receivers), log.registered_direct)
    assert (card.counts.forwarded, tree.tiles[-1]["number"]) == (log.passed_on, log.overdue)
    assert [tile["number"] for tile in expected.tiles] == [
        log.expected,
        log.answered,
        log.not_reached,
        log.overdue,
        log.answered_late,
    ]
    assert {row.kind: figures(row.tally) for row in picture.answering} == log.by_kind
    assert figures(picture.whole) == log.whole
    assert {cell for row in picture.rows for cell in cells(row)} == log.heat
    assert (picture.line.expected, picture.line.answered) == (log.expected, log.answered)
    assert picture.line.days == log.by_day
    assert (late.sums.count, late.page.paginator.count) == (log.overdue, log.overdue)
    assert {(row.held.line.office_name, row.held.copy.office.name) for row in late.rows} == log.held
    rows = list(csv.DictReader(io.StringIO(table)))
    assert {(row["หน่วยงาน"], row["หนังสืออยู่ที่"]) for row in rows} == log.held
    assert len(rows) == log.overdue


def tree_of(client: Client, copy: OfficeCopy):
    return client.get(reverse("circular_tree", args=[copy.pk])).context["view"]


def figures(tally: counting.Tally) -> tuple[int, ...]:
    """As ``Recounted`` gives them."""
    return (
        *(tally.expected, tally.not_reached, tally.on_way, tally.on_time),
        *(tally.late, tally.overdue, tally.excused),
    )


def cells(row) -> set[tuple[str, str, int, int]]:
    """What stands in a row of the heat table, without its empty cells."""
    name = row.office.name if row.office else ""
    return {(name, one.stage, one.count, one.late) for one in row.cells if one.count}


@pytest.mark.parametrize("place", [0, 1, 2], ids=["department", "ก", "ข"])
def test_no_two_screens_say_another_number_for_the_same(told, place):
    office = [told.country.department, *told.country.provinces][place]
    copy = told.copy(office)
    client = told.client(office, "supervisor")

    board, picture = looked_at(client, "follow_up"), looked_at(client, "picture")
    late, tree = looked_at(client, "overdue"), tree_of(client, copy)
    expected = client.get(reverse("expected", args=[copy.pk])).context["view"]
    whole = counting.branch(copy, at=told.at)
    overdue = {
        "tile": board.tiles[1]["number"],
        "cards": sum(row.late for row in board.rows),
        "list": late.page.paginator.count,
        "areas of the list": sum(area.count for area in late.groups) or late.sums.count,
        "heat": sum(row.all_late for row in picture.rows),
        "levels": sum(row.tally.overdue for row in picture.answering),
        "tree": tree.tiles[-1]["number"],
        "who owes": expected.tiles[3]["number"],
    }
    owing = {
        "heat": sum(row.total for row in picture.rows),
        "levels": sum(row.tally.expected for row in picture.answering),
        "line": picture.line.expected,
        "who owes": expected.tiles[0]["number"],
    }
    answered = {
        "heat": sum(row.answered for row in picture.rows),
        "levels": sum(row.tally.answered for row in picture.answering),
        "line": picture.line.days[-1][1] if picture.line.days else 0,
        "who owes": expected.tiles[1]["number"],
    }

    assert overdue == dict.fromkeys(overdue, whole.overdue)
    assert owing == dict.fromkeys(owing, whole.expected)
    assert answered == dict.fromkeys(answered, whole.answered)


def test_each_cell_of_the_heat_table_leads_to_as_many_rows(told):
    client = told.client(told.country.department, "supervisor")
    picture = looked_at(client, "picture")

    shown = {(row.office.pk, cell.stage): cell.late for row in picture.rows for cell in row.cells}
    listed = {
        (area, stage): looked_at(client, "overdue", under=area, step=stage).sums.count
        for (area, stage), number in shown.items()
        if number
    }

    assert listed == {key: number for key, number in shown.items() if number}


def test_who_holds_it_up_is_telephoned_and_reminded(told):
    send_reminders(at=told.at)
    client = told.client(told.country.department, "supervisor")
    rows = {row.held.line.office_name: row for row in looked_at(client, "overdue").rows}
    unreached = rows["อบต.2 ในจังหวัดค"]

    assert unreached.contact.name == told.country.of(told.third).clerk.full_name
    holder = told.country.copy(told.third)
    note = {"note": "จะส่งต่อวันนี้", "next": reverse("overdue")}
    client.post(reverse("copy_call", args=[holder.pk]), note)
    letter = told.reminds_by_letter()

    done = {row.held.line.office_name: row for row in looked_at(client, "overdue").rows}
    row = done["อบต.2 ในจังหวัดค"]
    assert (row.done.call.data["note"], row.done.reminders) == ("จะส่งต่อวันนี้", 2)
    assert [copy.office for copy in letter.copies.all()] == [told.third]
    (event,) = Event.objects.filter(kind="reminded", data__stage="letter")
    assert event.data["offices"] == [told.third.pk]
    told_to = Notice.objects.filter(kind=NoticeKind.OVERDUE, copy=holder)
    assert told.country.of(told.third).clerk.pk in told_to.values_list("user", flat=True)


def test_the_work_of_whoever_asked_goes_on(told):
    officer = told.country.of(told.country.department).officer
    running.start_case(told.country.top)

    waiting = {step.process.copy: step.name for step in inbox(Viewer.of(officer, told.at))}

    assert waiting[told.country.top] == StepName.REPORT


def test_a_secret_matter_is_counted_for_those_alone_who_may_see_it(told):
    told.country.top.circular.secrecy = "002"
    told.country.top.circular.save()
    client = told.client(told.country.department, "supervisor")

    board, late = looked_at(client, "follow_up"), looked_at(client, "overdue")
    picture, table = looked_at(client, "picture"), client.get(reverse("overdue_csv"))

    assert ([tile["number"] for tile in board.tiles], board.rows) == ([0, 0], [])
    assert (late.sums.count, late.rows, picture.levels, picture.rows) == (0, [], [], [])
    assert len(table.content.decode().splitlines()) == 1
    registrar = told.country.of(told.country.department).clerk
    assert looked_at(logged_in(registrar), "follow_up").tiles[1]["number"] == 7
