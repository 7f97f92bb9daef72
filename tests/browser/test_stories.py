"""A working day in the browser: the clerk, the officer, a local government on its phone."""

import datetime as dt
import io
import re

import pikepdf
import pytest
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from playwright.sync_api import Page, expect

from circulars.domain import registering
from circulars.models import Letter, OfficeCopy, RegisterEntry
from circulars.states import State
from demo.acts import run_outbox
from offices.models import Kind
from survey.models import Answer, AnswerState
from tests import factories
from tests.browser.conftest import PHONE
from tests.keeping import kept
from tests.papers.reading_pdf import copied
from tests.papers.small import small_pdf
from tests.survey.world import QuickWorld

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "เวียน-1234"


class House:
    """A province with its people and two districts; letters lie on its desk."""

    def __init__(self, *subjects: str) -> None:
        self.province = factories.office("จังหวัดทดสอบ", Kind.PROVINCE, on_system=True)
        self.districts = [
            factories.office(f"อำเภอที่ {n}", Kind.DISTRICT, parent=self.province, on_system=True)
            for n in (1, 2)
        ]
        self.people = factories.Staff(self.province)
        now = timezone.now()
        self.copies = [
            factories.arrived(
                self.province,
                by=self.people.clerk,
                moment=now - dt.timedelta(hours=age),
                subject=subject,
                due_at=now + dt.timedelta(days=20),
                body="ด้วยมีเรื่องทดสอบ",
            )
            for age, subject in enumerate(subjects, start=1)
        ]


def log_in(page: Page, user) -> None:
    page.get_by_label("ชื่อผู้ใช้").fill(user.username)
    page.get_by_label("รหัสผ่าน").fill(PASSWORD)
    page.keyboard.press("Enter")


def press(page: Page, name: str | re.Pattern[str]) -> None:
    page.get_by_role("main").get_by_role("button", name=name).click()


def fits(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def locked_pdf() -> bytes:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(small_pdf())) as document:
        document.save(target, encryption=pikepdf.Encryption(owner="owner", user="user"))
    return target.getvalue()


def attach(page: Page, name: str, data: bytes) -> None:
    page.get_by_label("ไฟล์หนังสือ (PDF หรือภาพ)").set_input_files(
        {"name": name, "mimeType": "application/pdf", "buffer": data}
    )


def ink_in_upper_right(png: bytes) -> bool:
    """Is anything printed where the receipt stamp belongs?"""
    page = Image.open(io.BytesIO(png)).convert("L")
    width, height = page.size
    corner = page.crop((width // 2, 0, width, height // 4))
    return corner.getextrema()[0] < 128


def test_the_clerk_registers_and_passes_on_by_keyboard_alone(visit):
    house = House("เรื่องบนสุด", "เรื่องที่สอง")
    units = [factories.office(f"กลุ่มงานที่ {n}", Kind.DIVISION, parent=house.province) for n in (1, 2)]
    page = visit("/")
    log_in(page, house.people.clerk)

    # Enter, pressed once too often after the password, takes no number.
    expect(page.get_by_role("button", name="ลงรับ").first).not_to_be_focused()
    page.keyboard.press("j")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="ลงรับ").first).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.locator("[data-taken]")).to_have_text("๑")
    expect(page.locator(".wn-taken")).to_contain_text("เรื่องบนสุด")
    expect(page.get_by_role("button", name="ลงรับ").first).to_be_focused()
    page.keyboard.press("s")
    page.keyboard.press("2")
    expect(page.get_by_role("main")).to_contain_text("เกษียนแล้ว: มอบหมาย")
    expect(page.get_by_role("button", name="ลงรับ").first).to_be_focused()
    page.keyboard.press("n")
    expect(page).to_have_url(re.compile(reverse("register_new")))
    assert [copy.holder for copy in OfficeCopy.objects.order_by("pk")] == [
        units[1],
        house.province,
    ]


def test_the_clerk_enters_a_letter_from_outside(visit):
    house = House()
    page = visit(reverse("register_new"), user=house.people.clerk)
    page.locator("#id_number_printed").fill("มท 0810.3/ว 3195")
    page.locator("#id_dated_printed").fill("๒๕๓ ตุลาคม ๒๕๖๓")
    page.locator("#id_issuer_name").fill("กรมส่งเสริมการปกครองท้องถิ่น")
    page.locator("#id_subject").fill("สำรวจแผนชุมชน")

    for name, data, reason in (
        (
            "จดหมาย.pdf",
            "ข้อความธรรมดา".encode(),
            "รับเฉพาะไฟล์ PDF หรือภาพ (JPEG, PNG, TIFF, HEIC, WebP, BMP)",
        ),
        ("ว่าง.pdf", b"", "ว่างเปล่า"),
        ("ล็อก.pdf", locked_pdf(), "ไฟล์ PDF มีรหัสผ่าน"),
    ):
        attach(page, name, data)
        page.locator("#id_subject").press("Control+Enter")
        expect(page.locator("#id_letter_file_error")).to_contain_text(reason)
        expect(page.locator("#id_subject")).to_have_value("สำรวจแผนชุมชน")

    attach(page, "หนังสือ.pdf", small_pdf())
    press(page, "ลงรับและออกเลข")
    expect(page.locator("#id_dated_printed_error")).to_be_visible()
    expect(page.locator(".wn-held")).to_contain_text("หนังสือ.pdf")
    page.get_by_label(re.compile("ต้นฉบับพิมพ์ไว้อย่างนี้จริง")).check()
    press(page, "ลงรับและออกเลข")

    expect(page.locator("[data-taken]")).to_have_text("๑")
    page.locator(".wn-taken").get_by_role("link", name="สำรวจแผนชุมชน").click()
    expect(page.locator("main")).to_contain_text("๒๕๓ ตุลาคม ๒๕๖๓")
    expect(page.locator(".wn-facts .text-danger").first).to_be_visible()
    first = page.locator(".wn-document-pages img").first
    expect(first).to_be_visible()
    picture = page.request.get(first.evaluate("image => image.src")).body()
    stamped = page.request.get(
        page.get_by_role("link", name="ดาวน์โหลด").first.evaluate("a => a.href")
    )
    letter = Letter.objects.get()
    assert ink_in_upper_right(picture)
    assert "เลขรับ๑" in copied(stamped.body())
    assert (letter.dated_printed, letter.dated) == ("๒๕๓ ตุลาคม ๒๕๖๓", None)
    assert letter.date_problem


def test_pressing_twice_or_coming_back_does_nothing_twice(visit):
    house = House("เรื่องเดียว")
    [copy] = house.copies
    page = visit(reverse("task_register", args=[copy.pk]), user=house.people.clerk)
    stale = page.context.new_page()
    stale.goto(page.url)

    page.get_by_role("button", name="ลงรับและออกเลข").dblclick()
    expect(page.locator("[data-taken]")).to_have_text("๑")
    press(stale, "ลงรับและออกเลข")
    expect(stale.locator(".wn-errors, .wn-callout").first).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_be_visible()

    assert RegisterEntry.objects.filter(copy=copy).count() == 1


def test_the_officer_takes_a_letter_through(visit):
    house = House("สำรวจแผนชุมชน")
    [copy] = house.copies
    registering.register(copy, by=house.people.clerk, at=timezone.now())

    officer = visit(reverse("my_work"), user=house.people.officer)
    officer.locator("[data-row] a.btn").click()
    officer.get_by_label("แจ้งต่อ (ทำหนังสือส่งต่อ)").check()
    press(officer, "ลงคำสั่ง")
    expect(officer.get_by_role("heading", level=1)).to_have_text("ร่างหนังสือ")
    picture = officer.locator(".wn-document-pages img").first
    before = picture.evaluate("image => image.src")
    officer.locator("#id_body").fill("ข้อความที่พิมพ์ใหม่")
    officer.wait_for_function(
        "old => document.querySelector('.wn-document-pages img').src !== old", arg=before
    )
    press(officer, "บันทึกและเสนอตรวจ")

    reviewer = visit(reverse("my_work"), user=house.people.reviewer)
    reviewer.locator("[data-row] a.btn").click()
    press(reviewer, "ผ่าน เสนอลงนาม")
    signer = visit(reverse("my_work"), user=house.people.signer)
    signer.locator("[data-row] a.btn").click()
    press(signer, "ลงนามและออกเลข")
    expect(signer.locator("main, .wn-messages").first).to_contain_text("ทด ๐๐๐๑/ว ๑")

    officer.get_by_role("link", name=re.compile("งานของฉัน")).first.click()
    officer.locator("[data-row] a.btn").click()
    press(officer, "ส่งถึง ๒ แห่ง")
    expect(officer.locator("#dispatch-progress")).to_contain_text("๐/๒")
    run_outbox(timezone.now())
    expect(officer.locator("#dispatch-progress")).to_contain_text("ส่งถึงครบ ๒ แห่งแล้ว")
    officer.get_by_role("link", name="ติดตามผู้รับ").click()
    for district in house.districts:
        expect(officer.get_by_role("main")).to_contain_text(district.name)

    copy.refresh_from_db()
    assert copy.state == State.REPORTING, "it went out with a deadline: replies are awaited"
    assert OfficeCopy.objects.filter(parent=copy, state=State.ARRIVED).count() == 2


def test_a_local_government_answers_from_the_code_in_the_letter(visit):
    world = kept(QuickWorld)
    line = world.expected("อบต. อำเภอก 1")
    world.ready(line)
    page = visit(reverse("answer_by_circular", args=[world.top.circular_id]), viewport=PHONE)
    log_in(page, world.officer_of(line))
    expect(page).to_have_url(re.compile(reverse("answer_form", args=[line.pk])))
    assert fits(page)

    has = page.locator("[data-question=has_village]")
    budget = page.get_by_label("งบประมาณรวม (บาท)")
    has.get_by_label("ไม่มี", exact=True).check()
    expect(budget).to_be_hidden()
    has.get_by_label("มี", exact=True).check()
    expect(budget).to_be_visible()
    budget.fill("-500")
    page.locator("[data-question=evaluated_village]").get_by_label("มี", exact=True).check()
    press(page, "ส่งคำตอบ")

    expect(page.locator("#id_q-budget_village_error")).to_contain_text("งบประมาณต้องมากกว่า")
    expect(budget).to_have_value("-500")
    expect(has.get_by_label("มี", exact=True)).to_be_checked()
    assert fits(page)

    again = page.context.new_page()
    again.goto(page.url)
    page.close()
    budget = again.get_by_label("งบประมาณรวม (บาท)")
    expect(budget).to_have_value("-500")
    budget.fill("๑,๒๕๐,๐๐๐")
    press(again, "ส่งคำตอบ")
    expect(again.get_by_role("heading", level=1)).to_have_text("ใบรับคำตอบ")
    expect(again.locator(".wn-taken-number")).to_have_text(re.compile("๐๐๐๐๑$"))
    assert fits(again)

    answer = Answer.objects.get(state=AnswerState.SUBMITTED)
    assert answer.values == {
        "has_village": "yes",
        "budget_village": "1250000",
        "evaluated_village": "yes",
    }
