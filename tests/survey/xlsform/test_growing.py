"""Rows of a repeat, and what of them is an answer."""

from survey.xlsform.growing import MOST_ROWS, rows_in
from tests.survey.xlsform.forms import TODAY, made

ROWS = (
    {"name": "project", "type": "begin_repeat"},
    {"name": "title", "required": "yes"},
    {"name": "year", "default": "2564"},
    {"name": "project", "type": "end_repeat"},
)


def test_a_row_in_which_nothing_was_written_is_no_answer():
    form = made(*ROWS)
    typed = {"project": [{"title": "ถนน", "year": "2564"}, {"title": "", "year": "2564"}, {}]}

    filled = form.fill(typed, today=TODAY)
    checked = form.check(typed, today=TODAY)

    assert [path for path in filled.places if path.endswith("title")] == [
        "project:0:title",
        "project:1:title",
        "project:2:title",
    ]
    assert checked.values["project"] == [{"title": "ถนน", "year": "2564"}]
    assert checked.values["#project"] == 1
    assert checked.errors == {}


def test_without_rows_there_is_one_to_write_in():
    filled = made(*ROWS).fill({}, today=TODAY)

    assert list(filled.places) == ["project:0", "project:0:title", "project:0:year"]
    assert filled.text("count(${project})") == "0"


def test_a_row_that_was_begun_must_be_complete():
    checked = made(*ROWS).check({"project": [{"year": "2565"}]}, today=TODAY)

    assert checked.errors == {"project:0:title": "ยังไม่ได้ตอบข้อนี้ โปรดเขียนคำตอบ"}


def test_how_many_rows_there_are_may_follow_an_answer():
    form = made(
        {"name": "n", "type": "integer"},
        {"name": "r", "type": "begin_repeat", "repeat_count": "${n}"},
        {"name": "a", "required": "yes"},
        {"name": "r", "type": "end_repeat"},
    )

    checked = form.check({"n": "2", "r": [{"a": "x"}, {"a": ""}, {"a": "more"}]}, today=TODAY)

    assert checked.errors == {"r:1:a": "ยังไม่ได้ตอบข้อนี้ โปรดเขียนคำตอบ"}
    assert checked.values == {"n": 2, "r": [{"a": "x"}, {}], "#r": 2}


def test_a_repeat_may_lie_in_a_repeat():
    form = made(
        {"name": "village", "type": "begin_repeat"},
        {"name": "name"},
        {"name": "house", "type": "begin_repeat"},
        {"name": "baht", "type": "decimal"},
        {"name": "house", "type": "end_repeat"},
        {"name": "sum", "type": "calculate", "calculation": "sum(${baht})"},
        {"name": "village", "type": "end_repeat"},
        {"name": "all", "type": "calculate", "calculation": "sum(${sum})"},
    )
    typed = {
        "village": [
            {"name": "ก", "house": [{"baht": "1.10"}, {"baht": "2"}]},
            {"name": "ข", "house": [{"baht": "0.90"}]},
        ]
    }

    values = form.check(typed, today=TODAY).values

    assert [row["sum"] for row in values["village"]] == ["3.1", "0.9"]
    assert (values["all"], values["#baht"], values["#house"], values["#village"]) == (
        "4",
        "4.00",
        3,
        2,
    )


def test_no_more_rows_than_a_form_may_have():
    assert len(rows_in({"r": [{}] * 999}, "r")) == MOST_ROWS
    assert rows_in({"r": "words"}, "r") == []
