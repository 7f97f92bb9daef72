"""The look, in a real browser: no script is refused, nothing is wider than a phone, keys work."""

import pytest

from circulars.models import User
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
