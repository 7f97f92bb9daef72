"""The tables of words that stay whole."""

from thai.compounds import COMPOUNDS, LEADING, UNITS


def test_a_unit_stands_before_every_unit_that_it_begins_with():
    late = [
        (one, other)
        for number, one in enumerate(UNITS)
        for other in UNITS[number + 1 :]
        if other.startswith(one)
    ]

    assert late == []


def test_no_word_is_empty_or_has_a_space():
    assert [one for one in (*COMPOUNDS, *LEADING, *UNITS) if not one or " " in one] == []
