"""The intake form under the hands of a clerk: Enter goes on, Back takes no second number."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from circulars.models import EventKind, RegisterEntry
from tests.browser.conftest import PHONE
from tests.browser.test_stories import House, attach, fits, log_in, press
from tests.papers.small import small_pdf

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def fill(page, subject="สำรวจแผนชุมชน"):
    page.locator("#id_issuer_name").fill("กรมส่งเสริมการปกครองท้องถิ่น")
    page.locator("#id_subject").fill(subject)


def test_enter_goes_on_and_only_the_button_sends(visit):
    house = House()
    page = visit(reverse("register_new"), user=house.people.clerk)
    fill(page)

    page.locator("#id_number_printed").focus()
    passed = []
    for _ in range(8):
        page.keyboard.press("Enter")
        passed.append(page.evaluate("document.activeElement.id || document.activeElement.type"))
    assert passed[:6] == [
        "id_dated_printed", "id_issuer_name", "id_addressee", "id_subject", "id_urgency", "id_due_at",
    ]  # fmt: skip
    page.locator("#id_channel").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="ลงรับและออกเลข")).to_be_focused()
    assert RegisterEntry.objects.count() == 0
    page.keyboard.press("Enter")

    expect(page.locator("[data-taken]")).to_have_text("๑")
    assert RegisterEntry.objects.count() == 1


def test_control_and_enter_sends_from_any_field(visit):
    house = House()
    page = visit(reverse("register_new"), user=house.people.clerk)
    fill(page)

    page.locator("#id_subject").press("Control+Enter")

    expect(page.locator("[data-taken]")).to_have_text("๑")


def test_going_back_and_sending_again_leads_to_the_number_taken(visit):
    house = House()
    page = visit("/", user=house.people.clerk)
    page.keyboard.press("n")
    expect(page).to_have_url(re.compile(reverse("register_new")))
    fill(page)
    press(page, "ลงรับและออกเลข")
    expect(page.locator("[data-taken]")).to_have_text("๑")

    page.go_back()
    expect(page.locator("#id_subject")).to_be_visible()
    fill(page)
    press(page, "ลงรับและออกเลข")

    expect(page.get_by_role("main")).to_contain_text("ไม่ได้ออกเลขใหม่")
    assert RegisterEntry.objects.count() == 1


def test_the_note_on_a_day_off_comes_while_typing(visit):
    house = House()
    page = visit(reverse("register_new"), user=house.people.clerk)

    page.locator("#id_due_at").fill("27/11/2570")
    page.locator("#id_due_at").press("Enter")

    expect(page.locator("#due-note")).to_contain_text("วันเสาร์")
    expect(page.locator("#due-note .wn-warn")).to_have_count(1)


def test_what_was_typed_outlives_the_session(visit):
    house = House()
    page = visit(reverse("register_new"), user=house.people.clerk)
    fill(page, "เรื่องที่พิมพ์ไว้")
    page.context.clear_cookies(name="sessionid")

    press(page, "ลงรับและออกเลข")
    expect(page).to_have_url(re.compile("/accounts/login/"))
    log_in(page, house.people.clerk)

    expect(page.locator("#id_subject")).to_have_value("เรื่องที่พิมพ์ไว้")
    expect(page.locator("[data-kept-note]")).to_be_visible()
    page.reload()
    expect(page.locator("#id_subject")).to_have_value("")
    assert RegisterEntry.objects.count() == 0


@pytest.mark.parametrize("other", ["secret", "person"])
def test_nothing_is_put_back_of_a_secret_letter_or_for_another_person(visit, other):
    house = House()
    page = visit(reverse("register_new"), user=house.people.clerk)
    fill(page, "เรื่องที่พิมพ์ไว้")
    if other == "secret":
        page.locator("details.wn-more summary").first.click()
        page.locator("#id_secrecy").select_option("002")
    page.context.clear_cookies(name="sessionid")

    press(page, "ลงรับและออกเลข")
    log_in(page, house.people.clerk if other == "secret" else house.people.officer)

    expect(page.locator("#id_subject")).to_have_value("")
    assert page.evaluate("sessionStorage.getItem('wian-kept')") is None


def test_after_a_letter_is_in_the_next_form_is_empty(visit):
    house = House()
    page = visit(reverse("register_new"), user=house.people.clerk)
    fill(page)
    press(page, "ลงรับและออกเลข")
    expect(page.locator("[data-taken]")).to_have_text("๑")

    page.keyboard.press("n")

    expect(page).to_have_url(re.compile(reverse("register_new")))
    expect(page.locator("#id_subject")).to_have_value("")


def test_a_forgotten_scan_is_attached_from_the_page_of_the_letter(visit, root):
    house = House()
    page = visit(reverse("register_new"), user=house.people.clerk, viewport=PHONE)
    fill(page, "พิมพ์ผิด")
    press(page, "ลงรับและออกเลข")
    page.locator(".wn-taken").get_by_role("link", name="พิมพ์ผิด").click()
    page.get_by_role("link", name="แก้ข้อมูล/แนบไฟล์").click()
    page.locator("#id_subject").fill("พิมพ์ถูก")
    attach(page, "สแกน.pdf", small_pdf())
    assert fits(page)
    folder = root / "var/look"
    folder.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=folder / "copy_correct-390.png", full_page=True)

    press(page, "บันทึกการแก้ไข")

    expect(page.get_by_role("heading", level=1)).to_have_text("พิมพ์ถูก")
    expect(page.get_by_role("main")).to_contain_text("แก้ข้อมูลหนังสือ: เรื่อง, ไฟล์")
    expect(page.locator(".wn-document-pages img")).to_have_count(1)
    entry = RegisterEntry.objects.get()
    assert (entry.number, entry.subject) == (1, "พิมพ์ถูก")
    assert entry.copy.events.filter(kind=EventKind.CORRECTED).count() == 1


def test_going_back_to_type_the_next_letter_asks_once_and_takes_its_number(visit):
    house = House()
    page = visit(reverse("register_new"), user=house.people.clerk)
    fill(page, "เรื่องแรก")
    press(page, "ลงรับและออกเลข")
    expect(page.locator("[data-taken]")).to_have_text("๑")

    page.go_back()
    expect(page.locator("#id_subject")).to_be_visible()
    fill(page, "เรื่องที่สอง")
    press(page, "ลงรับและออกเลข")
    expect(page.locator("#id_subject")).to_have_value("เรื่องที่สอง")
    told = "หน้านี้ใช้ลงรับหนังสือรายการด้านล่างไปแล้ว ถ้านี่เป็นหนังสืออีกฉบับ ให้กดลงรับอีกครั้ง"
    expect(page.get_by_text(told)).to_be_visible()
    press(page, "ลงรับและออกเลข")

    expect(page.locator("[data-taken]")).to_have_text("๒")
    assert RegisterEntry.objects.count() == 2
