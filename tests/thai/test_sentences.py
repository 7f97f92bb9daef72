"""A finished sentence remembers what it was made from."""

from thai.sentences import Sentence, UnreadableError, gettext_noop


def test_a_sentence_keeps_its_pattern_and_its_values():
    made = Sentence("วันที่ %(day)s", day=28)

    assert (made, made.pattern, made.values) == ("วันที่ 28", "วันที่ %(day)s", {"day": 28})


def test_without_values_a_percent_sign_is_a_percent_sign():
    assert Sentence("ครบ 100 %") == "ครบ 100 %"


def test_an_error_says_its_sentence():
    sentence = Sentence(gettext_noop("อ่านไม่ได้"))

    error = UnreadableError(sentence)

    assert (str(error), error.sentence) == ("อ่านไม่ได้", sentence)
