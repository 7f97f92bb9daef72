"""Every task screen is closed to foreign offices and to nobody."""

import pytest
from django.urls import reverse

from offices.models import Kind
from tests import factories
from tests.keeping import built_once
from tests.screens.work.task_screens import House, address, logged_in

pytestmark = pytest.mark.django_db


@pytest.fixture
@built_once
def house():
    return House()


def test_assigning_to_nobody_is_refused_at_its_field_and_the_words_stay(house):
    house.registered()
    client = logged_in(house.people.officer)

    response = client.post(
        address("task_endorse", house.copy), {"order": "assign", "text": "มอบผู้เกี่ยวข้อง"}
    )

    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["to_officer"]
    assert "มอบผู้เกี่ยวข้อง" in response.text


TASKS = [
    "task_register",
    "task_endorse",
    "task_draft",
    "task_review",
    "task_sign",
    "task_dispatch",
    "dispatch_progress",
    "draft_preview",
    "draft_recipients",
    "draft_versions",
    "draft_pdf",
    "letter_pdf",
    "copy_return",
    "circular_tree",
    "remind",
    "reminder_pdf",
    "reminder_issue",
]


@pytest.mark.parametrize("name", TASKS)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_foreign_office_finds_nothing(house, name, method):
    house.drafting()
    stranger = factories.Staff(factories.office("จังหวัดอื่น", Kind.PROVINCE)).officer

    response = getattr(logged_in(stranger), method)(address(name, house.copy))

    assert response.status_code in (404, 405)


@pytest.mark.parametrize("name", TASKS)
def test_nobody_is_sent_to_log_in(client, house, name):
    response = client.post(address(name, house.copy))

    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))
