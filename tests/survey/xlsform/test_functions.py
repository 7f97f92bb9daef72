"""The functions that XForms adds to XPath, at their edges."""

import datetime as dt

import pytest

from survey.xlsform.expressions import Sheet
from survey.xlsform.functions import days_of, pattern_of

TODAY = dt.date(2020, 10, 31)


def said(expression, **values):
    return Sheet(values, today=TODAY, known=["a", "b"]).text(expression)


def test_days_are_counted_from_1970():
    assert days_of(dt.date(1970, 1, 1)) == 0
    assert days_of(TODAY) == 18566


@pytest.mark.parametrize(
    ("expression", "result"),
    [
        ("if(${a} > 1, 'มาก', 'น้อย')", "มาก"),
        ("if(${b} > 1, 'มาก', 'น้อย')", "น้อย"),
        ("count-selected(${b})", "0"),
        ("coalesce(${b}, ${a})", "2.5"),
        ("int(${a})", "2"),
        ("int(-${a})", "-2"),
        ("int(${b})", ""),
        ("round(${a})", "3"),
        ("round(-${a})", "-3"),
        ("round(1234.567, 2)", "1234.57"),
        ("round(1234.567, -2)", "1200"),
        ("round(${a}, 99)", "3"),
        ("round(${b})", ""),
        ("today()", "18566"),
        ("date('2020-10-31') - today()", "0"),
        ("date('ไม่ใช่วันที่')", ""),
        ("date('18566')", "18566"),
    ],
)
def test_a_function_gives_what_paper_would(expression, result):
    assert said(expression, a="2.5") == result


@pytest.mark.parametrize(
    ("text", "pattern", "matches"),
    [
        ("0812345678", "0[0-9]{9}", True),
        ("08123456789", "0[0-9]{9}", False),
        ("x" * 500, "x*", True),
        ("x" * 501, "x*", False),
    ],
)
def test_a_pattern_matches_the_whole_of_a_text_that_is_not_too_long(text, pattern, matches):
    sheet = Sheet({"a": text}, today=TODAY)

    assert sheet.truth(f"regex(${{a}}, '{pattern}')") is matches


@pytest.mark.parametrize("pattern", ["(?=a)", r"(a)\1", "(", "(?:a{1000}){1000}"])
def test_a_pattern_that_could_run_for_ever_is_refused(pattern):
    with pytest.raises(ValueError, match=r"."):
        pattern_of(pattern)


@pytest.mark.parametrize(
    ("expression", "holds"),
    [
        ("selected(${a}, 'x')", True),
        ("selected(${a}, 'xy')", False),
        ("${a} = 'x y'", True),
        ("${b} < 1", False),
        ("${b} != 1", True),
        ("true() = ${a}", True),
    ],
)
def test_answers_are_compared_as_texts_numbers_or_truths(expression, holds):
    assert Sheet({"a": "x y"}, today=TODAY, known=["b"]).truth(expression) is holds
