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
