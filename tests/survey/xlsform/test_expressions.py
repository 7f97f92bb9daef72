"""The expression language, over plain values."""

import datetime as dt
import time

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
        "regex(${has}, '(?=a)')",
        "regex(${has}, '(a)\\1')",
        "regex(${has}, '\\p{L}{1,300}')",
        "regex(${has}, ${has})",
        "if(${has} = 'z', regex(${has}, '('), true())",
        "$missing = 1",
        "substring(${has}, 'x')",
        "(" * 3000 + "1" + ")" * 3000,
    ],
)
def test_what_would_fail_in_the_form_is_refused_when_it_is_saved(expression):
    with pytest.raises(Invalid):
        check_expression(expression, {"has"})


HOSTILE = [
    ("((a)+)+", "a" * 60 + "!"),
    ("(a+)+", "a" * 60 + "!"),
    ("(a|a)*", "a" * 60 + "!"),
    ("((a+)){1,90}", "a" * 200 + "!"),
    ("(a|a)?" * 26 + "a" * 26, "a" * 25 + "!"),
    (".*.*.*.*.*.*.*.*x", "a" * 499),
    ("(.*){1,900}x", "a" * 499),
]


@pytest.mark.parametrize(("pattern", "text"), HOSTILE)
def test_no_pattern_keeps_the_server_busy(pattern, text):
    expression = f"regex(., '{pattern}')"
    started = time.monotonic()

    check_expression(expression, {"a"})
    matched = Sheet({"a": text}, today=TODAY).truth(expression, of="a")

    assert matched is False
    assert time.monotonic() - started < 2


PATTERNS = [
    ("^[0-9]{5}$", "10110", True),
    ("^[0-9]{5}$", "1011", False),
    ("[0-9]{1,3}(,[0-9]{3})*", "1,250,000", True),
    ("([A-Z]{2}-?)+[0-9]+", "AB-CD-12", True),
    ("[^@ ]+@[^@ ]+[.][a-z]{2,}", "saraban@example.go.th", True),
    ("[ก-๙ ]+", "แผนชุมชน ตำบลหนึ่ง", True),
    ("(?i)yes|no", "YES", True),
    ("[a-z]+", "a" * 501, False),
]


@pytest.mark.parametrize(("pattern", "text", "matched"), PATTERNS)
def test_patterns_that_authors_write(pattern, text, matched):
    check_expression(f"regex(., '{pattern}')", {"a"})

    assert Sheet({"a": text}, today=TODAY).truth(f"regex(., '{pattern}')", of="a") is matched


BEYOND = [
    ("count(/data/*[count(/data/*) >= 0]) > 0", "/data/*[count(/data/*) >= 0]"),
    ("* = *", "*"),
    ("//has", "//"),
    ("../has = 'yes'", "../has"),
    ("has = 'yes'", "has"),
    ("${has}[1]", "/data/has[1]"),
    ("(${has})[1]", "["),
    ("${has}/b", "/data/has/b"),
    ("count(${has} | ${has})", "|"),
    ("child::has", "child"),
    ("@has", "@"),
    ("$today", "$"),
    ("position() = 1", "position"),
    ("node()", "node"),
    ("/data/node()", "/data/node()"),
    ("(" * 45 + "1" + ")" * 45, "((((…"),
]


@pytest.mark.parametrize(("expression", "part"), BEYOND)
def test_what_forms_do_not_need_is_refused_by_its_name(expression, part):
    with pytest.raises(Invalid) as refusal:
        check_expression(expression, {"has"})

    assert str(refusal.value) == (
        f"สูตร “{expression}” ใช้ “{part}” ซึ่งระบบไม่รองรับ โปรดใช้เฉพาะชื่อข้อแบบ ${{name}} จุด และฟังก์ชันของ XLSForm"
    )


def test_an_expression_has_a_largest_size():
    with pytest.raises(Invalid) as refusal:
        check_expression("1 + " * 125 + "1", {"has"})

    assert str(refusal.value) == (f"สูตร “{'1 + ' * 15}…” ยาวเกิน 500 ตัวอักษร โปรดแบ่งเป็นหลายข้อ")


def test_a_path_to_a_question_that_is_not_there_is_refused():
    with pytest.raises(Invalid) as refusal:
        check_expression("/data/gone = 1", {"has"})

    assert str(refusal.value) == ("สูตร “/data/gone = 1” อ้างถึงข้อ gone ซึ่งไม่มีในแบบ โปรดแก้ชื่อข้อ")


WRITTEN = [
    ". > 0",
    ". >= 0 and . <= 200 and round(., 2) = .",
    "${has} = 'yes' and ${count} > 3",
    "not(${has} = 'yes') or ${nothing} = ''",
    "selected(., 'a') and not(selected(., 'none') and count-selected(.) > 1)",
    "string-length(.) <= 100",
    "string-length(normalize-space(.)) > 0",
    ". <= today() and . >= date('2020-10-01')",
    "coalesce(${has}, ${nothing}) != ''",
    "(${count} + 1) * 2 - ${budget} div 3",
    "concat(${has}, ' / ', ${name}, '[1]')",
    "contains(., '@') and starts-with(., 'a')",
    "substring-before(., '-') = '1'",
    "number(${count}) mod 2 = 0",
    "if(${has} = 'yes', if(${count} > 1, 'many', 'one'), 'none')",
    "true() and not(false())",
]


@pytest.mark.parametrize("expression", WRITTEN)
def test_what_authors_write_is_taken(expression):
    check_expression(expression, {"has", "count", "nothing", "budget", "name"})


@pytest.mark.parametrize(
    "name", ["text", "date", "node", "div", "and", "if", "data", "self", "true"]
)
def test_a_question_may_be_named_like_a_word_of_the_language(name):
    check_expression(f"${{{name}}} = 'x'", {name})

    assert Sheet({name: "x"}, today=TODAY).truth(f"${{{name}}} = 'x'") is True


def test_no_number_is_the_remainder_of_a_division_by_zero():
    assert sheet().text("${count} mod 0") == ""
    assert sheet().truth("${count} mod 0") is False


def test_a_number_is_rounded_to_places_it_can_have():
    assert sheet().text("round(1, 400)") == "1"
