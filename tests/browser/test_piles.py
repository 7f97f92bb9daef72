"""A pile under the hands of a clerk: cuts by keys; photos moved and taken away on a telephone."""

import io

import pytest
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from playwright.sync_api import expect

from circulars.domain.piles import start_pile
from circulars.models import PileLetter
from demo.acts import run_outbox
from tests import factories
from tests.browser.conftest import PHONE
from tests.browser.test_stories import fits
from tests.circulars.domain.pile_of import FIRST, SECOND, THIRD, scan

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def photo(name, shade):
    target = io.BytesIO()
    Image.new("RGB", (120, 170), (shade, shade, shade)).save(target, "JPEG")
    return {"name": name, "mimeType": "image/jpeg", "buffer": target.getvalue()}


def test_cuts_are_walked_moved_and_taken_away_by_keys(visit):
    house = factories.office("จังหวัดทดสอบ")
    staff = factories.Staff(house)
    files = [("กอง.pdf", scan(FIRST, SECOND, THIRD))]
    pile = start_pile(house, files, by=staff.clerk, at=timezone.now())
    run_outbox(timezone.now())
    page = visit(reverse("pile", args=[pile.pk]), user=staff.clerk)
    second, third = (page.locator(f"[name=cut][value='{number}']") for number in (2, 3))

    second.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    expect(third).to_be_focused()
    page.keyboard.press("Alt+ArrowLeft")
    expect(second).to_be_focused()
    assert (second.is_checked(), third.is_checked()) == (True, False)
    page.get_by_role("button", name="บันทึกรอยตัด").click()

    expect(page.locator("[data-left]")).to_have_text("๒")
    assert list(PileLetter.objects.values_list("first", "last")) == [(1, 1), (2, 3)]
    page.keyboard.press("Enter")
    expect(page.locator("#id_subject")).to_have_value(FIRST.subject)
    page.keyboard.press("x")
    expect(page.locator(".wn-pile-bar")).to_contain_text("หน้า ๒–๓")


def test_photos_are_moved_and_taken_away_on_a_telephone(visit):
    staff = factories.Staff(factories.office("จังหวัดทดสอบ"))
    page = visit(reverse("register_new"), user=staff.clerk, viewport=PHONE)
    names = page.locator(".wn-photo-name")

    page.locator("#id_letter_file").set_input_files([photo("1.jpg", 90), photo("2.jpg", 160)])
    expect(names).to_have_text(["1.jpg", "2.jpg"])
    page.locator("#photos [data-photo=down]").click()
    expect(names).to_have_text(["2.jpg", "1.jpg"])
    expect(page.locator("#photos li").nth(1).locator("[data-photo=up]")).to_be_focused()
    page.keyboard.press("Alt+ArrowUp")
    expect(names).to_have_text(["1.jpg", "2.jpg"])
    assert fits(page)
    page.keyboard.press("Delete")

    expect(names).to_have_count(1)
