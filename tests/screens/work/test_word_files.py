"""A draft and a signed letter as files of a word processor."""

import io

import pytest
from django.urls import reverse
from docx import Document

from circulars.domain.content import content_of
from screens.work.word_files import DOCX
from tests import factories
from tests.screens.work.task_screens import House

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return House()


def text_of(response) -> list[str]:
    return [one.text for one in Document(io.BytesIO(response.content)).paragraphs]


def test_the_saved_draft_comes_as_a_word_file(as_user, house):
    draft = house.drafting()

    response = as_user(house.people.officer).get(reverse("draft_docx", args=[house.copy.pk]))

    assert response.headers["Content-Type"] == DOCX
    assert (
        response.headers["Content-Disposition"] == f'attachment; filename="draft-{draft.pk}.docx"'
    )
    assert response.headers["Cache-Control"] == "private, no-store"
    body = content_of(draft.latest).body.split("\n\n")[0][:12]
    assert any(line.startswith(body) for line in text_of(response))


def test_the_page_of_the_draft_leads_to_it(as_user, house):
    house.drafting()

    page = as_user(house.people.officer).get(reverse("task_draft", args=[house.copy.pk]))

    assert reverse("draft_docx", args=[house.copy.pk]) in page.content.decode()


def test_nobody_of_another_office_gets_it(as_user, house):
    house.drafting()
    stranger = factories.Staff(factories.office("จังหวัดอื่น")).officer

    for name in ("draft_docx", "letter_docx"):
        assert as_user(stranger).get(reverse(name, args=[house.copy.pk])).status_code == 404


def test_before_there_is_a_letter_there_is_no_file(as_user, house):
    response = as_user(house.people.officer).get(reverse("letter_docx", args=[house.copy.pk]))

    assert response.status_code == 404
