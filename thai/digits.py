"""Thai and Arabic digits. Stored text holds Arabic digits; Thai ones are for showing."""

import re
from typing import Literal

Digits = Literal["thai", "arabic"]

_ARABIC = "0123456789"
_THAI = "๐๑๒๓๔๕๖๗๘๙"
_TO_THAI = str.maketrans(_ARABIC, _THAI)
_TO_ARABIC = str.maketrans(_THAI, _ARABIC)


#: A quotation, a character reference, or a run of what addresses and formulas are made of.
_AS_TYPED = re.compile(r"(“[^”]*”|&#?\w+;|[\w.@:/%+#=?~$-]+)", re.ASCII)
_LATIN = re.compile(r"[A-Za-z“&]")


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


def words_with_digits(text: str, digits: Digits) -> str:
    """
    Write a sentence in the digits asked for, and leave alone what must stay as it is typed.

    That is: quotations (“…”), and whatever has a Latin letter in it – addresses on the
    network, e-mail, user names, names of files, formulas.
    """
    parts = _AS_TYPED.split(text)
    return "".join(
        part if number % 2 and _LATIN.search(part) else with_digits(part, digits)
        for number, part in enumerate(parts)
    )
