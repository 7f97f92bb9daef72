"""What of XPath an expression of a questionnaire may use, and what is refused by name."""

import pytest

from survey.xlsform.allowed import LONGEST, NotInForms, answers_in
from survey.xlsform.functions import FormParser


def names(expression):
    return answers_in(FormParser().parse(expression))


def test_the_longest_expression_is_as_long_as_the_column():
    assert LONGEST == 500


@pytest.mark.parametrize(
    ("expression", "found"),
    [
        ("1 + 2", set()),
        (". > 0", set()),
        ("/data/a * 2", {"a"}),
        ("selected(/data/a, 'x') or /data/b = ''", {"a", "b"}),
        ("sum(/data/a) div count(/data/b)", {"a", "b"}),
        ("if(regex(/data/a, '[0-9]+'), 1, 2)", {"a"}),
    ],
)
def test_answers_constants_operators_and_functions_are_plain(expression, found):
    assert names(expression) == found


@pytest.mark.parametrize(
    ("expression", "part"),
    [
        ("//a", "//"),
        ("/data/a/b", "/data/a/b"),
        ("/other/a", "/other/a"),
        ("/data/*", "/data/*"),
        ("/data/a[1]", "/data/a[1]"),
        ("..", ".."),
        ("a", "a"),
        ("position()", "position"),
        ("/data/a | /data/b", "|"),
        ("regex('x', /data/a)", "regex('x', /data/a)"),
    ],
)
def test_what_asks_for_more_is_named(expression, part):
    with pytest.raises(NotInForms) as caught:
        names(expression)

    assert str(caught.value) == part


def test_brackets_are_nested_forty_deep_and_no_deeper():
    assert names("(" * 40 + "1" + ")" * 40) == set()

    with pytest.raises(NotInForms) as caught:
        names("(" * 41 + "1" + ")" * 41)
    assert str(caught.value) == "((((…"


def test_a_pattern_is_tried_when_the_question_is_saved():
    with pytest.raises(ValueError, match=r"perl|invalid"):
        names("regex(/data/a, '(?=x)')")
