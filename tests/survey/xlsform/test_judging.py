"""What is stored of an answer, what its rows come to, and what is said where it is wrong."""

import pytest

from survey.models import Question
from survey.xlsform.judging import please_answer
from tests.survey.xlsform.forms import TODAY, made

ROWS = (
    {"name": "r", "type": "begin_repeat"},
    {"name": "baht", "type": "decimal"},
    {"name": "kinds", "type": "select_multiple", "list_name": "has"},
    {"name": "r", "type": "end_repeat"},
)


def test_rows_are_added_up_exactly():
    typed = {
        "r": [
            {"baht": "0.10", "kinds": ["yes", "no"]},
            {"baht": "0.20", "kinds": "yes"},
            {"baht": "123456789012345.67"},
        ]
    }

    values = made(*ROWS).check(typed, today=TODAY).values

    assert {key: value for key, value in values.items() if key.startswith("#")} == {
        "#r": 3,
        "#baht": "123456789012345.97",
        "#kinds:yes": 2,
        "#kinds:no": 1,
    }


def test_a_message_of_ones_own():
    row = {
        "name": "n",
        "type": "integer",
        "required": "yes",
        "required_message": "ต้องตอบตามหนังสือ",
        "constraint": ". < 10",
        "constraint_message": "ไม่เกิน 9 แห่ง",
    }

    assert made(row).check({}, today=TODAY).errors == {"n": "ต้องตอบตามหนังสือ"}
    assert made(row).check({"n": "10"}, today=TODAY).errors == {"n": "ไม่เกิน 9 แห่ง"}


SENTENCES = [
    ("time", "ยังไม่ได้ตอบข้อนี้ โปรดเขียนเวลา เช่น 08.30"),
    ("dateTime", "ยังไม่ได้ตอบข้อนี้ โปรดเขียนวันที่และเวลา เช่น 31 ตุลาคม 2563 08.30"),
    ("geopoint", "ยังไม่ได้ตอบข้อนี้ โปรดเขียนพิกัด เช่น 18.3609, 103.6464"),
    ("rank", "ยังไม่ได้ตอบข้อนี้ โปรดเรียงลำดับให้ครบ"),
    ("range", "ยังไม่ได้ตอบข้อนี้ โปรดเลือกหนึ่งข้อ"),
    ("image", "ยังไม่ได้ตอบข้อนี้ โปรดแนบไฟล์"),
    ("barcode", "ยังไม่ได้ตอบข้อนี้ โปรดเขียนคำตอบ"),
]


@pytest.mark.parametrize(("kind", "sentence"), SENTENCES)
def test_what_to_do_where_an_answer_is_missing(kind, sentence):
    assert please_answer(Question(type=kind), zero=False) == sentence
