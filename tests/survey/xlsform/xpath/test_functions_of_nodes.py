"""Sets of nodes: rows of a repeat, lists of choices."""

import pytest

from tests.survey.xlsform.forms import TODAY, made, said

GIVES = [
    ("count(${a})", "1"),
    ("count-non-empty(${a})", "1"),
    ("current()/../a", "5"),
    ("../a + 1", "6"),
    ("/data/a + 1", "6"),
]


@pytest.mark.parametrize(("expression", "text"), GIVES)
def test_what_it_gives(expression, text):
    assert said(expression) == text


ROWS = (
    {"name": "project", "type": "begin_repeat"},
    {"name": "title"},
    {"name": "baht", "type": "decimal"},
    {"name": "nth", "type": "calculate", "calculation": "position(..)"},
    {"name": "project", "type": "end_repeat"},
)
TYPED = {"project": [{"title": "ถนน", "baht": "100.25"}, {"title": "น้ำ", "baht": "0.50"}]}
OVER_ROWS = [
    ("sum(${baht})", "100.75"),
    ("count(${project})", "2"),
    ("max(${baht})", "100.25"),
    ("count-non-empty(${title})", "2"),
    ("indexed-repeat(${title}, ${project}, 2)", "น้ำ"),
    ("/data/project[2]/title", "น้ำ"),
    ("count(/data/project[baht > 1])", "1"),
    ("concat(${title})", "ถนนน้ำ"),
    ("join(', ', ${title})", "ถนน, น้ำ"),
    ("sum(${nth})", "3"),
]


@pytest.mark.parametrize(("expression", "text"), OVER_ROWS)
def test_rows_of_a_repeat(expression, text):
    sheet = made(*ROWS).fill(TYPED, today=TODAY)

    assert sheet.text(expression) == text


def test_a_list_of_choices_is_looked_into():
    form = made(
        {"name": "q", "type": "select_one", "list_name": "has"}, extra={"no": {"code": "0"}}
    )
    sheet = form.fill({"q": "no"}, today=TODAY)

    assert sheet.text("instance('has')/root/item[name = ${q}]/label") == "ไม่มี"
    way = "instance('has')/root/item[name = current()/../q]/code"
    assert sheet.text(way, sheet.places["q"]) == "0"
    assert sheet.text("count(instance('has')/root/item)") == "2"
