"""Telephone numbers as people write them, and the one that a telephone can dial."""

from __future__ import annotations

import re

from thai.digits import to_arabic

#: Numbers of a mobile begin so, and have ten digits; those of an office have nine.
_MOBILE = ("06", "08", "09")
_SHORT = re.compile(r"(?<!\d)1\d{3}(?!\d)")
_ABROAD = re.compile(r"\+\d[\d \-]{6,17}\d")
_FIRST = re.compile(r"(?<!\d)0(?:[ \-.()]*\d){8,9}")


def dialled(text: str) -> str:
    """
    The first number in ``text`` as digits alone, or "" where none is to be seen.

    "๐ ๒๒๔๑ ๙๐๐๐-๑๐ ต่อ ๒๒๑๓" → "022419000": an extension or a row of numbers is for the reader.
    """
    plain = to_arabic(text)
    if abroad := _ABROAD.search(plain):
        return "+" + re.sub(r"\D", "", abroad[0])
    if first := _FIRST.search(plain):
        digits = re.sub(r"\D", "", first[0])
        return digits[: 10 if digits.startswith(_MOBILE) else 9]
    short = _SHORT.search(plain)
    return short[0] if short else ""


def spaced(text: str) -> str:
    """
    ``text``, or a bare row of digits in groups: "0424912345" → "042 491 2345".

    A table program takes bare digits for a number and drops the 0 in front.
    """
    bare = to_arabic(text).strip()
    if not bare.isdigit() or len(bare) < 7:
        return text
    return f"{bare[:-7]} {bare[-7:-4]} {bare[-4:]}"
