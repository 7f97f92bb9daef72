"""What an expression needs is known before it is evaluated."""

import pytest

from survey.xlsform.xpath.lexer import NotXPath
from survey.xlsform.xpath.parser import parse


def test_what_is_looked_at_is_noted():
    needs = parse("${a} > ../b and regex(., '[0-9]') and instance('l')/root/item[x = ${c}]").needs

    assert (needs.names, needs.paths) == ({"a", "c"}, {"b"})
    assert (needs.patterns, needs.instances) == (["[0-9]"], {"l"})
    assert needs.functions == {"regex", "instance"}


REFUSED = [
    ("${a} = ", "…"),
    ("f(1)", "f()"),
    ("if(1)", "if()"),
    ("(1", ")"),
    ("1 2", "2"),
    ("(" * 80 + "1" + ")" * 80, "((((…"),
    ("bogus::a", "bogus"),
    ("pulldata('f', 'a', 'b', 'c')", "pulldata()"),
]


@pytest.mark.parametrize(("expression", "part"), REFUSED)
def test_what_cannot_be_read_is_named(expression, part):
    with pytest.raises(NotXPath) as refusal:
        parse(expression)

    assert str(refusal.value) == part


def test_what_is_never_come_to_cannot_go_wrong():
    assert parse("true() or substring()").needs.problems == []
