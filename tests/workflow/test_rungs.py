"""The stages of a letter: by the settings, or by what its house has set."""

import datetime as dt

import pytest

from circulars.models import Event, OfficeCopy, Urgency
from offices.models import Kind
from tests import factories
from tests.factories import DAY, MONDAY
from workflow.escalating import send_reminders
from workflow.models import ReminderRule
from workflow.rungs import Rungs

pytestmark = pytest.mark.django_db

#: The end of the last day, a week later.
DUE = factories.at("2020-11-03", "00:00")


def test_stages_follow_each_other_and_none_outlasts_the_next():
    stages = Rungs((3, 1), (1, 2)).stages()

    assert [(one.name, one.shift / DAY, one.lasts / DAY) for one in stages] == [
        ("before3", -4, 2),
        ("before1", -2, 1),
        ("today", -1, 1),
        ("after1", 0, 1),
        ("after2", 1, 2),
    ]


def stages_told(copy: OfficeCopy) -> list[str]:
    events = Event.objects.filter(kind="reminded", copy=copy).order_by("at")
    return [event.data["stage"] for event in events]


def quarters(days: int) -> list[dt.datetime]:
    return [MONDAY + DAY * n / 4 for n in range(4 * days)]


def test_a_house_is_reminded_on_the_days_it_has_set_and_others_as_before():
    here = factories.Staff(factories.office("จังหวัดหนึ่ง", Kind.PROVINCE))
    there = factories.Staff(factories.office("จังหวัดสอง", Kind.PROVINCE))
    ReminderRule.objects.create(house=here.office, urgency=Urgency.URGENT, before=[5], after=[2, 4])
    urgent, ordinary, theirs = (
        factories.arrived(staff.office, by=staff.clerk, due_at=DUE, urgency=urgency)
        for staff, urgency in (
            (here, Urgency.URGENT),
            (here, Urgency.NORMAL),
            (there, Urgency.URGENT),
        )
    )

    sent = [send_reminders(at=moment) for moment in quarters(16)]

    usual = ["before3", "before1", "today", "after1", "after3", "after7"]
    assert stages_told(urgent) == ["before5", "today", "after2", "after4"]
    assert stages_told(ordinary) == stages_told(theirs) == usual
    assert sum(sent) == (2 + 2 * 2) + 2 * 9
