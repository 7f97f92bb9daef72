"""The line ส่วนราชการ of a memo: who writes and his telephone, on one dotted line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from circulars.domain.prewriting import units_from_outside
from offices.models import Office

#: Characters with a width of their own that the dotted line takes in 16 pt: some 13 cm.
_ROOM = 64
_PHONE = re.compile(r"โทร(?!สาร)[^/\n]*?(?=\s*(?:/|โทรสาร|$))")


def memo_agency(unit: Office, contact: Sequence[str]) -> str:
    """
    The house, the units from the outside in, and the telephone of ``contact``; no fax.

    Names stand in full: what is too long for one line leaves the house out, and may take two.
    """
    house, units = unit.house or unit, units_from_outside(unit)
    phone = next((match[0].strip() for line in contact if (match := _PHONE.match(line))), "")
    names = [one.name for one in units]
    lines = [" ".join([*way, phone]).strip() for way in ([house.name, *names], names) if way]
    return next((line for line in lines if _width(line) <= _ROOM), lines[-1])


def _width(text: str) -> int:
    return sum(1 for char in text if unicodedata.category(char) != "Mn")
