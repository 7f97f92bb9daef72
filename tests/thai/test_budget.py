"""Working days shared out between levels."""

import datetime as dt

import pytest

from thai.budget import last_days, shares
from thai.working_days import working_days_between

MONDAY = dt.date(2020, 10, 26)
FRIDAY = dt.date(2020, 11, 13)
CLOSED = {dt.date(2020, 11, 3)}


@pytest.mark.parametrize(
    ("days", "weights", "parts"),
    [
        (10, [1, 1, 2], [2, 3, 5]),
        (4, [1, 1, 2], [1, 1, 2]),
        (1, [1, 1, 2], [0, 0, 1]),
        (0, [1, 2], [0, 0]),
        (7, [3], [7]),
    ],
)
def test_days_are_shared_out_whole(days, weights, parts):
    assert shares(days, weights) == parts
    assert sum(parts) == days


@pytest.mark.parametrize("weights", [[], [0, 1]])
def test_a_level_without_weight_is_no_level(weights):
    with pytest.raises(ValueError, match="weights from 1"):
        shares(5, weights)


def test_the_levels_end_on_working_days_counted_back_from_the_end():
    found = last_days(MONDAY, FRIDAY, [1, 1, 2], CLOSED)

    assert found == [dt.date(2020, 10, 29), dt.date(2020, 11, 4), FRIDAY]
    assert shares(13, [1, 1, 2]) == [3, 3, 7]
    starts = [MONDAY, *found]
    counted = [
        working_days_between(one, other, CLOSED) for one, other in zip(starts, found, strict=False)
    ]
    assert counted == [3, 3, 7]


def test_an_end_on_a_day_off_stays_and_counts_nothing():
    saturday = dt.date(2020, 10, 31)

    assert last_days(MONDAY, saturday, [1, 1], set()) == [dt.date(2020, 10, 28), saturday]


def test_without_days_every_level_ends_at_once():
    assert last_days(FRIDAY, FRIDAY, [1, 2], set()) == [FRIDAY, FRIDAY]
