"""Phrases of the office: kept on a page, picked into a draft."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from circulars.domain.phrases import keep_phrase
from circulars.models import Phrase
from tests.factories import MONDAY
from tests.keeping import built_once
from tests.papers.small import small_pdf
from tests.screens.work.task_screens import House, address, draft_fields, logged_in

pytestmark = pytest.mark.django_db
TEXT = "ทั้งนี้ ให้ถือปฏิบัติโดยเคร่งครัด"


@pytest.fixture
@built_once
def house():
    return House(1)


def test_a_phrase_is_kept_shown_and_put_away(house):
    client = logged_in(house.people.officer)

    client.post(reverse("phrases"), {"text": TEXT})
    twice = client.post(reverse("phrases"), {"text": TEXT})
    row = Phrase.objects.get()
    shown = client.get(reverse("phrases"))
    client.post(reverse("phrases"), {"retire": row.pk})

    assert twice.context["form"].errors["text"] == ["ถ้อยคำนี้เก็บไว้แล้ว"]
    assert twice.context["form"]["text"].value() == TEXT
    assert TEXT in shown.text
    assert client.get(reverse("phrases")).context["view"].rows == []
    assert client.post(reverse("phrases"), {"retire": row.pk}).status_code == 404
    assert client.post(reverse("phrases"), {"retire": "x"}).status_code == 404


def test_who_does_not_draft_sees_them_and_may_not_change_them(house):
    row = keep_phrase(house.province, TEXT, by=house.people.officer, at=MONDAY)
    client = logged_in(house.people.clerk)

    refused = client.post(reverse("phrases"), {"text": "อื่น"})
    client.post(reverse("phrases"), {"retire": row.pk})

    assert list(Phrase.objects.values_list("text", "retired_at")) == [(TEXT, None)]
    assert TEXT in refused.text


def test_a_phrase_goes_into_the_text_before_its_last_sentence_and_nothing_is_saved(house):
    draft = house.drafting()
    row = keep_phrase(house.province, TEXT, by=house.people.officer, at=MONDAY)
    client = logged_in(house.people.officer)
    typed = draft_fields(draft, body="ให้รายงาน\n\nจึงเรียนมาเพื่อทราบ", phrase=row.pk, do="phrase")

    page = client.post(address("task_draft", house.copy), typed)

    form = page.context["form"]
    assert form["body"].value() == f"ให้รายงาน\n\n{TEXT}\n\nจึงเรียนมาเพื่อทราบ"
    assert draft.versions.count() == 1


def test_files_chosen_before_a_phrase_is_picked_are_kept(house):
    draft = house.drafting()
    row = keep_phrase(house.province, TEXT, by=house.people.officer, at=MONDAY)
    good = SimpleUploadedFile("แบบ.pdf", small_pdf(), "application/pdf")
    bad = SimpleUploadedFile("a.exe", b"MZ", "application/pdf")
    client = logged_in(house.people.officer)

    page = client.post(
        address("task_draft", house.copy),
        draft_fields(draft, phrase=row.pk, do="phrase", attachments=[good, bad]),
    )

    assert [one.name for one in draft.files.all()] == ["แบบ.pdf"]
    assert page.context["form"].errors["attachments"][0].startswith("a.exe: ")
    assert TEXT in page.context["form"]["body"].value()
