"""Functions take as many arguments as they have."""

import pytest

from survey.xlsform.xpath.registry import FUNCTIONS


@pytest.mark.parametrize(
    ("name", "least", "most"), [("if", 3, 3), ("round", 1, 2), ("concat", 0, 200), ("today", 0, 0)]
)
def test_arguments(name, least, most):
    assert (FUNCTIONS[name].least, FUNCTIONS[name].most) == (least, most)
