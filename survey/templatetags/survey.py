"""How cells of the roll-up table are written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django import template

from papers.templatetags.thai import thai_money, thai_number
from survey.domain.columns import Cell, Column
from survey.domain.summing import Sums

register = template.Library()


@register.filter
def bare_place(name: str) -> str:
    """เซกา, under a heading that already says อำเภอ or จังหวัด."""
    return name.removeprefix("อำเภอ").removeprefix("จังหวัด") or name


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
        exact = cell == round(cell, 2)
        return Shown(thai_money(cell) if exact else thai_number(cell), "wn-number")
    return Shown(cell or "", "")


@register.simple_tag
def sums_cells(sums: Sums, columns: Sequence[Column]) -> list[tuple[str, Shown]]:
    """Name and total of every column that can be added up."""
    return [
        (_name(column), rollup_cell(total))
        for column, total in zip(columns, sums.values, strict=True)
        if total is not None
    ]


def _name(column: Column) -> str:
    """A choice by itself says nothing without its question."""
    return f"{column.group}: {column.heading}" if ":" in column.key else column.heading
