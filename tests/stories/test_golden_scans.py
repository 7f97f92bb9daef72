"""The golden chain comes as bad scans to the desks of three offices, and no field is wrong."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from circulars.models import Letter, LetterReading
from papers.reading.as_data import as_data
from papers.reading.reading import read
from tests import factories
from tests.papers.reading.golden_scans import CHAIN, scanned, wrong_in
from tests.story import clock, forms_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

#: letter → who receives it, when, and what the desk proposes; an unsure date is left to the clerk.
DESKS = {
    "ministry": ("กรมส่งเสริมการปกครองท้องถิ่น", "2020-09-30 10:15", "memo"),
    "department": ("จังหวัดบึงกาฬ", "2020-10-22 09:26", "external"),
    "province": ("อำเภอเซกา", "2020-10-28 14:00", "external"),
}


@pytest.mark.parametrize("name", list(CHAIN))
def test_a_scanned_letter_fills_the_form_and_is_entered(name, as_user):
    house, moment, kind = DESKS[name]
    printed = CHAIN[name][3]
    with clock(moment):
        desk = as_user(factories.Staff(factories.office(house)).clerk)
        upload = SimpleUploadedFile("สแกน.pdf", scanned(name), content_type="application/pdf")
        held = desk.post(reverse("reading_ask"), {"letter_file": upload}).context["held"]
    reading = LetterReading.objects.get()
    with clock(moment):
        form = next(
            one for one in forms_of(desk.get(reverse("register_new"))) if "subject" in one.offered
        )
        for field, one in reading.found["fields"].items():
            if one["value"]:
                form.fill(field, one["value"])
        read = reading.found["fields"].get("issuer_name", {}).get("value")
        sent = {
            **form.values, "held_file": held.token, "reading": reading.pk, "due_at": "",
            "channel": "paper", "action": "กลุ่มงานส่งเสริมและพัฒนาท้องถิ่น",
            # Under a stamp it may be left empty; the clerk types it from the paper.
            "issuer_name": read or printed["issuer"],
        }  # fmt: skip
        entered = desk.post(reverse("register_new"), sent)
        if entered.status_code == 200:
            seen = [one.clash.code for one in entered.context["clashes"]]
            entered = desk.post(reverse("register_new"), {**sent, "accept": seen})

    assert entered.status_code == 302, entered.context["form"].errors
    letter = Letter.objects.get()
    assert (letter.kind, letter.urgency, str(letter.dated)) == (kind, "004", printed["date"])
    assert letter.number_printed.replace(" ", "") == printed["number"].replace(" ", "")
    assert letter.addressee == printed["addressee"]


@pytest.mark.parametrize("name", list(CHAIN))
def test_every_field_of_the_paper_is_read_or_left_empty(name):
    found = as_data(read(scanned(name)))

    assert wrong_in(name, found["fields"]) == {}
