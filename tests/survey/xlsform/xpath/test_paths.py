"""Ways through an answer."""

import pytest

from tests.survey.xlsform.forms import TODAY, made

ROWS = (
    {"name": "g", "type": "begin_group"},
    {"name": "a"},
    {"name": "b"},
    {"name": "g", "type": "end_group"},
    {"name": "c"},
)
WAYS = [
    ("../b", "2"),
    ("/data/g/b", "2"),
    ("/any-name/g/b", "2"),
    ("../../c", "3"),
    ("following-sibling::b", "2"),
    ("../following-sibling::c", "3"),
    ("preceding-sibling::b", ""),
    ("ancestor::g/b", "2"),
    ("//c", "3"),
    ("count(../*)", "2"),
    ("../*[2]", "2"),
    ("../*[. = '2']", "2"),
    ("count(../a | ../b)", "2"),
    ("@x", ""),
    (".", "1"),
]


@pytest.mark.parametrize(("expression", "text"), WAYS)
def test_a_way_leads_there(expression, text):
    sheet = made(*ROWS).sheet({"a": "1", "b": "2", "c": "3"}, today=TODAY)

    assert sheet.text(expression, sheet.places["a"]) == text


def test_a_path_from_the_top_means_the_row_one_is_in():
    rows = (
        {"name": "r", "type": "begin_repeat"},
        {"name": "a"},
        {"name": "same", "type": "calculate", "calculation": "/data/r/a"},
        {"name": "all", "type": "calculate", "calculation": "count(/data/r)"},
        {"name": "r", "type": "end_repeat"},
    )
    form = made(*rows)

    checked = form.check({"r": [{"a": "x"}, {"a": "y"}]}, today=TODAY)

    assert checked.values["r"] == [
        {"a": "x", "same": "x", "all": "2"},
        {"a": "y", "same": "y", "all": "2"},
    ]
