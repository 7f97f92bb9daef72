"""Acts on a letter, by everybody, in every state."""

import pytest

from tests.acts.letter_rows import ROWS
from tests.acts.trying import differences

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_an_act_on_a_letter_is_as_its_row_says(stage, row):
    assert differences(row, stage, stage.letter) == []
