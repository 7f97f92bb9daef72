"""The signer's pages for what can be changed of a letter that was sent."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from circulars.states import State
from tests import factories
from tests.factories import MONDAY
from tests.keeping import built_once
from tests.papers.small import small_pdf
from tests.screens.work.task_screens import House, address, logged_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]


@pytest.fixture
@built_once
def house():
    house = House(districts=1)
    house.delivered()
    return house


def test_a_file_is_sent_later_and_taken_out(house):
    client = logged_in(house.people.signer)
    page = address("copy_enclose", house.copy)
    upload = SimpleUploadedFile("แผนที่.pdf", small_pdf(), "application/pdf")

    nothing = client.post(page, {"reason": "ลืมแนบ"})
    done = client.post(page, {"file": upload, "reason": "ลืมแนบ"})
    again = client.get(page)
    kept = house.copy.dispatches.get().letter.files.get(name="แผนที่.pdf")
    out = reverse("copy_take_out", args=[house.copy.pk, kept.pk])
    taken = client.post(out, {"reason": "ผิดไฟล์"})

    assert nothing.context["form"].errors == {"file": ["โปรดเลือกไฟล์ที่จะส่งเพิ่ม"]}
    assert done.url == taken.url == address("copy_after", house.copy)
    assert out in again.text
    assert "ไฟล์นี้ไม่ได้ส่งเพิ่มภายหลัง" in client.post(out, {"reason": "อีกครั้ง"}).text


def test_a_file_that_is_none_is_refused_at_its_field(house):
    upload = SimpleUploadedFile("แผนที่.pdf", b"not a pdf", "application/pdf")

    page = logged_in(house.people.signer).post(
        address("copy_enclose", house.copy), {"file": upload, "reason": "ลืมแนบ"}
    )

    assert set(page.context["form"].errors) == {"file"}


def test_the_matter_is_cancelled_and_its_receivers_read_it(house):
    child = house.children()[0]

    done = logged_in(house.people.signer).post(
        address("copy_cancel", house.copy), {"reason": "ยกเลิกโครงการ"}
    )

    house.copy.refresh_from_db()
    read = logged_in(factories.Staff(child.office).clerk).get(address("copy", child))
    assert (done.url, house.copy.state) == (address("copy", house.copy), State.FILED)
    assert "เรื่องนี้ผู้ส่งยกเลิกแล้ว" in read.text


def test_an_officer_sees_the_buttons_greyed_and_is_refused(house):
    client = logged_in(house.people.officer)

    page = client.get(address("copy_after", house.copy))
    refused = client.post(address("copy_cancel", house.copy), {"reason": "ยกเลิกโครงการ"})

    assert f"ต้องมีหน้าที่ ผู้ลงนาม / ผู้บังคับบัญชา/ผู้ติดตาม ใน {house.province.label}" in page.text
    assert len(refused.context["form"].non_field_errors()) == 1


def test_a_survey_is_amended_question_by_question(world, as_user):
    signer = factories.person()
    factories.post(signer, world.top.office, "signer", starts_on=MONDAY.date())
    client, pk = as_user(signer), world.top.pk
    question = world.task.questions.get(name="has_community")

    after = client.get(reverse("copy_after", args=[pk]))
    page = client.get(reverse("survey_amend", args=[pk]))
    done = client.post(
        reverse("survey_wording", args=[pk, question.pk]),
        {"label": "มีโครงการหรือไม่", "hint": "", "reason": "กำกวม"},
    )
    closing = client.post(
        reverse("survey_closing", args=[pk]), {"closes_at": "31/12/63", "reason": "ขอมาก"}
    )

    question.refresh_from_db()
    world.task.refresh_from_db()
    assert reverse("survey_amend", args=[pk]) in after.text
    assert reverse("survey_wording", args=[pk, question.pk]) in page.text
    assert done.url == closing.url == reverse("survey_amend", args=[pk])
    assert question.label == "มีโครงการหรือไม่"
    assert world.task.closes_at is not None
