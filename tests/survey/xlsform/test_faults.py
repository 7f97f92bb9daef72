"""Faults of a workbook, in Thai, at their place."""

import pytest

from survey.xlsform.faults import Found, Unusable, told


def fault(said="", *, sheet="survey", row=3, column="", code="", **words):
    return {
        "sheet": sheet,
        "row": row,
        "column": column,
        "code": code,
        "words": words,
        "said": said,
    }


TOLD = [
    (
        fault(code="UNKNOWN_TYPE", type="tel"),
        Found("survey", 3, "type", "ไม่มีชนิดคำถาม “tel” ในมาตรฐาน XLSForm โปรดแก้ชนิด"),
    ),
    (
        fault(code="NO_LABEL", name="a"),
        Found("survey", 3, "label", "ข้อ a ไม่มีข้อความคำถาม โปรดเขียนในคอลัมน์ label"),
    ),
    (
        fault(code="HEADER_003", row=0, missing="'type'"),
        Found("survey", 0, "", "แผ่นงานไม่มีคอลัมน์ 'type' โปรดเพิ่มคอลัมน์นั้น"),
    ),
    (
        fault("[row : 3] List name not in choices sheet: x"),
        Found("survey", 3, "type", "ไม่มีชุดตัวเลือก “x” ในแผ่นงาน choices"),
    ),
    (
        fault("You must have a sheet named 'survey'. ", row=0),
        Found("survey", 0, "", "ไฟล์นี้ไม่มีแผ่นงานชื่อ survey โปรดใช้ไฟล์ตามรูปแบบ XLSForm"),
    ),
    (
        fault("[row : 3] Missing calculation."),
        Found("survey", 3, "calculation", "ข้อคำนวณไม่มีสูตร โปรดเขียนในคอลัมน์ calculation"),
    ),
    (
        fault("[row : 3] Something new."),
        Found("survey", 3, "", "ไม่ตรงตามมาตรฐาน XLSForm (Something new.)"),
    ),
]


@pytest.mark.parametrize(("found", "in_thai"), TOLD)
def test_a_fault_is_told_in_thai(found, in_thai):
    assert told(found) == in_thai


def test_all_faults_of_a_workbook_are_one_refusal():
    refusal = Unusable([Found("survey", 2, "name", "ต้องมี name"), Found("choices", 0, "", "ว่าง")])

    assert refusal.sentences == ["แผ่นงาน survey แถว 2: ต้องมี name", "แผ่นงาน choices: ว่าง"]
    assert str(refusal) == "แผ่นงาน survey แถว 2: ต้องมี name แผ่นงาน choices: ว่าง"
