"""An expression in the words of its questions."""

import pytest
from django.utils import translation

from survey.domain.wording import in_words
from survey.models import Choice, Question
from survey.xlsform.questionnaire import Questionnaire

FORM = Questionnaire(
    [
        Question(
            order=1,
            type="select_one",
            name="has",
            label="มีโครงการ",
            label_en="Project",
            list_name="yn",
        ),
        Question(order=2, type="integer", name="money", label="งบประมาณ"),
    ],
    [Choice(list_name="yn", name="yes", label="มี", label_en="yes, there is")],
)


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("${has} = 'yes'", "“มีโครงการ” ตอบ “มี”"),
        ("${ has }='yes'", "“มีโครงการ” ตอบ “มี”"),
        ("${has} = 'yes' and ${money} > 0", "“มีโครงการ” ตอบ “มี” และ “งบประมาณ” > 0"),
        ("${has} = 'yes'  or  ${money} = 5", "“มีโครงการ” ตอบ “มี” หรือ “งบประมาณ” = 5"),
        ("${lost} = 'yes'", "“lost” = 'yes'"),
        ("${lost} > 1", "“lost” > 1"),
    ],
)
def test_comparisons_and_and_or_become_words_and_the_rest_stays(expression, words):
    assert in_words(expression, FORM) == words


def test_an_english_reader_reads_english_labels():
    with translation.override("en"):
        words = in_words("${has} = 'yes'", FORM)

    assert ("Project" in words, "yes, there is" in words, "มี" in words) == (True, True, False)
