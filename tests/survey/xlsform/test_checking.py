"""What a questionnaire must be to work at all; each fault names its question."""

import pytest

from circulars.errors import Invalid
from survey.models import Choice, Question
from survey.xlsform.checking import check_questions, faults_in

YES = [Choice(list_name="has", name="yes", label="มี")]


def rows(*questions):
    return [Question(order=n, **{"type": "text", **one}) for n, one in enumerate(questions, 1)]


FAULTS = [
    ([{"name": "a"}, {"name": "a"}], "ข้อ a: มีข้อชื่อนี้ซ้ำกัน โปรดเปลี่ยนชื่อ"),
    (
        [{"name": "g", "type": "end_group"}, {"name": "g", "type": "begin_group"}],
        "มี “จบหมวด” ก่อน “เริ่มหมวด” โปรดเรียงใหม่",
    ),
    ([{"name": "g", "type": "begin_group"}], "ข้อ g: มี “เริ่มหมวด” ที่ไม่มี “จบหมวด” โปรดเพิ่มให้ครบ"),
    (
        [{"name": "a", "type": "select_one", "list_name": "other"}],
        "ข้อ a: ไม่มีชุดตัวเลือก “other” โปรดเพิ่มตัวเลือก",
    ),
    (
        [{"name": "a", "roll_up": "sum"}],
        "ข้อ a: รวมยอดได้เฉพาะข้อที่ตอบเป็นตัวเลขหรือข้อคำนวณ โปรดเลือกแบบอื่นในตารางรวม",
    ),
    (
        [
            {
                "name": "a",
                "type": "select_one",
                "list_name": "has",
                "roll_up": "tick",
                "tick_value": "no",
            }
        ],
        "ข้อ a: ช่องที่นับ ✓ อ้างถึงตัวเลือก “no” ซึ่งไม่มี",
    ),
]


@pytest.mark.parametrize(("questions", "sentence"), FAULTS, ids=[one[1][:30] for one in FAULTS])
def test_a_fault_is_said_with_the_question_that_has_it(questions, sentence):
    with pytest.raises(Invalid) as caught:
        check_questions(rows(*questions), YES)

    assert str(caught.value) == sentence


@pytest.mark.parametrize("column", ["required", "relevant", "constraint", "calculation"])
def test_every_expression_is_looked_at(column):
    questions = rows({"name": "a"}, {"name": "b", column: "${nobody} = 'yes'"})

    with pytest.raises(Invalid) as caught:
        check_questions(questions, [])

    assert str(caught.value).startswith("ข้อ b: ")


def test_what_works_passes():
    check_questions(
        rows(
            {"name": "g", "type": "begin_group"},
            {"name": "a", "type": "select_one", "list_name": "has", "roll_up": "tick"}
            | {"tick_value": "yes"},
            {"name": "n", "type": "integer", "roll_up": "sum", "relevant": "${a} = 'yes'"},
            {"name": "g", "type": "end_group"},
        ),
        YES,
    )


def test_the_end_of_a_group_may_bear_the_name_of_its_beginning():
    check_questions(
        rows({"name": "g", "type": "begin_group"}, {"name": "g", "type": "end_group"}), []
    )


def test_all_faults_are_found_at_once_with_their_columns():
    questions = rows(
        {"name": "a", "label": "ตอบ ${gone}"},
        {"name": "b", "type": "select_one", "list_name": "has", "choice_filter": "x = ${gone}"},
        {"name": "c", "relevant": "${a} ="},
    )

    found = [(fault.question.name, fault.column) for fault in faults_in(questions, YES)]

    assert found == [("a", "label"), ("b", "choice_filter"), ("c", "relevant")]


def test_formulas_that_cost_too_much_together_are_refused_at_the_dearest():
    heavy = "concat({}, if(regex(${{a}}, '(.*a){{40}}.*b|(x+x+)+y'), 'z', ''))"
    questions = rows(
        {"name": "a"},
        *({"name": f"c{n}", "calculation": heavy.format(n)} for n in range(2900)),
        {"name": "last", "calculation": heavy.format("'much longer', 'than', 'the', 'others'")},
    )

    [fault] = faults_in(questions, [])

    assert (fault.question.name, fault.column) == ("last", "calculation")
    assert fault.sentence == ("สูตรทั้งแบบรวมกันคำนวณนานเกินไป และข้อนี้นานที่สุด โปรดลดความซับซ้อนของสูตร")
