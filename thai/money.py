"""Amounts of baht, printed for people and read from what they type."""

import re
from decimal import ROUND_HALF_UP, Decimal

from thai.digits import Digits, with_digits
from thai.sentences import Sentence, UnreadableError, gettext_noop
from thai.text import normalize

_SATANG = Decimal("0.01")
_WRITTEN = re.compile(r"(?P<baht>\d+|\d{1,3}(?:,\d{3})+)(?:\.(?P<satang>\d*))?", re.ASCII)
_DECORATION = re.compile(r"^฿\s*|\s*(?:\.\s*-|,\s*-|บาทถ้วน|บาท|฿)$")

_NO_AMOUNT = gettext_noop("ยังไม่ได้ระบุจำนวนเงิน โปรดเขียนเป็นตัวเลข เช่น 1,250,000 หรือ 350.50")
_NEGATIVE = gettext_noop("จำนวนเงิน “%(printed)s” ติดลบไม่ได้ โปรดเขียนเช่น 1,250,000")
_FINER_THAN_SATANG = gettext_noop(
    "จำนวนเงิน “%(printed)s” มีทศนิยมเกินสองตำแหน่ง โปรดเขียนถึงหน่วยสตางค์ เช่น 350.50"
)
_NOT_AN_AMOUNT = gettext_noop(
    "อ่าน “%(printed)s” เป็นจำนวนเงินไม่ได้ โปรดเขียนเป็นตัวเลขหน่วยบาท เช่น 1,250,000 หรือ 350.50"
)


def format_baht(amount: Decimal | int, digits: Digits = "thai") -> str:
    """
    Print baht in groups of three: ๑,๒๕๐,๐๐๐, and two decimals only if there are satang.

    Fractions of a satang are rounded half up. The word บาท is left to the caller.
    """
    rounded = Decimal(amount).quantize(_SATANG, ROUND_HALF_UP)
    whole = rounded == rounded.to_integral_value()
    text = f"{abs(rounded):,.0f}" if whole else f"{abs(rounded):,.2f}"
    return with_digits(f"-{text}" if rounded < 0 else text, digits)


def parse_amount(text: str) -> Decimal:
    """
    Read baht in Thai or Arabic digits, with or without commas and "บาท".

    Raises UnreadableError (a ValueError) with a Thai sentence.
    """
    printed = text.strip()
    folded = _DECORATION.sub("", normalize(printed))
    folded = _DECORATION.sub("", folded)
    if not folded:
        raise UnreadableError(Sentence(_NO_AMOUNT))
    match = _WRITTEN.fullmatch(folded.lstrip("-−– "))
    if match is None:
        raise UnreadableError(Sentence(_NOT_AN_AMOUNT, printed=printed))
    if folded[0] in "-−–":
        raise UnreadableError(Sentence(_NEGATIVE, printed=printed))
    satang = match["satang"] or "0"
    if len(satang) > 2:
        raise UnreadableError(Sentence(_FINER_THAN_SATANG, printed=printed))
    return Decimal(f"{match['baht'].replace(',', '')}.{satang}").quantize(_SATANG)
