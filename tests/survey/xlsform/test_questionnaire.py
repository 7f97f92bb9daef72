"""Relevance, required, constraints and calculations of a whole questionnaire."""

import datetime as dt
import time

import pytest

from circulars.errors import Invalid
from offices.models import Kind
from survey.models import Choice, Question
from survey.questionnaires.community_plan import BUDGET_MESSAGE
from survey.xlsform.questionnaire import Questionnaire
from tests.survey.world import BLUEPRINT

TODAY = dt.date(2020, 10, 31)


def made(*rows, choices=(("has", "yes", "มี"), ("has", "no", "ไม่มี"))):
    questions = [Question(order=n, **row) for n, row in enumerate(rows, start=1)]
    return Questionnaire(questions, [Choice(list_name=a, name=b, label=c) for a, b, c in choices])


@pytest.fixture
def seed():
    return made(*BLUEPRINT.questions)


def test_each_kind_of_office_gets_its_own_questions(seed):
    town = [q.name for q in seed.for_kind(Kind.TOWN).questions]
    tambon = [q.name for q in seed.for_kind(Kind.SAO).questions]

    assert town == ["has_community", "budget_community", "evaluated_community"]
    assert tambon == ["has_village", "budget_village", "evaluated_village"]


REFUSED = [
    (
        {},
        {
            "has_village": "ยังไม่ได้ตอบข้อนี้ โปรดเลือกหนึ่งข้อ",
            "evaluated_village": "ยังไม่ได้ตอบข้อนี้ โปรดเลือกหนึ่งข้อ",
        },
    ),
    (
        {"has_village": "yes", "evaluated_village": "no"},
        {"budget_village": "ยังไม่ได้ตอบข้อนี้ โปรดเขียนตัวเลข"},
    ),
    (
        {"has_village": "yes", "budget_village": "-5", "evaluated_village": "no"},
        {"budget_village": BUDGET_MESSAGE},
    ),
    (
        {"has_village": "yes", "budget_village": "ล้านหนึ่ง", "evaluated_village": "no"},
        {
            "budget_village": "อ่าน “ล้านหนึ่ง” เป็นตัวเลขไม่ได้ โปรดเขียนเฉพาะตัวเลข เช่น 1,250,000 หรือ ๑๒๕๐๐๐๐"
        },
    ),
    (
        {"has_village": "bogus", "evaluated_village": "no"},
        {"has_village": "ไม่มีตัวเลือก “bogus” ในข้อนี้ โปรดเลือกจากรายการ"},
    ),
]


@pytest.mark.parametrize(("typed", "errors"), REFUSED)
def test_wrong_answers_are_refused_at_their_question(seed, typed, errors):
    assert seed.for_kind(Kind.SAO).check(typed, today=TODAY).errors == errors


@pytest.mark.parametrize("budget", ["0.01", "1250000", "350.50", "8900000.55", "๕,๐๐๐,๐๐๐,๐๐๐"])
def test_a_budget_that_can_be_is_taken(seed, budget):
    typed = {"has_village": "yes", "budget_village": budget, "evaluated_village": "no"}

    assert seed.for_kind(Kind.SAO).check(typed, today=TODAY).errors == {}


@pytest.mark.parametrize(
    "budget", ["0", "-5", "8900000.555", "0.001", "5000000000.01", "999999999999999999"]
)
def test_a_budget_that_cannot_be_is_refused(seed, budget):
    typed = {"has_village": "yes", "budget_village": budget, "evaluated_village": "no"}

    assert seed.for_kind(Kind.SAO).check(typed, today=TODAY).errors == {
        "budget_village": BUDGET_MESSAGE
    }


@pytest.mark.parametrize(
    ("constraint", "sentence"),
    [
        ("", "ยังไม่ได้ตอบข้อนี้ โปรดเขียนตัวเลข ถ้าไม่มีให้เขียน 0"),
        (". >= 0 and . <= 200", "ยังไม่ได้ตอบข้อนี้ โปรดเขียนตัวเลข ถ้าไม่มีให้เขียน 0"),
        (". >= 1", "ยังไม่ได้ตอบข้อนี้ โปรดเขียนตัวเลข"),
    ],
)
def test_zero_is_offered_only_where_it_would_be_taken(constraint, sentence):
    form = made({"type": "integer", "name": "n", "required": "yes", "constraint": constraint})

    assert form.check({}, today=TODAY).errors == {"n": sentence}


def test_an_irrelevant_answer_is_dropped_even_when_it_is_wrong(seed):
    typed = {"has_village": "no", "budget_village": "xyz", "evaluated_village": "yes"}

    checked = seed.for_kind(Kind.SAO).check(typed, today=TODAY)

    assert checked.errors == {}
    assert checked.values == {"has_village": "no", "evaluated_village": "yes"}


@pytest.mark.parametrize("name", ["bogus", "has_community"])
def test_a_field_that_is_not_asked_is_refused(seed, name):
    with pytest.raises(Invalid) as refusal:
        seed.for_kind(Kind.SAO).check({name: "yes"}, today=TODAY)

    assert str(refusal.value) == (f"แบบสำรวจนี้ไม่มีข้อ {name} สำหรับหน่วยงานของท่าน โปรดเปิดหน้าแบบสำรวจใหม่")


def test_a_group_hides_what_is_in_it_and_chains_settle():
    form = made(
        {"type": "select_one", "name": "a", "list_name": "has"},
        {"type": "begin_group", "name": "g", "relevant": "${a} = 'yes'"},
        {"type": "select_one", "name": "b", "list_name": "has"},
        {"type": "end_group", "name": ""},
        {"type": "integer", "name": "c", "relevant": "${b} = 'yes'", "required": "yes"},
    )

    checked = form.check({"a": "no", "b": "yes", "c": "4"}, today=TODAY)

    assert (checked.values, checked.errors, checked.relevant) == ({"a": "no"}, {}, {"a"})


def test_a_group_that_a_kind_is_not_asked_goes_with_its_content():
    form = made(
        {"type": "begin_group", "name": "g", "answered_by": [Kind.SAO]},
        {"type": "begin_group", "name": "h"},
        {"type": "text", "name": "a"},
        {"type": "end_group", "name": ""},
        {"type": "end_group", "name": ""},
        {"type": "text", "name": "b"},
    )

    assert [q.name for q in form.for_kind(Kind.TOWN).questions] == ["b"]
    assert [q.name for q in form.for_kind(Kind.SAO).questions] == ["g", "h", "a", "", "", "b"]


def test_a_calculation_follows_the_answers():
    form = made(
        {"type": "integer", "name": "a"},
        {"type": "integer", "name": "b"},
        {"type": "calculate", "name": "total", "calculation": "${a} + ${b}"},
        {"type": "text", "name": "why", "relevant": "${total} > 10", "required": "yes"},
    )

    checked = form.check({"a": "6", "b": "๕"}, today=TODAY)

    assert checked.values == {"a": 6, "b": 5, "total": "11"}
    assert checked.errors == {"why": "ยังไม่ได้ตอบข้อนี้ โปรดเขียนคำตอบ"}


def test_what_is_calculated_cannot_be_typed():
    form = made({"type": "calculate", "name": "total", "calculation": "1"})

    with pytest.raises(Invalid):
        form.check({"total": "9"}, today=TODAY)


def test_a_chain_of_any_length_settles_in_order():
    rows = [{"type": "integer", "name": "q0"}]
    rows += [
        {"type": "integer", "name": f"q{n}", "relevant": f"${{q{n - 1}}} = 1"} for n in range(1, 99)
    ]
    typed = {f"q{n}": "1" for n in range(99)} | {"q1": "2"}

    checked = made(*rows).check(typed, today=TODAY)

    assert checked.values == {"q0": 1, "q1": 2}


def test_a_question_may_look_ahead():
    form = made(
        {"type": "text", "name": "why", "relevant": "${total} > 10", "required": "yes"},
        {"type": "calculate", "name": "total", "calculation": "${a} + ${b}"},
        {"type": "integer", "name": "a"},
        {"type": "integer", "name": "b", "relevant": "${a} > 5"},
    )

    few = form.check({"a": "4", "b": "7", "why": "x"}, today=TODAY)
    many = form.check({"a": "6", "b": "7"}, today=TODAY)

    assert few.values == {"a": 4}
    assert many.values == {"a": 6, "b": 7, "total": "13"}
    assert many.errors == {"why": "ยังไม่ได้ตอบข้อนี้ โปรดเขียนคำตอบ"}


def test_formulas_that_double_do_not_grow_without_end():
    rows = [{"type": "text", "name": "c0"}]
    rows += [
        {
            "type": "calculate",
            "name": f"c{n}",
            "calculation": f"concat(${{c{n - 1}}}, ${{c{n - 1}}})",
        }
        for n in range(1, 60)
    ]

    checked = made(*rows).check({"c0": "กข"}, today=TODAY)

    assert {name: len(value) for name, value in checked.values.items()} == {
        f"c{n}": 2 ** (n + 1) for n in range(10)
    }


def test_a_large_form_is_checked_in_a_moment():
    rows = [{"type": "integer", "name": "q0"}]
    rows += [
        {
            "type": "integer",
            "name": f"q{n}",
            "relevant": f"${{q{n - 1}}} >= 0",
            "constraint": ". >= 0 and . <= 9",
        }
        for n in range(1, 1000)
    ]
    started = time.monotonic()

    checked = made(*rows).check({f"q{n}": "1" for n in range(1000)}, today=TODAY)

    assert (len(checked.values), checked.errors) == (1000, {})
    assert time.monotonic() - started < 5
