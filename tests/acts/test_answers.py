"""Acts on answers, by everybody, however the answer stands."""

import pytest

from tests.acts.answer_rows import CERTIFYING, ROWS
from tests.acts.trying import differences

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_an_act_on_an_answer_is_as_its_row_says(answers, row):
    assert differences(row, answers, answers.line) == []


def test_certifying_is_as_its_row_says(answers):
    assert differences(CERTIFYING, answers, answers.district) == []
