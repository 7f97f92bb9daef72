"""The look, in a real browser: no script is refused, nothing is wider than a phone, keys work."""

import pytest

from offices.models import User
from tests.browser import look_urls
from tests.browser.conftest import PHONE, WIDE

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls(look_urls.__name__)]


@pytest.fixture
def somsri() -> User:
    return User.objects.create_user("somsri", title="นาง", first_name="สมศรี", last_name="มีสุข")


@pytest.mark.parametrize("name", ["list", "form", "circular"])
@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_components_fit_the_screen(visit, somsri, name, viewport, root):
    page = visit(f"/look/{name}", user=somsri, viewport=viewport)
    page.evaluate("document.fonts.ready")
    (root / "var/look").mkdir(parents=True, exist_ok=True)
    page.screenshot(path=root / f"var/look/{name}-{viewport['width']}.png", full_page=True)

    assert page.evaluate("document.documentElement.scrollWidth") == viewport["width"]


def test_a_list_prints_without_its_frame(visit, somsri, root):
    page = visit("/look/list", user=somsri)
    page.emulate_media(media="print")
    page.screenshot(path=root / "var/look/list-print.png", full_page=True)

    shown = {
        name: page.locator(name).first.is_visible()
        for name in (".wn-top", ".wn-side", ".wn-pages", "h1", ".wn-table", ".wn-print-head")
    }
    assert shown == {
        ".wn-top": False,
        ".wn-side": False,
        ".wn-pages": False,
        "h1": True,
        ".wn-table": True,
        ".wn-print-head": True,
    }


def test_keys_lead_through_a_list(visit, somsri):
    page = visit("/look/list", user=somsri)
    here = "document.activeElement.closest('[data-row]')?.rowIndex ?? 0"

    page.keyboard.press("j")
    page.keyboard.press("j")
    second = page.evaluate(here)
    page.keyboard.press("k")
    first = page.evaluate(here)
    page.keyboard.press("/")
    page.keyboard.type("?j")
    searched = page.evaluate("document.activeElement.value")

    assert (second, first, searched) == (2, 1, "?j")


def test_question_mark_opens_the_list_of_keys(visit, somsri):
    page = visit("/look/list", user=somsri)

    page.keyboard.press("Shift+Slash")

    assert page.evaluate("document.getElementById('shortcuts').open") is True


def test_keys_work_on_a_thai_keyboard(visit, somsri):
    page = visit("/look/list", user=somsri)

    page.evaluate(
        "document.body.dispatchEvent("
        "new KeyboardEvent('keydown', {key: '่', code: 'KeyJ', bubbles: true}))"
    )

    assert page.evaluate("document.activeElement.closest('[data-row]').rowIndex") == 1


def test_control_enter_sends_the_form(visit, somsri):
    page = visit("/look/form", user=somsri)
    page.locator("main textarea").focus()

    with page.expect_request(lambda request: request.method == "POST") as sent:
        page.keyboard.press("Control+Enter")

    assert sent.value.url.endswith("/look/form")


def test_errors_are_announced_and_lead_to_their_fields(visit, somsri):
    page = visit("/look/form", user=somsri)
    focused = page.evaluate("document.activeElement.className")

    page.get_by_role("link", name="ลงวันที่:").click()

    assert focused == "wn-errors"
    assert page.evaluate("location.hash") == "#id_written_on"
    assert page.locator("#id_written_on").get_attribute("aria-describedby") == (
        "id_written_on_helptext id_written_on_error"
    )


def test_without_a_script_menu_and_desks_still_open(visit, somsri):
    page = visit("/look/list", user=somsri, viewport=PHONE, script=False)

    page.locator(".wn-bottom button").click()
    menu = page.locator("#menu a").first.is_visible()
    page.locator(".wn-side-close").click()
    page.locator(".wn-desk summary").click()

    assert menu is True
    assert page.locator(".wn-desk button").count() == 2
    assert page.locator(".wn-desk button").last.is_visible()


def test_a_finger_hits_every_control_on_a_phone(visit, somsri):
    page = visit("/look/list", user=somsri, viewport=PHONE)

    small = page.evaluate(
        """[...document.querySelectorAll("main .btn, .wn-bottom a, .wn-top a, .wn-top summary, .wn-pages a")]
            .filter((one) => one.offsetParent && one.getBoundingClientRect().height < 43.5
                && !one.matches(".wn-brand"))
            .map((one) => one.outerHTML)"""
    )

    assert small == []


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_login_says_in_thai_what_is_wrong(visit, somsri, viewport, root):
    page = visit("/accounts/login/", viewport=viewport)
    page.get_by_label("ชื่อผู้ใช้").fill("somsri")
    page.get_by_label("รหัสผ่าน").fill("wrong")
    with page.expect_navigation():
        page.get_by_role("button", name="เข้าสู่ระบบ").click()
    page.screenshot(path=root / f"var/look/login-{viewport['width']}.png")

    assert page.locator(".wn-errors li").inner_text() == (
        "ชื่อผู้ใช้หรือรหัสผ่านไม่ถูกต้อง ลองพิมพ์ใหม่ หรือกด ลืมรหัสผ่าน"
    )
    assert page.evaluate("document.documentElement.scrollWidth") == viewport["width"]
