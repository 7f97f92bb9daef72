"""Whether a formula can be used, and in which sentence it is refused."""

import pytest

from circulars.errors import Invalid
from survey.models import Question
from survey.xlsform.expressions import check_expression, cost_of, names_in
from tests.survey.xlsform.forms import holds, said

VALUES = {
    "has": "yes",
    "budget": "1250000.50",
    "count": 3,
    "plans": ["a", "c"],
    "begun": "2020-10-01",
    "name": "แผนชุมชน",
}
TRUE = [
    "${has} = 'yes'",
    "${budget} > 1000000 and ${count} < 4",
    "selected(${plans}, 'c')",
    "not(selected(${plans}, 'b'))",
    "count-selected(${plans}) = 2",
    "if(${has} = 'yes', ${count}, 0) = 3",
    "coalesce(${e}, 'x') = 'x'",
    "coalesce(${has}, 'x') = 'yes'",
    "string-length(${name}) = 8",
    "regex(${has}, 'y[a-z]+')",
    "${begun} <= today()",
    "${begun} = date('2020-10-01')",
    "round(${budget} div 1000, 1) = 1250",
    "int(3.9) = 3",
    "${e} = ''",
    "${count} = '3' and ${count} = 3",
    "${name} != 3",
    "yes",
    "true()",
]
FALSE = [
    "${has} = 'no'",
    "selected(${plans}, 'ac')",
    "${e} > 0",
    "${name} > 0",
    "${name} * 2 = 4",
    "no",
    "",
    "false()",
]


@pytest.mark.parametrize("expression", TRUE)
def test_what_holds(expression):
    assert holds(expression, **VALUES) is True


@pytest.mark.parametrize("expression", FALSE)
def test_what_does_not_hold(expression):
    assert holds(expression, **VALUES) is False


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("${count} * 2", "6"),
        ("${count} div 2", "1.5"),
        ("concat(${has}, '-', ${name})", "yes-แผนชุมชน"),
        ("${e} + 1", ""),
        ("${name} + 1", ""),
        ("1 div 0", ""),
        ("${count} mod 0", ""),
        ("round(1, 400)", "1"),
    ],
)
def test_a_calculation_as_text(expression, text):
    assert said(expression, **VALUES) == text


UNKNOWN = "สูตร “{}” อ้างถึงข้อ {} ซึ่งไม่มีในแบบ โปรดแก้ชื่อข้อ"
SYNTAX = "อ่านสูตร “{}” ไม่ได้ตรง “{}” โปรดตรวจวงเล็บ เครื่องหมายคำพูด และชื่อข้อแบบ ${{name}}"
NO_FUNCTION = "สูตร “{}” ใช้ {} ซึ่งไม่มีในมาตรฐาน XLSForm โปรดใช้ฟังก์ชันอื่น"
ARGUMENTS = "สูตร “{}” ให้ค่าแก่ {} น้อยหรือมากเกินไป โปรดตรวจจำนวนค่าในวงเล็บ"
REFUSED = [
    ("${missing} = 1", UNKNOWN, "missing"),
    ("/data/gone = 1", UNKNOWN, "gone"),
    ("../gone", UNKNOWN, "gone"),
    ("if(1, 2)", ARGUMENTS, "if()"),
    ("if(${has}, 1, 2", SYNTAX, ")"),
    ("${has} = ", SYNTAX, "…"),
    ("unknown-function(1)", NO_FUNCTION, "unknown-function()"),
    ("$missing = 1", SYNTAX, "$missing = 1"),
    ("(" * 70 + "1" + ")" * 70, SYNTAX, "((((…"),
    (
        "pulldata('f', 'a', 'b', 'c')",
        "สูตร “{}” ใช้ {} ซึ่งต้องมีไฟล์ CSV แนบ ระบบนี้ยังไม่รับไฟล์ข้อมูลภายนอก",
        "pulldata()",
    ),
    (
        "instance('towns')/root/item",
        "สูตร “{}” อ้างถึงรายการ {} ซึ่งไม่มีในแผ่นงาน choices",
        "towns",
    ),
    (
        "regex(., '(')",
        "อ่านสูตร “{}” ไม่ได้ ({}) โปรดแก้ตามรูปแบบของ XLSForm",
        "missing ): (",
    ),
]


@pytest.mark.parametrize(("expression", "sentence", "part"), REFUSED)
def test_an_unusable_expression_is_refused(expression, sentence, part):
    with pytest.raises(Invalid) as refusal:
        check_expression(expression, {"has", "data"}, lists={"has"})

    assert str(refusal.value) == sentence.format(expression, part)


def test_an_expression_has_a_largest_size():
    with pytest.raises(Invalid) as refusal:
        check_expression("1 + " * 6000 + "1", {"has"})

    assert str(refusal.value) == (f"สูตร “{'1 + ' * 15}…” ยาวเกิน 20000 ตัวอักษร โปรดแบ่งเป็นหลายข้อ")


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
    "name", ["text", "date", "node", "div", "and", "if", "data", "self", "true", "ก.ข-ค"]
)
def test_a_question_may_be_named_like_a_word_of_the_language(name):
    check_expression(f"${{{name}}} = 'x'", {name})

    assert holds(f"${{{name}}} = 'x'", **{name: "x"}) is True


def test_the_questions_that_a_text_names():
    assert names_in("จาก ${ a } ถึง ${b.c}") == {"a", "b.c"}


def test_what_a_question_may_cost():
    plain = Question(constraint=". > 0")
    pattern = Question(constraint="regex(., '(.*a){40}.*b')")

    assert cost_of(plain, rows=False, circular=False) == 3
    assert cost_of(plain, rows=True, circular=True) == 300
    assert cost_of(pattern, rows=False, circular=False) > 80
