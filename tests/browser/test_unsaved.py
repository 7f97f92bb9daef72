"""What is typed and not saved, in a real browser: leaving asks first, saving does not."""

import pytest
from django.urls import reverse

from circulars.domain import drafting
from circulars.domain.content import content_of
from survey.domain import asking
from survey.models import SurveyTask
from survey.questionnaires import READY
from tests.browser.conftest import PHONE, WIDE
from tests.factories import MONDAY
from tests.screens.work.task_screens import House, address

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def house():
    return House()


def picture(page, root, name: str) -> None:
    folder = root / "var/look"
    folder.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=folder / f"{name}.png", full_page=True)


def test_leaving_asks_only_where_something_is_not_saved(visit, house):
    house.drafting()
    page = visit(address("task_draft", house.copy), user=house.people.officer)
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))

    page.reload()
    before = list(asked)
    page.locator("#id_body").press_sequentially("ก")
    page.locator("button[value=survey]").click()
    page.wait_for_url(f"**{address('survey_edit', house.copy)}")
    saved = list(asked)
    page.get_by_role("link", name="กลับไปร่างหนังสือ").click()
    page.locator("#id_body").press_sequentially("ข")
    page.reload()

    assert (before, saved, asked) == ([], [], ["beforeunload"])


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_somebody_was_faster(visit, house, root, viewport):
    draft = house.drafting()
    officer = house.people.officer
    page = visit(address("task_draft", house.copy), user=officer, viewport=viewport)
    content = content_of(draft.latest)
    drafting.save_version(draft, content, due_at=None, by=house.people.reviewer, at=MONDAY)
    asking.ask(
        house.copy.circular, copy=house.copy, by=officer, at=MONDAY,
        blueprint=READY["community_plan"],
    )  # fmt: skip

    page.locator("#id_body").fill("ของฉัน")
    page.locator("button[value=save]").click()
    page.locator(".wn-errors").wait_for()
    picture(page, root, f"overtaken-{viewport['width']}")

    assert page.locator("#id_body").input_value() == "ของฉัน"
    assert page.locator("input[name=base]").get_attribute("value") == "3"
    assert page.evaluate("document.documentElement.scrollWidth") == viewport["width"]


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_a_survey_that_hangs_can_be_replaced_or_taken_off(visit, house, root, viewport):
    house.drafting()
    officer = house.people.officer
    asking.ask(
        house.copy.circular, copy=house.copy, by=officer, at=MONDAY,
        blueprint=READY["community_plan"],
    )  # fmt: skip
    page = visit(address("survey_edit", house.copy), user=officer, viewport=viewport)

    page.get_by_text("แทนที่ทั้งฉบับด้วยแบบสำเร็จรูป").click()
    page.locator("summary", has_text="ถอดแบบสำรวจออก").click()
    picture(page, root, f"survey-hangs-{viewport['width']}")
    fits = page.evaluate("document.documentElement.scrollWidth")
    page.get_by_role("button", name="ยืนยัน: ถอดแบบสำรวจออก").click()
    page.get_by_text("ถอดแบบสำรวจออกแล้ว").wait_for()

    assert fits == viewport["width"]
    assert not SurveyTask.objects.exists()


def test_the_note_of_a_new_deadline_follows_the_typing(visit, house, root):
    house.dispatched()
    child = house.children()[0]
    page = visit(reverse("copy_extend", args=[child.pk]), user=house.people.officer)

    page.locator("#id_due_at").fill("8/11/63")
    page.get_by_text("วันที่ ๘ พฤศจิกายน ๒๕๖๓ เป็นวันหยุด (วันอาทิตย์)").wait_for()
    picture(page, root, "extend")

    assert page.locator("#due-note .wn-warn").count() >= 1
