"""Columns of the roll-up table: which there are, how they are headed, what a cell shows."""

from decimal import Decimal

import pytest

from survey.domain.columns import Column, Head, cell_of, columns_of, heading_of, offices_heading
from survey.models import Choice, Question
from survey.xlsform.questionnaire import Questionnaire


def form(*rows):
    questions = [Question(order=n, **row) for n, row in enumerate(rows, 1)]
    choices = [("has", "yes", "มี"), ("has", "no", "ไม่มี")]
    return Questionnaire(questions, [Choice(list_name=a, name=b, label=c) for a, b, c in choices])


SELECT = {"type": "select_one", "name": "fund", "label": "กองทุน", "list_name": "has"}
MONEY = {"type": "integer", "name": "money", "label": "งบ", "roll_up": "sum"}


def described(columns):
    return [(one.key, one.heading, one.group, one.kind) for one in columns]


def test_each_way_of_rolling_up_makes_its_columns():
    questionnaire = form(
        {**SELECT, "roll_up": "each"},
        MONEY,
        {"type": "text", "name": "words", "label": "ข้อความ", "roll_up": "list"},
        {**SELECT, "name": "tick", "roll_up": "tick", "tick_value": "yes", "column_heading": "มี?"},
        {"type": "text", "name": "unseen", "label": "ไม่แสดง"},
    )

    assert described(columns_of(questionnaire)) == [
        ("fund:yes", "มี", "กองทุน", "tick"),
        ("fund:no", "ไม่มี", "กองทุน", "tick"),
        ("money", "งบ", "", "sum"),
        ("words", "ข้อความ", "", "list"),
        ("tick", "มี?", "", "tick"),
    ]


def test_questions_of_one_key_share_a_column():
    (column,) = columns_of(
        form({**MONEY, "column_key": "m"}, {**MONEY, "name": "more", "column_key": "m"})
    )

    assert [(question.name, value) for question, value in column.sources] == [
        ("money", ""),
        ("more", ""),
    ]


@pytest.mark.parametrize(
    ("kind", "wanted", "value", "cell"),
    [
        ("sum", "", "12.50", Decimal("12.50")),
        ("sum", "", "-3", Decimal(-3)),
        ("sum", "", "1,250", None),
        ("sum", "", "9" * 19, None),
        ("tick", "yes", "yes", True),
        ("tick", "yes", "no", False),
        ("tick", "yes", ["no", "yes"], True),
        ("tick", "yes", ["no"], False),
        ("list", "", "yes", "มี"),
        ("list", "", None, None),
    ],
)
def test_a_cell_shows_what_its_column_counts(kind, wanted, value, cell):
    questionnaire = form(SELECT)
    column = Column("k", "h", "", kind, [(questionnaire.questions[0], wanted)])

    assert cell_of(column, {"fund": value}, questionnaire) == cell


def test_the_first_source_that_was_answered_is_shown():
    questionnaire = form(MONEY, {**MONEY, "name": "more"})
    column = Column("k", "h", "", "sum", [(one, "") for one in questionnaire.questions])

    assert cell_of(column, {"more": "2"}, questionnaire) == Decimal(2)
    assert cell_of(column, {"money": "1", "more": "2"}, questionnaire) == Decimal(1)


def test_a_group_stands_over_its_columns_and_a_column_without_one_over_both_lines():
    columns = [
        Column("a", "ก", "กลุ่ม", "sum"),
        Column("b", "ข", "กลุ่ม", "sum"),
        Column("c", "ค", "", "sum"),
    ]

    assert heading_of(columns) == (
        [Head("กลุ่ม", across=2), Head("ค", down=2)],
        [Head("ก"), Head("ข")],
    )


@pytest.mark.parametrize(
    ("kinds", "words"),
    [
        (["TOWN", "SUBDISTRICT_MUNICIPALITY", "SAO"], "เทศบาล/อบต."),
        (["PAO"], "อบจ."),
        (["PROVINCE", "DISTRICT"], "จังหวัด/อำเภอ"),
    ],
)
def test_who_answers_heads_the_column_of_offices(kinds, words):
    assert offices_heading(kinds) == words
