"""An อบต. answers on a phone; the district checks on a wide screen."""

import pypdfium2 as pdfium
import pytest
from django.urls import reverse
from playwright.sync_api import expect

from survey.models import Answer, AnswerState, ExpectedAnswer
from tests.browser.conftest import PHONE
from tests.keeping import kept
from tests.papers.reading_pdf import MM, copied, words
from tests.survey.world import HAS, QuickWorld, answer_district

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def world():
    return kept(QuickWorld)


def test_an_office_answers_on_a_phone(visit, world):
    line = world.expected("อบต. อำเภอก 1")
    page = visit(reverse("answers"), user=world.officer_of(line), viewport=PHONE)
    page.get_by_role("link", name="ตอบแบบสำรวจ", exact=True).last.click()
    budget = page.get_by_label("งบประมาณรวม (บาท)")
    expect(budget).to_be_hidden()

    page.locator("[data-question=has_village]").get_by_label("มี", exact=True).check()
    expect(budget).to_be_visible()
    budget.fill("หลายล้าน")
    page.get_by_role("button", name="ส่งคำตอบ").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(budget).to_have_value("หลายล้าน")

    budget.fill(HAS["budget_village"])
    page.locator("[data-question=evaluated_village]").get_by_label("ไม่มี", exact=True).check()
    page.get_by_role("button", name="ส่งคำตอบ").click()
    expect(page.get_by_role("heading", name="ใบรับคำตอบ")).to_be_visible()

    width = page.evaluate("document.documentElement.scrollWidth")
    assert width == PHONE["width"]
    assert ExpectedAnswer.objects.get(pk=line.pk).current.values["budget_village"] == "1250000"


def test_what_is_typed_is_kept_without_pressing_anything(visit, world):
    line = world.expected("อบต. อำเภอก 1")
    page = visit(
        reverse("answer_form", args=[line.pk]), user=world.officer_of(line), viewport=PHONE
    )

    page.locator("[data-question=has_village]").get_by_label("มี", exact=True).check()
    expect(page.locator("#draft-status")).to_contain_text("บันทึกร่างแล้ว")

    draft = Answer.objects.get()
    assert (draft.state, draft.typed["has_village"]) == (AnswerState.DRAFT, "yes")


def test_the_form_works_without_a_script(visit, world):
    line = world.expected("อบต. อำเภอก 1")
    page = visit(reverse("answer_form", args=[line.pk]), user=world.officer_of(line), script=False)

    page.locator("[data-question=has_village]").get_by_label("ไม่มี", exact=True).check()
    page.locator("[data-question=evaluated_village]").get_by_label("มี", exact=True).check()
    page.get_by_role("button", name="ส่งคำตอบ").click()

    assert ExpectedAnswer.objects.get(pk=line.pk).current.values == {
        "has_village": "no",
        "evaluated_village": "yes",
    }


def test_the_district_and_the_province_see_what_came_in(visit, world):
    answer_district(world, "อำเภอก")
    district = world.district_staff[0].officer

    page = visit(reverse("task_report", args=[world.at_districts[0].pk]), user=district)
    page.get_by_role("link", name="อบต. อำเภอก 1").click()
    page.get_by_label("ต้องแก้ไขอะไร").fill("งบประมาณไม่ตรงกับข้อบัญญัติ")
    page.get_by_role("button", name="ส่งกลับ").click()
    expect(page.get_by_text("ส่งกลับให้แก้ไข").first).to_be_visible()

    province = world.province_staff.officer
    for name in ("task_report", "rollup", "indicator", "certify"):
        phone = visit(reverse(name, args=[world.at_province.pk]), user=province, viewport=PHONE)
        phone.wait_for_load_state("networkidle")
        assert phone.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_the_roll_up_prints_on_its_side_with_its_total_once(visit):
    world = QuickWorld(20)
    address = reverse("rollup", args=[world.at_province.pk])
    page = visit(address, user=world.province_staff.officer)

    pdf = page.pdf(prefer_css_page_size=True)

    with pdfium.PdfDocument(pdf) as document:
        sizes = {tuple(round(edge * MM) for edge in sheet.get_size()) for sheet in document}
        pages = len(document)
    assert (sizes, pages > 1) == ({(297, 210)}, True)
    assert copied(pdf).count("รวมทั้งสิ้น") == 1
    assert max(found.right for n in range(pages) for found in words(pdf, n + 1)) <= 297 - 10


def test_the_builder_opens_on_a_phone(visit):
    world = QuickWorld(forwarded=False)

    for name in ("survey_edit", "survey_preview", "survey_question_new"):
        page = visit(reverse(name, args=[world.top.pk]), user=world.staff.officer, viewport=PHONE)
        assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
