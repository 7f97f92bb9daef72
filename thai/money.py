"""Amounts of baht, printed for people."""

from decimal import ROUND_HALF_UP, Decimal

from thai.digits import Digits, with_digits

_SATANG = Decimal("0.01")


def format_baht(amount: Decimal | int, digits: Digits = "thai") -> str:
    """
    Print baht in groups of three: ๑,๒๕๐,๐๐๐, and two decimals only if there are satang.

    Fractions of a satang are rounded half up. The word บาท is left to the caller.
    """
    rounded = Decimal(amount).quantize(_SATANG, ROUND_HALF_UP)
    whole = rounded == rounded.to_integral_value()
    text = f"{abs(rounded):,.0f}" if whole else f"{abs(rounded):,.2f}"
    return with_digits(f"-{text}" if rounded < 0 else text, digits)
