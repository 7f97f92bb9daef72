"""The numbers in the side bar."""

import pytest
from django.urls import reverse

from circulars.domain import registering
from offices.models import Kind
from tests import factories
from tests.factories import DAY, MONDAY
from tests.keeping import built_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]


@pytest.fixture
@built_once
def staff():
    return factories.Staff(factories.office("จังหวัดทดสอบ", Kind.PROVINCE))


def registered(staff, **fields):
    copy = factories.arrived(staff.office, by=staff.clerk, **fields)
    registering.register(copy, by=staff.clerk, at=MONDAY)


def numbers(client):
    return client.get(reverse("my_work")).context["nav_counts"]


def test_they_say_what_the_lists_hold(staff, as_user):
    registered(staff, due_at=MONDAY - DAY)
    registered(staff, due_at=MONDAY + DAY)
    registered(staff)
    factories.arrived(staff.office, by=staff.clerk)

    at_the_desk = numbers(as_user(staff.clerk))
    officer = numbers(as_user(staff.officer))

    assert at_the_desk["desk"] == 1
    assert (officer["my_work"], officer["my_work_late"]) == (3, 1)
