"""The expression language, over plain values."""

import datetime as dt

import pytest

from circulars.errors import Invalid
from survey.xlsform.expressions import Sheet, check_expression

TODAY = dt.date(2020, 10, 31)
VALUES = {
    "has": "yes",
    "budget": "1250000.50",
    "count": 3,
    "plans": ["a", "c"],
    "begun": dt.date(2020, 10, 1),
    "name": "แผนชุมชน",
}


def sheet():
    return Sheet(VALUES, today=TODAY, known=["nothing"])


TRUE = [
    "${has} = 'yes'",
    "${budget} > 1000000 and ${count} < 4",
    "selected(${plans}, 'c')",
    "not(selected(${plans}, 'b'))",
    "count-selected(${plans}) = 2",
    "if(${has} = 'yes', ${count}, 0) = 3",
    "coalesce(${nothing}, 'x') = 'x'",
    "coalesce(${has}, 'x') = 'yes'",
    "string-length(${name}) = 8",
    "regex(${has}, 'y[a-z]+')",
    "${begun} <= today()",
    "${begun} = date('2020-10-01')",
    "round(${budget} div 1000, 1) = 1250",
    "int(3.9) = 3",
    "${nothing} = ''",
    "${count} = '3' and ${count} = 3",
    "${name} != 3",
    "yes",
    "true()",
]
FALSE = [
    "${has} = 'no'",
    "selected(${plans}, 'ac')",
    "${nothing} > 0",
    "${name} > 0",
    "${name} * 2 = 4",
    "no",
    "",
    "false()",
]


@pytest.mark.parametrize("expression", TRUE)
def test_what_holds(expression):
    assert sheet().truth(expression) is True


@pytest.mark.parametrize("expression", FALSE)
def test_what_does_not_hold(expression):
    assert sheet().truth(expression) is False


def test_the_dot_is_the_question_itself():
    assert sheet().truth(". > 0", of="budget") is True
    assert sheet().truth(". > 5", of="count") is False


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("${count} * 2", "6"),
        ("${count} div 2", "1.5"),
        ("concat(${has}, '-', ${name})", "yes-แผนชุมชน"),
        ("${nothing} + 1", ""),
        ("${name} + 1", ""),
        ("1 div 0", ""),
    ],
)
def test_a_calculation_as_text(expression, text):
    assert sheet().text(expression) == text


@pytest.mark.parametrize("expression", ["${has} = ", "unknown-function(1)", "((", "${missing} = 1"])
def test_an_unusable_expression_is_refused(expression):
    with pytest.raises(Invalid):
        check_expression(expression, {"has"})


@pytest.mark.parametrize(
    "expression",
    [
        "regex(${has}, '(')",
        "regex(${has}, '(a+)+')",
        "regex(${has}, '(a|a)*')",
        "regex(${has}, '.*.*.*.*x')",
        "$missing = 1",
        "substring(${has}, 'x')",
        "(" * 3000 + "1" + ")" * 3000,
    ],
)
def test_what_would_fail_in_the_form_is_refused_when_it_is_saved(expression):
    with pytest.raises(Invalid):
        check_expression(expression, {"has"})


def test_no_number_is_the_remainder_of_a_division_by_zero():
    assert sheet().text("${count} mod 0") == ""
    assert sheet().truth("${count} mod 0") is False


def test_a_number_is_rounded_to_places_it_can_have():
    assert sheet().text("round(1, 400)") == "1"
