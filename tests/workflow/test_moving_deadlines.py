"""When deadlines move: open steps follow, and everybody it touches is told once."""

import pytest

from circulars.domain import endorsing, extending, registering
from circulars.domain.extending import Scope
from circulars.models import Event, EventKind
from circulars.states import Order
from outbox.models import OutboxItem
from tests.circulars.ledger_world import DUE, Country
from tests.factories import DAY, MONDAY
from tests.keeping import built_once
from workflow.handlers import deadline_moved
from workflow.models import Notice, NoticeKind, Step

pytestmark = pytest.mark.django_db


@pytest.fixture
@built_once
def country() -> Country:
    country = Country()
    country.ask_all()
    country.send(country.copy(country.provinces[0]))
    town = country.local("เมืองในจังหวัดก")
    registering.register(country.copy(town), by=country.of(town).clerk, at=MONDAY)
    endorsing.endorse(country.copy(town), Order.REPORT, by=country.of(town).officer, at=MONDAY)
    return country


def moved(country) -> Event:
    by = country.of(country.department).officer
    copy = country.copy(country.provinces[0])
    extending.extend(copy, DUE + DAY, by=by, at=MONDAY, reason="น้ำท่วม", scope=Scope.BRANCH)
    return Event.objects.get(kind=EventKind.EXTENDED)


def test_open_steps_of_the_whole_branch_are_due_when_their_letters_are(country):
    town = country.copy(country.local("เมืองในจังหวัดก"))
    before = Step.objects.open().get(process__copy=town).due

    moved(country)

    assert before == DUE
    assert Step.objects.open().get(process__copy=town).due == DUE + DAY


def test_everybody_it_touches_is_told_once_with_the_reason(country):
    event = moved(country)
    item = OutboxItem.objects.get(kind="deadline_moved")

    for _twice in range(2):
        deadline_moved(item, MONDAY)

    told = Notice.objects.filter(kind=NoticeKind.DEADLINE_MOVED)
    offices = {notice.copy.office.name for notice in told.select_related("copy__office")}
    assert offices == {"จังหวัดก", "เมืองในจังหวัดก"}
    town = told.get(user=country.of(country.local("เมืองในจังหวัดก")).officer)
    assert town.text.startswith("น้ำท่วม · ")
    assert event.actor not in {notice.user for notice in told}
