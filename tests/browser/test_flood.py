"""An อบต. reports a flood on a phone: villages as rows, with a script and without."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from survey.models import Answer
from tests.browser.conftest import PHONE, WIDE
from tests.keeping import kept
from tests.survey.flood import FloodWorld

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def world():
    return kept(FloodWorld)


@pytest.mark.parametrize(("viewport", "script"), [(PHONE, True), (PHONE, False), (WIDE, True)])
def test_villages_are_rows(visit, world, viewport, script):
    line = world.expected("อบต. อำเภอก 1")
    page = visit(
        reverse("answer_form", args=[line.pk]),
        user=world.officer_of(line),
        viewport=viewport,
        script=script,
    )

    page.get_by_label("มี", exact=True).check()
    page.get_by_label("ชื่อหมู่บ้าน").fill("บ้านหนึ่ง")
    page.get_by_label("ความเสียหายของ").fill("1,000.25")
    page.get_by_role("button", name="เพิ่มอีกแถว").click()
    expect(page.get_by_role("group", name="หมู่บ้าน ๒")).to_be_visible()
    page.get_by_label("ชื่อหมู่บ้าน").nth(1).fill("บ้านสอง")
    page.get_by_label("ความเสียหายของ").nth(1).fill("0.50")
    if script:
        expect(page.get_by_text("ท่านรายงาน 2 หมู่บ้าน รวม 1000.75 บาท")).to_be_visible()
    width = page.evaluate("document.documentElement.scrollWidth") if script else viewport["width"]
    assert width == viewport["width"]

    page.get_by_role("button", name="ส่งคำตอบ").click()
    expect(page.get_by_role("heading", name="ใบรับคำตอบ").first).to_be_visible()
    assert Answer.objects.get(state="submitted").values["#baht"] == "1000.75"
