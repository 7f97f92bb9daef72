"""The roll-up table as a workbook: real numbers, the headings of the enclosure."""

from __future__ import annotations

import io
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from survey.domain.columns import Cell
from survey.domain.rolling_up import Row, Table, Totals

LEADING = 4
STATES = {
    "none": "ยังไม่ตอบ",
    "returned": "ส่งกลับให้แก้ไข",
    "submitted": "ส่งคำตอบแล้ว",
    "certified": "รับรองแล้ว",
    "exempt": "ไม่ต้องตอบ",
}
TICK = "✓"
_THIN = Side(style="thin")
_FRAME = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_HEAD = Alignment(horizontal="center", vertical="center", wrap_text=True)
_WORDS = Alignment(vertical="top", wrap_text=True)
_MIDDLE = Alignment(horizontal="center")
_WIDTHS = {"tick": 16, "sum": 20, "list": 30}
_BOLD = Font(name="TH Sarabun New", size=16, bold=True)
_PLAIN = Font(name="TH Sarabun New", size=16)


def write_rollup(table: Table, notes: Sequence[str] = ()) -> bytes:
    """
    XLSX bytes: one sheet, frozen head, subtotals by district and province, the total.

    ``notes`` stand below the table, one a line.
    """
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet), "a new workbook has a sheet"
    sheet.title = "ตารางสรุป"
    _write_heading(sheet, table)
    for province in table.provinces:
        for part in province.parts:
            for row in part.rows:
                values = [row.number, row.office, row.district, row.province]
                cells = map(_plain, row.cells) if row.is_answered else [""] * len(row.cells)
                _write(sheet, [*values, *cells, _standing(row)], _PLAIN)
            if part.name:
                _write_totals(sheet, f"รวม {part.name}", part.totals)
        if len(table.provinces) > 1:
            _write_totals(sheet, f"รวม {province.name}", province.totals)
    _write_totals(sheet, "รวมทั้งสิ้น", table.totals)
    words = [f"หมายเหตุ : {table.task.note}"] if table.task.note else []
    if words or notes:
        sheet.append([])
    for line in [*words, *notes]:
        _write_words(sheet, line, table)
    _set_up_page(sheet, table)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _write_heading(sheet: Worksheet, table: Table) -> None:
    for words in (table.task.title, table.task.subtitle):
        _write_words(sheet, words, table)
    for line in (1, 2):
        sheet.cell(line, 1).font, sheet.cell(line, 1).alignment = _BOLD, _HEAD
    leading = ["ลำดับ", table.offices_heading, "อำเภอ", "จังหวัด"]
    groups = [column.group or column.heading for column in table.columns]
    _write(sheet, [*leading, *groups, "สถานะ"], _BOLD)
    _write(sheet, [*leading, *(column.heading for column in table.columns), "สถานะ"], _BOLD)
    for cell in (*sheet[3], *sheet[4]):
        cell.alignment = _HEAD
    start = LEADING + 1
    for head in table.upper:
        _merge(sheet, start, across=head.across, down=head.down)
        start += head.across
    for column in (*range(1, LEADING + 1), start):
        _merge(sheet, column, down=2)


def _merge(sheet: Worksheet, column: int, *, across: int = 1, down: int = 1) -> None:
    """Join cells of the heading, which stands in lines 3 and 4."""
    if across > 1 or down > 1:
        sheet.merge_cells(
            start_row=3, end_row=2 + down, start_column=column, end_column=column + across - 1
        )


def _set_up_page(sheet: Worksheet, table: Table) -> None:
    widths = (8, 34, 18, 18, *(_WIDTHS[column.kind] for column in table.columns), 18)
    for column, size in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = size
    for line, height in ((1, 48), (2, 26), (3, 48), (4, 48)):
        sheet.row_dimensions[line].height = height
    sheet.freeze_panes = "C5"
    sheet.print_title_rows = "3:4"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", "9"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _write_totals(sheet: Worksheet, words: str, totals: Totals) -> None:
    share = f"ตอบ {totals.answered}/{totals.expected}"
    _write(sheet, ["", words, "", "", *_amounts(totals), share], _BOLD)


def _write_words(sheet: Worksheet, words: str, table: Table) -> None:
    """A line across the whole width."""
    cell = _write(sheet, [words], _PLAIN, framed=False)[0]
    cell.alignment = _WORDS
    line, width = cell.row, table.width + 1
    sheet.merge_cells(start_row=line, end_row=line, start_column=1, end_column=width)


def _standing(row: Row) -> str:
    """Its state, and by which way an answer came beside the system."""
    return f"{STATES[row.state]} ({row.way_label})" if row.way else str(STATES[row.state])


def _write(
    sheet: Worksheet, values: Sequence[object], font: Font, *, framed: bool = True
) -> list[Any]:
    """
    One line below the last, and its cells.

    ``append`` knows where the sheet ends; ``max_row`` would look through every cell.
    """
    cells: list[Any] = []
    for value in values:
        cell = SheetCell(sheet, row=1, column=1)
        _put(cell, value)
        cell.font = font
        if framed:
            cell.border = _FRAME
        if value == TICK:
            cell.alignment = _MIDDLE
        cells.append(cell)
    sheet.append(cells)
    return cells


def _put(cell: Any, value: object) -> None:
    """Numbers as numbers; text stays text even where it begins like a formula."""
    if value == "":
        return
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
        cell.data_type = "s"
        return
    cell.value = value
    if isinstance(value, Decimal):
        cell.number_format = "#,##0.00" if _is_money(value) else "#,##0.##########"


def _is_money(value: Decimal) -> bool:
    return value == round(value, 2)


def _plain(cell: Cell) -> object:
    if isinstance(cell, bool):
        return TICK if cell else ""
    return "" if cell is None else cell


def _amounts(totals: Totals) -> list[object]:
    kinds = [column.kind for column in totals.columns]
    return [
        "" if total is None else int(total) if kind == "tick" else total
        for kind, total in zip(kinds, totals.values, strict=True)
    ]
