"""The roll-up table as a workbook: real numbers, the headings of the enclosure."""

from __future__ import annotations

import io
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from survey.domain.columns import Cell
from survey.domain.rolling_up import Section, Table, Totals

LEADING = ("ลำดับ", "เทศบาล/อบต.", "อำเภอ", "จังหวัด")
STATES = {
    "none": "ยังไม่ตอบ",
    "returned": "ส่งกลับแก้ไข",
    "submitted": "ส่งแล้ว",
    "certified": "รับรองแล้ว",
    "exempt": "ไม่ต้องตอบ",
}
TICK = "✓"
_THIN = Side(style="thin")
_FRAME = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_HEAD = Alignment(horizontal="center", vertical="center", wrap_text=True)
_BOLD = Font(name="TH Sarabun New", size=16, bold=True)
_PLAIN = Font(name="TH Sarabun New", size=16)


def write_rollup(table: Table) -> bytes:
    """XLSX bytes: one sheet, frozen head, subtotals by district and province, the total."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None, "a new workbook has a sheet"
    sheet.title = "สรุปผล"
    _write_heading(sheet, table)
    for province in table.provinces:
        for part in province.parts:
            for row in part.rows:
                values = [row.number, row.office, row.district, row.province]
                _write(sheet, [*values, *map(_plain, row.cells), STATES[row.state]], _PLAIN)
            _write_totals(sheet, f"รวม {part.name or '(ไม่ระบุอำเภอ)'}", part)
        _write_totals(sheet, f"รวมจังหวัด {province.name}", province)
    _write(sheet, ["", "รวมทั้งสิ้น", "", "", *_amounts(table.totals), _share(table.totals)], _BOLD)
    if table.task.note:
        sheet.append([])
        sheet.append([f"หมายเหตุ : {_safe(table.task.note)}"])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _write_heading(sheet: Worksheet, table: Table) -> None:
    width = table.width + 1
    for place, words in enumerate((table.task.title, table.task.subtitle), start=1):
        sheet.append([_safe(words)])
        sheet.merge_cells(start_row=place, end_row=place, start_column=1, end_column=width)
        sheet.cell(place, 1).font = _BOLD
        sheet.cell(place, 1).alignment = _HEAD
    groups = [group for group, span in table.header_groups for _n in range(span)]
    _write(sheet, [*LEADING, *groups, "สถานะ"], _BOLD)
    _write(sheet, [*LEADING, *(column.heading for column in table.columns), "สถานะ"], _BOLD)
    start = len(LEADING) + 1
    for _group, span in table.header_groups:
        sheet.merge_cells(start_row=3, end_row=3, start_column=start, end_column=start + span - 1)
        start += span
    for column in (*range(1, len(LEADING) + 1), width):
        sheet.merge_cells(start_row=3, end_row=4, start_column=column, end_column=column)
    for cell in (*sheet[3], *sheet[4]):
        cell.alignment = _HEAD
    sheet.freeze_panes = "C5"
    for column, size in enumerate((8, 34, 20, 20, *[18] * (width - 4)), start=1):
        sheet.column_dimensions[get_column_letter(column)].width = size


def _write_totals(sheet: Worksheet, words: str, section: Section) -> None:
    totals = section.totals
    _write(sheet, ["", words, "", "", *_amounts(totals), _share(totals)], _BOLD)


def _write(sheet: Worksheet, values: list[object], font: Font) -> None:
    sheet.append([_safe(value) for value in values])
    for cell in sheet[sheet.max_row]:
        cell.font, cell.border = font, _FRAME
        if isinstance(cell.value, Decimal):
            cell.number_format = "#,##0.00"


def _safe(value: object) -> object:
    """Text that begins like a formula stays text."""
    if isinstance(value, str) and value.startswith(("=", "+", "-", "@")):
        return f"'{value}"
    return value


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


def _share(totals: Totals) -> str:
    return f"ตอบ {totals.answered}/{totals.expected}"
