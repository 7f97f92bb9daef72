"""Which words of a questionnaire a reader is shown."""

import pytest
from django.utils import translation

from survey.models import Choice, Question
from survey.xlsform.labels import in_english, label_here

BOTH = {"name": "money", "label": "งบประมาณ", "label_en": "Budget"}


@pytest.mark.parametrize(
    ("language", "row", "words"),
    [
        ("th", BOTH, "งบประมาณ"),
        ("en", BOTH, "Budget"),
        ("en-gb", BOTH, "Budget"),
        ("en", {**BOTH, "label_en": ""}, "งบประมาณ"),
        ("th", {"name": "money", "label": "", "label_en": "Budget"}, "money"),
    ],
)
def test_the_label_of_the_readers_language_stands_else_the_thai_one_else_the_name(
    language, row, words
):
    with translation.override(language):
        assert (label_here(Question(**row)), label_here(Choice(**row))) == (words, words)


def test_without_a_language_the_screen_is_thai():
    with translation.override(None):
        assert in_english() is False
