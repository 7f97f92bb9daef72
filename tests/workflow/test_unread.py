"""The alarm for letters that nobody opens: after which hours, to whom, and only once."""

import pytest
from django.db.models import F

from circulars.domain.opening import mark_opened
from circulars.models import Channel, Event, Letter, OfficeCopy
from tests import factories
from tests.factories import DAY, MONDAY
from tests.keeping import built_once
from tests.screens.work.task_screens import House
from tests.tampering import tampering
from workflow.models import Notice
from workflow.unread import tell_unread

pytestmark = pytest.mark.django_db

HOUR = DAY / 24


@pytest.fixture
@built_once
def house():
    house = House(5)
    house.dispatched()
    Notice.objects.all().delete()
    return house


def told(user):
    rows = Notice.objects.of(user).order_by("pk")
    return list(rows.values_list("kind", "copy", "text"))


def urgent(house, urgency):
    with tampering():
        Letter.objects.filter(copies__in=house.children()).update(urgency=urgency)


@pytest.mark.parametrize(
    ("urgency", "too_early", "at"),
    [
        ("004", MONDAY + 2 * HOUR - HOUR / 60, MONDAY + 2 * HOUR),
        ("003", MONDAY + 4 * HOUR - HOUR / 60, MONDAY + 4 * HOUR),
        ("002", MONDAY + DAY - HOUR / 60, MONDAY + DAY),
        ("001", MONDAY + 3 * DAY - HOUR / 60, MONDAY + 3 * DAY),
    ],
)
def test_the_hours_go_by_the_urgency(house, urgency, too_early, at):
    urgent(house, urgency)

    assert (tell_unread(at=too_early), tell_unread(at=at)) == (0, 5)


def test_clerks_and_the_senders_officer_are_told_once_whatever_the_beats(house):
    first, *_others = house.children()
    clerk = factories.Staff(first.office).clerk

    counts = [tell_unread(at=MONDAY + n * DAY) for n in (3, 3, 4)]

    assert counts == [5, 0, 0]
    assert told(clerk) == [("unread", first.pk, "ทด 0001/ว 1 เรื่องทดสอบ")]
    names = "อำเภอที่ 1, อำเภอที่ 2, อำเภอที่ 3 และอีก 2 แห่งยังไม่เปิดอ่าน"
    matter = f"{house.copy.letter.number_printed} เรื่องทดสอบ"
    assert told(house.people.officer) == [("unread_below", house.copy.pk, f"{names} · {matter}")]
    event = Event.objects.get(kind="reminded")
    assert event.data == {
        "stage": "unread",
        "count": 5,
        "copies": [child.pk for child in house.children()],
    }


def test_what_was_opened_or_cannot_be_opened_raises_no_alarm(house):
    opened, paper, *_others = house.children()
    mark_opened(opened, by=factories.Staff(opened.office).clerk, at=MONDAY)
    OfficeCopy.objects.filter(pk=paper.pk).update(channel=Channel.PAPER)

    assert tell_unread(at=MONDAY + 3 * DAY) == 3


def test_what_was_unread_long_before_the_first_beat_is_left_in_peace(house):
    OfficeCopy.objects.filter(dispatch__isnull=False).update(sent_at=F("sent_at") - 30 * DAY)

    assert tell_unread(at=MONDAY + 3 * DAY) == 0
