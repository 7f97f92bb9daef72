"""Addresses that lead an office straight to its own form."""

import pytest

from survey.domain.linking import line_of, token_for
from survey.models import ExpectedAnswer


def test_a_token_leads_to_the_line_that_it_was_made_for():
    assert line_of(token_for(ExpectedAnswer(pk=12))) == 12


@pytest.mark.parametrize("token", ["", "12", "12:x", "x:y:z"])
def test_a_token_of_another_hand_leads_nowhere(token):
    assert line_of(token) is None


def test_the_line_of_a_token_cannot_be_changed():
    signature = token_for(ExpectedAnswer(pk=12)).partition(":")[2]

    assert line_of(f"13:{signature}") is None
