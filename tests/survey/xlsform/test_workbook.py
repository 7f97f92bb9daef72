"""The sheets of a workbook as rows of text."""

import io

import pytest
from openpyxl import Workbook

from circulars.errors import Invalid
from survey.xlsform.workbook import MOST_ROWS, read_sheets


def saved(**sheets):
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def test_the_wanted_sheets_that_are_there_are_read():
    data = saved(survey=[["name"], ["a"]], other=[["x"], ["y"]])

    assert read_sheets(data, ("survey", "choices")) == {"survey": [(2, {"name": "a"})]}


def test_cells_become_text_and_rows_keep_the_numbers_that_excel_shows():
    rows = [
        [" name ", "n", None, "flag"],
        ["a", 3.0, "ไม่มีหัว", True],
        [None, None, None, None],
        ["ข\u200bค\x07 ".replace("\x07", ""), 2.5, None, False],
    ]

    assert read_sheets(saved(survey=rows), ("survey",)) == {
        "survey": [
            (2, {"name": "a", "n": "3", "flag": "yes"}),
            (4, {"name": "ข\u200bค", "n": "2.5", "flag": "no"}),
        ]
    }


def test_a_sheet_has_a_thousand_rows_and_no_more():
    rows = [["name"]] + [["a"]] * (MOST_ROWS - 1)
    assert len(read_sheets(saved(survey=rows), ("survey",))["survey"]) == MOST_ROWS - 1

    with pytest.raises(Invalid) as caught:
        read_sheets(saved(survey=[*rows, ["b"]]), ("survey",))
    assert (str(caught.value), caught.value.field) == ("แผ่นงาน survey ยาวเกิน 1000 แถว", "file")


def test_what_is_no_workbook_is_refused():
    with pytest.raises(Invalid) as caught:
        read_sheets(b"not a workbook", ("survey",))

    assert (str(caught.value), caught.value.field) == (
        "เปิดไฟล์นี้เป็นสมุดงาน Excel ไม่ได้ โปรดบันทึกเป็น .xlsx แล้วส่งใหม่",
        "file",
    )
