"""Days are ISO text that counts as days in arithmetic."""

import pytest

from tests.survey.xlsform.forms import said

GIVES = [
    ("number(date('1970-01-02'))", "1"),
    ("string(today())", "2020-11-15"),
    ("string(date('2018-01-01'))", "2018-01-01"),
    ("string(date(date('2018-01-01') + 1))", "2018-01-02"),
    ("date('2020-10-31') - date('2020-10-01')", "30"),
    ("string(date('2021-02-30'))", ""),
    ("format-date(${d},'%Y/%n/%e')", "2020/10/31"),
    ("format-date('2012-07-23','%b')", "Jul"),
    ("format-date-time('2012-08-20T06:07:08','%H:%M')", "06:07"),
    ("decimal-date-time('1970-01-02T00:00:00Z')", "1"),
    ("decimal-time('12:00:00.000')", "0.5"),
    ("int((today() - ${d}) div 365.25)", "0"),
]


@pytest.mark.parametrize(("expression", "text"), GIVES)
def test_what_it_gives(expression, text):
    assert said(expression) == text
