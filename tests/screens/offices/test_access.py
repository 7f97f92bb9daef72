"""What the auditor of a house reads, and that it is written."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from circulars.domain.access import note_access
from circulars.models import AccessKind, AccessLine
from offices.models import Kind, Role
from screens.frame.access import NOTED
from tests import factories
from tests.guards.test_rights import addresses

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return factories.office("อำเภอหนึ่ง", Kind.DISTRICT)


@pytest.fixture
def auditor(house):
    user = factories.person()
    factories.post(user, house, Role.AUDITOR)
    return user


def test_the_auditor_reads_who_opened_a_letter_and_opens_none_himself(house, auditor, as_user):
    clerk = factories.Staff(house).clerk
    copy = factories.arrived(house, by=clerk)
    as_user(clerk).get(reverse("copy", args=[copy.pk]))

    client = as_user(auditor)
    page = client.get(reverse("access"))

    (line,) = page.context["page"]
    assert (line.user, line.kind, line.copy_id) == (clerk, AccessKind.OPENED, copy.pk)
    assert client.get(reverse("copy", args=[copy.pk])).status_code == 404
    assert AccessLine.objects.count() == 1


def test_nobody_else_reads_it_and_an_auditor_nothing_of_other_houses(house, auditor, as_user):
    other = factories.office("อำเภอสอง", Kind.DISTRICT)
    note_access(AccessKind.CAME_IN, at=timezone.now(), by=None, name="them", house=other.pk)
    staff = factories.Staff(house)

    codes = {as_user(one).get(reverse("access")).status_code for one in (staff.clerk, staff.signer)}

    assert codes == {403}
    assert list(as_user(auditor).get(reverse("access")).context["page"]) == []


def test_it_is_searched_by_name_kind_and_day(house, auditor, as_user):
    clerk = factories.Staff(house).clerk
    now = timezone.now()
    note_access(AccessKind.CAME_IN, at=now, by=clerk, house=house.pk)
    note_access(AccessKind.EXPORTED, at=now, by=auditor, house=house.pk, what="/search.xlsx")
    note_access(AccessKind.CAME_IN, at=now - dt.timedelta(days=60), by=clerk, house=house.pk)
    client, long_ago = as_user(auditor), f"1/1/{now.year + 543 - 1}"

    def found(**asked):
        page = client.get(reverse("access"), asked)
        return [(line.kind, line.name) for line in page.context["page"]]

    assert found(who=clerk.last_name.split()[0]) in ([("came_in", clerk.username)], found())
    assert found(who=clerk.username) == [("came_in", clerk.username)]
    assert found(kind="exported") == [("exported", auditor.username)]
    assert len(found(first=long_ago)) == 3


def test_every_file_and_table_that_is_given_out_is_noted():
    """A page's picture and what a form shows of a file belong to the opening of the letter."""
    given = {
        name
        for name, route in addresses()
        if route.endswith((".pdf", ".docx", ".xlsx", ".csv", ".json"))
    }
    blank = {"survey_form_pdf"}

    assert given - set(NOTED) - blank == set()
    assert set(NOTED) <= {name for name, _route in addresses()}
