"""What is kept can be compared with what pyxform understood; and the command that shows it."""

import json
from io import StringIO

from django.core.management import call_command

from survey.xlsform.dumping import dumped
from survey.xlsform.reading import read_workbook
from tests.survey.xlsform.test_reading import workbook

SURVEY = [
    ["type", "name", "label::Thai", "label::English", "relevant", "choice_filter", "repeat_count"],
    ["select_one has", "q", "ถาม", "Ask"],
    ["begin_repeat", "r", "แถว", "Row", "", "", "2"],
    ["select_one has", "s", "เลือก", "Choose", "${q} = 'yes'", "code = ${q}"],
    ["end_repeat"],
]
CHOICES = [
    ["list name", "name", "label::Thai", "label::English", "code"],
    ["has", "yes", "มี", "Yes", "1"],
]


def test_the_tree_has_the_shape_of_the_standard():
    found = dumped(read_workbook(workbook(SURVEY, CHOICES).read(), "f.xlsx").blueprint)

    question, count, repeat, meta = found["children"]
    assert question == {
        "type": "select one",
        "name": "q",
        "label": {"Thai": "ถาม", "English": "Ask"},
        "list_name": "has",
    }
    assert (count["type"], count["calculation"]) == ("calculate", "2")
    assert (repeat["type"], repeat["repeat_count"]) == ("repeat", "${r_count}")
    assert repeat["children"][0]["relevant"] == "${q} = 'yes'"
    assert repeat["children"][0]["choice_filter"] == "code = ${q}"
    assert meta["children"][0]["name"] == "instanceID"
    assert found["choices"] == {
        "has": [{"name": "yes", "label": {"Thai": "มี", "English": "Yes"}, "code": "1"}]
    }


def test_the_command_prints_a_line_for_each_file(tmp_path):
    good, bad, none = tmp_path / "ก.xlsx", tmp_path / "bad.xlsx", tmp_path / "none.xlsx"
    good.write_bytes(workbook(SURVEY, CHOICES).read())
    bad.write_bytes(workbook([["type", "name", "label"], ["tel", "a", "ก"]]).read())
    none.write_bytes(b"x")
    out = StringIO()

    call_command("check_xlsform", *map(str, (good, bad, none)), dump=tmp_path / "kept", stdout=out)

    assert [json.loads(line) for line in out.getvalue().splitlines()] == [
        {"file": str(good), "verdict": "accepted", "questions": 3, "faults": []},
        {
            "file": str(bad),
            "verdict": "refused",
            "questions": 1,
            "faults": [
                {
                    "sheet": "survey",
                    "row": 2,
                    "column": "type",
                    "reason": "ไม่มีชนิดคำถาม “tel” ในมาตรฐาน XLSForm โปรดแก้ชนิด",
                }
            ],
        },
        {
            "file": str(none),
            "verdict": "refused",
            "questions": 0,
            "faults": [
                {
                    "sheet": "",
                    "row": 0,
                    "column": "",
                    "reason": "เปิดไฟล์นี้เป็นสมุดงาน Excel ไม่ได้ โปรดบันทึกเป็น .xlsx แล้วส่งใหม่",
                }
            ],
        },
    ]
    kept = json.loads((tmp_path / "kept" / "ก.xlsx.json").read_text(encoding="utf-8"))
    assert kept["children"][0]["name"] == "q"
    assert [file.name for file in (tmp_path / "kept").iterdir()] == ["ก.xlsx.json"]
