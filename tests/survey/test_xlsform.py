"""An XLSForm becomes a questionnaire without a new model, or says what is wrong where."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

from circulars.errors import Invalid
from circulars.models import Kind
from survey.models import SurveyTask
from survey.xlsform.reading import read_xlsform
from tests.survey.world import QuickWorld

SURVEY = [
    ["type", "name", "label", "hint", "required", "relevant", "constraint", "calculation"],
    ["start", "begun"],
    ["begin_group", "g", "หมวดหนึ่ง"],
    ["select_one has", "fund", "มีกองทุนหรือไม่", "", "yes"],
    ["integer", "members", "สมาชิกกี่คน", "", "yes", "${fund} = 'yes'", ". > 0"],
    ["end_group"],
    ["calculate", "twice", "", "", "", "", "", "${members} * 2"],
    ["text", "remark", "หมายเหตุ"],
]
CHOICES = [["list_name", "name", "label"], ["has", "yes", "มี"], ["has", "no", "ไม่มี"]]


def workbook(survey=SURVEY, choices=CHOICES, title="แบบกองทุน"):
    book = Workbook()
    book.active.title = "survey"
    for name, rows in (("survey", survey), ("choices", choices)):
        sheet = book[name] if name in book.sheetnames else book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.create_sheet("settings").append(["form_title"])
    book["settings"].append([title])
    target = io.BytesIO()
    book.save(target)
    target.seek(0)
    return target


def test_types_expressions_and_choices_are_taken_over():
    blueprint = read_xlsform(workbook(), title="x")

    rows = [(row["type"], row["name"], row["roll_up"]) for row in blueprint.questions]
    assert blueprint.title == "แบบกองทุน"
    assert rows == [
        ("begin_group", "g", "none"),
        ("select_one", "fund", "each"),
        ("integer", "members", "sum"),
        ("end_group", "", "none"),
        ("calculate", "twice", "none"),
        ("text", "remark", "list"),
    ]
    assert blueprint.questions[2]["relevant"] == "${fund} = 'yes'"
    assert blueprint.choices == {"has": [("yes", "มี", ""), ("no", "ไม่มี", "")]}


HEAD = ["type", "name", "label"]
REFUSED = [
    ([HEAD, ["geopoint", "a", "ก"]], "แผ่นงาน survey แถว 2: ยังไม่รองรับชนิด “geopoint”"),
    (
        [HEAD, ["text", "a", "ก"], ["select_one x", "b", "ข"]],
        "แผ่นงาน survey แถว 3: ไม่มีชุดตัวเลือก “x” ในแผ่นงาน choices",
    ),
    ([HEAD, ["text", "", "ก"]], "แผ่นงาน survey แถว 2: ต้องมี name"),
    ([HEAD, ["text", "ชื่อ ไทย", "ก"]], "แผ่นงาน survey แถว 2: name “ชื่อ ไทย” ใช้ไม่ได้"),
    (
        [HEAD, ["text", "a", "ก" * 501]],
        "แผ่นงาน survey แถว 2: label ยาวเกิน 500 ตัวอักษร",
    ),
]


@pytest.mark.parametrize(("rows", "sentence"), REFUSED)
def test_what_is_not_supported_is_refused_with_its_row(rows, sentence):
    with pytest.raises(Invalid) as refusal:
        read_xlsform(workbook(rows), title="x")

    assert str(refusal.value) == sentence


@pytest.mark.parametrize("data", [b"", b"not a workbook", b"PK\x03\x04broken"])
def test_what_is_no_workbook_is_refused(data):
    with pytest.raises(Invalid) as refusal:
        read_xlsform(io.BytesIO(data), title="x")

    assert str(refusal.value) == ("เปิดไฟล์นี้เป็นสมุดงาน Excel ไม่ได้ โปรดบันทึกเป็น .xlsx แล้วส่งใหม่")


@pytest.mark.django_db
def test_it_hangs_on_the_circular_through_the_screen(as_user):
    world = QuickWorld(forwarded=False)
    world.task.questions.all().delete()
    world.task.choices.all().delete()
    for indicator in world.task.indicators.all():
        indicator.targets.all().delete()
    world.task.indicators.all().delete()
    SurveyTask.objects.all().delete()
    file = SimpleUploadedFile("กองทุน.xlsx", workbook().read())

    as_user(world.staff.officer).post(
        reverse("survey_edit", args=[world.top.pk]),
        {"act": "upload", "file": file, "kinds": [Kind.SAO]},
    )

    task = SurveyTask.objects.get()
    assert (task.title, task.kinds, task.questions.count()) == ("แบบกองทุน", ["SAO"], 6)
