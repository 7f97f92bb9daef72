"""The operators of XPath 1.0."""

import pytest

from tests.survey.xlsform.forms import said

GIVES = [
    ("${a} div 2", "2.5"),
    ("${a} mod 3", "2"),
    ("-5 mod 2", "-1"),
    ("string(5 mod 0)", ""),
    ("string(1 div 0)", ""),
    ("string(0 div 0)", ""),
    ("1 + 2 * 3", "7"),
    ("- ${a}", "-5"),
    ("${big} + 0", "123456789012345.67"),
    ("true() + 1", "2"),
    ("(${a} = 5) + (${b} = 3)", "2"),
    ("${a} = 5", "true"),
    ("${ a } + 1", "6"),
]


@pytest.mark.parametrize(("expression", "text"), GIVES)
def test_what_it_gives(expression, text):
    assert said(expression) == text
