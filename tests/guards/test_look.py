"""Icons exist, colours can be read, every state has a look."""

import re

import pytest

from circulars.states import Delivery, DraftState, State
from screens.frame.looks import LOOKS
from tests.guards.tree import ROOMS, ROOT, name, python_files, templates

THEME = (ROOT / "frontend/src/theme.css").read_text()
ICONS = set((ROOT / "frontend/icons.txt").read_text().split())


def colour(token: str) -> tuple[float, ...]:
    digits = re.search(rf"--wn-{token}: #([0-9a-f]+);", THEME).group(1)
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    return tuple(int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4))


def luminance(token: str) -> float:
    """Relative luminance by WCAG 2.2."""
    channels = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour(token))
    return sum(c * weight for c, weight in zip(channels, (0.2126, 0.7152, 0.0722), strict=True))


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        ("ink", "page"),
        ("ink-soft", "page"),
        ("ink-soft", "accent-tint"),
        ("accent", "page"),
        ("accent", "accent-tint"),
        ("good", "good-tint"),
        ("wait", "wait-tint"),
        ("bad", "bad-tint"),
        ("off", "off-tint"),
        ("paper", "accent"),
        ("paper", "bad"),
    ],
)
def test_text_can_be_read(ink, ground):
    assert contrast(ink, ground) >= 4.5


def test_edges_of_fields_can_be_seen():
    assert contrast("line-strong", "paper") >= 3


def test_every_icon_is_in_the_sprite():
    used = {look.icon for kind in LOOKS.values() for look in kind.values()}
    for file in templates():
        used |= set(re.findall(r'{% icon "([\w-]+)"', file.read_text()))
        used |= set(re.findall(r'\bicon="([\w-]+)"', file.read_text()))
    for file in python_files(*ROOMS):
        if not name(file).endswith("migrations"):
            used |= set(re.findall(r'"icon": "([\w-]+)"', file.read_text()))

    assert used - ICONS == set()


@pytest.mark.parametrize(
    ("kind", "states"), [("copy", State), ("draft", DraftState), ("delivery", Delivery)]
)
def test_every_state_has_a_look(kind, states):
    assert set(LOOKS[kind]) == set(states.values)


def test_every_whole_form_says_its_errors_above():
    whole = [file for file in templates() if "form.as_div" in file.read_text()]

    silent = [name(file) for file in whole if "error_summary.html" not in file.read_text()]

    assert silent == []
