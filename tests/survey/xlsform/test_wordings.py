"""Which of the words of a workbook are shown."""

import pytest

from survey.xlsform.wordings import as_written, by_language, in_english, shown

SHOWN = [
    ("คำ", "", "คำ"),
    ({"thai": "คำ", "english": "Word"}, "", "คำ"),
    ({"English (en)": "Word", "ไทย (th)": "คำ"}, "English (en)", "คำ"),
    ({"French": "Mot", "English": "Word"}, "English", "Word"),
    ({"French": "Mot", "default": "Wort"}, "x", "Wort"),
    ({"Landkreis": "Wort"}, "default", "Wort"),
    ({"a": " ", "b": "Wort"}, "", "Wort"),
    (None, "", ""),
]


@pytest.mark.parametrize(("written", "usual", "words"), SHOWN)
def test_thai_words_come_first(written, usual, words):
    assert shown(by_language(written), usual) == words


def test_english_words_are_found_however_the_language_is_called():
    assert in_english({"Thai": "คำ", "English (en)": "Word"}) == "Word"
    assert in_english({"Thai": "คำ"}) == ""


@pytest.mark.parametrize("written", ["คำ", {"a": "x", "b": "y"}])
def test_words_come_back_as_they_were_written(written):
    assert as_written(by_language(written)) == written
