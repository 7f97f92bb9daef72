"""Keys that act without a button, and Thai words on an English page, in a real browser."""

import pytest
from django.urls import reverse

from tests.screens.work.task_screens import House

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def house():
    return House()


@pytest.mark.parametrize(
    ("wanted", "opened"),
    [("single", [True, False]), ("alt", [False, True]), ("off", [False, False])],
)
def test_a_person_chooses_how_single_keys_act(visit, house, wanted, opened):
    clerk = house.people.clerk
    clerk.screen_keys = wanted
    clerk.save()
    page = visit(reverse("desk"), user=clerk)
    found = []

    for pressed in ("?", "Alt+?"):
        page.keyboard.press(pressed)
        found.append(page.locator("#shortcuts").evaluate("one => one.open"))
        page.evaluate("document.getElementById('shortcuts').close()")

    assert found == opened


def test_thai_words_on_an_english_page_say_so(visit, house):
    officer = house.people.officer
    officer.language = "en"
    officer.save()
    page = visit(reverse("copy", args=[house.copy.pk]), user=officer)

    unsaid = page.evaluate(
        """() => {
            const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            const found = [];
            while (walk.nextNode()) {
                const node = walk.currentNode;
                if (node.parentElement.closest("script, style, [lang=th]")) continue;
                if (/[\\u0e01-\\u0e3a\\u0e40-\\u0e4e]/.test(node.data)) found.push(node.data.trim());
            }
            return found;
        }"""
    )
    heading = page.locator("h1").first.evaluate(
        "one => [one.textContent.trim(), (one.closest('[lang]') || {}).lang,"
        " [...one.querySelectorAll('[lang=th]')].length]"
    )

    assert unsaid == []
    assert heading[1] == "th" or heading[2] > 0
