"""Functions and comparisons that are true or false."""

import time

import pytest

from survey.xlsform.xpath.functions_of_truth import pattern_of
from tests.survey.xlsform.forms import holds

HOLDS = [
    ("string-length(.) > 2", "t", True),
    ("contains(${t},'b')", "", True),
    ("starts-with(${t},'ab')", "", True),
    ("ends-with(${t},'bc')", "", True),
    ("true()", "", True),
    ("false()", "", False),
    ("boolean('x')", "", True),
    ("boolean('')", "", False),
    ("boolean-from-string('1')", "", True),
    ("not(${a} = 5)", "", False),
    ("regex('12345','[0-9]+')", "", True),
    ("regex('1234','[0-9]{3}')", "", False),
    ("regex(${a},'^[0-9]{1}$')", "", True),
    ("regex('a1','^(?=.*[0-9])[a-z0-9]+$')", "", True),
    ("regex('aa','(a)\\1')", "", True),
    ("regex(${thai},'[ก-๙]+')", "", True),
    ("checklist(1, 2, ${a}, ${z})", "", True),
    ("weighted-checklist(1, 9, ${a}, 2)", "", True),
    ("random() >= 0", "", True),
    ("${dec} = 12.5", "", True),
    ("today() > date('2020-01-01')", "", True),
    ("now() > date('2020-01-01')", "", True),
    ("${d} <= today()", "", True),
    ("${d} > '2020-10-01'", "", True),
    ("${d} = '2020-10-31'", "", True),
    ("selected(${m},'two')", "", True),
    ("selected(${m},'tw')", "", False),
    ("selected('apple baby crimson','  baby  ')", "", True),
    ("selected(${e},'')", "", True),
    ("selected(.,'three') and not(selected(.,'four'))", "m", True),
    ("${a} != ''", "", True),
    ("${e} = ''", "", True),
    ("${e} != ''", "", False),
    ("'1' < '2'", "", True),
    ("'aardvark' < 'aligator'", "", False),
    ("true() or false() and false()", "", True),
    ("true() or substring()", "", True),
    ("1and1", "", True),
    ("${e} < 5", "", False),
    ("${e} = 0", "", False),
    (". >= 0", "z", True),
    (". > 1 and . < 10", "a", True),
    ("'007' = 7", "", True),
    ("${t} = 0", "", False),
]


@pytest.mark.parametrize(("expression", "of", "truth"), HOLDS)
def test_whether_it_holds(expression, of, truth):
    assert holds(expression, of) is truth


PATTERNS = [
    ("0[0-9]{9}", "0812345678", True),
    ("0[0-9]{9}", "08123456789", False),
    ("[0-9]{1,3}(,[0-9]{3})*", "1,250,000", True),
    ("[^@ ]+@[^@ ]+[.][a-z]{2,}", "saraban@example.go.th", True),
    ("[ก-๙ ]+", "แผนชุมชน ตำบลหนึ่ง", True),
    ("(?i)yes|no", "YES", True),
    ("x*", "x" * 500, True),
    ("x*", "x" * 501, False),
]


@pytest.mark.parametrize(("pattern", "text", "matched"), PATTERNS)
def test_a_pattern_matches_the_whole_of_a_text_that_is_not_too_long(pattern, text, matched):
    assert holds(f"regex(., '{pattern}')", "t", t=text) is matched


HOSTILE = [
    ("(a+)+", "a" * 60 + "!"),
    ("(a|a)?" * 26 + "a" * 26, "a" * 25 + "!"),
    (".*.*.*.*.*.*.*.*x", "a" * 499),
]


@pytest.mark.parametrize(("pattern", "text"), HOSTILE)
def test_no_pattern_keeps_the_server_busy(pattern, text):
    started = time.monotonic()

    assert holds(f"regex(., '{pattern}')", "t", t=text) is False
    assert time.monotonic() - started < 2


@pytest.mark.parametrize("pattern", ["(", "(?:a{1000}){1000}", "(?=a)" * 60])
def test_what_is_no_pattern_or_far_too_large_is_refused(pattern):
    with pytest.raises(ValueError, match=r"."):
        pattern_of(pattern)


def test_a_pattern_that_looks_back_for_ever_is_stopped():
    started = time.monotonic()

    assert holds(r"regex(., '(x+x+)+(?=y)')", "t", t="x" * 30) is False
    assert time.monotonic() - started < 2
