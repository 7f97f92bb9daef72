"""Functions that give text."""

import pytest

from tests.survey.xlsform.forms import said

GIVES = [
    ("string(${a})", "5"),
    ("string(12.50)", "12.5"),
    ("string(true())", "true"),
    ("concat(${t},'-',${a})", "abc-5"),
    ("concat('a')", "a"),
    ("join(' ', ${t}, ${s})", "abc yes"),
    ("substr(${t},1,2)", "b"),
    ("substr('hello',1)", "ello"),
    ("substr('hello',-2)", "lo"),
    ("substring('12345',2,3)", "234"),
    ("substring-before('1999/04/01','/')", "1999"),
    ("substring-after('1999/04/01','/')", "04/01"),
    ("translate('bar','abc','ABC')", "BAr"),
    ("string-length(${thai})", "6"),
    ("normalize-space('  a   b ')", "a b"),
    ("string-length(uuid())", "36"),
    ("digest('abc','MD5','hex')", "900150983cd24fb0d6963f7d28e17f72"),
    ("base64-decode('SGVsbG8=')", "Hello"),
    ("if(${a} > 3,'x','y')", "x"),
    ("if(false(), 5, ${b})", "3"),
    ("if('',5,'abc')", "abc"),
    ("if(${z} = 0, 0, ${a} div ${z})", "0"),
    ("coalesce(${e},'SECOND')", "SECOND"),
    ("coalesce(${t},'x')", "abc"),
    ("coalesce(${e},0) + 1", "1"),
    ("string(number('abc'))", ""),
    ("string(int('a'))", ""),
    ("string(${d})", "2020-10-31"),
    ("concat('x',${d})", "x2020-10-31"),
    ("selected-at(${m},1)", "two"),
    ("concat('}','{')", "}{"),
    ("concat(\"it's\",'')", "it's"),
    ("if(selected(${m},'one'),'มี','ไม่มี')", "มี"),
]


@pytest.mark.parametrize(("expression", "text"), GIVES)
def test_what_it_gives(expression, text):
    assert said(expression) == text


def test_words_of_a_choice():
    assert said("jr:choice-name(${s2}, '${s2}')", s2="yes") == "มี"


def test_what_stood_there_stays():
    assert said("once('new')", of="t") == "abc"
    assert said("once('new')", of="e") == "new"


def test_a_mark_is_the_same_each_time():
    assert said("uuid()") == said("uuid()")
