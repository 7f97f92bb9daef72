from decimal import Decimal

import pytest

from thai.money import format_baht


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("0", "0"),
        ("1250000", "1,250,000"),
        ("350.5", "350.50"),
        ("350.00", "350"),
        ("0.005", "0.01"),
        ("-1234.25", "-1,234.25"),
        ("999999.999", "1,000,000"),
        ("-0.001", "0"),
    ],
)
def test_amounts_are_grouped_and_show_satang_only_if_there_are_any(amount, text):
    assert format_baht(Decimal(amount), "arabic") == text


def test_amounts_are_thai_in_letters():
    assert format_baht(Decimal("1250000.50")) == "๑,๒๕๐,๐๐๐.๕๐"
