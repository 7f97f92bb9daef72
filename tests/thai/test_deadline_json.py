"""A rule in a column of the database is the same rule again."""

import json

import pytest

from tests.thai.deadline_phrases import ON, PHRASES
from thai.deadline_json import from_json, to_json
from thai.deadline_phrase import parse_deadline


@pytest.mark.parametrize("phrase", PHRASES)
def test_a_rule_survives_being_kept(phrase):
    rule = parse_deadline(phrase, on=ON).rule
    assert rule is not None

    assert from_json(json.loads(json.dumps(to_json(rule)))) == rule


def test_what_is_kept_is_plain():
    rule = parse_deadline("ภายใน 7 วันทำการ เวลา 12.00 น.", on=ON).rule
    assert rule is not None

    assert to_json(rule) == {
        "kind": "within",
        "count": 7,
        "unit": "working_days",
        "since": "receipt",
        "time": "12:00:00",
    }


def test_what_was_never_a_rule_is_no_rule():
    with pytest.raises(KeyError):
        from_json({"kind": "someday"})
