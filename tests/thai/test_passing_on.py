"""Letters of many offices passed on: whole letters, so that a wrong word anywhere is seen."""

import pytest

from tests.thai.letters_passed_on import CASES, LETTERS, Passed
from thai.wording.passing_on import pass_on


@pytest.mark.parametrize("case", CASES, ids=lambda one: one.name)
def test_phrases_that_must_and_must_not_stand_in_a_letter(case):
    body = pass_on(case.body, case.hop).body

    assert [words for words in case.must if words not in body] == []
    assert [words for words in case.must_not if words in body] == []


@pytest.mark.parametrize("letter", LETTERS, ids=lambda one: one.name)
def test_a_letter_is_passed_on_word_for_word(letter: Passed):
    written = pass_on(letter.body, letter.hop)

    assert written.paragraphs == list(letter.paragraphs)
    assert [str(one) for one in written.questions] == list(letter.questions)
