"""An XLSForm becomes a questionnaire without a new model, or says what is wrong where."""

import io
import re
import zipfile
from itertools import chain

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

from circulars.errors import Invalid
from offices.models import Kind
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


BROKEN = "เปิดไฟล์นี้เป็นสมุดงาน Excel ไม่ได้ โปรดบันทึกเป็น .xlsx แล้วส่งใหม่"
DOCTYPE = "ไฟล์นี้มีคำสั่ง DOCTYPE ซึ่งอาจเป็นอันตราย โปรดเปิดด้วย Excel แล้วบันทึกเป็น .xlsx ใหม่"
SHEET = "xl/worksheets/sheet1.xml"
LAUGHS = "<!DOCTYPE x [<!ENTITY a 'haha'><!ENTITY b '&a;&a;&a;'>]>"


INLINE = 't="inlineStr"><is><t>start</t></is>'


def changed(part, change):
    """A good workbook with one of its parts changed."""
    target = io.BytesIO()
    with zipfile.ZipFile(workbook()) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, change(data.decode()) if name == part else data)
    target.seek(0)
    return target


DAMAGED = [
    ("xl/workbook.xml", lambda _text: "<workbook", BROKEN),
    ("xl/workbook.xml", lambda _text: "", BROKEN),
    ("xl/styles.xml", lambda _text: "<styleSheet>", BROKEN),
    ("xl/styles.xml", lambda text: text.replace("<fonts", "<fonts x='1'><bad"), BROKEN),
    (SHEET, lambda text: text[:-40], BROKEN),
    ("[Content_Types].xml", lambda _text: "x", BROKEN),
    (SHEET, lambda text: text.replace('r="2"', 'r="x"'), BROKEN),
    (SHEET, lambda text: text.replace('r="A2"', 'r="2A"'), BROKEN),
    (SHEET, lambda text: text.replace(INLINE, 't="s"><v>99999</v>'), BROKEN),
    (SHEET, lambda text: text.replace("<worksheet", LAUGHS + "<worksheet", 1), DOCTYPE),
    ("xl/workbook.xml", lambda text: LAUGHS + text, DOCTYPE),
    ("xl/styles.xml", lambda text: (LAUGHS + text).encode("utf-16"), DOCTYPE),
    (SHEET, lambda text: text.replace('r="2"', 'r="1048576"'), "แผ่นงาน survey ยาวเกิน 1000 แถว"),
    (SHEET, lambda text: text + " " * 5_300_000, "ไฟล์นี้ใหญ่เกินไปสำหรับแบบสำรวจ"),
    (
        SHEET,
        lambda text: text.replace("</sheetData>", f"<row>{'<c/>' * 300_000}</row></sheetData>"),
        "ไฟล์นี้ใหญ่เกินไปสำหรับแบบสำรวจ",
    ),
]


@pytest.mark.parametrize(("part", "change", "sentence"), DAMAGED)
def test_a_damaged_or_hostile_workbook_is_refused_in_a_sentence(part, change, sentence):
    with pytest.raises(Invalid) as refusal:
        read_xlsform(changed(part, change), title="x")

    assert str(refusal.value) == sentence


def test_what_a_sheet_says_of_its_own_size_is_not_believed():
    file = changed(
        SHEET, lambda text: re.sub(r'<dimension ref="[^"]*"', '<dimension ref="A1:A2"', text)
    )

    blueprint = read_xlsform(file, title="x")

    assert [row["name"] for row in blueprint.questions][-1] == "remark"


TOO_LONG = [
    (
        {"choices": [*CHOICES, ["has", "n" * 61, "ก"]]},
        "แผ่นงาน choices แถว 4: name ยาวเกิน 60 ตัวอักษร",
    ),
    (
        {"choices": [*CHOICES, ["has", "n" * 300]]},
        "แผ่นงาน choices แถว 4: name ยาวเกิน 60 ตัวอักษร",
    ),
    (
        {"choices": [*CHOICES, ["has", "n", "ก" * 301]]},
        "แผ่นงาน choices แถว 4: label ยาวเกิน 300 ตัวอักษร",
    ),
    (
        {"choices": [*CHOICES, ["l" * 61, "n", "ก"]]},
        "แผ่นงาน choices แถว 4: list_name ยาวเกิน 60 ตัวอักษร",
    ),
    ({"title": "ก" * 2000}, "แผ่นงาน settings แถว 2: title ยาวเกิน 500 ตัวอักษร"),
]


@pytest.mark.parametrize(("sheets", "sentence"), TOO_LONG)
def test_every_text_has_a_longest_length(sheets, sentence):
    with pytest.raises(Invalid) as refusal:
        read_xlsform(workbook(**sheets), title="x")

    assert str(refusal.value) == sentence


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (changed(SHEET, lambda text: text.replace('r="2"', 'r="x"')), BROKEN),
        (
            workbook([["type", "name", "calculation", "roll_up"], ["text", "a", "", "sum"]]),
            "ข้อ a: รวมยอดได้เฉพาะข้อที่ตอบเป็นตัวเลขหรือข้อคำนวณ โปรดเลือกแบบอื่นในตารางรวม",
        ),
    ],
)
def test_the_screen_says_what_is_wrong_with_a_file(as_user, file, sentence):
    world = QuickWorld(forwarded=False)
    upload = SimpleUploadedFile("กองทุน.xlsx", file.getvalue())

    page = as_user(world.staff.officer).post(
        reverse("survey_edit", args=[world.top.pk]),
        {"act": "upload", "file": upload, "kinds": [Kind.SAO], "replace": "on"},
    )

    assert list(chain(*page.context["view"].upload_form.errors.values())) == [sentence]
    assert world.task.questions.count() == 6


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
