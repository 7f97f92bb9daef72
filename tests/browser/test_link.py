"""The whole way of a link on a telephone: PIN, receipt, answer, report, without any account."""

import time

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from circulars.domain import links
from circulars.models import Provenance
from survey.models import ExpectedAnswer
from tests.browser.conftest import PHONE
from tests.circulars.beside import NAME, Beside
from tests.keeping import kept
from tests.survey.world import HAS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
#: Of clicks and typing, without what the machine takes to answer.
TWO_MINUTES = 120


@pytest.fixture
def stage(monkeypatch) -> Beside:
    stage = kept(Beside)
    # The world stands in 2020, the browser today: the links of both are alive.
    stage.link.expires_at = stage.link.expires_at.replace(year=2100)
    stage.link.save(update_fields=["expires_at"])
    return stage


def fits(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_an_office_without_an_account_goes_the_whole_way(visit, stage, tmp_path):
    page = visit(reverse("link", args=[links.token_of(stage.link)]), viewport=PHONE)
    started, widths = time.monotonic(), [fits(page)]
    page.get_by_label("PIN").fill("12")
    page.get_by_role("button", name="เปิดหนังสือ").click()
    expect(page.get_by_role("alert")).to_contain_text("PIN ไม่ถูกต้อง")

    page.get_by_label("PIN").fill(stage.pin)
    page.get_by_role("button", name="เปิดหนังสือ").click()
    expect(page.get_by_role("heading", name="เรื่องสำรวจ")).to_be_visible()
    widths.append(fits(page))

    page.get_by_role("link", name="แจ้งว่าได้รับหนังสือ").click()
    page.get_by_label("เลขรับของหน่วยงานท่าน").fill("๑๒๓")
    page.get_by_label("ผู้แจ้ง").fill("นางสาวใจ ดี ธุรการ")
    widths.append(fits(page))
    page.get_by_role("button", name="แจ้งว่าได้รับหนังสือ").click()
    expect(page.get_by_text("แจ้งรับหนังสือแล้ว")).to_be_visible()

    page.get_by_role("link", name="ตอบแบบสำรวจ").click()
    budget = page.get_by_label("งบประมาณรวม (บาท)")
    expect(budget).to_be_hidden()
    page.locator("[data-question=has_village]").get_by_label("มี", exact=True).check()
    budget.fill(HAS["budget_village"])
    expect(page.locator("#draft-status")).to_contain_text("บันทึกร่างแล้ว")
    page.locator("[data-question=evaluated_village]").get_by_label("มี", exact=True).check()
    widths.append(fits(page))
    page.get_by_role("button", name="ส่งคำตอบ").click()
    expect(page.get_by_role("heading", name="ใบรับคำตอบ")).to_be_visible()
    widths.append(fits(page))

    page.locator(".wn-form-end").get_by_role("link", name="กลับไปที่หนังสือ").click()
    expect(page.get_by_text("แจ้งไปแล้ว")).to_be_visible()
    page.get_by_role("button", name="ออก").click()
    expect(page.get_by_role("heading", name="เปิดหนังสือด้วย PIN")).to_be_visible()

    assert widths == [True] * 5
    assert time.monotonic() - started < TWO_MINUTES
    line = ExpectedAnswer.objects.get(office__name=NAME)
    assert line.current.values["budget_village"] == "1250000"
    said = list(Provenance.objects.order_by("pk").values_list("said", flat=True))
    assert said == ["received", "answered"]


def test_the_district_prints_the_slip_and_keys_in_what_came_on_paper(visit, stage):
    page = visit(reverse("channel", args=[stage.copy.pk]), user=stage.sender, viewport=PHONE)
    page.get_by_role("link", name="บันทึกว่าได้รับแล้ว").click()
    page.get_by_label("หลักฐานเป็นข้อความ").fill("โทรแจ้ง 9.30 น.")
    page.get_by_role("button", name="บันทึก", exact=True).click()
    expect(page.get_by_text("โทรแจ้ง 9.30 น.")).to_be_visible()
    assert fits(page)

    page.get_by_role("button", name="ออก PIN ใหม่และพิมพ์ใบนำส่ง").click()
    expect(page.locator(".wn-slip img")).to_be_visible()
    assert fits(page)
