"""The roll-up table for other programs: CSV and JSON, the same rows as on the screen."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from decimal import Decimal
from typing import Any

from survey.domain.columns import Cell, Column
from survey.domain.rolling_up import Row, Table
from survey.letters.rollup_xlsx import STATES

#: A table program takes a cell that begins so for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def rollup_csv(table: Table) -> bytes:
    """One line an office, no subtotals; UTF-8 with the mark by which a table program knows it."""
    target = io.StringIO()
    writer = csv.writer(target)
    heads = [_heading(column) for column in table.columns]
    writer.writerow(map(_word, ["ลำดับ", table.offices_heading, "อำเภอ", "จังหวัด", *heads, "สถานะ"]))
    for row in table.rows:
        leading = [row.number, *map(_word, (row.office, row.district, row.province))]
        cells = [_plain(cell) for cell in _cells(row)]
        writer.writerow([*leading, *cells, STATES[row.state]])
    return target.getvalue().encode("utf-8-sig")


def rollup_json(table: Table, *, as_of: dt.datetime | None) -> bytes:
    """
    The table with its totals. Amounts are texts, so that no program rounds them; a tick is
    true or false; ``as_of`` is when the newest answer came in, None while there is none.
    """
    keys = [column.key for column in table.columns]
    found = {
        "title": table.task.title,
        "as_of": as_of.isoformat() if as_of else None,
        "columns": [
            {"key": one.key, "group": one.group, "heading": one.heading, "kind": one.kind}
            for one in table.columns
        ],
        "rows": [
            {
                "office": row.office,
                "district": row.district,
                "province": row.province,
                "state": row.state,
                "answers": dict(zip(keys, map(_exact, _cells(row)), strict=True)),
            }
            for row in table.rows
        ],
        "totals": table.totals.as_json(),
    }
    return json.dumps(found, ensure_ascii=False, indent=1).encode()


def _cells(row: Row) -> list[Cell]:
    return row.cells if row.is_answered else [None] * len(row.cells)


def _heading(column: Column) -> str:
    return f"{column.group}: {column.heading}" if column.group else column.heading


def _word(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


def _plain(cell: Cell) -> Any:
    if isinstance(cell, bool):
        return int(cell)
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    return _word(cell) if cell else ""


def _exact(cell: Cell) -> Any:
    return f"{cell:f}" if isinstance(cell, Decimal) else cell
