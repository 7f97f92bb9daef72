"""A joint unit is reminded of its own day, and blamed for its own branch alone."""

import datetime as dt

import pytest

from circulars.models import OfficeCopy
from tests.circulars.several import DUE, Several
from tests.factories import DAY, MONDAY
from tests.keeping import built_once
from workflow.escalating import send_reminders
from workflow.holders import contacts_of, joint_unit
from workflow.models import Notice
from workflow.unit_reminding import remind_units

pytestmark = pytest.mark.django_db

HOUR = dt.timedelta(hours=1)


@pytest.fixture
@built_once
def several():
    several = Several()
    several.order(due_at=MONDAY + 2 * DAY)
    several.register()
    several.enter(several.joint)
    Notice.objects.all().delete()
    return several


def told():
    return {(one.user, one.kind, one.share and one.share.unit) for one in Notice.objects.all()}


def test_the_unit_is_told_of_its_own_day_and_its_supervisor_when_it_is_late(several):
    joint, unit = several.joint, several.joint.office

    assert remind_units(at=MONDAY + DAY + HOUR) == 1
    assert told() == {(joint.officer, "due", unit)}

    assert remind_units(at=MONDAY + 2 * DAY + HOUR) == 2
    assert told() == {
        (joint.officer, "due", unit),
        (joint.officer, "overdue", unit),
        (joint.supervisor, "overdue_house", unit),
    }
    assert remind_units(at=MONDAY + 2 * DAY + 2 * HOUR) == 0


def test_what_a_unit_is_told_is_settled_by_its_words(several):
    remind_units(at=MONDAY + 2 * DAY + HOUR)
    several.answer(several.joint)

    assert not Notice.objects.filter(
        kind__in=("due", "overdue"), user=several.joint.officer, settled_at=None
    ).exists()


def test_while_words_are_awaited_the_letter_is_late_at_the_joint_unit(several):
    late = DUE + HOUR
    send_reminders(at=late)

    people = {user for user, kind, _unit in told() if kind == "overdue"}
    assert people == {several.joint.officer}

    several.answer(several.joint)
    Notice.objects.all().delete()
    send_reminders(at=late + DAY * 3)

    people = {user for user, kind, _unit in told() if kind == "overdue"}
    assert people == {several.main.officer}


def test_a_unit_without_a_day_of_its_own_goes_by_that_of_the_letter(several):
    several.share(several.joint)
    several.copy.shares.update(due_at=None)

    assert remind_units(at=DUE + HOUR) == 2
    assert {one.share.unit for one in Notice.objects.all()} == {several.joint.office}


def test_who_is_telephoned_is_the_joint_unit(several):
    def contact():
        copies = OfficeCopy.objects.annotate(joint_unit=joint_unit()).select_related(
            "office", "holder", "officer"
        )
        copy = copies.get(pk=several.copy.pk)
        return contacts_of([copy], at=MONDAY)[copy.pk].name

    assert contact() == several.joint.clerk.full_name
    several.answer(several.joint)
    assert contact() == several.main.clerk.full_name
