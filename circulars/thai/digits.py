"""Thai and Arabic digits. Stored text holds Arabic digits; Thai ones are for showing."""

from typing import Literal

Digits = Literal["thai", "arabic"]

_ARABIC = "0123456789"
_THAI = "๐๑๒๓๔๕๖๗๘๙"
_TO_THAI = str.maketrans(_ARABIC, _THAI)
_TO_ARABIC = str.maketrans(_THAI, _ARABIC)


def to_thai(value: object) -> str:
    """Write ``value`` with Thai digits; everything that is not a digit stays."""
    return str(value).translate(_TO_THAI)


def to_arabic(text: str) -> str:
    """Write ``text`` with Arabic digits. Its length never changes."""
    return text.translate(_TO_ARABIC)


def with_digits(value: object, digits: Digits) -> str:
    """
    Write ``value`` in the digits asked for.

    Raises ValueError when ``digits`` is neither "thai" nor "arabic".
    """
    if digits == "thai":
        return to_thai(value)
    if digits == "arabic":
        return to_arabic(str(value))
    raise ValueError(f"digits must be 'thai' or 'arabic', not {digits!r}")
