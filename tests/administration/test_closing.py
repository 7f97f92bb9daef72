"""An office is merged or closed in mid-survey: nothing is lost, no rate moves, nobody is forgotten."""

import pytest
from django.test import Client
from django.urls import reverse

from administration.closing import close_office, left_at
from administration.offices import change_identity
from circulars.domain import registering
from circulars.errors import Invalid, NotAllowed
from circulars.models import Event, EventKind, Expectation, OfficeCopy
from circulars.states import State
from offices.models import Change, Office, Post, Role
from survey.domain import answering
from survey.domain.rolling_up import roll_up
from survey.models import ExpectedAnswer
from tests import factories
from tests.factories import DAY, MONDAY
from tests.keeping import kept
from tests.survey.world import HAS, QuickWorld
from workflow.checking import disagreements

pytestmark = pytest.mark.django_db
TUESDAY = MONDAY + DAY
ACT = "ประกาศรวมหน่วยงาน"
NAME, INTO = "อบต. อำเภอก 1", "อบต. อำเภอก 2"


class Merging:
    """The world, its administrator, a house that goes and the one that takes over."""

    def __init__(self) -> None:
        self.world = QuickWorld()
        self.admin = factories.person()
        factories.post(self.admin, self.world.department, Role.ADMIN)
        self.goes, self.stays = (Office.objects.get(name=name) for name in (NAME, INTO))
        self.old, self.new = factories.Staff(self.goes), factories.Staff(self.stays)
        self.copy = OfficeCopy.objects.get(office=self.goes)

    def close(self, **more):
        given = {"on": TUESDAY.date(), "act": ACT, "by": self.admin, "at": TUESDAY, **more}
        return close_office(self.goes, **given)

    def fresh(self) -> OfficeCopy:
        return OfficeCopy.objects.get(pk=self.copy.pk)


@pytest.fixture
def merging() -> Merging:
    return kept(Merging)


def figures(world) -> tuple[int, int]:
    totals = roll_up(world.task, world.top).totals
    return totals.expected, totals.answered


def test_the_successor_answers_in_its_place_and_no_rate_moves(merging):
    registering.register(merging.copy, by=merging.old.clerk, at=MONDAY)
    before = figures(merging.world)

    row = merging.close(successor=merging.stays)

    copy = merging.fresh()
    assert (row.change, copy.office, copy.stands_for, copy.receipted_at) == (
        Change.MERGED, merging.stays, merging.goes, None,
    )  # fmt: skip
    assert figures(merging.world) == before
    registering.register(copy, by=merging.new.clerk, at=TUESDAY)
    line = merging.world.expected(NAME)
    answering.submit(line, HAS, by=merging.new.officer, at=TUESDAY)
    assert figures(merging.world) == (before[0], before[1] + 1)
    rows = [one.office for one in roll_up(merging.world.task, merging.world.top).rows]
    assert (rows.count(NAME), rows.count(INTO)) == (1, 1)
    mine = OfficeCopy.objects.filter(pk=copy.pk)
    assert list(disagreements(mine)) == []
    told = Event.objects.get(kind=EventKind.SUCCEEDED)
    assert (told.data["before"], told.data["after"]) == (NAME, INTO)


def test_the_successor_finds_it_among_what_it_must_answer(merging):
    merging.close(successor=merging.stays)
    client = Client()
    client.force_login(merging.new.officer)
    line = merging.world.expected(NAME)

    assert client.get(reverse("answer_form", args=[line.pk])).status_code == 200
    old = Client()
    old.force_login(merging.old.officer)
    assert old.get(reverse("answer_form", args=[line.pk])).status_code == 403


def test_without_a_successor_the_letter_goes_back_and_the_office_is_excused(merging):
    merging.close()

    line = ExpectedAnswer.objects.get(office=merging.goes)
    assert merging.fresh().state == State.RETURNED
    assert line.excuse == f"{NAME} ยุบเลิก: {ACT}"
    assert figures(merging.world)[0] == ExpectedAnswer.objects.counted().count()
    assert Office.objects.get(pk=merging.goes.pk).closed_on == TUESDAY.date()


def test_what_has_not_reached_it_is_excused_in_any_case(merging):
    world = QuickWorld(forwarded=False)
    world._sent(world.top, [world.province])
    office = Office.objects.filter(name=NAME).order_by("-pk").first()
    admin = factories.person()
    factories.post(admin, world.department, Role.ADMIN)
    assert left_at(office, at=TUESDAY).not_reached == 1

    close_office(office, on=TUESDAY.date(), act=ACT, by=admin, at=TUESDAY)

    debt = Expectation.objects.get(office=office)
    assert (debt.excuse, debt.excused_at) == (f"{NAME} ยุบเลิก: {ACT}", TUESDAY)
    assert ExpectedAnswer.objects.get(office=office).excused_at == TUESDAY


def test_posts_end_and_nobody_is_reminded_there(merging):
    merging.close(successor=merging.stays)

    assert Post.objects.held_on(TUESDAY.date()).filter(office=merging.goes).count() == 0
    assert OfficeCopy.objects.open().filter(holder=merging.goes).count() == 0


def test_letters_already_passed_on_need_somebody(merging):
    OfficeCopy.objects.filter(pk=merging.copy.pk).update(
        state=State.REPORTING, registered_at=MONDAY, receipted_at=MONDAY
    )
    said = f"{NAME} มีหนังสือที่ดำเนินการหรือส่งต่อไปแล้ว โปรดเลือกหน่วยงานที่รับช่วง"

    with pytest.raises(Invalid, match=said):
        merging.close()
    merging.close(successor=merging.stays)

    assert merging.fresh().state == State.REPORTING


def test_what_cannot_be_is_refused(merging):
    unit = factories.office("กองช่าง", "DIVISION", parent=merging.goes)
    with pytest.raises(Invalid, match="หน่วยงานภายในให้ยุบที่หน้า “แก้ไขหน่วยงานนี้”"):
        close_office(unit, on=TUESDAY.date(), act=ACT, by=merging.admin, at=TUESDAY)
    with pytest.raises(Invalid, match="หน่วยงานที่รับช่วงต้องเป็นอีกหน่วยงานหนึ่งที่ยังอยู่"):
        merging.close(successor=merging.goes)
    with pytest.raises(NotAllowed):
        merging.close(by=merging.old.supervisor)
    with pytest.raises(Invalid, match="มีหนังสือค้าง 1 ฉบับ โปรดใช้ “ยุบหรือรวมหน่วยงาน” แล้วเลือกว่าใครรับช่วง"):
        change_identity(merging.goes, {"closed_on": TUESDAY.date()}, by=merging.admin, at=TUESDAY)
    merging.close(successor=merging.stays)
    with pytest.raises(Invalid, match="หน่วยงานนี้ยุบเลิกไปแล้ว"):
        merging.close()


def test_the_screen_shows_what_is_open_and_closes(merging):
    client = Client()
    client.force_login(merging.admin)
    address = reverse("office_close", args=[merging.goes.pk])
    page = client.get(address).content.decode()
    assert "หนังสือที่ค้าง" in page

    done = client.post(
        address,
        {"successor": merging.stays.pk, "takes_over": "on", "on": "27/10/63", "act": ACT},
    )

    assert done.status_code == 302
    shown = client.get(reverse("office_tree_of", args=[merging.goes.pk])).content.decode()
    assert ("รับช่วงโดย" in shown, INTO in shown) == (True, True)
    tree = client.get(reverse("office_tree"), {"q": NAME}).content.decode()
    assert "ยุบ/เลิกเมื่อ" in tree
