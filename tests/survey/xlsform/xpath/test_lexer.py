"""Where one token ends and the next begins."""

import pytest

from survey.xlsform.xpath.lexer import NotXPath, tokens_of

CUT = [
    ("${ a }-1", ["a", "-", "1", ""]),
    ("1and1", ["1", "and", "1", ""]),
    ("a-b * c", ["a-b", "*", "c", ""]),
    ("* = *", ["*", "=", "*", ""]),
    ("and and and", ["and", "and", "and", ""]),
    ("jr:choice-name('x')", ["jr:choice-name", "(", "x", ")", ""]),
    ("preceding-sibling::a", ["preceding-sibling", "::", "a", ""]),
    ("${ชื่อ_ตำบล.2} >= .5", ["ชื่อ_ตำบล.2", ">=", ".5", ""]),
]


@pytest.mark.parametrize(("expression", "values"), CUT)
def test_an_expression_is_cut(expression, values):
    assert [token.value for token in tokens_of(expression)] == values


@pytest.mark.parametrize(
    ("expression", "part"), [("a ? b", "? b"), ("'open", "'open"), ("${}", "${}"), ("“a”", "“a”")]
)
def test_what_has_no_place_is_named(expression, part):
    with pytest.raises(NotXPath) as refusal:
        tokens_of(expression)

    assert str(refusal.value) == part
