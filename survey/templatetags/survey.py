"""How cells of the roll-up table are written."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django import template

from circulars.templatetags.thai import thai_money
from survey.domain.columns import Cell

register = template.Library()


@dataclass(frozen=True, slots=True)
class Shown:
    """Words of one cell, and the class that places them."""

    text: str
    look: str


@register.simple_tag
def rollup_cell(cell: Cell) -> Shown:
    """✓ for a tick, an amount by thousands, words as they are; nothing stays empty."""
    if isinstance(cell, bool):
        return Shown("✓" if cell else "", "centre")
    if isinstance(cell, Decimal):
        return Shown(thai_money(cell), "wn-number")
    return Shown(cell or "", "")
