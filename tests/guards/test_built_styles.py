"""What the build puts out of the way of a page must not be a rule of ours."""

import re

import pytest
import tinycss2
from django.conf import settings

SOURCES = settings.BASE_DIR / "frontend" / "src"
BUILT = settings.BASE_DIR / "static" / "dist" / "wian.css"
#: At-rules that hold rules of their own.
HOLDING = ("media", "supports", "layer")


def selectors(css: str) -> set[str]:
    return set(_selectors(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)))


def _selectors(rules):
    for rule in rules:
        if rule.type == "qualified-rule":
            written = tinycss2.serialize(rule.prelude)
            for one in re.split(r",(?![^(]*\))", written):
                yield re.sub(r"[\s'\"]+", "", one).replace("::", ":")
        elif rule.type == "at-rule" and rule.content and rule.at_keyword in HOLDING:
            yield from _selectors(tinycss2.parse_rule_list(rule.content, True, True))


@pytest.mark.parametrize("source", sorted(SOURCES.glob("*.css")), ids=lambda path: path.name)
def test_every_rule_of_ours_is_in_the_build(source):
    assert selectors(source.read_text()) - selectors(BUILT.read_text()) == set()


def test_the_ring_of_the_focus_is_ours_on_everything():
    assert "*:focus-visible{outline:3px solid var(--wn-accent-dark)!important" in BUILT.read_text()


#: Parts of Tabler that no page of ours shows; and colours that a part of a page sets itself.
UNWORKED = {"--tblr-list-group-variant", "--tblr-card-bg", "--tblr-nav-link-color"}


def test_an_older_browser_is_given_each_mixed_colour_worked_out():
    css = BUILT.read_text()
    known = re.sub(r"@supports[^{]*color-mix[^{]*\{(?:[^{}]|\{[^{}]*\})*\}", "", css)

    left = re.findall(r"color-mix\([^)]*?var\((--[\w-]+)", known)

    assert set(left) == UNWORKED
    assert "rgba(42,68,148," in css
    assert re.findall(r"oklch\((?!from)", css) == []


def test_no_rule_is_lost_to_an_older_browser_for_one_of_its_selectors():
    css = BUILT.read_text()
    lists = re.findall(r"(?:^|[{}])([^{}@]*:has\([^{}]*)\{", css)

    mixed = [
        one for one in lists if any(":has(" not in part for part in re.split(r",(?![^(]*\))", one))
    ]

    assert mixed == []
