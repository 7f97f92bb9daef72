"""Several desks, several windows, and odd addresses."""

import pytest
from django.urls import reverse

from circulars.models import OfficeCopy
from offices.models import Kind, Role
from tests import factories

pytestmark = pytest.mark.django_db

LETTER = {"issuer_name": "กรมหนึ่ง", "subject": "เรื่องจากกรม", "urgency": "001", "secrecy": "001",
          "kind": "external", "channel": "paper"}  # fmt: skip


@pytest.fixture
def two_desks(as_user):
    first, second = (factories.office(f"อำเภอ{n}", Kind.DISTRICT) for n in "กข")
    user = factories.person()
    posts = [factories.post(user, office, Role.CLERK) for office in (first, second)]
    return as_user(user), posts


def test_a_form_acts_for_the_desk_that_it_was_opened_at(two_desks):
    client, (first, second) = two_desks
    client.post(reverse("sit_at"), {"post": first.pk})
    page = client.get(reverse("register_new"))
    client.post(reverse("sit_at"), {"post": second.pk})

    client.post(reverse("register_new"), {**LETTER, "at_desk": first.pk})

    assert f'name="at_desk" value="{first.pk}"' in page.text
    assert OfficeCopy.objects.get().office == first.office
    assert OfficeCopy.objects.get().entries.get().book.office == first.office


def test_a_desk_that_is_not_ones_own_is_refused(two_desks):
    client, _posts = two_desks
    foreign = factories.post(factories.person(), factories.office("จังหวัดอื่น"), Role.CLERK)

    page = client.post(reverse("register_new"), {**LETTER, "at_desk": foreign.pk})

    assert (page.status_code, OfficeCopy.objects.count()) == (403, 0)


@pytest.mark.parametrize("name", ["search", "my_work", "office_tree"])
def test_an_address_with_a_nul_character_is_a_bad_request(two_desks, name):
    client, _posts = two_desks

    assert client.get(f"{reverse(name)}?q=%00").status_code == 400
