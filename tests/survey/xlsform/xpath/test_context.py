"""What an evaluation may cost."""

import pytest

from survey.xlsform.xpath.context import Meter, TooCostly


def test_steps_are_counted_up_to_the_last():
    meter = Meter(10)
    meter.spend(10)

    with pytest.raises(TooCostly):
        meter.spend(1)
    assert meter.spent == 11
